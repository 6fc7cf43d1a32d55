"""A row's degree of completion by one click in the reading view; without script, by a page of its own."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import escape
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest, is_fetch
from plans import permissions
from plans.actions import rows
from plans.actions.documents import document_of
from plans.forms.status import StatusForm
from plans.models import Plan, PlanRow
from plans.table import Line, one_line, placed_rows
from plans.views.fetch import get_plan
from plans.views.posts import found
from plans.views.words import table_words
from plans.wording import STATUS_SHORT


@require_http_methods(["GET", "HEAD", "POST"])
def row_status(request: SignedInRequest, pk: int, row_pk: UUID) -> HttpResponse:
    plan = get_plan(request, pk, allow=permissions.can_edit)
    row = get_object_or_404(plan.rows, pk=row_pk)
    if request.method != "POST":
        return _ask(request, plan, row, _form(row, row.status, request.GET.get("back", "")), status=200)
    form = StatusForm(request.POST)
    if not form.is_valid():
        return _ask(request, plan, row, form, status=422)
    sent = form.cleaned_data
    try:
        with found():
            rows.save_field(
                plan=plan,
                row_pk=row.pk,
                field="status",
                text=sent["status"],
                seen=sent["seen"],
                base=sent["base"],
                by=request.user,
            )
    except rows.CellChanged as conflict:
        row.refresh_from_db()
        again = _form(row, sent["status"], sent["back"])
        return _ask(request, plan, row, again, status=409, conflict=conflict)
    if is_fetch(request):
        return _cell(request, plan, PlanRow.objects.get(pk=row_pk))
    query = f"?{sent['back']}" if sent["back"] else ""
    return redirect(f"{plan.get_absolute_url()}{query}#rad-{row_pk}")


def _form(row: PlanRow, status: str, back: str) -> StatusForm:
    return StatusForm(initial={"status": status, "seen": row.version, "base": row.status, "back": back})


def _ask(
    request: SignedInRequest,
    plan: Plan,
    row: PlanRow,
    form: StatusForm,
    *,
    status: int,
    conflict: rows.CellChanged | None = None,
) -> HttpResponse:
    """The page that asks; after a conflict (409) it shows both, and what the reader wanted is chosen."""
    context = {
        "plan": plan,
        "row": row,
        "form": form,
        "measure": _measure(plan, row),
    }
    if conflict:
        context |= {
            "mine": STATUS_SHORT[conflict.text],
            "theirs": STATUS_SHORT[conflict.theirs],
            "their_name": conflict.by.name if conflict.by else "",
        }
    part = "#question" if is_fetch(request) else ""
    return render(request, f"plans/row_status.html{part}", context, status=status)


def _measure(plan: Plan, row: PlanRow) -> str:
    placed = (placed for placed in placed_rows(document_of(plan)) if placed.row.id == str(row.pk))
    return next((one_line(found.measure) for found in placed), "")


def _cell(request: SignedInRequest, plan: Plan, row: PlanRow) -> HttpResponse:
    line = Line(
        id=str(row.pk),
        place="",
        area_span=0,
        cells=(),
        status=row.status or "unset",
        status_word=escape(STATUS_SHORT[row.status]),
        version=row.version,
    )
    return render(request, "plans/_table.html#status-cell", table_words(plan, plan=plan) | {"plan": plan, "line": line})
