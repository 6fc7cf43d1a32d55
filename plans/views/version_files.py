"""A version as a file, for those who may see it and, once it is published, for everybody."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from files.downloads import attachment
from plans.exports import Exported, export
from plans.frozen import whole_file
from plans.models import PlanVersion
from plans.views.selection import Selection, selection_of, shown
from printing.render import CouldNotPrint


def file_of(
    request: HttpRequest, version: PlanVersion, key: str, *, back: str, since: Mapping[str, str] | None = None
) -> HttpResponse:
    """The same bytes for everybody, always; of some rows, those that the page shows, made anew. `back`: the page.
    `since`: as for selection_of."""
    selection = selection_of(version.plan_document, request.GET, since)
    try:
        exported = _exported(version, key, selection, get_language() or "nb")
    except CouldNotPrint:
        exported = None
    if exported is None:
        response = render(request, "plans/not_printed.html", {"version": version, "back": back}, status=503)
        response.headers["Retry-After"] = "600"
        return response
    return attachment(exported.content, name=exported.name, content_type=exported.content_type)


def _exported(version: PlanVersion, key: str, selection: Selection, language: str) -> Exported | None:
    if not selection.is_filtered:
        return whole_file(version, key, language=language)
    document = shown(version.plan_document, selection)
    return export(document, key, language=language, selection=selection.words)
