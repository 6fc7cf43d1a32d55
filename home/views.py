from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.permissions import is_administrator
from accounts.requests import SignedInRequest
from home.authority import overview_for
from home.cards import cards_of
from home.deeds import last_deeds
from home.one_service import forms_of, people_of, plans_of
from plans.permissions import can_create
from plans.tasks import tasks_for as plan_tasks
from reviews.tasks import tasks_for as review_tasks
from services import permissions
from services.models import Service
from services.tasks import Task
from services.tasks import tasks_for as service_tasks
from services.views.fetch import get_service
from services.wording import days_until, time_left_words

ROOMS = (service_tasks, plan_tasks, review_tasks)


@require_safe
def tasks(request: SignedInRequest) -> HttpResponse:
    """What waits for me, what I did last, my services."""
    today = timezone.localdate()
    waiting = [task for tasks_for in ROOMS for task in tasks_for(request.user, today)]
    waiting.sort(key=urgency)
    days, place = last_deeds(request.user)
    context = {
        "today": today,
        "tasks": [(task, days_until(when, today) if (when := task.due or task.since) else "") for task in waiting],
        "first_due": next((days_until(task.due, today) for task in waiting if task.due), ""),
        "days": days,
        "place": place,
        "cards": cards_of(request.user, today),
        "overview": overview_for(request.user, today),
        "is_administrator": is_administrator(request.user),
    }
    return render(request, "home/tasks.html", context)


def urgency(task: Task) -> tuple[date, str, str]:
    """By deadline; what waits for one without any, by how long it has waited."""
    return task.due or task.since or date.max, task.title, task.text


@require_safe
def service(request: SignedInRequest, pk: int) -> HttpResponse:
    """One service over all rooms."""
    found: Service = get_service(request, pk)
    user, today = request.user, timezone.localdate()
    context = {
        "service": found,
        "time_left": time_left_words(found, today),
        "links": list(found.links.all()),
        "publications": list(found.publications.all()),
        "plans": plans_of(found, user),
        "rounds": forms_of(found, user),
        "people": people_of(found, today) if permissions.can_see_people(user, found) else None,
        "may_edit": permissions.can_edit_service(user, found),
        "may_meet": permissions.edits(user, found),
        "may_give_roles": permissions.can_give_roles(user, found),
        "may_plan": can_create(user, found),
    }
    return render(request, "home/service.html", context)


@login_not_required
@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    """Help, privacy, accessibility: whole texts in each language, not sentences of the catalogue."""
    return render(request, f"home/{name}_{get_language()}.html")


@login_not_required
@require_safe
def plan_schema(request: HttpRequest) -> HttpResponse:
    """What the JSON of a plan is, for those who make programs. It is ours, and the same for everyone."""
    schema = (settings.BASE_DIR / "docs/plan.schema.json").read_bytes()
    return HttpResponse(schema, content_type="application/schema+json")
