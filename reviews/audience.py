"""Who is to hear of what becomes of a form."""

from django.db.models import QuerySet

from accounts.models import User
from plans.audience import deciders, group, writers
from reviews.models import Response
from reviews.permissions import LEADER
from services.permissions import EDITORS, current


def writers_of(response: Response) -> QuerySet[User]:
    if response.audience == LEADER:
        return writers(response.service)
    return group(response.service).exclude(pk__in=writers(response.service).values("pk"))


def signers_of(response: Response) -> QuerySet[User]:
    """The service's leader, or the chair of its group."""
    service = response.service
    if response.audience == LEADER:
        roles = service.memberships.filter(current(), role="leader").values("user_id")
        return writers(service).filter(pk__in=roles)
    chairs = service.group_members.filter(current(), is_chair=True).exclude(user=None).values("user_id")
    edited = service.memberships.filter(current(), role__in=EDITORS).values("user_id")
    return group(service).filter(pk__in=chairs).exclude(pk__in=edited)


def authority_of(response: Response) -> QuerySet[User]:
    """Staff of the service's region; national staff where the region has none."""
    return deciders(response.service.trust.region)
