"""A person's own services as cards: the role, the current plan and how far it has come, the time that is left."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from plans.models import Plan, PlanVersion
from plans.progress import Progress, progress_of
from plans.standing import newest_of
from services.models import Service
from services.permissions import current
from services.wording import group_role, time_left_words


@dataclass(frozen=True, slots=True)
class Card:
    service: Service
    role: str
    plan: Plan | None
    progress: Progress | None
    version: PlanVersion | None
    time_left: str


def cards_of(user: User, today: date) -> list[Card]:
    """In the order of the services' names; the same few queries however many there are."""
    services = list(Service.objects.of(user).with_names())
    if not services:
        return []
    roles = {m.service_id: str(m.get_role_display()) for m in user.memberships.filter(current())}
    seats = {member.service_id: group_role(member) for member in user.group_memberships.filter(current())}
    plans = current_plans(user, services)
    progress, newest = progress_of(plans.values()), newest_of(plans.values())
    return [
        Card(
            service=service,
            role=roles.get(service.pk) or seats.get(service.pk, ""),
            plan=plans.get(service.pk),
            progress=progress[plans[service.pk].pk] if service.pk in plans else None,
            version=newest.get(plans[service.pk].pk) if service.pk in plans else None,
            time_left=time_left_words(service, today),
        )
        for service in services
    ]


def current_plans(user: User, services: list[Service]) -> dict[int, Plan]:
    """By service: the plan marked current, else the newest that is in use."""
    plans: dict[int, Plan] = {}
    for plan in Plan.objects.visible_to(user).filter(service__in=services, archived_at=None):
        plans.setdefault(plan.service_id, plan)
    return plans
