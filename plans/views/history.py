"""Who changed what, when: of a whole plan, and of one row, also of a deleted one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest, page_asked_for
from plans.chronicle import Entry, plan_entries, row_entries
from plans.models import Plan, PlanRow
from plans.table import one_line
from plans.telling import told
from plans.views.fetch import get_plan
from plans.views.words import lang_attributes

ENTRIES_PER_PAGE = 30


@require_safe
def history(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = get_plan(request, pk)
    return render(request, "plans/history.html", _page(request, plan, plan_entries(plan)))


@require_safe
def row_history(request: SignedInRequest, pk: int, row_pk: UUID) -> HttpResponse:
    plan = get_plan(request, pk)
    row = get_object_or_404(PlanRow.with_deleted.select_related("area"), pk=row_pk, area__plan=plan)
    context = _page(request, plan, row_entries(row)) | {
        "row": row,
        "is_deleted": bool(row.deleted_at or row.area.deleted_at),
        "measure": one_line(row.measure or row.target_group or row.instruments),
    }
    return render(request, "plans/row_history.html", context)


def _page(request: SignedInRequest, plan: Plan, entries: list[Entry]) -> dict[str, object]:
    page = page_asked_for(request, entries, ENTRIES_PER_PAGE)
    return {
        "plan": plan,
        "page_obj": page,
        "entries": told(list(page.object_list), plan),
    } | lang_attributes(plan.language)
