"""An area or a band on a page of its own, and what is done to it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from plans import permissions
from plans.actions import areas
from plans.actions.rows import CellChanged
from plans.editing import editing_of
from plans.forms.areas import BandChoiceForm, NewAreaForm, TitleForm
from plans.forms.rows import DirectionForm
from plans.models import Area, Plan
from plans.views.fetch import get_plan
from plans.views.posts import back_to, found, sent
from plans.views.words import lang_attributes


@require_http_methods(["GET", "HEAD", "POST"])
def area_form(request: SignedInRequest, pk: int, area_pk: uuid.UUID) -> HttpResponse:
    plan = get_plan(request, pk, allow=permissions.can_edit)
    area = get_object_or_404(plan.areas, pk=area_pk)
    if request.method != "POST":
        return _page(request, plan, area, TitleForm(initial={"title": area.title, "base": area.title}))
    form = TitleForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, area, form, status=422)
    title, base = form.cleaned_data["title"], form.cleaned_data["base"]
    try:
        with found():
            areas.save_title(plan=plan, area_pk=area.pk, text=title, base=base, by=request.user)
    except CellChanged as conflict:
        again = TitleForm(initial={"title": conflict.text, "base": conflict.theirs})
        return _page(request, plan, area, again, status=409, conflict=conflict)
    return back_to(plan, area.pk, kind="omrade")


@require_POST
def area_add(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = get_plan(request, pk, allow=permissions.can_edit)
    new = sent(NewAreaForm(request.POST))
    with found():
        area = areas.add_area(plan=plan, by=request.user, **new | {"kind": new["kind"] or "area"})
    return back_to(plan, area.pk, kind="omrade")


@require_POST
def area_move(request: SignedInRequest, pk: int, area_pk: uuid.UUID) -> HttpResponse:
    """One place up or down, with everything in it."""
    plan = get_plan(request, pk, allow=permissions.can_edit)
    with found():
        areas.step_area(plan=plan, area_pk=area_pk, by=request.user, **sent(DirectionForm(request.POST)))
    return back_to(plan, area_pk, kind="omrade")


@require_POST
def area_nest(request: SignedInRequest, pk: int, area_pk: uuid.UUID) -> HttpResponse:
    """Into a band, or out of the one it lies in."""
    plan = get_plan(request, pk, allow=permissions.can_edit)
    band = sent(BandChoiceForm(request.POST, bands=_bands(plan)))["band"]
    with found():
        areas.nest_area(plan=plan, area_pk=area_pk, band=band, by=request.user)
    return back_to(plan, area_pk, kind="omrade")


@require_POST
def area_delete(request: SignedInRequest, pk: int, area_pk: uuid.UUID) -> HttpResponse:
    plan = get_plan(request, pk, allow=permissions.can_edit)
    try:
        with found():
            areas.delete_area(plan=plan, area_pk=area_pk, by=request.user)
    except areas.NotEmpty:
        messages.warning(request, _("Only what is empty can be deleted. Move or delete what lies in it first."))
        return back_to(plan, area_pk, kind="omrade")
    return back_to(plan)


def _bands(plan: Plan) -> list[tuple[str, str]]:
    bands = plan.areas.filter(kind="band").order_by("rank", "id")
    return [(str(band.pk), str(band)) for band in bands]


def _page(
    request: SignedInRequest,
    plan: Plan,
    area: Area,
    form: TitleForm,
    *,
    status: int = 200,
    conflict: CellChanged | None = None,
) -> HttpResponse:
    bands = _bands(plan)
    body = next((body for body in editing_of(plan).bodies if body.id == str(area.pk)), None)
    if body is None:  # deleted since it was found
        raise Http404
    context = {
        "plan": plan,
        "area": area,
        "body": body,
        "form": form,
        "conflict": conflict,
        "band_form": BandChoiceForm(initial={"band": str(area.parent_id or "")}, bands=bands) if bands else None,
        "keys": {name: uuid.uuid4() for name in ("row", "area", "area_row")},
    }
    return render(request, "plans/area_form.html", context | lang_attributes(plan.language), status=status)
