"""Who has a plan open in the editor now. In a cache of files: it is no fact of the plan, so it touches no database."""

import time

from django.core.cache import caches

from accounts.models import User
from plans.models import Plan
from services.permissions import EDITORS, current

GONE_AFTER = 60  # seconds since the editor last said that it is there
ENOUGH = 15  # seconds for which that need not be said again


def note(plan: Plan, user: User) -> None:
    """The user is there. At most one small file is written in 15 seconds."""
    cache, key = caches["presence"], _key(plan, user.pk)
    said = cache.get(key)
    if said is None or time.time() - said > ENOUGH:
        cache.set(key, time.time(), GONE_AFTER)


def others(plan: Plan, user: User) -> list[str]:
    """The names of the others who are there, among those who may edit the plan. One query."""
    editors = plan.service.memberships.filter(current(), role__in=EDITORS).exclude(user=user)
    names = {_key(plan, pk): name for pk, name in editors.values_list("user_id", "user__name").order_by("user__sort")}
    there = caches["presence"].get_many(names)
    return [name for key, name in names.items() if key in there]


def _key(plan: Plan, user_pk: int) -> str:
    return f"{plan.pk}:{user_pk}"
