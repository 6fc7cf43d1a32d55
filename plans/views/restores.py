"""Brought back from the history: earlier words of a row, and deleted areas with their rows."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from plans import permissions
from plans.actions import restore
from plans.actions.rows import words_of
from plans.actions.steps import who_changed
from plans.changed_words import Part, changed_words
from plans.forms.restores import RowsForm, WordsForm
from plans.models import Area, Plan, PlanRow
from plans.table import one_line
from plans.views.fetch import get_plan
from plans.views.posts import back_to, found, sent
from plans.views.words import lang_attributes
from plans.wording import STATUS_FULL, heading

SHORTLY_BEFORE = timedelta(hours=1)  # who empties an area in order to delete it wants those rows back with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field as it stands, and the difference to what was to be brought back."""

    label: str
    now: str
    then: tuple[Part, ...]
    by: str
    at: datetime | None


@require_POST
def row_words(request: SignedInRequest, pk: int, row_pk: uuid.UUID) -> HttpResponse:
    """Earlier words of one field or of the whole row; asked again where they would go over words that were not seen."""
    plan = get_plan(request, pk, allow=permissions.can_edit)
    row = get_object_or_404(PlanRow.with_deleted, pk=row_pk, area__plan=plan)
    form = WordsForm(request.POST)
    seen = sent(form)["seen"]
    try:
        with found():
            changed = restore.restore_words(
                plan=plan, row_pk=row.pk, entry=form.entry, seen=seen, fields=form.wanted, by=request.user
            )
    except restore.Gone:
        return _conflict(request, plan, row, form, [])
    except restore.WordsChanged as conflict:
        return _conflict(request, plan, conflict.row, form, list(_clashes(plan, conflict)))
    messages.success(request, _("The earlier text is back.") if changed else _("The text is like that already."))
    return redirect("plans:row-history", plan.pk, row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def area_restore(request: SignedInRequest, pk: int, area_pk: uuid.UUID) -> HttpResponse:
    plan = get_plan(request, pk, allow=permissions.can_edit)
    area = get_object_or_404(Area.with_deleted, pk=area_pk, plan=plan)
    if not area.deleted_at:
        return back_to(plan, area.pk, kind="omrade")
    with_it, others = restore.deleted_rows(area)
    filled = [row for row in others if _words(row)]
    recently = area.deleted_at - SHORTLY_BEFORE
    form = RowsForm(
        request.POST if request.method == "POST" else None,
        choices=[(str(row.pk), _words(row)) for row in filled],
        initial={"rows": [str(row.pk) for row in filled if row.deleted_at and row.deleted_at > recently]},
    )
    if request.method == "POST":
        rows = sent(form)["rows"]
        with found():
            restore.restore_area(plan=plan, area_pk=area.pk, rows=rows, by=request.user)
        messages.success(request, _("The area is back."))
        return back_to(plan, area.pk, kind="omrade")
    context = {"plan": plan, "area": area, "with_it": [_words(row) for row in with_it if _words(row)], "form": form}
    return render(request, "plans/area_restore.html", context | lang_attributes(plan.language))


def _words(row: PlanRow) -> str:
    """What the row is known by; "" for one that was never filled."""
    words = (row.measure, row.aim, row.target_group, row.instruments, row.responsible, row.timeframe_text, row.note)
    return one_line(next((text for text in words if text.strip()), ""))


def _clashes(plan: Plan, conflict: restore.WordsChanged) -> Iterator[Clash]:
    for name in conflict.fields:
        attribute = "timeframe_text" if name == "timeframe" else name
        now, then = words_of(conflict.row, name), getattr(conflict.then, attribute)
        if name == "status":
            now, then = str(STATUS_FULL[now]), str(STATUS_FULL[then])
        user, at = who_changed(conflict.row, attribute)
        yield Clash(
            label=str(heading(plan.template, name)),
            now=now,
            then=changed_words(now, then),
            by=user.name if user else "",
            at=at,
        )


def _conflict(
    request: SignedInRequest, plan: Plan, row: PlanRow, form: WordsForm, clashes: list[Clash]
) -> HttpResponse:
    newest = row.history.order_by("-history_date", "-history_id").values_list("history_id", flat=True).first()
    context = {
        "plan": plan,
        "row": row,
        "measure": _words(row),
        "what": form.cleaned_data["what"],
        "seen": newest,
        "clashes": clashes,
    }
    return render(request, "plans/words_conflict.html", context | lang_attributes(plan.language), status=409)
