"""Who may do what with the reviews, as plain questions.

Before it is signed, a form is its writers' alone: the leader and the editors write the leader's, the reference group
its own, and whoever edits the service's plans does not see the group's draft, though a member of the group.
"""

from django.db.models import Q

from plans.permissions import of_staff
from reviews import lifecycle
from reviews.lifecycle import CLOSED
from services.permissions import EDITORS, current, is_national_staff, is_staff_of, own_services

LEADER, GROUP = "leader", "group"
AUDIENCES = (LEADER, GROUP)


def _edited(user):
    return user.memberships.filter(current(), role__in=EDITORS).values("service_id")


def _advised(user):
    return user.group_memberships.filter(current()).values("service_id")


def written(user) -> Q:
    """Responses that the user writes."""
    edited = Q(service_id__in=_edited(user))
    return Q(audience=LEADER) & edited | Q(audience=GROUP, service_id__in=_advised(user)) & ~edited


def readable(user) -> Q:
    """Responses that the user may read: those one writes, and signed ones of one's services and of staff's regions."""
    signed = Q(state__in=CLOSED) & (own_services(user, "service_id") | of_staff(user, "service__trust__region_id"))
    return written(user) | signed


def own(user) -> Q:
    """Responses of the user's own services: those one writes, and signed ones that one may read there."""
    return written(user) | Q(state__in=CLOSED) & own_services(user, "service_id")


def can_write(user, response) -> bool:
    edits = user.memberships.filter(current(), service_id=response.service_id, role__in=EDITORS).exists()
    if response.audience == LEADER:
        return edits
    return not edits and user.group_memberships.filter(current(), service_id=response.service_id).exists()


def can_sign(user, response) -> bool:
    """The leader the leader's form, the chair the group's."""
    if response.audience == LEADER:
        return user.memberships.filter(current(), service_id=response.service_id, role="leader").exists()
    chairs = user.group_memberships.filter(current(), service_id=response.service_id, is_chair=True)
    return can_write(user, response) and chairs.exists()


def can_reopen(user, response) -> bool:
    return is_staff_of(user, response.service.trust.region_id)


def can_take(user, verb: str, response) -> bool:
    """Whether the user is one of those who take the step, whatever the response's state."""
    who = lifecycle.STEPS[verb].who
    return {lifecycle.WRITERS: can_write, lifecycle.SIGNER: can_sign, lifecycle.STAFF: can_reopen}[who](user, response)


def can_run_rounds(user) -> bool:
    """Rounds and questionnaires are national staff's."""
    return is_national_staff(user)


def seen_rounds(user) -> Q:
    """All for national staff; opened ones for those who belong to one of their services, and for its region's staff."""
    if is_national_staff(user):
        return Q()
    regions = user.staff_roles.exclude(region=None).values("region_id")
    return Q(opened_at__isnull=False) & (own_services(user, "services") | Q(services__trust__region__in=regions))


def seen_in_round(user) -> Q:
    """The services of a round whose forms the user may know to be there: one's own, one's region's, all for national
    staff."""
    return own_services(user) | of_staff(user, "trust__region_id")
