"""People, for administrators."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions
from accounts.forms import InviteForm, PeopleFilter, PersonForm
from accounts.models import AuditRecord, User
from accounts.permissions import can_close
from accounts.requests import SignedInRequest, page_asked_for
from accounts.views.administrators import administrators_only


@require_safe
@administrators_only
def people(request: SignedInRequest) -> HttpResponse:
    form = PeopleFilter(request.GET)
    return render(request, "accounts/people.html", {"filter": form, "page_obj": page_asked_for(request, form.people())})


@require_safe
@administrators_only
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    context = {
        "person": person,
        "invitations": person.invitations.select_related("invited_by").order_by("-sent_at", "-pk"),
        "can_close": can_close(request.user, person),
    }
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def person_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    form = PersonForm(request.POST or None, instance=person, by=request.user)
    if form.is_valid():
        actions.change_person(form=form, by=request.user)
        messages.success(request, _("The changes are saved."))
        return redirect("accounts:person", pk)
    context = {"form": form, "person": User.objects.get(pk=pk)}
    return render(request, "accounts/person_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def person_invite(request: SignedInRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            invited = actions.invite(**form.cleaned_data, by=request.user)
        except actions.AccountClosed:
            form.add_error("email", _("This account is closed. Open it again from the list of people."))
        else:
            _say(request, invited)
            return redirect("accounts:person", invited.user.pk)
    return render(request, "accounts/invite.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def person_close(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    if not can_close(request.user, person):
        raise PermissionDenied
    if request.method == "POST":
        actions.close_account(user=person, by=request.user)
        messages.success(request, _("The account is closed."))
        return redirect("accounts:person", pk)
    return render(request, "accounts/person_close.html", {"person": person})


@require_POST
@administrators_only
def person_open(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.open_account(user=get_object_or_404(User, pk=pk), by=request.user)
    messages.success(request, _("The account is open again."))
    return redirect("accounts:person", pk)


@require_safe
@administrators_only
def audit(request: SignedInRequest) -> HttpResponse:
    records = AuditRecord.objects.select_related("by")
    return render(request, "accounts/audit.html", {"page_obj": page_asked_for(request, records)})


def _say(request: SignedInRequest, invited: actions.Invited) -> None:
    if invited.invitation is None:
        messages.info(request, _("The person already has an account and was told of the access by mail."))
        return
    invited.invitation.refresh_from_db()
    if invited.invitation.mail_failed:
        messages.error(request, _("The e-mail could not be sent. Try “Send again” a little later."))
    else:
        messages.success(request, _("The invitation is sent."))
