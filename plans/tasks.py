"""What waits for a person in this room: plans to begin, to renew, to fill, to mend, to publish, to decide on."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from plans.document import TEMPLATES
from plans.lifecycle import SUBMITTED
from plans.models import Plan, PlanRow, StatementRequest
from plans.progress import FILLED
from plans.standing import newest_of
from plans.version_tasks import decisions, going_on
from services.models import Service
from services.permissions import current
from services.tasks import Task, services_edited_by

SOON = timedelta(days=180)  # a new plan takes its time


def tasks_for(user: User, today: date) -> list[Task]:
    """The same few queries however many services and plans the person has."""
    services = services_edited_by(user)
    plans: dict[int, list[Plan]] = defaultdict(list)
    for plan in Plan.objects.filter(service__in=services, archived_at=None) if services else ():
        plans[plan.service_id].append(plan)
    all_plans = [plan for own in plans.values() for plan in own]
    lacks, newest = _lacks(all_plans), newest_of(all_plans)
    tasks = going_on(user, all_plans, {service.pk: service for service in services}, newest) if services else []
    for service in services:
        if not plans[service.pk]:
            tasks.append(_begin(service))
        for plan in plans[service.pk]:
            tasks += _period(plan, service, plans[service.pk], today)
            if plan.pk not in newest or newest[plan.pk].state != SUBMITTED:
                tasks += _unfilled(plan, service, lacks.get(plan.pk, {}))
    return tasks + _statements(user) + decisions(user)


def _statements(user: User) -> list[Task]:
    """What the groups in which the user sits today were asked last, and the user has not answered."""
    own = user.group_memberships.filter(current())
    asked = StatementRequest.objects.filter(
        version__plan__service__in=own.values("service_id"), version__plan__archived_at=None
    )
    newest = asked.filter(version__plan=OuterRef("version__plan")).order_by("-version__number").values("pk")[:1]
    unanswered = asked.filter(pk=Subquery(newest)).exclude(statements__member__in=own.values("pk"))
    return [
        Task(
            due=each.due,
            title=_("State what you say of %(plan)s") % {"plan": each.version.title},
            text=_("%(service)s asks its reference group.") % {"service": each.version.plan.service},
            url=each.get_absolute_url(),
            action=_("Read and answer"),
        )
        for each in unanswered.select_related("version__plan__service").defer("version__document", "version__pdf")
    ]


def _begin(service: Service) -> Task:
    return Task(
        title=_("Make a plan"),
        text=_("%(service)s has no plan yet.") % {"service": service},
        url=f"{reverse('plans:new')}?service={service.pk}",
        action=_("Make a plan"),
    )


def _period(plan: Plan, service: Service, plans: list[Plan], today: date) -> list[Task]:
    """A plan that runs out, unless a later one takes over."""
    end = plan.period_end
    if not end or end > today + SOON or any(_takes_over(other, plan, end) for other in plans):
        return []
    title = _("The period of %(plan)s is over") if end < today else _("The period of %(plan)s ends soon")
    return [
        Task(
            due=end,
            title=title % {"plan": plan.title},
            text=_("%(service)s. Make a plan for the next period, or extend this one.") % {"service": service},
            url=reverse("plans:next", args=[plan.pk]),
            action=_("Make the next plan"),
        )
    ]


def _takes_over(other: Plan, plan: Plan, end: date) -> bool:
    if other.pk == plan.pk or other.template != plan.template:
        return False
    return other.period_end is None or other.period_end > end


def _lacks(plans: list[Plan]) -> dict[int, dict[str, int]]:
    """By plan: how many of its filled rows say nothing of their status, or have no measure."""
    if not plans:
        return {}
    rows = PlanRow.objects.filter(FILLED, area__plan__in=plans, area__deleted_at=None).order_by()
    counts = rows.values("area__plan_id").annotate(
        status=Count("pk", filter=Q(status="")), measure=Count("pk", filter=Q(measure="", continues=False))
    )
    return {count["area__plan_id"]: {"status": count["status"], "measure": count["measure"]} for count in counts}


def _unfilled(plan: Plan, service: Service, lacks: dict[str, int]) -> list[Task]:
    words = []
    columns = {*TEMPLATES[plan.template].columns, *plan.extra_columns}
    if "status" in columns and (n := lacks.get("status", 0)):
        words.append(ngettext("%(n)s row lacks status", "%(n)s rows lack status", n) % {"n": n})
    if "measure" in columns and (n := lacks.get("measure", 0)):
        words.append(ngettext("%(n)s row lacks a measure", "%(n)s rows lack a measure", n) % {"n": n})
    if not words:
        return []
    return [
        Task(
            title=_("Complete %(plan)s") % {"plan": plan.title},
            text=f"{service}. {', '.join(words)}.",
            url=reverse("plans:edit", args=[plan.pk]),
            action=_("Edit the plan"),
        )
    ]
