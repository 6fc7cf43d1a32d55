"""What is done with a form: sent to be signed, and the steps that ask first on a page of their own."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from reviews import lifecycle, permissions
from reviews.actions import responses as actions
from reviews.forms.steps import StepForm
from reviews.models import Response
from reviews.step_words import STEPS, sentence
from reviews.views.fetch import get_response

TAKEN: dict[str, Callable[..., Response]] = {
    "withdraw": actions.withdraw,
    "decline": actions.decline,
    "reopen": actions.reopen,
}


@require_POST
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """From the page where the answers are looked over; who signs goes straight on to do it."""
    found = get_response(request, pk, allow=permissions.can_write)
    try:
        sent = actions.submit(response=found, by=request.user)
    except actions.ImpossibleStep as told:
        return impossible(request, told.response)
    if permissions.can_sign(request.user, sent):
        return redirect("reviews:sign", pk)
    # Translators: nb: Skjemaet er sendt til signering.
    messages.success(request, _("The form is sent to be signed."))
    return redirect(sent)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: SignedInRequest, pk: int, verb: str) -> HttpResponse:
    found = get_response(request, pk)
    if not permissions.can_take(request.user, verb, found):
        raise PermissionDenied
    if found.state != lifecycle.STEPS[verb].start:
        return impossible(request, found)
    form = StepForm(request.POST if request.method == "POST" else None, verb=verb)
    if not form.is_bound or not form.is_valid():
        context = {"response": found, "verb": verb, "words": STEPS[verb], "form": form}
        return render(request, "reviews/step.html", context, status=422 if form.is_bound else 200)
    try:
        TAKEN[verb](response=found, by=request.user, **form.cleaned_data)
    except actions.ImpossibleStep as told:
        return impossible(request, told.response)
    messages.success(request, str(STEPS[verb].done))
    return redirect(found)


def impossible(request: SignedInRequest, response: Response) -> HttpResponse:
    """409: what state the form is in, and who brought it there."""
    context = {
        "response": response,
        "sentence": sentence(response.state),
        "step": response.steps.select_related("by").last(),
    }
    return render(request, "reviews/step_impossible.html", context, status=409)
