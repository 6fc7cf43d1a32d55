"""The reading view of a plan: the table that people know, found and filtered by GET."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from plans import permissions
from plans.actions.documents import document_of
from plans.document import STATUSES, PlanDocument, Section
from plans.exports import FORMATS
from plans.finding import Found
from plans.models import Plan
from plans.prose import prose
from plans.table import row_count, table_of
from plans.views.fetch import get_plan
from plans.views.selection import Selection, selection_of
from plans.views.words import table_words
from plans.wording import STATUS_FULL, STATUS_SHORT, period_in_full


@require_safe
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = get_plan(request, pk)
    document = document_of(plan)
    selection = selection_of(document, request.GET)
    found, total = selection.found, selection.total
    may_edit = permissions.can_edit(request.user, plan)
    rows = found.rows if selection.is_filtered else None
    table = table_of(document, rows, versions=_versions(plan) if may_edit else None)
    context = {
        "document": document,
        "table": table,
        "total": total,
        "total_words": row_count(total),
        "find": selection.form,
        "is_filtered": selection.is_filtered,
        "downloads": _downloads(plan, selection),
        "may_fetch_back": bool(plan.archived_at) and permissions.can_archive(request.user, plan),
        "chips": _chips(selection, request.GET),
        "found_total": found.total,
        "counts": _counts(found, selection.form.wanted.status),
        "before": _sections(document, "before"),
        "after": _sections(document, "after"),
        "purpose": prose(document.purpose),
        "legend": [(status or "unset", STATUS_FULL[status]) for status in STATUSES],
        "period": period_in_full(plan.period_start, plan.period_end),
        "caption": _("The plan's measures, grouped by area"),
    }
    return render(request, "plans/plan.html", context | table_words(plan, may_edit=may_edit))


def _versions(plan: Plan) -> dict[str, int]:
    return {str(pk): version for pk, version in plan.rows.values_list("pk", "version")}


def _sections(document: PlanDocument, place: str) -> list[tuple[Section, SafeString]]:
    return [(section, prose(section.text)) for section in document.sections if section.place == place]


def _counts(found: Found, current: str) -> list[dict[str, object]]:
    """A link for each status that some row has, or that is asked for."""
    return [
        {"key": key, "word": STATUS_SHORT["" if key == "unset" else key], "count": count, "is_current": key == current}
        for key, count in found.counts.items()
        if count or key == current
    ]


def _chips(selection: Selection, asked: QueryDict) -> list[tuple[str, str]]:
    """What is looked for, as (its words, the query string without it). The status has its own links."""
    chips = []
    for name, words in selection.chosen:
        if name != "status":
            rest = asked.copy()
            del rest[name]
            chips.append((words, f"?{rest.urlencode()}"))
    return chips


def _downloads(plan: Plan, selection: Selection) -> list[dict[str, object]]:
    """The kinds of files the plan, or what is shown of it, can be had as."""
    query = f"?{selection.query}" if selection.query and selection.found.rows else ""
    return [
        {"url": resolve_url(f"plans:{key}", plan.pk) + query, "name": each.name, "use": each.use}
        for key, each in FORMATS.items()
    ]
