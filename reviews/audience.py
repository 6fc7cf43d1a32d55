"""Who is to hear of what becomes of a form."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from plans.audience import deciders, group, writers
from reviews.models import Response
from reviews.permissions import LEADER
from services.models import Membership, ReferenceGroupMember, Service
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


@dataclass(frozen=True, slots=True)
class Asked:
    """Who of a service hears of a round that opens: the same people as writers_of its two forms."""

    service: Service
    leader: list[User]
    group: list[User]


def asked(services: Iterable[Service]) -> list[Asked]:
    """In two queries, however many the services."""
    every = list(services)
    writing = _by_service(Membership.objects.filter(current(), role__in=EDITORS, service__in=every))
    advising = _by_service(ReferenceGroupMember.objects.filter(current(), service__in=every))
    return [
        Asked(
            service,
            writing[service.pk],
            [user for user in advising[service.pk] if user not in writing[service.pk]],
        )
        for service in every
    ]


def _by_service(roles: QuerySet[Any]) -> dict[int, list[User]]:
    found: dict[int, list[User]] = defaultdict(list)
    for role in roles.filter(user__is_active=True).select_related("user").order_by("user__sort", "user_id"):
        if role.user not in found[role.service_id]:
            found[role.service_id].append(role.user)
    return found


def authority_of(response: Response) -> QuerySet[User]:
    """Staff of the service's region; national staff where the region has none."""
    return deciders(response.service.trust.region)
