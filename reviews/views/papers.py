"""Forms as PDF: a signed one's kept bytes, a draft printed for its writers, and the bundle with the plan bound in."""

from django.core.cache import caches
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from files.downloads import attachment
from printing.render import CouldNotPrint
from reviews import jobs
from reviews.actions.documents import document_of
from reviews.document import ResponseDocument
from reviews.frozen import bundle_pdf
from reviews.models import Response
from reviews.pdf import changes_pdf as print_changes
from reviews.pdf import response_pdf
from reviews.views.changes import sides_of
from reviews.views.fetch import get_response

CONTENT_TYPE = "application/pdf"
AGAIN = 600  # seconds after which the worker is asked anew for what took too long


@require_safe
def pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_response(request, pk)
    if not found.is_signed:
        return _printed_now(request, found)
    if found.pdf is None:
        return not_printed(request, found)
    return attachment(bytes(found.pdf), name=_file_name(found, found.signed_document), content_type=CONTENT_TYPE)


def _printed_now(request: SignedInRequest, response: Response) -> HttpResponse:
    document = document_of(response, get_language())
    try:
        content = response_pdf(document)
    except CouldNotPrint:
        return not_printed(request, response)
    return attachment(content, name=_file_name(response, document), content_type=CONTENT_TYPE)


@require_safe
def bundle(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form, the plan of the first slot and the list of attachments, as one document."""
    found = get_response(request, pk)
    document = found.signed_document if found.is_signed else document_of(found, get_language())
    try:
        content = bundle_pdf(found, document)
    except CouldNotPrint:
        if found.is_signed and caches["pdf"].add(f"bundle:{pk}", True, timeout=AGAIN):
            jobs.print_bundle.enqueue(pk)
        return not_printed(request, found)
    # Translators: part of a file's name: form and plan in one; nb: samlet
    name = _file_name(found, document, _("together"))
    return attachment(content, name=name, content_type=CONTENT_TYPE)


@require_safe
def changes_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the page of changes shows, on paper."""
    sides = sides_of(request, pk)
    try:
        content = print_changes(*sides.documents)
    except CouldNotPrint:
        return not_printed(request, sides.response)
    # Translators: part of a file's name: what was changed in a form; nb: endringer
    name = _file_name(sides.response, sides.documents[1], _("changes"))
    return attachment(content, name=name, content_type=CONTENT_TYPE)


def _file_name(response: Response, document: ResponseDocument, part: str = "") -> str:
    """ "2018-1-NKT-01-L Spørsmål til leder (utkast).pdf" """
    state = "" if response.is_signed else _("(draft)")
    return f"{' '.join(filter(None, (response.reference, document.questionnaire.title, part, state)))}.pdf"


def not_printed(request: SignedInRequest, response: Response) -> HttpResponse:
    answer = render(request, "reviews/not_printed.html", {"response": response}, status=503)
    answer.headers["Retry-After"] = str(AGAIN)
    return answer
