from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest, page_asked_for
from plans import permissions
from plans.filters import DEFAULT_SORT, SORTS, PlanFilter
from plans.models import Plan, PlanVersion
from plans.progress import Progress, progress_of
from plans.standing import newest_of
from plans.wording import TEMPLATE_NAMES, Words, period_words
from services.lists import heading
from services.models import Service


@require_safe
def plan_list(request: SignedInRequest) -> HttpResponse:
    """The plans the reader may see. What the list cannot be asked for is a bad request, not an empty answer."""
    seen = Plan.objects.visible_to(request.user)
    found = PlanFilter(request.GET, queryset=seen, services=Service.objects.of(request.user))
    if not found.form.is_valid():
        raise BadRequest("no such filter or order")
    page = page_asked_for(request, found.qs.with_names())
    progress, newest = progress_of(page), newest_of(page)
    now = found.form.cleaned_data["sort"] or DEFAULT_SORT
    context = {
        "form": found.form,
        "page_obj": page,
        "plans": [_shown(plan, progress[plan.pk], newest.get(plan.pk)) for plan in page],
        "has_plans": page or seen.exists(),
        "headings": {key: heading(words, key, query=request.GET, now=now) for key, (words, _columns) in SORTS.items()},
        "may_create": permissions.may_create_somewhere(request.user),
    }
    return render(request, "plans/list.html", context)


def _shown(
    plan: Plan, progress: Progress, version: PlanVersion | None
) -> tuple[Plan, Words, str, Progress, PlanVersion | None]:
    """Plan, kind, years, progress, the newest version that counts."""
    return plan, TEMPLATE_NAMES[plan.template], period_words(plan.period_start, plan.period_end), progress, version
