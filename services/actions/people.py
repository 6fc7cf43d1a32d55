"""Who belongs to a service: giving access, changing it, ending it. Each checks under a lock on the service."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actions import invite, withdraw
from accounts.models import User
from accounts.values import address
from services.models import Membership, ReferenceGroupMember, Service
from services.permissions import current


class AlreadyMember(Exception):
    """The person has another role in the service already."""

    def __init__(self, membership: Membership) -> None:
        super().__init__(str(membership))
        self.membership = membership


class LastLeader(Exception):
    """The service would be left without anyone who leads it."""


class InMeetings(Exception):
    """The member took part in meetings, so the record must stay."""


@transaction.atomic
def give_access(
    *,
    service: Service,
    email: str,
    name: str,
    language: str,
    role: str,
    by: User,
    from_date: date | None = None,
    to_date: date | None = None,
) -> Membership:
    """A membership for the person of that address, invited by mail if new. Asked twice it does nothing more.

    Raises AlreadyMember, and what accounts.actions.invite raises.
    """
    _lock(service)
    membership = service.memberships.filter(user__email=address(email)).select_related("user").first()
    if membership and _still_counts(membership):
        if membership.role == role:
            if membership.user.state == User.State.INVITED:  # the letter may have expired or been withdrawn
                invite(email=email, name=name, language=language, purpose=_purpose(service, role), by=by)
            return membership
        raise AlreadyMember(membership)
    user = invite(email=email, name=name, language=language, purpose=_purpose(service, role), by=by).user
    membership = membership or Membership(user=user, service=service)
    membership.role, membership.from_date, membership.to_date = role, from_date, to_date
    membership.save()
    audit.record(by, "membership.created", membership)
    return membership


def _purpose(service: Service, role: str) -> object:
    """Said in the receiver's language, so translated as late as in the letter."""
    label = Membership.Role(role).label if role else gettext_lazy("Member of the reference group")
    return lazy(lambda: f"{label}, {service.name}", str)()


@transaction.atomic
def change_membership(*, membership: Membership, role: str, from_date: date | None, to_date: date | None, by: User):
    with _a_leader_stays(membership.service):
        membership.role, membership.from_date, membership.to_date = role, from_date, to_date
        membership.save()
        audit.record(by, "membership.changed", membership)


@transaction.atomic
def end_membership(*, membership: Membership, by: User) -> None:
    """Ends access at once: yesterday becomes the last day. What never began is removed."""
    if not _still_counts(membership):
        return
    with _a_leader_stays(membership.service):
        audit.record(by, "membership.ended", membership)
        yesterday = timezone.localdate() - timedelta(days=1)
        never_used = not membership.user.is_active or bool(membership.from_date and membership.from_date > yesterday)
        if never_used:
            membership.delete()
        else:
            membership.to_date = yesterday
            membership.save()
        _withdraw_if_nothing_is_left(membership.user, by)


@transaction.atomic
def hand_over(*, service: Service, to: Membership, stays_as: str, by: User) -> None:
    """The leader `by` makes another member leader, and takes the role `stays_as`."""
    with _a_leader_stays(service):
        own = Membership.objects.get(current(), user=by, service=service, role="leader")
        to.role, to.from_date, to.to_date = "leader", None, None
        own.role = stays_as
        to.save()
        own.save()
        audit.record(by, "membership.handed_over", to)


@transaction.atomic
def invite_group_member(*, member: ReferenceGroupMember, email: str, language: str, by: User) -> None:
    """Gives a member of the reference group an account, so that the member can sign in and read the plans."""
    _lock(member.service)
    member = ReferenceGroupMember.objects.select_related("service").get(pk=member.pk)
    purpose = _purpose(member.service, "")
    member.user = invite(email=email, name=member.name, language=language, purpose=purpose, by=by).user
    member.version += 1
    member.save()
    audit.record(by, "group_member.invited", member)


@transaction.atomic
def end_mandate(*, member: ReferenceGroupMember, to_date: date, by: User) -> None:
    _lock(member.service)
    member = ReferenceGroupMember.objects.get(pk=member.pk)
    member.to_date = to_date
    member.version += 1
    member.save()
    audit.record(by, "group_member.ended", member)


@transaction.atomic
def remove_group_member(*, member: ReferenceGroupMember, by: User) -> None:
    """Only someone who was never in a meeting: entered by mistake."""
    if member.meetings.exists():
        raise InMeetings
    audit.record(by, "group_member.deleted", member)
    user = member.user
    member.delete()
    if user:
        _withdraw_if_nothing_is_left(user, by)


def _lock(service: Service) -> Service:
    return Service.objects.select_for_update().get(pk=service.pk)


def _still_counts(membership: Membership) -> bool:
    return not membership.to_date or membership.to_date >= timezone.localdate()


def _leaders(service: Service):
    """Those who lead today and have no last day."""
    return service.memberships.filter(current(), role="leader", to_date=None, user__is_active=True)


@contextmanager
def _a_leader_stays(service: Service) -> Iterator[None]:
    """Undoes the change within, by LastLeader, if it takes the service's last leader."""
    _lock(service)
    led = _leaders(service).exists()
    yield
    if led and not _leaders(service).exists():
        raise LastLeader


def _withdraw_if_nothing_is_left(user: User, by: User) -> None:
    """An account that was never used, and now opens nothing, should not be opened by an old letter."""
    open_ended = Q(to_date=None) | Q(to_date__gte=timezone.localdate())
    if user.is_active or user.memberships.filter(open_ended).exists():
        return
    if user.group_memberships.filter(open_ended).exists() or user.staff_roles.exists():
        return
    for invitation in user.invitations.open():
        withdraw(invitation=invitation, by=by)
