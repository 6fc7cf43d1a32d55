"""The reading view of a plan: the table that people know, found and filtered by GET."""

from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from plans import permissions
from plans.actions.documents import document_of
from plans.exports import FORMATS
from plans.heard import heard_on
from plans.models import Comment, Plan
from plans.origins import since_earlier, unchanged_marks
from plans.standing import offers_for, standing_of
from plans.threads import talk_links
from plans.views.contents import contents
from plans.views.fetch import get_plan


@require_safe
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = get_plan(request, pk)
    may_edit = permissions.can_edit(request.user, plan)
    document = document_of(plan)
    since = since_earlier(plan, document)
    mark = unchanged_marks(plan, since)
    said = Comment.objects.visible_to(request.user).filter(plan=plan).open()
    standing = standing_of(plan, document)
    talk = talk_links(
        f"{resolve_url('plans:comments', plan.pk)}?row=",
        said.counts(),
        may_comment=permissions.can_comment(request.user, plan),
    )
    shown = contents(
        document,
        request.GET,
        address=plan.get_absolute_url(),
        files={key: resolve_url(f"plans:{key}", plan.pk) for key in FORMATS},
        plan=plan if may_edit else None,
        versions=_versions(plan) if may_edit else None,
        talk=lambda row: talk(row) + mark(row),
        since=since,
        marks=standing.marks if standing else (),
    )
    heard = heard_on(plan, document)
    context = {
        "plan": plan,
        "may_fetch_back": bool(plan.archived_at) and permissions.can_archive(request.user, plan),
        "may_follow": may_edit or permissions.can_create_from(request.user, plan),
        "may_ask": permissions.can_ask_for_statements(request.user, plan),
        "may_submit": not (standing and standing.is_waiting) and permissions.can_submit(request.user, plan),
        "comment_count": said.count(),
        "heard": heard,
        "sees_asked": True,
        "standing": standing,
        "offers": offers_for(request.user, standing.version) if standing else [],
    }
    return render(request, "plans/plan.html", shown | context)


def _versions(plan: Plan) -> dict[str, int]:
    return {str(pk): version for pk, version in plan.rows.values_list("pk", "version")}
