"""The plan's prose: sections before and after the table."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from plans import permissions
from plans.actions import sections as actions
from plans.forms.plans import SectionForm
from plans.models import Plan, Section
from plans.views.fetch import get_plan
from plans.views.posts import found
from services.conflicts import ChangedMeanwhile, differences_of, over_what_is_stored

WORDS = ("heading", "text", "place")


@require_http_methods(["GET", "HEAD", "POST"])
def section_new(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = get_plan(request, pk, allow=permissions.can_edit)
    form = SectionForm(request.POST or None)
    if not form.is_bound or not form.is_valid():
        return _show(request, plan, form, status=422 if form.is_bound else 200)
    key = form.cleaned_data["key"] or uuid.uuid4()
    with found():
        actions.add(plan=plan, key=key, values=_values(form), by=request.user)
    messages.success(request, _("The section is added."))
    return redirect(_back(plan))


@require_http_methods(["GET", "HEAD", "POST"])
def section_edit(request: SignedInRequest, pk: int, section_pk: uuid.UUID) -> HttpResponse:
    plan, section = _section(request, pk, section_pk)
    form = SectionForm(request.POST or None, instance=section)
    if not form.is_bound or not form.is_valid():
        return _show(request, plan, form, status=422 if form.is_bound else 200, section=section)
    try:
        seen = form.cleaned_data["version"] or 0
        with found():
            actions.save(section=section, seen=seen, values=_values(form), by=request.user)
    except ChangedMeanwhile as conflict:
        differences = differences_of(form, conflict.stored)
        over_what_is_stored(form, conflict.stored)
        return _show(request, plan, form, differences, status=409, section=section)
    messages.success(request, _("The section is saved."))
    return redirect(_back(plan))


@require_POST
def section_move(request: SignedInRequest, pk: int, section_pk: uuid.UUID) -> HttpResponse:
    """`to` is "up" or "down": one step among the sections of its place."""
    plan, section = _section(request, pk, section_pk)
    step = {"up": -2, "down": 1}.get(request.POST.get("to", ""))
    if step is None:
        raise BadRequest("to is up or down")
    with found():
        everyone, index = actions.neighbours(section)
        behind = index + step
        after = everyone[min(behind, len(everyone) - 1)] if behind >= 0 else None
        if after != section:
            actions.move(section=section, after=after, by=request.user)
    messages.success(request, _("“%(heading)s” is moved.") % {"heading": section.heading})
    return redirect(_back(plan))


@require_http_methods(["GET", "HEAD", "POST"])
def section_delete(request: SignedInRequest, pk: int, section_pk: uuid.UUID) -> HttpResponse:
    plan, section = _section(request, pk, section_pk)
    if request.method != "POST":
        return render(request, "plans/section_delete.html", {"plan": plan, "section": section})
    with found():
        actions.delete(section=section, by=request.user)
    messages.success(request, _("The section “%(heading)s” is deleted.") % {"heading": section.heading})
    return redirect(_back(plan))


def _section(request: SignedInRequest, pk: int, section_pk: uuid.UUID) -> tuple[Plan, Section]:
    plan = get_plan(request, pk, allow=permissions.can_edit)
    return plan, get_object_or_404(Section.objects.select_related("plan"), plan=plan, pk=section_pk)


def _values(form: SectionForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in WORDS}


def _back(plan: Plan) -> str:
    return f"{reverse('plans:settings', args=[plan.pk])}#sections"


def _show(
    request: SignedInRequest,
    plan: Plan,
    form: SectionForm,
    differences: Any = (),
    *,
    status: int,
    section: Section | None = None,
) -> HttpResponse:
    context = {"plan": plan, "form": form, "differences": differences, "section": section}
    return render(request, "plans/section_form.html", context, status=status)
