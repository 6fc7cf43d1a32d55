"""The reference group's word on a version: asked for by the leader, given by each member."""

import uuid
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.models import User
from notices import actions as notices
from plans import lifecycle, permissions
from plans.actions.plans import locked
from plans.actions.versions import freeze, note, version_made
from plans.actions.words import accepted
from plans.models import Plan, Statement, StatementRequest
from services.conflicts import ChangedMeanwhile
from services.models import ReferenceGroupMember
from services.permissions import current
from services.wording import represents_words


class NobodyToAsk(ValueError):
    """The reference group has no member today who has an account."""


@transaction.atomic
def ask(
    *, plan: Plan, by: User, key: uuid.UUID, name: str, message: str = "", due: date | None = None
) -> StatementRequest:
    """Freeze the working copy under the name and ask the group what it says of it. The same key asks once.

    Raises NothingToFreeze, NobodyToAsk, PermissionDenied.
    """
    stored = locked(plan)
    if made := version_made(stored, key, by):
        return StatementRequest.objects.get(version=made)
    if not permissions.can_ask_for_statements(by, stored):
        raise PermissionDenied
    members = members_to_ask(stored)
    if not members:
        raise NobodyToAsk
    version = freeze(plan=stored, by=by, key=key, state=lifecycle.NAMED, name=name)
    note(version, lifecycle.NAME, by)
    asked = StatementRequest.objects.create(version=version, by=by, message=accepted(message), due=due)
    audit.record(by, "statement.asked", version, text=f"{version.title}: {version}")
    notices.send(
        to=[member.user for member in members if member.user],
        kind=notices.Kind.STATEMENT,
        subject=notices.filled(_("%(service)s asks for your statement"), service=stored.service),
        text=notices.filled(_("Read “%(plan)s” and say whether you endorse it."), plan=version.title),
        url=asked.get_absolute_url(),
        key=f"statement:{asked.pk}",
        by=by,
    )
    return asked


def members_to_ask(plan: Plan) -> list[ReferenceGroupMember]:
    """Those who sit in the group today and can sign in."""
    members = ReferenceGroupMember.objects.filter(current(), service=plan.service_id, user__is_active=True)
    return list(members.select_related("user"))


@transaction.atomic
def state(*, asked: StatementRequest, by: User, opinion: str, text: str, seen: int) -> Statement:
    """The member's statement, new or changed. `seen` is the version of the one that was changed, 0 of none.

    Raises PermissionDenied for who has no mandate today, ChangedMeanwhile when it was changed in another window.
    """
    locked(asked.version.plan)  # two windows of one member come one after the other
    member = member_of(by, asked.version.plan)
    if member is None:
        raise PermissionDenied
    text = accepted(text).strip()
    stored = Statement.objects.filter(request=asked, member=member).first()
    if stored and (stored.opinion, stored.text) == (opinion, text):
        return stored
    if (stored.version if stored else 0) != seen:
        raise ChangedMeanwhile(stored)
    statement = stored or Statement(request=asked, member=member, version=0)
    speaks_for = represents_words(member)
    statement.name, statement.by = member.name, by
    statement.represents = "" if speaks_for == member.name else speaks_for[:120]
    statement.opinion, statement.text = opinion, text
    statement.version += 1
    writable: Any = statement
    writable._history_user = by
    statement.save()
    audit.record(by, "statement.changed" if stored else "statement.made", asked.version)
    return statement


def member_of(user: User, plan: Plan) -> ReferenceGroupMember | None:
    """The user's own seat in the group of the plan's service, today."""
    return user.group_memberships.filter(current(timezone.localdate()), service=plan.service_id).first()
