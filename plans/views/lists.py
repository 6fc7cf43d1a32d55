from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans import permissions
from plans.filters import SORTS, PlanFilter, ordered
from plans.models import Plan
from plans.progress import Progress, progress_of
from plans.wording import TEMPLATE_NAMES, Words, period_words
from services.models import Service

A_PAGE = 50


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plans the reader may see. What the list cannot be asked for is a bad request, not an empty answer."""
    seen = Plan.objects.visible_to(request.user)
    found = PlanFilter(request.GET, queryset=seen, services=Service.objects.of(request.user))
    sort = request.GET.get("sort", "service")
    if not found.form.is_valid() or sort.removeprefix("-") not in SORTS:
        raise BadRequest("no such filter or order")
    page = Paginator(ordered(found.qs.with_names(), sort), A_PAGE).get_page(request.GET.get("page"))
    progress = progress_of(page)
    context = {
        "form": found.form,
        "page_obj": page,
        "plans": [_shown(plan, progress[plan.pk]) for plan in page],
        "has_plans": page or seen.exists(),
        "heads": _heads(request, sort),
        "may_create": permissions.may_create_somewhere(request.user),
    }
    return render(request, "plans/list.html", context)


def _shown(plan: Plan, progress: Progress) -> tuple[Plan, Words, str, Progress]:
    """Plan, kind, years, progress."""
    return plan, TEMPLATE_NAMES[plan.template], period_words(plan.period_start, plan.period_end), progress


@dataclass(frozen=True, slots=True)
class Head:
    """Of a column: its heading, the query string that sorts by it, and what aria-sort says of it now."""

    words: Words
    query: str
    state: str


def _heads(request: HttpRequest, sort: str) -> dict[str, Head]:
    heads = {}
    for key, (words, _columns) in SORTS.items():
        query = request.GET.copy()
        query.pop("page", None)
        query["sort"] = f"-{key}" if sort == key else key
        state = {key: "ascending", f"-{key}": "descending"}.get(sort, "")
        heads[key] = Head(words, query.urlencode(), state)
    return heads
