"""The first page of a form that is not signed: what it is, who sees it, until when, how far it has come."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from reviews.actions.answers import NotADraft
from reviews.actions.details import DetailChanged, save_details
from reviews.audience import signers_of, writers_of
from reviews.forms.details import DetailsForm
from reviews.models import Response, ResponseStep
from reviews.sheets import sheet_of
from reviews.views.page import about, show_locked
from services.conflicts import Difference


def start(request: SignedInRequest, response: Response) -> HttpResponse:
    form = DetailsForm(response) if response.is_draft else None
    if request.method != "POST":
        return _page(request, response, form)
    form = DetailsForm(response, request.POST)
    if not form.is_valid():
        return _page(request, response, form, status=422)
    try:
        conflicts = save_details(response=response, sent=form.sent(), by=request.user)
    except NotADraft as late:
        unsaved = [(str(field.label), str(field.value())) for field in form.visible_fields() if field.value()]
        return show_locked(request, late.response, unsaved)
    if conflicts:
        return _conflict(request, response, form, conflicts)
    messages.success(request, _("Saved"))
    return redirect(response)


def _conflict(
    request: SignedInRequest, response: Response, form: DetailsForm, conflicts: list[DetailChanged]
) -> HttpResponse:
    """Both texts; the form as it was sent, and sent again it is saved over what has been seen now."""
    differences = [
        Difference(str(form.fields[conflict.field].label), str(conflict.mine), conflict.theirs)
        for conflict in conflicts
    ]
    form.seen({conflict.field: conflict.theirs for conflict in conflicts})
    return _page(request, response, form, status=409, differences=differences)


def _page(
    request: SignedInRequest, response: Response, form: DetailsForm | None, *, status: int = 200, **more: object
) -> HttpResponse:
    sheet = sheet_of(response)
    begun = any(part.state[0] != "planned" for part in sheet.parts)
    ahead = (part for part in sheet.parts if part.state[0] != "done")
    steps = ResponseStep.objects.filter(response__in=[pk for pk in (response.pk, response.previous_id) if pk])
    last = steps.select_related("by").order_by("at", "pk").last()
    context = about(request, sheet) | {
        "form": form,
        "writers": sorted(writers_of(response).values_list("name", flat=True)),
        "signers": sorted(signers_of(response).values_list("name", flat=True)),
        "is_begun": begun,
        "first": next(ahead, None),
        "came_back": last if last and last.verb in ("decline", "reopen") else None,
    }
    return render(request, "reviews/start.html", context | more, status=status)
