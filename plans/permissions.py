"""Who may do what with a plan, as plain questions."""

from django.db.models import Q

from services.permissions import EDITORS, current, own_services


def readable(user) -> Q:
    """Plans of the user's own services. Drafts are nobody else's, not even an administrator's."""
    return own_services(user, "service_id")


def can_edit(user, plan) -> bool:
    return (
        not plan.archived_at
        and user.memberships.filter(current(), service_id=plan.service_id, role__in=EDITORS).exists()
    )


def can_create(user, service) -> bool:
    return user.memberships.filter(current(), service=service, role__in=EDITORS).exists()


def may_create_in(user) -> Q:
    """A condition on services: those in which the user may make a plan."""
    return Q(pk__in=user.memberships.filter(current(), role__in=EDITORS).values("service_id"))


def may_create_somewhere(user) -> bool:
    return user.memberships.filter(current(), role__in=EDITORS).exists()


def can_archive(user, plan) -> bool:
    """The leader archives, and fetches back."""
    return user.memberships.filter(current(), service_id=plan.service_id, role="leader").exists()


def can_delete(user, plan) -> bool:
    """A plan of which nothing was ever submitted."""
    return can_archive(user, plan)
