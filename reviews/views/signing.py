"""Signing: the whole form as it will be signed, by somebody who has just shown who they are; and the receipt."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from accounts.recent import ask_again_unless_recent
from accounts.requests import SignedInRequest
from plans.views.posts import sent
from reviews import jobs, lifecycle, permissions
from reviews.actions import responses as actions
from reviews.actions.attachments import FilesHeld, held_of
from reviews.actions.documents import document_of
from reviews.document import fingerprint
from reviews.forms.signing import SignForm
from reviews.frozen import print_signed
from reviews.models import Response
from reviews.reading import reading_of
from reviews.step_words import role_of
from reviews.views.fetch import get_response
from reviews.views.signed import with_files
from reviews.views.steps import impossible
from services.conflicts import ChangedMeanwhile


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_response(request, pk, allow=permissions.can_sign)
    if found.state != lifecycle.WAITING:
        return _signed_already(request, found)
    if request.method != "POST":
        return _sign_page(request, found)
    seen = sent(SignForm(request.POST))["seen"]
    ask_again_unless_recent(request)
    try:
        signed = actions.sign(response=found, by=request.user, seen=seen, language=get_language())
    except actions.ImpossibleStep as told:
        return _signed_already(request, told.response)
    except ChangedMeanwhile as conflict:
        return _sign_page(request, conflict.stored, is_changed=True)
    except FilesHeld:
        return _sign_page(request, found, status=409)
    if not print_signed(signed):
        jobs.print_form.enqueue(pk)
    return redirect("reviews:receipt", pk)


def _signed_already(request: SignedInRequest, response: Response) -> HttpResponse:
    """A second click of the one who signed leads to the same receipt."""
    if response.state == lifecycle.SIGNED and response.signer_id == request.user.pk:
        return redirect("reviews:receipt", response.pk)
    return impossible(request, response)


def _sign_page(
    request: SignedInRequest, response: Response, *, is_changed: bool = False, status: int = 200
) -> HttpResponse:
    document = document_of(response, get_language())
    context = {
        "response": response,
        "document": document,
        "reading": with_files(reading_of(document), response),
        "held": held_of(response),
        "role": role_of(response.audience),
        "form": SignForm(initial={"seen": fingerprint(document)}),
        "is_changed": is_changed,
    }
    return render(request, "reviews/sign.html", context, status=409 if is_changed else status)


@require_safe
def receipt(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_response(request, pk)
    if not found.is_signed:
        return impossible(request, found)
    return render(request, "reviews/receipt.html", {"response": found})
