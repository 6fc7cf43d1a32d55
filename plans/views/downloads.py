"""The plan as a file. Who reads it on the screen may take it along."""

import re

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from plans.actions.documents import document_of
from plans.document import PlanDocument, to_json
from plans.pdf import plan_pdf
from plans.views.fetch import get_plan
from printing.render import CouldNotPrint

# Marks of direction too: they can make a name end otherwise than it seems to.
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')


@require_safe
def pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """In the language asked for by ?language=, else the page's."""
    plan = get_plan(request, pk)
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE
    document = document_of(plan)
    try:
        content = plan_pdf(document, language=language)
    except CouldNotPrint:
        return render(request, "plans/not_printed.html", {"plan": plan}, status=503)
    return _download(content, "application/pdf", file_name(document, "pdf"))


@require_safe
def json(request: SignedInRequest, pk: int) -> HttpResponse:
    document = document_of(get_plan(request, pk))
    content = to_json(document).encode(errors="replace")
    return _download(content, "application/json", file_name(document, "json"))


def file_name(document: PlanDocument, ending: str) -> str:
    """Service and title as people wrote them, and that it is a draft: "NKT-TST-01 Plan 2025–2028 (utkast).pdf"."""
    # Translators: of a plan, in the name of its file; nb: (utkast)
    state = _("(draft)") if document.version is None else _("version %(number)d") % {"number": document.version}
    title = Truncator(document.title).chars(100, truncate="")
    words = NOT_IN_NAMES.sub(" ", f"{document.service.code} {title} {state}")
    return f"{' '.join(words.split()).strip('. ')}.{ending}"


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
