"""What is another in a form than in the one it takes the place of."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from reviews.actions.documents import document_of
from reviews.compared import compare
from reviews.document import ResponseDocument
from reviews.models import Response
from reviews.views.fetch import get_response


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    response: Response
    previous: Response
    documents: tuple[ResponseDocument, ResponseDocument]


@require_safe
def changes(request: SignedInRequest, pk: int) -> HttpResponse:
    sides = sides_of(request, pk)
    reopening = sides.previous.steps.filter(verb="reopen").last()
    context = {
        "response": sides.response,
        "previous": sides.previous,
        "shown": compare(*sides.documents),
        "reason": reopening.reason if reopening else "",
    }
    return render(request, "reviews/changes.html", context)


def sides_of(request: SignedInRequest, pk: int) -> Sides:
    """The form and the one before it, for who may read both. A form that is the first of its kind has no changes."""
    found = get_response(request, pk)
    if found.previous_id is None:
        raise Http404
    previous = get_object_or_404(Response.objects.visible_to(request.user), next=found)
    old = previous.signed_document
    new = found.signed_document if found.is_signed else document_of(found, old.language)
    return Sides(response=found, previous=previous, documents=(old, new))
