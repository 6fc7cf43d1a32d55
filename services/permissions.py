"""Who may do what with a service, as plain questions. Users come in, so no model is imported."""

from django.db.models import Q
from django.utils import timezone

from accounts.permissions import is_administrator

EDITORS = ("leader", "editor")


def current(today=None) -> Q:
    """Rows with `from_date` and `to_date` that are valid today; either may be open."""
    today = today or timezone.localdate()
    return (Q(from_date=None) | Q(from_date__lte=today)) & (Q(to_date=None) | Q(to_date__gte=today))


def is_national_staff(user) -> bool:
    return user.staff_roles.filter(kind="national").exists()


def is_staff_of(user, region_id) -> bool:
    return user.staff_roles.filter(Q(kind="national") | Q(region_id=region_id)).exists()


def is_authority(user) -> bool:
    return user.staff_roles.exists()


def leads(user, service) -> bool:
    return user.memberships.filter(current(), service=service, role="leader").exists()


def belongs_to(user, service) -> bool:
    return (
        user.memberships.filter(current(), service=service).exists()
        or user.group_memberships.filter(current(), service=service).exists()
    )


def can_create_service(user) -> bool:
    return is_administrator(user)


def can_edit_service(user, service) -> bool:
    """Facts, links and the reference group: the service's leader and editors, and administrators."""
    return is_administrator(user) or edits(user, service)


def edits(user, service) -> bool:
    """The service's own work, its meetings among it: its leader and editors."""
    return user.memberships.filter(current(), service=service, role__in=EDITORS).exists()


def can_see_people(user, service) -> bool:
    """Names of members and of the reference group, and when it met."""
    return is_administrator(user) or is_authority(user) or belongs_to(user, service)


def can_read_minutes(user, service) -> bool:
    """Minutes are the service's working papers: like drafts, they are for those who belong to it."""
    return belongs_to(user, service)


def can_manage_people(user, service) -> bool:
    """Memberships and invitations."""
    return is_administrator(user) or leads(user, service)


def roles_to_give(user, service) -> tuple[str, ...]:
    """The roles this user gives, changes and takes in this service. A leader passes leadership on by handing over."""
    roles: tuple[str, ...] = ()
    if is_administrator(user):
        roles = ("leader", "editor", "reader")
    elif leads(user, service):
        roles = ("editor", "reader")
    return (*roles, "assessor") if is_national_staff(user) else roles


def can_give_roles(user, service) -> bool:
    return bool(roles_to_give(user, service))


def own_services(user, path: str = "pk") -> Q:
    """A condition on the service at `path`: the user is a member of it or of its reference group, today."""
    return Q(**{f"{path}__in": user.memberships.filter(current()).values("service_id")}) | Q(
        **{f"{path}__in": user.group_memberships.filter(current()).values("service_id")}
    )
