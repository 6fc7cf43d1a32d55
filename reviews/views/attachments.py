"""What is attached to a form, while it is written: one page a slot, and one for each thing that can be attached."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from plans import jobs
from plans.actions.versions import NothingToFreeze
from reviews import permissions
from reviews.actions import attachments as actions
from reviews.actions.answers import NotADraft
from reviews.forms.attachments import FileForm, LinkForm, PlanForm, PublicationsForm, TextForm, too_many
from reviews.models import Attachment, Response
from reviews.slots import Slot, slots_of
from reviews.views.fetch import get_response

# By the last part of the route's name: the form and the heading of its page.
FORMS: dict[str, tuple[Any, str | Promise]] = {
    # Translators: nb: Legg ved en lenke · en kort tekst · publikasjoner · planen
    "link": (LinkForm, gettext_lazy("Attach a link")),
    "text": (TextForm, gettext_lazy("Attach a short text")),
    "publications": (PublicationsForm, gettext_lazy("Attach publications")),
    "plan": (PlanForm, gettext_lazy("Attach the plan")),
}


def while_written(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """409 in words where the form is no draft, or no longer."""

    @wraps(view)
    def wrapped(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotADraft as told:
            return render(request, "reviews/attachments_closed.html", {"response": told.response}, status=409)

    return wrapped


@require_http_methods(["GET", "HEAD", "POST"])
@while_written
def attachments(request: SignedInRequest, pk: int, slot: int) -> HttpResponse:
    """All of a slot. A POST attaches files: those that cannot be taken are named, the others stay."""
    response, shown = get_slot(request, pk, slot)
    form = FileForm(*_sent(request), response=response, slot=slot, user=request.user)
    if form.is_bound and form.is_valid():
        if kept := list(form.attach_each()):
            # Translators: names of files follow; nb: Lagt ved: %(names)s
            messages.success(request, _("Attached: %(names)s") % {"names": ", ".join(each.name for each in kept)})
        if not form.errors:
            return redirect(place_of(response, shown))
        response, shown = get_slot(request, pk, slot)
    context = {
        "response": response,
        "slot": shown,
        "slots": [shown],
        "form": form,
        "file_errors": [error for errors in form.errors.values() for error in errors],
        "back": place_of(response, shown),
    }
    return render(request, "reviews/attachments.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@while_written
def attach(request: SignedInRequest, pk: int, slot: int, kind: str) -> HttpResponse:
    """Something else than a file."""
    response, shown = get_slot(request, pk, slot)
    if kind == "plan" and not shown.takes_plan:
        raise Http404
    make, heading = FORMS[kind]
    form = make(*_sent(request), response=response, slot=slot, user=request.user)
    if form.is_bound and form.is_valid():
        try:
            attached: Attachment = form.attach()
        except actions.TooMany:
            form.add_error(None, too_many())
        except NothingToFreeze:
            form.add_error("which", _("The plan has no measures yet, so there is nothing to attach."))
        else:
            if attached.plan_version_id:
                jobs.print_frozen.enqueue(attached.plan_version_id)
            messages.success(request, _("Attached: %(names)s") % {"names": attached.name})
            return redirect(place_of(response, shown))
    context = {
        "response": response,
        "slot": shown,
        "form": form,
        "kind": kind,
        "heading": heading,
        "back": place_of(response, shown),
    }
    return render(request, "reviews/attach.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@while_written
def attachment_remove(request: SignedInRequest, pk: int, slot: int, attachment_pk: int) -> HttpResponse:
    response, shown = get_slot(request, pk, slot)
    attachment = get_object_or_404(response.attachments, pk=attachment_pk, slot=slot)
    if request.method == "POST":
        actions.remove(attachment=attachment, by=request.user)
        # Translators: an attachment's name; nb: «%(name)s» er ikke lenger lagt ved.
        messages.success(request, _("“%(name)s” is no longer attached.") % {"name": attachment.name})
        return redirect(place_of(response, shown))
    context = {"response": response, "slot": shown, "attachment": attachment, "back": place_of(response, shown)}
    return render(request, "reviews/attachment_remove.html", context)


@require_POST
@while_written
def attachment_move(request: SignedInRequest, pk: int, slot: int, attachment_pk: int) -> HttpResponse:
    """One place up, or down where `way` says so."""
    response, shown = get_slot(request, pk, slot)
    attachment = get_object_or_404(response.attachments, pk=attachment_pk, slot=slot)
    others = [each for each in shown.attached if each.pk != attachment.pk]
    now = [each.pk for each in shown.attached].index(attachment.pk)
    before = others[: now + 1 if request.POST.get("way") == "down" else max(now - 1, 0)]
    actions.move(attachment=attachment, by=request.user, after=before[-1] if before else None)
    return redirect("reviews:attachments", pk, slot)


def get_slot(request: SignedInRequest, pk: int, number: int) -> tuple[Response, Slot]:
    """Of a form that one writes (unseen 404, else 403) the slot that one of its questions has (else 404). Raises
    NotADraft."""
    response = get_response(request, pk, allow=permissions.can_write)
    questions = response.questionnaire.questions.filter(slot=number).select_related("section")
    slots = slots_of(response, questions, may_change=response.is_draft)
    if number not in slots:
        raise Http404
    if not response.is_draft:
        raise NotADraft(response)
    return response, slots[number]


def place_of(response: Response, slot: Slot) -> str:
    """The slot on the page of its section."""
    page = reverse("reviews:section", args=[response.pk, slot.question.section.number])
    return f"{page}#vedlegg-{slot.number}"


def _sent(request: SignedInRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
