"""One row on a page of its own, and the buttons of its menu: the editor without script, and where its script posts."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from plans import permissions
from plans.actions import moves, presence, row_steps, rows
from plans.actions.outline import row_keys
from plans.editing import Editing, Line, editing_of
from plans.forms.rows import (
    AreaChoiceForm,
    DirectionForm,
    KeyForm,
    NewRowForm,
    ReadingForm,
    ResolveForm,
    RowForm,
)
from plans.models import Plan, PlanRow
from plans.standing import marks_of
from plans.views.fetch import get_plan
from plans.views.posts import area_names, back_to, found, sent
from plans.views.words import lang_attributes
from plans.years import has_years


@require_http_methods(["GET", "HEAD", "POST"])
def row_form(request: SignedInRequest, pk: int, row_pk: uuid.UUID) -> HttpResponse:
    plan = get_plan(request, pk, allow=permissions.can_edit)
    row = get_object_or_404(plan.rows, pk=row_pk)
    table = editing_of(plan)
    line = _line(table, row)
    columns = [column for column in table.columns if not (line.place == "follow" and column.key == "measure")]
    if request.method != "POST":
        words = {name: rows.words_of(row, name) for name in rows.FIELDS}
        initial = words | {f"base_{name}": text for name, text in words.items()}
        return _page(request, plan, row, RowForm(initial=initial, columns=columns, language=plan.language), table)
    form = RowForm(request.POST, columns=columns, language=plan.language)
    if not form.is_valid():
        return _page(request, plan, row, form, table, status=422)
    texts, bases = form.sent()
    with found():
        conflicts = rows.save_row(plan=plan, row_pk=row.pk, texts=texts, bases=bases, by=request.user)
    presence.note(plan, request.user)
    return _conflict_page(request, plan, row, conflicts, table) if conflicts else back_to(plan, row.pk)


@require_POST
def row_resolve(request: SignedInRequest, pk: int, row_pk: uuid.UUID) -> HttpResponse:
    """What was chosen on the page of a conflict; asked again if somebody has been there in the meantime."""
    plan = get_plan(request, pk, allow=permissions.can_edit)
    row = get_object_or_404(plan.rows, pk=row_pk)
    forms = {name: ResolveForm(request.POST, prefix=name) for name in rows.FIELDS if f"{name}-theirs" in request.POST}
    for form in forms.values():
        sent(form)
    with found():
        conflicts = rows.save_row(
            plan=plan,
            row_pk=row.pk,
            texts={name: form.text for name, form in forms.items()},
            bases={name: form.cleaned_data["theirs"] for name, form in forms.items()},
            by=request.user,
        )
    return _conflict_page(request, plan, row, conflicts, editing_of(plan)) if conflicts else back_to(plan, row.pk)


@require_POST
def row_reading(request: SignedInRequest, pk: int, row_pk: uuid.UUID) -> HttpResponse:
    """A person's own reading of the words about time."""
    plan = get_plan(request, pk, allow=permissions.can_edit)
    row = get_object_or_404(plan.rows, pk=row_pk)
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return _row_page(request, plan, row, reading=form, status=422)
    try:
        with found():
            rows.correct_timeframe(plan=plan, row_pk=row.pk, reading=form.reading, by=request.user)
    except rows.CellChanged:
        row = get_object_or_404(plan.rows, pk=row_pk)
        return _row_page(request, plan, row, reading_changed=True, status=409)
    return back_to(plan, row.pk)


