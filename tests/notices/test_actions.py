from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from django_ox.models import OxTask

from notices import actions as notices
from notices.models import Letter, Notice, Preference
from tests.factories import make_user

pytestmark = pytest.mark.django_db
KEY = "version:12:approved"
OSLO = ZoneInfo("Europe/Oslo")


def send(*to, key=KEY, kind=notices.Kind.APPROVED, **changes):
    usual = {"subject": _("Saved"), "text": _("The changes are saved."), "url": "/planer/1/", "by": None}
    notices.send(to=to, kind=kind, key=key, **usual | changes)


def choose(user, timing, kind=notices.Kind.APPROVED):
    Preference.objects.create(user=user, kind=kind, timing=timing)


def test_each_is_told_in_their_own_language():
    send(make_user(language="nb"), make_user(language="nn"), make_user(language="en"))
    texts = Notice.objects.order_by("receiver").values_list("text", flat=True)
    assert list(texts) == ["Endringene er lagret.", "Endringane er lagra.", "The changes are saved."]


def test_values_are_put_into_the_words_of_each_language():
    subject = notices.filled(_("Complete %(plan)s"), plan="Plan Ø")
    send(make_user(language="nb"), make_user(language="en"), subject=subject)
    assert set(Notice.objects.values_list("subject", flat=True)) == {"Fyll ut «Plan Ø»", "Complete Plan Ø"}


def test_nobody_is_told_of_what_they_did_nor_twice_nor_without_access():
    by, one, closed = make_user(), make_user(), make_user(is_active=False)
    send(by, one, one, closed, by=by)
    send(one, by=by)
    notice = Notice.objects.get()
    assert (notice.receiver, notice.by, notice.key) == (one, by, KEY)
    assert Letter.objects.get() == notice.letter


def test_another_event_of_the_same_thing_is_another_notice():
    one = make_user()
    send(one)
    send(one, key="version:12:published", kind=notices.Kind.PUBLISHED)
    assert one.notices.count() == one.notice_letters.count() == 2


def test_words_of_people_stay_on_their_line_and_make_no_link():
    evil = "Plan\r\nBcc: all@example.org\u2028http://evil.example www.evil.example \x00\u202e" + "x" * 2000
    send(make_user(), subject=notices.filled(_("%(n)s"), n=evil), text=notices.filled(_("%(n)s"), n=evil))
    notice = Notice.objects.get()
    assert notice.subject.startswith("Plan Bcc: all@example.org http evil.example")
    assert notice.subject.isprintable() and notice.text.isprintable()
    assert (len(notice.subject), len(notice.text)) == (150, 1000)


@pytest.mark.parametrize("url", ["//evil.example/", "https://evil.example/", "planer/1/"])
def test_a_notice_leads_to_a_place_of_ours_only(url):
    with pytest.raises(ValueError):
        send(make_user(), url=url)


def test_words_already_said_in_one_language_are_refused():
    with pytest.raises(TypeError):
        send(make_user(), text="Endringene er lagret.")


def test_nothing_is_told_of_what_was_rolled_back():
    with transaction.atomic():
        send(make_user())
        transaction.set_rollback(True)
    assert (Notice.objects.count(), Letter.objects.count(), OxTask.objects.count()) == (0, 0, 0)


def test_the_worker_is_nudged_once_however_many_are_told():
    send(*[make_user() for _number in range(3)])
    assert OxTask.objects.get().task_path == "notices.jobs.deliver"
    assert Letter.objects.values("message_id").distinct().count() == 3


@pytest.mark.parametrize("people", [1, 30])
def test_telling_many_costs_the_queries_of_telling_one(people, django_assert_num_queries):
    receivers = [make_user() for _number in range(people)]
    with django_assert_num_queries(8):
        send(*receivers)


def test_who_wants_no_mail_has_the_notice_on_the_page():
    one = make_user()
    choose(one, "never")
    send(one)
    assert (one.notices.get().letter, OxTask.objects.count()) == (None, 0)


def test_a_choice_is_for_its_kind():
    one = make_user()
    choose(one, "never", notices.Kind.MENTION)
    send(one)
    assert one.notices.get().letter


def test_what_is_wanted_once_a_day_lies_in_one_letter():
    one = make_user()
    choose(one, "daily")
    for number in range(3):
        send(one, key=f"version:{number}:approved")
    letter = one.notice_letters.get()
    assert letter.notices.count() == 3
    assert letter.due_at == datetime.combine(letter.day, datetime.min.time().replace(hour=7), OSLO)
    assert OxTask.objects.count() == 0


@pytest.mark.parametrize(
    ("told", "day"),
    [((11, 26, 6, 54), 26), ((11, 26, 6, 55), 27), ((11, 26, 7, 0), 27), ((11, 26, 23, 59), 27), ((11, 27, 0, 1), 27)],
)
def test_a_day_ends_a_little_before_its_letters_go(told, day):
    assert notices.next_day(datetime(2026, *told, tzinfo=OSLO)).day == day


@pytest.mark.django_db(transaction=True)
def test_five_at_once_tell_of_one_event_once():
    one = make_user()

    def tell(_number):
        try:
            send(one)
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(tell, range(5)))
    assert (one.notices.count(), one.notice_letters.count()) == (1, 1)
