"""Who changed what, when: of a whole plan, and of one row, also of a deleted one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest, page_asked_for
from plans import permissions
from plans.chronicle import Entry, plan_entries, row_entries
from plans.models import Plan, PlanRow
from plans.table import one_line
from plans.telling import told
from plans.views.fetch import get_plan
from plans.views.words import lang_attributes
from plans.years import has_years, years_of

ENTRIES_PER_PAGE = 30


@require_safe
def history(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = get_plan(request, pk)
    return render(request, "plans/history.html", _page(request, plan, plan_entries(plan)))


@require_safe
def row_history(request: SignedInRequest, pk: int, row_pk: UUID) -> HttpResponse:
    plan = get_plan(request, pk)
    row = get_object_or_404(PlanRow.with_deleted.select_related("area"), pk=row_pk, area__plan=plan)
    context = _page(request, plan, row_entries(row))
    is_deleted = bool(row.deleted_at or row.area.deleted_at)
    has_earlier_words = any(thing.before for entry in context["entries"] for thing in entry.things)
    may_restore = context["may_edit"] and has_earlier_words and not is_deleted
    context |= {
        "row": row,
        "is_deleted": is_deleted,
        "has_years": has_years(plan),
        "measure": one_line(row.measure or row.target_group or row.instruments),
        # Whoever brings earlier words back has seen the newest words on the page.
        "seen": _newest(context["page_obj"].object_list) if may_restore else None,
    }
    return render(request, "plans/row_history.html", context)


@require_safe
def row_years(request: SignedInRequest, pk: int, row_pk: UUID) -> HttpResponse:
    """The row's measure in every plan that has it, of those the reader sees."""
    plan = get_plan(request, pk)
    row = get_object_or_404(PlanRow.with_deleted.select_related("area__plan"), pk=row_pk, area__plan=plan)
    context = {
        "plan": plan,
        "row": row,
        "shown": years_of(row, Plan.objects.visible_to(request.user)),
        "sprite": static("icons.svg"),
        # Each plan may be in a language of its own, so ours is always said.
        "own_lang": format_html(' lang="{}"', get_language() or "nb"),
    }
    return render(request, "plans/row_years.html", context)


def _newest(entries: Sequence[Entry]) -> int | None:
    return max((one.after.history_id for entry in entries for one in entry.happenings), default=None)


def _page(request: SignedInRequest, plan: Plan, entries: list[Entry]) -> dict[str, Any]:
    page = page_asked_for(request, entries, ENTRIES_PER_PAGE)
    return {
        "plan": plan,
        "may_edit": permissions.can_edit(request.user, plan),
        "page_obj": page,
        "entries": told(list(page.object_list), plan),
    } | lang_attributes(plan.language)
