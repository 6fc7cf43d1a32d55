"""Who may do what with a service, as plain questions. Users come in, so no model is imported."""

from django.db.models import Q
from django.utils import timezone

EDITORS = ("leader", "editor")


def current(today=None) -> Q:
    """Rows with `from_date` and `to_date` that are valid today; either may be open."""
    today = today or timezone.localdate()
    return (Q(from_date=None) | Q(from_date__lte=today)) & (Q(to_date=None) | Q(to_date__gte=today))


def is_national_staff(user) -> bool:
    return user.staff_roles.filter(kind="national").exists()


def is_staff_of(user, region_id) -> bool:
    return user.staff_roles.filter(Q(kind="national") | Q(region_id=region_id)).exists()


def is_administrator(user) -> bool:
    return user.is_active and user.is_staff


def is_authority(user) -> bool:
    return user.staff_roles.exists()


def leads(user, service) -> bool:
    return user.memberships.filter(current(), service=service, role="leader").exists()


def can_edit_service(user, service) -> bool:
    """Facts, links, reference group and meetings: the service's leader and editors, and administrators."""
    return is_administrator(user) or user.memberships.filter(current(), service=service, role__in=EDITORS).exists()


def can_manage_people(user, service) -> bool:
    """Memberships and invitations."""
    return is_administrator(user) or leads(user, service)


def belongs_to(user, service) -> bool:
    return (
        user.memberships.filter(current(), service=service).exists()
        or user.group_memberships.filter(current(), service=service).exists()
    )


def own_services(user, path: str = "pk") -> Q:
    """A condition on the service at `path`: the user is a member of it or of its reference group, today."""
    return Q(**{f"{path}__in": user.memberships.filter(current()).values("service_id")}) | Q(
        **{f"{path}__in": user.group_memberships.filter(current()).values("service_id")}
    )
