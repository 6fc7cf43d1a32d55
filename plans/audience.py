"""Who decides on a version of a plan, and who is to hear of what becomes of it."""

from django.db.models import QuerySet

from accounts.models import User
from services.models import Region, StaffRole


def deciders(region: Region) -> QuerySet[User]:
    """Staff of the region; national staff only where the region has none."""
    active = User.objects.filter(is_active=True).order_by("sort", "pk")
    own = active.filter(pk__in=StaffRole.objects.filter(region=region).values("user_id"))
    return own if own.exists() else active.filter(pk__in=StaffRole.objects.filter(region=None).values("user_id"))
