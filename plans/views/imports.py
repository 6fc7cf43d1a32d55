"""A file or a pasted table on its way into a plan: sent in, waited for, refused, thrown away, taken out again."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest, is_fetch
from files.downloads import stored_attachment
from files.refused import Refused
from plans import permissions
from plans.actions import imports as actions
from plans.actions.outline import row_keys
from plans.forms.imports import SourceForm
from plans.models import Plan, PlanImport, PlanRow
from plans.views.fetch import get_plan, refuse_unless
from plans.wording import refusal_words
from services.conflicts import ChangedMeanwhile
from services.models import Service


def get_import(request: SignedInRequest, pk: uuid.UUID) -> PlanImport:
    """One's own (else 404) into a service whose plans one may edit. Raises Locked, as get_plan does."""
    imports = PlanImport.objects.visible_to(request.user).select_related("service__trust__region", "plan", "file")
    imported = get_object_or_404(imports, pk=pk)
    if imported.plan and imported.plan.deleted_at:
        raise Http404
    if imported.plan:
        refuse_unless(permissions.can_edit, request.user, imported.plan)
    return imported


@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: SignedInRequest) -> HttpResponse:
    """Into a plan that does not exist yet."""
    services = Service.objects.filter(permissions.may_create_in(request.user))
    if not services:
        raise PermissionDenied
    asked = request.GET.get("service", "")
    initial = {"service": asked} if asked in {str(service.pk) for service in services} else {}
    form = SourceForm(*_sent(request), services=services, initial=initial)
    if form.is_bound and (imported := _begun(request, form)):
        return redirect(imported)
    context = {"form": form, "only_service": services[0] if len(services) == 1 else None}
    return render(request, "plans/import_new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def import_into(request: SignedInRequest, pk: int) -> HttpResponse:
    """Into a plan that there is."""
    plan = get_plan(request, pk, allow=permissions.can_edit)
    form = SourceForm(*_sent(request))
    if form.is_bound and (imported := _begun(request, form, plan)):
        return redirect(imported)
    return _source_page(request, plan, form, status=422 if form.is_bound else 200)


@require_POST
def import_paste(request: SignedInRequest, pk: int) -> HttpResponse:
    """A table pasted into a cell of the editor. Its script gets the preview's address, or why there is none."""
    plan = get_plan(request, pk, allow=permissions.can_edit)
    form = SourceForm(request.POST, request.FILES)
    imported = _begun(request, form, plan)
    if imported and imported.state == PlanImport.State.REFUSED:
        reason = reason_of(imported)
        actions.discard(imported=imported, by=request.user)
        form.add_error("text", reason)
        imported = None
    if is_fetch(request):
        if imported:
            return JsonResponse({"url": imported.get_absolute_url()})
        return JsonResponse({"error": " ".join(_first_errors(form))}, status=422)
    return redirect(imported) if imported else _source_page(request, plan, form, status=422)


@require_safe
def import_state(request: SignedInRequest, import_pk: uuid.UUID) -> JsonResponse:
    """How far it has come, for the script of the page on which one waits."""
    imported = get_import(request, import_pk)
    done, total = actions.progress(imported) or (0, 0)
    return JsonResponse({"state": imported.state, "done": done, "total": total})


@require_safe
def import_file(request: SignedInRequest, import_pk: uuid.UUID) -> HttpResponse:
    """The file as it was sent in."""
    imported = get_import(request, import_pk)
    if not imported.file:
        raise Http404
    try:
        return stored_attachment(imported.file)
    except FileNotFoundError as error:
        raise Http404 from error


@require_POST
def import_discard(request: SignedInRequest, import_pk: uuid.UUID) -> HttpResponse:
    imported = get_import(request, import_pk)
    if imported.state == PlanImport.State.DONE:
        return redirect(place_of(imported))
    actions.discard(imported=imported, by=request.user)
    messages.success(request, _("Nothing was added. The file is deleted here."))
    return redirect("plans:edit", imported.plan_id) if imported.plan_id else redirect("plans:list")


@require_POST
def import_take_back(request: SignedInRequest, import_pk: uuid.UUID) -> HttpResponse:
    """The undo of what was added, as one step."""
    imported = get_import(request, import_pk)
    try:
        actions.take_back(imported=imported, by=request.user)
    except ChangedMeanwhile:
        words = _("This cannot be undone any more: rows that came in have been changed since.")
        messages.warning(request, words)
        return redirect("plans:edit", imported.plan_id) if imported.plan_id else redirect("plans:list")
    messages.success(request, _("What was added is taken out again."))
    if imported.plan_id and Plan.objects.filter(pk=imported.plan_id).exists():
        return redirect("plans:edit", imported.plan_id)
    return redirect("plans:list")


def place_of(imported: PlanImport) -> str:
    """The address of the editor, where an undo is offered: its top for a new plan, else the first row that came in."""
    keys = row_keys(imported.plan) if imported.plan else []
    came = set(PlanRow.history.filter(batch=imported.batch).values_list("id", flat=True)) if imported.batch else set()
    first = next((key for key in keys if key in came), None)
    place = f"#rad-{first}" if first and len(came) < len(keys) else ""
    return f"{resolve_url('plans:edit', imported.plan_id)}?hentet={imported.pk}{place}"


def reason_of(imported: PlanImport) -> str:
    """Why it could not be read, in words."""
    return refusal_words(imported.refusal)


def _sent(request: SignedInRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _begun(request: SignedInRequest, form: SourceForm, plan: Plan | None = None) -> PlanImport | None:
    """The import that the form asks for; None, and the form says why, where it is refused."""
    if not form.is_valid():
        return None
    try:
        return actions.begin(
            service=plan.service if plan else form.cleaned_data["service"],
            plan=plan,
            by=request.user,
            key=form.cleaned_data["key"],
            name=form.name,
            data=form.content,
            place=form.cleaned_data["place"],
            column=form.cleaned_data["column"],
        )
    except Refused as refused:
        form.add_error("file" if form.name else "text", refusal_words(refused.code, refused.detail))
        return None


def _source_page(request: SignedInRequest, plan: Plan, form: SourceForm, *, status: int) -> HttpResponse:
    return render(request, "plans/import_into.html", {"plan": plan, "form": form}, status=status)


def _first_errors(form: Any) -> list[str]:
    return [str(errors[0]) for errors in form.errors.values()]
