"""Telling people what happened: rows in the transaction of what happened; the worker makes letters of them.

notices.send(
    to=people,
    kind=notices.Kind.APPROVED,
    subject=notices.filled(_("%(plan)s is approved"), plan=plan.title),
    text=_("It can now be published."),
    url=version.get_absolute_url(),
    key=f"version:{version.pk}:approved",
    by=user,
)
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise, lazy

from accounts.audit import record
from accounts.models import User
from accounts.values import one_line
from notices import jobs
from notices.models import LENGTHS, Kind, Letter, Notice, Preference, Timing

__all__ = ["Kind", "Timing", "choose", "filled", "send", "send_again"]

MORNING = time(7)  # when the letters of a day go, on the clocks of Norway
# They take in nothing more shortly before: longer than any transaction may last, so that none comes too late.
CLOSED = timedelta(minutes=5)


def filled(text: Promise, **values: object) -> Promise:
    """`text % values`, said in each receiver's language; plain % would at once say it in that of who acts."""
    return lazy(lambda: str(text) % values, str)()  # type: ignore[return-value]  # the stubs call it what it gives


@transaction.atomic
def send(
    *, to: Iterable[User], kind: Kind, subject: Promise, text: Promise, url: str, key: str, by: User | None
) -> None:
    """Tell `to` of one event: nobody of what they did themselves, nobody twice of one key, nobody without access.

    `subject` and `text` are lazy (`filled` puts values in), one line each; who did it is said of itself. `url` is a
    path of ours, to the very place. `key` names the event, the same however often it is told of.
    """
    if not (isinstance(subject, Promise) and isinstance(text, Promise)):
        raise TypeError("words that are not lazy are said in another's language")
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError("a notice leads to a place of ours")
    receivers = {user.pk: user for user in to if user.is_active and not (by and user.pk == by.pk)}
    wanted = [
        Notice(receiver=user, kind=kind, url=url, key=key, by=by, **_said(user.language, subject=subject, text=text))
        for _pk, user in sorted(receivers.items())
    ]
    Notice.objects.bulk_create(wanted, ignore_conflicts=True)
    told = list(Notice.objects.filter(pk__in=[notice.pk for notice in wanted]))
    if told:
        _write_letters(told, kind)


def _said(language: str, **words: Promise) -> dict[str, str]:
    """In the language, each on one line: so nobody's words can forge a header, a paragraph or a link."""
    with translation.override(language):
        return {name: one_line(said, LENGTHS[name]) for name, said in words.items()}


def _write_letters(told: list[Notice], kind: Kind) -> None:
    """What goes out of each notice, by its receiver's choice; and a nudge to the worker."""
    chosen = dict(
        Preference.objects.filter(kind=kind, user__in=[notice.receiver_id for notice in told]).values_list(
            "user_id", "timing"
        )
    )
    timings = {notice: chosen.get(notice.receiver_id, Timing.AT_ONCE) for notice in told}
    now = timezone.now()
    at_once = [notice for notice in told if timings[notice] == Timing.AT_ONCE]
    for notice in at_once:
        notice.letter = _letter(notice.receiver_id, due_at=now)
    Letter.objects.bulk_create(notice.letter for notice in at_once if notice.letter)
    daily = [notice for notice in told if timings[notice] == Timing.DAILY]
    of_day = _letters_of_day([notice.receiver_id for notice in daily], now) if daily else {}
    for notice in daily:
        notice.letter = of_day[notice.receiver_id]
    Notice.objects.bulk_update([*at_once, *daily], ["letter"])
    if at_once:
        jobs.deliver.enqueue()


def _letters_of_day(receivers: list[int], now: datetime) -> Mapping[int, Letter]:
    """Those that go next morning, by receiver: made by the first notice, joined by the others."""
    day = next_day(now)
    due_at = timezone.make_aware(datetime.combine(day, MORNING))
    Letter.objects.bulk_create(
        [_letter(receiver, due_at=due_at, day=day) for receiver in receivers], ignore_conflicts=True
    )
    return {letter.receiver_id: letter for letter in Letter.objects.filter(receiver__in=receivers, day=day)}


def next_day(now: datetime) -> date:
    local = timezone.localtime(now + CLOSED)
    return local.date() if local.time() < MORNING else local.date() + timedelta(days=1)


def _letter(receiver: int, *, due_at: datetime, day: date | None = None) -> Letter:
    pk = uuid4()
    host = settings.SERVER_EMAIL.rpartition("@")[2]
    return Letter(pk=pk, receiver_id=receiver, message_id=f"<{pk.hex}@{host}>", due_at=due_at, day=day)


@transaction.atomic
def choose(*, user: User, timings: Mapping[str, str]) -> None:
    """Keep when the person wants which kind by mail. What is no longer wanted goes out of the letter that waits."""
    Preference.objects.bulk_create(
        [Preference(user=user, kind=kind, timing=timing) for kind, timing in timings.items()],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["timing"],
    )
    unwanted = [kind for kind, timing in timings.items() if timing == Timing.NEVER]
    waiting = Letter.objects.waiting().filter(receiver=user, day__isnull=False, attempts=0)
    Notice.objects.filter(kind__in=unwanted, letter__in=waiting).update(letter=None)


@transaction.atomic
def send_again(*, letter: Letter, by: User) -> None:
    """Try anew what was given up; what is sent or still being tried stays as it is."""
    if Letter.objects.failed().filter(pk=letter.pk).update(failed_at=None, attempts=0, due_at=timezone.now()):
        record(by, "letter.resent", letter, text=str(letter.receiver))
        jobs.deliver.enqueue()