@require_POST
def row_add(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = get_plan(request, pk, allow=permissions.can_edit)
    with found():
        row = row_steps.add_row(plan=plan, by=request.user, **sent(NewRowForm(request.POST)))
    return back_to(plan, row.pk)


@require_POST
def row_duplicate(request: SignedInRequest, pk: int, row_pk: uuid.UUID) -> HttpResponse:
    plan = get_plan(request, pk, allow=permissions.can_edit)
    with found():
        row = row_steps.duplicate_row(plan=plan, row_pk=row_pk, by=request.user, **sent(KeyForm(request.POST)))
    return back_to(plan, row.pk)


@require_POST
def row_split(request: SignedInRequest, pk: int, row_pk: uuid.UUID) -> HttpResponse:
    plan = get_plan(request, pk, allow=permissions.can_edit)
    with found():
        row = row_steps.split_row(plan=plan, row_pk=row_pk, by=request.user, **sent(KeyForm(request.POST)))
    return back_to(plan, row.pk)


@require_POST
def row_move(request: SignedInRequest, pk: int, row_pk: uuid.UUID) -> HttpResponse:
    """One place up or down."""
    plan = get_plan(request, pk, allow=permissions.can_edit)
    with found():
        moves.step_row(plan=plan, row_pk=row_pk, by=request.user, **sent(DirectionForm(request.POST)))
    return back_to(plan, row_pk)


@require_POST
def row_area(request: SignedInRequest, pk: int, row_pk: uuid.UUID) -> HttpResponse:
    """Last in another area."""
    plan = get_plan(request, pk, allow=permissions.can_edit)
    area = sent(AreaChoiceForm(request.POST, areas=area_names(editing_of(plan))))["area"]
    with found():
        moves.move_to_area(plan=plan, row_pk=row_pk, area_pk=area, by=request.user)
    return back_to(plan, row_pk)


@require_POST
def row_delete(request: SignedInRequest, pk: int, row_pk: uuid.UUID) -> HttpResponse:
    """Soft; the page it leads to offers the row back, at the row that follows."""
    plan = get_plan(request, pk, allow=permissions.can_edit)
    keys = row_keys(plan)
    at = keys.index(row_pk) if row_pk in keys else -1
    with found():
        row_steps.delete_row(plan=plan, row_pk=row_pk, by=request.user)
    rest = [key for key in keys[at + 1 :] + keys[:at][::-1] if key != row_pk]
    return back_to(plan, rest[0] if rest else None, query=f"?slettet={row_pk}")


@require_POST
def row_restore(request: SignedInRequest, pk: int, row_pk: uuid.UUID) -> HttpResponse:
    plan = get_plan(request, pk, allow=permissions.can_edit)
    with found():
        row_steps.restore_row(plan=plan, row_pk=row_pk, by=request.user)
    return back_to(plan, row_pk)


def _line(table: Editing, row: PlanRow) -> Line:
    """Http404 where the row was deleted since it was found."""
    for body in table.bodies:
        for line in body.lines:
            if line.id == str(row.pk):
                return line
    raise Http404


def _page(
    request: SignedInRequest,
    plan: Plan,
    row: PlanRow,
    form: RowForm,
    table: Editing,
    *,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    areas = [choice for choice in area_names(table) if choice[0] != str(row.area_id)]
    context = {
        "plan": plan,
        "row": row,
        "line": _line(table, row),
        "form": form,
        "has_years": has_years(plan),
        "reading": ReadingForm.of(row) if row.timeframe_text else None,
        "area_form": AreaChoiceForm(areas=areas) if areas else None,
        "mark": next((mark for mark in marks_of(plan) if mark.row == str(row.pk)), None),
        "keys": {name: uuid.uuid4() for name in ("below", "continued", "copy", "rest")},
    } | context
    return render(request, "plans/row_form.html", context | lang_attributes(plan.language), status=status)


def _row_page(request: SignedInRequest, plan: Plan, row: PlanRow, *, status: int, **context: object) -> HttpResponse:
    table = editing_of(plan)
    words = {name: rows.words_of(row, name) for name in rows.FIELDS}
    form = RowForm(
        initial=words | {f"base_{name}": text for name, text in words.items()},
        columns=table.columns,
        language=plan.language,
    )
    return _page(request, plan, row, form, table, status=status, has_errors=True, **context)


def _conflict_page(
    request: SignedInRequest, plan: Plan, row: PlanRow, conflicts: list[rows.CellChanged], table: Editing
) -> HttpResponse:
    headings = {column.key: column.heading for column in table.columns}
    context = {
        "plan": plan,
        "row": row,
        "line": _line(table, row),
        "forms": [
            ResolveForm.of(conflict, label=headings.get(conflict.field, ""), language=plan.language)
            for conflict in conflicts
        ],
    }
    return render(request, "plans/row_conflict.html", context | lang_attributes(plan.language), status=409)
