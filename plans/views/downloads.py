"""The plan as a file. Who reads it on the screen may take it along, with the rows that the screen shows."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from files.downloads import attachment
from plans.actions.documents import document_of
from plans.exports import export
from plans.origins import since_earlier
from plans.views.fetch import get_plan
from plans.views.selection import selection_of, shown
from printing.render import CouldNotPrint


@require_safe
def download(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """Our own words in the language asked for by ?language=, else the page's; the rest of the address is that of the
    plan's page: what it looks for is what the file holds."""
    plan = get_plan(request, pk)
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE
    document = document_of(plan)
    since = since_earlier(plan, document) if "since" in request.GET else {}
    with translation.override(language):
        selection = selection_of(document, request.GET, since)
        words = selection.words
    try:
        exported = export(shown(document, selection), key, language=language, selection=words)
    except CouldNotPrint:
        return render(request, "plans/not_printed.html", {"plan": plan, "back": plan.get_absolute_url()}, status=503)
    return attachment(exported.content, name=exported.name, content_type=exported.content_type)
