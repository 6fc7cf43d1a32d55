"""The table editor: the plan's table with every cell a field."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from plans import permissions
from plans.actions import presence
from plans.document import STATUSES
from plans.editing import editing_of
from plans.importing import stored_words
from plans.models import Plan, PlanImport, PlanRow
from plans.standing import marks_of
from plans.suggestions import hints
from plans.undoing import offers
from plans.views.fetch import get_plan
from plans.views.marks import remarks_of
from plans.views.posts import area_names
from plans.views.presence import others_words
from plans.views.words import lang_attributes
from plans.wording import STATUS_SHORT
from plans.years import has_years
from services.wording import clock


@require_safe
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    return editor_page(request, get_plan(request, pk, allow=permissions.can_edit))


def editor_page(request: SignedInRequest, plan: Plan, *, status: int = 200, refused: str = "") -> HttpResponse:
    """`refused` is the key of a step that the page says cannot be taken back; the one before it is offered."""
    attributes = lang_attributes(plan.language)
    table = editing_of(plan, remarks=remarks_of(marks_of(plan), own_lang=attributes["own_lang"]))
    areas = [body for body in table.bodies if body.kind == "area"]
    context = {
        "plan": plan,
        "table": table,
        "statuses": [(status, status or "unset", STATUS_SHORT[status]) for status in STATUSES],
        "sprite": static("icons.svg"),
        "areas": area_names(table),
        "last_area": areas[-1] if areas else None,
        "deleted": _deleted(plan, request.GET.get("slettet", "")),
        "brought": _brought(request, plan, request.GET.get("hentet", "")),
        "keys": {name: uuid.uuid4() for name in ("row", "area", "area_row", "band")},
        "row_path": _path_to("plans:row-form", plan),
        "area_path": _path_to("plans:area-form", plan),
        "has_years": has_years(plan),
        "hints": hints(plan.language),
        "saved_at": clock(plan.changed_at) if _is_today(plan) else "",
        "offers": offers(plan, request.user, before=refused),
        "others": others_words(presence.others(plan, request.user)),
    }
    return render(request, "plans/edit.html", context | attributes, status=status)


def _deleted(plan: Plan, key: str) -> PlanRow | None:
    """The row that was just deleted, so that it can be fetched back."""
    try:
        return PlanRow.with_deleted.filter(pk=uuid.UUID(key), area__plan=plan).exclude(deleted_at=None).first()
    except ValueError:
        return None


def _brought(request: SignedInRequest, plan: Plan, key: str) -> tuple[PlanImport, str] | None:
    """The import that was just stored, so that it can be undone, and what it did in words."""
    try:
        imports = PlanImport.objects.visible_to(request.user)
        imported = imports.filter(pk=uuid.UUID(key), plan=plan, state=PlanImport.State.DONE).first()
    except ValueError:
        return None
    if imported is None or imported.batch is None:
        return None
    records = set(PlanRow.history.filter(batch=imported.batch).values_list("id", "history_type"))
    added = {pk for pk, kind in records if kind == "+"}
    changed = {pk for pk, _kind in records} - added
    return imported, stored_words(len(added), len(changed), imported.name)


def _path_to(name: str, plan: Plan) -> str:
    """The address up to the key: to reverse one for each of hundreds of rows would take longer than their cells."""
    return reverse(name, args=[plan.pk, uuid.UUID(int=0)]).partition(str(uuid.UUID(int=0)))[0]


def _is_today(plan: Plan) -> bool:
    return timezone.localdate(plan.changed_at) == timezone.localdate()
