"""A plan as a whole: new, its settings, archived and fetched back, deleted."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from plans import permissions
from plans.actions import plans as actions
from plans.actions.outline import row_keys
from plans.actions.steps import Locked
from plans.forms.plans import NewPlanForm, SettingsForm
from plans.models import Plan
from plans.views.fetch import get_plan
from plans.views.posts import back_to, found
from plans.wording import period_in_full
from services.conflicts import ChangedMeanwhile, differences_of, over_what_is_stored
from services.models import Service

EARLIER = 8  # plans that a new one can be made from, on the page for a new one


@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request: SignedInRequest) -> HttpResponse:
    services = Service.objects.filter(permissions.may_create_in(request.user))
    if not services:
        raise PermissionDenied
    initial = _suggested(request, services)
    form = NewPlanForm(request.POST or None, services=services, initial=initial)
    if form.is_bound and form.is_valid():
        plan = actions.create(by=request.user, **form.cleaned_data)
        return back_to(plan, next(iter(row_keys(plan)), None))
    context = {
        "form": form,
        "only_service": services[0] if len(services) == 1 else None,
        "earlier": _earlier(request, services),
    }
    return render(request, "plans/new.html", context, status=422 if form.is_bound else 200)


def _earlier(request: SignedInRequest, services: QuerySet[Service]) -> list[tuple[Plan, str]]:
    """The newest plans that a new one can be made from, with their periods."""
    plans = Plan.objects.visible_to(request.user).filter(service__in=services).select_related("service")
    newest = plans.order_by(F("period_start").desc(nulls_last=True), "-id")[:EARLIER]
    return [(plan, period_in_full(plan.period_start, plan.period_end)) for plan in newest]


def _suggested(request: SignedInRequest, services: Any) -> dict[str, Any]:
    """The four years that come next, and the service that the link came from."""
    today = timezone.localdate()
    year = today.year + (today.month > 6)
    asked = request.GET.get("service", "")
    return {
        "service": asked if asked in {str(service.pk) for service in services} else None,
        "period_start": date(year, 1, 1),
        "period_end": date(year + 3, 12, 31),
        "language": request.user.language,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def plan_settings(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = get_plan(request, pk, allow=permissions.can_edit)
    form = SettingsForm(request.POST or None, instance=plan)
    if not form.is_bound or not form.is_valid():
        return _show_settings(request, pk, form, status=422 if form.is_bound else 200)
    values = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    try:
        with found():
            actions.save_settings(plan=plan, seen=form.cleaned_data["version"], values=values, by=request.user)
    except ChangedMeanwhile as conflict:
        differences = differences_of(form, conflict.stored)
        over_what_is_stored(form, conflict.stored)
        return _show_settings(request, pk, form, differences, status=409)
    messages.success(request, _("The settings are saved."))
    return redirect("plans:settings", pk)


def _show_settings(
    request: SignedInRequest, pk: int, form: SettingsForm, differences: Any = (), *, status: int
) -> HttpResponse:
    # Fetched anew: a form that was sent has written its values over the other one.
    plan = get_plan(request, pk)
    sections = list(plan.sections.order_by("rank", "id"))
    context = {
        "plan": plan,
        "form": form,
        "differences": differences,
        "sections": [
            (_("Before the table"), [section for section in sections if section.place == "before"]),
            (_("After the table"), [section for section in sections if section.place == "after"]),
        ],
        "has_sections": bool(sections),
        "may_archive": permissions.can_archive(request.user, plan),
        "may_delete": permissions.can_delete(request.user, plan),
    }
    return render(request, "plans/settings.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_archive(request: SignedInRequest, pk: int) -> HttpResponse:
    """Asks on GET, archives on POST. Of an archived plan the page offers to fetch it back."""
    plan = get_plan(request, pk, allow=permissions.can_archive)
    if plan.is_locked:
        raise Locked(plan)
    if request.method != "POST":
        return render(request, "plans/archive.html", {"plan": plan})
    with found():
        actions.archive(plan=plan, by=request.user)
    messages.success(request, _("The plan is archived."))
    return redirect(plan)


@require_POST
def plan_fetch_back(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = get_plan(request, pk, allow=permissions.can_archive)
    with found():
        actions.fetch_back(plan=plan, by=request.user)
    messages.success(request, _("The plan is restored."))
    return redirect(plan)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = get_plan(request, pk, allow=permissions.can_delete)
    if request.method != "POST":
        return render(request, "plans/delete.html", {"plan": plan, "rows": plan.rows.count()})
    with found():
        actions.delete(plan=plan, by=request.user)
    messages.success(request, _("The plan “%(title)s” is deleted.") % {"title": plan.title})
    return redirect("plans:list")
