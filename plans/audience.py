"""Who decides on a version of a plan, and who is to hear of what becomes of it."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from services.models import Region, Service, StaffRole
from services.permissions import EDITORS, current


def deciders(region: Region) -> QuerySet[User]:
    """Staff of the region; national staff only where the region has none."""
    own = _people(StaffRole.objects.filter(region=region))
    return own if own.exists() else _people(StaffRole.objects.filter(region=None))


def members(service: Service) -> QuerySet[User]:
    """Everybody with a role in the service, today."""
    return _people(service.memberships.filter(current()))


def writers(service: Service) -> QuerySet[User]:
    """The service's leader and editors, today."""
    return _people(service.memberships.filter(current(), role__in=EDITORS))


def group(service: Service) -> QuerySet[User]:
    """Those of its reference group who sit today and can sign in."""
    return _people(service.group_members.filter(current()).exclude(user=None))


def _people(roles: QuerySet[Any]) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk__in=roles.values("user_id")).order_by("sort", "pk")
