"""What waits for a person because of where versions stand: a plan to mend, to publish, to decide on."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from plans import lifecycle
from plans.models import Plan, PlanVersion, VersionStep
from plans.table import one_line
from services.models import Service
from services.permissions import current
from services.tasks import Task


def going_on(
    user: User, plans: Iterable[Plan], services: Mapping[int, Service], newest: Mapping[int, PlanVersion]
) -> list[Task]:
    """What those who write the plans have to go on with; `newest` are the versions that count, by plan. Two queries."""
    led = set(user.memberships.filter(current(), role="leader").values_list("service_id", flat=True))
    returned = [version.pk for version in newest.values() if version.state == lifecycle.RETURNED]
    steps = VersionStep.objects.filter(version__in=returned, verb="return").select_related("by")
    why = {step.version_id: step for step in steps}
    tasks = []
    for plan in plans:
        version, service = newest.get(plan.pk), services[plan.service_id]
        if version and version.state == lifecycle.RETURNED:
            tasks.append(_mend(plan, service, why[version.pk]))
        elif version and version.state == lifecycle.APPROVED and plan.service_id in led:
            tasks.append(_publish(plan, service, version))
    return tasks


def _mend(plan: Plan, service: Service, step: VersionStep) -> Task:
    by = step.by.name if step.by else ""
    return Task(
        # Translators: a plan that was returned; nb: Rett %(plan)s og send inn på nytt
        title=_("Mend %(plan)s and submit it again") % {"plan": plan.title},
        text=f"{service}. {by}: {one_line(step.reason, 200)}" if by else f"{service}. {one_line(step.reason, 200)}",
        url=f"{plan.get_absolute_url()}#state",
        action=_("See what to mend"),
        since=_day(step.at),
    )


def _publish(plan: Plan, service: Service, version: PlanVersion) -> Task:
    return Task(
        title=_("Publish %(plan)s") % {"plan": plan.title},
        text=_("%(service)s. %(version)s is approved, but not published.") % {"service": service, "version": version},
        url=reverse("plans:version-publish", args=[plan.pk, version.number]),
        # Translators: on a button that leads to the page where a plan is published; nb: Publiser
        action=_("Publish"),
        since=_day(version.decided_at),
    )


def decisions(user: User) -> list[Task]:
    """What the user is to decide on, as staff."""
    return [
        Task(
            # Translators: staff approve or return a plan; nb: Ta stilling til %(plan)s
            title=_("Decide on %(plan)s") % {"plan": version.title},
            text=_("%(service)s has submitted version %(number)d.")
            % {"service": version.plan.service, "number": version.number},
            url=version.get_absolute_url(),
            action=_("Read and decide"),
            since=_day(version.submitted_at),
        )
        for version in PlanVersion.objects.waiting_for(user).without_bytes().select_related("plan__service")
    ]


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
