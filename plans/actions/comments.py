"""What people say to each other of a plan: begun, answered, resolved, withdrawn."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.models import User
from notices import actions as notices
from plans import permissions
from plans.actions.words import accepted
from plans.document import PlanDocument, Row
from plans.models import Comment, Plan, PlanVersion
from services.permissions import current

QUOTED = 1000  # characters; the rest is where the row is


class NoWords(ValueError):
    """A comment says something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """What a comment is of: the plan, or an area, or a row, or a cell of it. `quote` is its text as it stands."""

    area: str = ""
    row: str = ""
    column: str = ""
    quote: str = ""


def spot_in(document: PlanDocument, *, area: str = "", row: str = "", column: str = "") -> Spot | None:
    """The place in the document with its words; None where it has no such row or area."""
    if row:
        of_row = ((found, measure) for _area, found, measure in document.rows() if found.id == row)
        return next((_row_spot(found, measure, column) for found, measure in of_row), None)
    if area:
        titles = (found.title for found in document.headings() if found.id == area)
        return next((Spot(area=area, quote=title[:QUOTED]) for title in titles), None)
    return Spot()


def _row_spot(row: Row, measure: str, column: str) -> Spot:
    if column == "status":
        return Spot(row=row.id, column=column)
    words = measure if column in ("", "measure") else row.words(column)
    return Spot(row=row.id, column=column, quote=words[:QUOTED])


@transaction.atomic
def say(
    *,
    plan: Plan,
    version: PlanVersion | None,
    spot: Spot,
    by: User,
    key: uuid.UUID,
    text: str,
    audience: str,
    mentioned: Iterable[User] = (),
) -> Comment:
    """Begin a thread. The same key from the same person begins one. Raises NoWords, PermissionDenied."""
    if not permissions.can_comment(by, plan, version):
        raise PermissionDenied
    if not permissions.can_comment_inside(by, plan):
        audience = Comment.Audience.AUTHORITY  # staff cannot say what staff cannot read
    comment = Comment(
        pk=_bound(key, by, plan),
        plan=plan,
        version=version,
        area=spot.area or None,
        row=spot.row or None,
        column=spot.column,
        quote=spot.quote,
        by=by,
        text=_words(text),
        audience=audience,
    )
    return _keep(comment, mentioned, by)


@transaction.atomic
def answer(*, thread: Comment, by: User, key: uuid.UUID, text: str, mentioned: Iterable[User] = ()) -> Comment:
    """Say something to what was said; a resolved thread is open again. Raises NoWords, PermissionDenied."""
    thread = Comment.objects.select_for_update().get(pk=thread.parent_id or thread.pk)
    if not permissions.can_comment(by, thread.plan, thread.version):
        raise PermissionDenied
    comment = Comment(
        pk=_bound(key, by, thread.plan),
        plan=thread.plan,
        version=thread.version,
        parent=thread,
        by=by,
        text=_words(text),
        audience=thread.audience,
    )
    kept = _keep(comment, mentioned, by)
    if thread.resolved_at and kept.at > thread.resolved_at:
        _resolve(thread, None)
    return kept


@transaction.atomic
def resolve(*, thread: Comment, by: User, is_done: bool) -> Comment:
    """Or open again. Twice: one effect. Raises PermissionDenied."""
    stored = Comment.objects.select_for_update().get(pk=thread.pk, parent=None)
    if not permissions.can_resolve(by, stored):
        raise PermissionDenied
    if bool(stored.resolved_at) != is_done:
        _resolve(stored, by if is_done else None)
        audit.record(by, "comment.resolved" if is_done else "comment.reopened", stored, text=str(stored.plan))
    return stored


@transaction.atomic
def withdraw(*, comment: Comment, by: User) -> None:
    """The words go, that something was said stays. Only one's own. Raises PermissionDenied."""
    stored = Comment.objects.select_for_update().get(pk=comment.pk)
    if stored.by_id != by.pk:
        raise PermissionDenied
    if stored.withdrawn_at is None:
        stored.text, stored.withdrawn_at = "", timezone.now()
        stored.save(update_fields=["text", "withdrawn_at"])
        audit.record(by, "comment.withdrawn", stored, text=str(stored.plan))


def people_to_mention(plan: Plan) -> list[User]:
    """Those who read every comment on the plan: in the service or its reference group today, with an account."""
    members = User.objects.filter(is_active=True).filter(
        pk__in=plan.service.memberships.filter(current()).values("user_id")
    )
    group = User.objects.filter(is_active=True).filter(
        pk__in=plan.service.group_members.filter(current()).exclude(user=None).values("user_id")
    )
    return list((members | group).order_by("sort", "id"))


def _words(text: str) -> str:
    words = accepted(text).strip()
    if not words:
        raise NoWords
    return words


def _keep(comment: Comment, mentioned: Iterable[User], by: User) -> Comment:
    if made := Comment.objects.filter(pk=comment.pk).first():
        return made
    comment.save(force_insert=True)
    told = [person for person in mentioned if person.pk != by.pk]
    comment.mentioned.set(told)
    audit.record(by, "comment.made", comment, text=str(comment.plan))
    notices.send(
        to=told,
        kind=notices.Kind.MENTION,
        subject=notices.filled(_("You are mentioned in a comment on “%(plan)s”"), plan=comment.plan.title),
        text=_("Read the comment and answer it where it stands."),
        url=comment.get_absolute_url(),
        key=f"comment:{comment.pk}",
        by=by,
    )
    return comment


def _resolve(thread: Comment, by: User | None) -> None:
    thread.resolved_at, thread.resolved_by = (timezone.now() if by else None), by
    thread.save(update_fields=["resolved_at", "resolved_by"])


def _bound(key: uuid.UUID, by: User, plan: Plan) -> uuid.UUID:
    """Bound to person and plan, so that nobody's key can hit upon another's comment."""
    return uuid.uuid5(key, f"{by.pk} {plan.pk}")
