"""Invitations: their list for administrators, and the page that their link opens."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions
from accounts.models import Invitation, User
from accounts.requests import SignedInRequest, page_asked_for
from accounts.views.administrators import administrators_only


@require_safe
@administrators_only
def invitations(request: SignedInRequest) -> HttpResponse:
    """Those that wait for an answer, the oldest first."""
    waiting = Invitation.objects.open().select_related("user", "invited_by").order_by("sent_at", "pk")
    return render(request, "accounts/invitations.html", {"page_obj": page_asked_for(request, waiting)})


@require_POST
@administrators_only
def invitation_resend(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        invitation = actions.resend(invitation=invitation, by=request.user)
    except actions.InvitationNotOpen:
        return render(request, "409.html", status=409)
    invitation.refresh_from_db()
    if invitation.mail_failed:
        messages.error(request, _("The e-mail could not be sent. Try “Send again” a little later."))
    else:
        messages.success(
            request, _("The invitation has been sent again. The link in the earlier e-mail no longer works.")
        )
    return redirect("accounts:person", invitation.user_id)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def invitation_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.select_related("user"), pk=pk)
    if request.method != "POST":
        return render(request, "accounts/invitation_withdraw.html", {"invitation": invitation})
    try:
        actions.withdraw(invitation=invitation, by=request.user)
    except actions.InvitationNotOpen:
        return render(request, "409.html", status=409)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("accounts:person", invitation.user_id)


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: HttpRequest, key: str) -> HttpResponse:
    """Who is invited to what, and a password; 410 where the invitation is over, 404 where there is none."""
    invitation = actions.invitation_of(key)
    if invitation is None:
        return render(request, "accounts/invitation_over.html", {"state": "unknown"}, status=404)
    # The letter was in the person's language, and so is the page, unless another was chosen here.
    chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    language = request.LANGUAGE_CODE if chosen else invitation.user.language
    with translation.override(language):
        response = _accept(request, invitation, key)
    response.headers["Content-Language"] = language
    return response


def _accept(request: HttpRequest, invitation: Invitation, key: str) -> HttpResponse:
    if invitation.state != Invitation.State.OPEN or invitation.user.state != User.State.INVITED:
        return _over(request, invitation)
    form = SetPasswordForm(invitation.user, request.POST or None)
    if form.is_valid():
        try:
            user = actions.accept(key=key, password=form.cleaned_data["new_password1"])
        except (actions.InvitationNotOpen, Invitation.DoesNotExist):
            invitation.refresh_from_db()
            return _over(request, invitation)
        login(request, user)
        messages.success(request, _("Welcome. Your password is saved, and you are signed in."))
        return redirect("home:tasks")
    context = {"form": form, "invitation": invitation}
    return render(request, "accounts/invitation_accept.html", context, status=422 if form.is_bound else 200)


def _over(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    return render(request, "accounts/invitation_over.html", {"state": str(invitation.state)}, status=410)
