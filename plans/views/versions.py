"""Versions of a plan: their list, one of them as a page and as files."""

from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest, page_asked_for
from plans import permissions
from plans.exports import FORMATS
from plans.heard import heard_on
from plans.models import Comment
from plans.origins import since_earlier, unchanged_marks
from plans.standing import offers_for, standing_of_version
from plans.threads import talk_links
from plans.views.contents import contents
from plans.views.fetch import get_plan, get_version
from plans.views.version_files import file_of
from services.permissions import belongs_to


@require_safe
def versions(request: SignedInRequest, pk: int) -> HttpResponse:
    """For those who see the working copy. Whoever sees only some versions comes to those from elsewhere."""
    plan = get_plan(request, pk)
    found = plan.versions.without_bytes().prefetch_related("steps__by")
    context = {
        "plan": plan,
        "page_obj": page_asked_for(request, found),
        "formats": FORMATS,
        "may_name": permissions.can_name(request.user, plan),
        "may_submit": permissions.can_submit(request.user, plan) and not plan.is_locked,
    }
    return render(request, "plans/versions.html", context)


@require_safe
def version(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    version = get_version(request, pk, number)
    said = Comment.objects.visible_to(request.user).on_version(version).open()
    standing = standing_of_version(version)
    belongs = belongs_to(request.user, version.plan.service_id)
    document = version.plan_document
    since = since_earlier(version.plan, document)
    mark = unchanged_marks(version.plan, since, linked=belongs)
    talk = talk_links(
        f"{resolve_url('plans:version-comments', pk, number)}?row=",
        said.counts(),
        may_comment=permissions.can_comment(request.user, version.plan, version),
    )
    context = contents(
        document,
        request.GET,
        address=version.get_absolute_url(),
        files={key: resolve_url(f"plans:version-{key}", pk, number) for key in FORMATS},
        talk=lambda row: talk(row) + mark(row),
        since=since,
        marks=standing.marks,
    )
    return render(
        request,
        "plans/version.html",
        context
        | {
            "version": version,
            "plan": version.plan,
            "standing": standing,
            "steps": version.steps.select_related("by"),
            "offers": offers_for(request.user, version),
            "belongs": belongs,
            "may_follow": permissions.can_create_from(request.user, version.plan),
            "comment_count": said.count(),
            "heard": heard_on(version.plan, document, number=version.number),
            "sees_asked": belongs,
        },
    )


@require_safe
def download(request: SignedInRequest, pk: int, number: int, key: str) -> HttpResponse:
    version = get_version(request, pk, number)
    since = since_earlier(version.plan, version.plan_document) if "since" in request.GET else {}
    return file_of(request, version, key, back=version.get_absolute_url(), since=since)
