"""What a person was told lately and what comes by mail; for administrators, the letters that nobody could deliver."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest, page_asked_for
from accounts.views.administrators import administrators_only
from notices import actions
from notices.forms import PreferencesForm
from notices.models import Letter, Notice

PER_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: SignedInRequest) -> HttpResponse:
    form = PreferencesForm(request.POST or None, user=request.user)
    if form.is_valid():
        actions.choose(user=request.user, timings=form.cleaned_data)
        messages.success(request, _("The changes are saved."))
        return redirect("notices:notices")
    told = Notice.objects.visible_to(request.user).select_related("by", "letter")
    page = {"form": form, "page_obj": page_asked_for(request, told, PER_PAGE)}
    return render(request, "notices/notices.html", page, status=422 if form.is_bound else 200)


@require_safe
@administrators_only
def undelivered(request: SignedInRequest) -> HttpResponse:
    """To whom and since when, but nothing of what stands in them: an administrator sees no drafts."""
    failed = Letter.objects.failed().select_related("receiver").order_by("-failed_at", "pk")
    return render(request, "notices/undelivered.html", {"page_obj": page_asked_for(request, failed)})


@require_POST
@administrators_only
def send_again(request: SignedInRequest, letter_pk: UUID) -> HttpResponse:
    letter = get_object_or_404(Letter, pk=letter_pk)
    actions.send_again(letter=letter, by=request.user)
    messages.success(request, _("The e-mail is on its way again."))
    return redirect("notices:undelivered")
