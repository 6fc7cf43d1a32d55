"""Versions of a plan: their list, one of them as a page and as files."""

from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from files.downloads import attachment
from plans import permissions
from plans.exports import FORMATS, Exported, export
from plans.frozen import whole_file
from plans.heard import heard_on
from plans.models import Comment, PlanVersion
from plans.threads import talk_links
from plans.views.contents import contents
from plans.views.fetch import get_plan, get_version
from plans.views.selection import Selection, selection_of, shown
from printing.render import CouldNotPrint
from services.permissions import belongs_to


@require_safe
def versions(request: SignedInRequest, pk: int) -> HttpResponse:
    """For those who see the working copy. Whoever sees only some versions comes to those from elsewhere."""
    plan = get_plan(request, pk)
    found = plan.versions.without_bytes().select_related("by").prefetch_related("steps__by")
    return render(request, "plans/versions.html", {"plan": plan, "versions": found})


@require_safe
def version(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    version = get_version(request, pk, number)
    said = Comment.objects.visible_to(request.user).on_version(version).open()
    context = contents(
        version.plan_document,
        request.GET,
        address=version.get_absolute_url(),
        files={key: resolve_url(f"plans:version-{key}", pk, number) for key in FORMATS},
        talk=talk_links(
            f"{resolve_url('plans:version-comments', pk, number)}?row=",
            said.counts(),
            may_comment=permissions.can_comment(request.user, version.plan, version),
        ),
    )
    belongs = belongs_to(request.user, version.plan.service_id)
    return render(
        request,
        "plans/version.html",
        context
        | {
            "version": version,
            "plan": version.plan,
            "steps": version.steps.select_related("by").prefetch_related("marks"),
            "may": permissions.steps_for(request.user, version),
            "belongs": belongs,
            "comment_count": said.count(),
            "heard": heard_on(version.plan, version.plan_document, number=version.number),
            "sees_asked": belongs,
        },
    )


@require_safe
def download(request: SignedInRequest, pk: int, number: int, key: str) -> HttpResponse:
    """The same bytes for everybody, always; of some rows, those that the page shows, made anew."""
    version = get_version(request, pk, number)
    selection = selection_of(version.plan_document, request.GET)
    try:
        exported = _exported(version, key, selection, get_language() or "nb")
    except CouldNotPrint:
        exported = None
    if exported is None:
        return render(request, "plans/not_printed.html", {"plan": version.plan, "version": version}, status=503)
    return attachment(exported.content, name=exported.name, content_type=exported.content_type)


def _exported(version: PlanVersion, key: str, selection: Selection, language: str) -> Exported | None:
    if not selection.is_filtered:
        return whole_file(version, key, language=language)
    document = shown(version.plan_document, selection)
    return export(document, key, language=language, selection=selection.words)
