from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from plans import permissions
from plans.filters import DEFAULT_SORT, SORTS, PlanFilter
from plans.models import Plan
from plans.progress import Progress, progress_of
from plans.wording import TEMPLATE_NAMES, Words, period_words
from services.filters import without
from services.models import Service

A_PAGE = 50


@require_safe
def plan_list(request: SignedInRequest) -> HttpResponse:
    """The plans the reader may see. What the list cannot be asked for is a bad request, not an empty answer."""
    seen = Plan.objects.visible_to(request.user)
    found = PlanFilter(request.GET, queryset=seen, services=Service.objects.of(request.user))
    if not found.form.is_valid():
        raise BadRequest("no such filter or order")
    page = Paginator(found.qs.with_names(), A_PAGE).get_page(request.GET.get("page"))
    progress = progress_of(page)
    context = {
        "form": found.form,
        "is_filtered": found.form.has_changed(),
        "page_obj": page,
        "plans": [_shown(plan, progress[plan.pk]) for plan in page],
        "has_plans": page or seen.exists(),
        "heads": _heads(request.GET, found.form.cleaned_data["sort"] or DEFAULT_SORT),
        "may_create": permissions.may_create_somewhere(request.user),
    }
    return render(request, "plans/list.html", context)


def _shown(plan: Plan, progress: Progress) -> tuple[Plan, Words, str, Progress]:
    """Plan, kind, years, progress."""
    return plan, TEMPLATE_NAMES[plan.template], period_words(plan.period_start, plan.period_end), progress


@dataclass(frozen=True, slots=True)
class Head:
    """Of a column: its heading, the address that sorts by it, and what aria-sort says of it now."""

    words: Words
    address: str
    state: str


def _heads(query: QueryDict, sort: str) -> dict[str, Head]:
    heads = {}
    for key, (words, _columns) in SORTS.items():
        state = {key: "ascending", f"-{key}": "descending"}.get(sort, "none")
        heads[key] = Head(words, without(query, sort=f"-{key}" if sort == key else key), state)
    return heads
