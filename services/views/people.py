"""Who has access to a service's work: memberships and invitations."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import AccountClosed, InvitationNotOpen, resend
from accounts.models import Invitation
from accounts.requests import SignedInRequest
from services import permissions
from services.actions import people
from services.forms.people import AssessorForm, HandOverForm, InviteForm, MemberForm
from services.models import Membership, Service
from services.views.editing import page_of, show
from services.views.fetch import get_service
from services.views.roster import roster_of


@require_safe
def members(request: SignedInRequest, pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_see_people)
    roles = permissions.roles_to_give(request.user, service)
    context = {
        "service": service,
        "roster": roster_of(service, timezone.localdate()),
        "roles": roles,
        "may_invite": bool(set(roles) - {"assessor"}),
        "may_appoint": "assessor" in roles,
        "leads": permissions.leads(request.user, service),
    }
    return render(request, "services/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def member_invite(request: SignedInRequest, pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_manage_people)
    roles = tuple(r for r in permissions.roles_to_give(request.user, service) if r != "assessor")
    form = InviteForm(request.POST or None, roles=roles, initial={"role": "editor"})
    page = page_of(
        service,
        _("Invite someone to the service"),
        cancel=members_of(service),
        submit=_("Send the invitation"),
        intro=_("People who have an account get access at once. Others get an e-mail and choose a password."),
    )
    return _give_access(request, service, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
def assessor_add(request: SignedInRequest, pk: int) -> HttpResponse:
    service = get_service(request, pk)
    if not permissions.is_national_staff(request.user):
        raise PermissionDenied
    form = AssessorForm(request.POST or None, initial={"from_date": timezone.localdate()})
    page = page_of(service, _("Appoint an assessor"), cancel=members_of(service), submit=_("Appoint"), role="assessor")
    return _give_access(request, service, form, page)


def _give_access(request: SignedInRequest, service: Service, form: Any, page: dict[str, Any]) -> HttpResponse:
    if request.method != "POST":
        return show(request, form, page)
    if form.is_valid():
        given = {"role": page.get("role")} | form.cleaned_data
        try:
            membership = people.give_access(service=service, by=request.user, **given)
        except people.AlreadyMember as already:
            words = {"name": already.membership.user.name, "role": already.membership.get_role_display()}
            form.add_error("email", _("%(name)s belongs to the service already, as: %(role)s.") % words)
        except AccountClosed:
            form.add_error("email", account_closed())
        else:
            messages.success(request, _("%(name)s is on the list now.") % {"name": membership.user.name})
            return redirect(members_of(service))
    return show(request, form, page, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def member_edit(request: SignedInRequest, pk: int, member_pk: int) -> HttpResponse:
    service, membership = get_membership(request, pk, member_pk)
    roles = permissions.roles_to_give(request.user, service)
    form = MemberForm(request.POST or None, instance=membership, roles=roles)
    heading = _("Access of %(name)s") % {"name": membership.user.name}
    page = page_of(service, heading, cancel=members_of(service))
    if request.method != "POST":
        return show(request, form, page)
    if form.is_valid():
        try:
            people.change_membership(membership=membership, by=request.user, **form.cleaned_data)
        except people.LastLeader:
            form.add_error(None, last_leader())
        else:
            messages.success(request, _("Saved"))
            return redirect(members_of(service))
    return show(request, form, page, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def member_end(request: SignedInRequest, pk: int, member_pk: int) -> HttpResponse:
    service, membership = get_membership(request, pk, member_pk)
    page = page_of(
        service,
        _("End the access of %(name)s") % {"name": membership.user.name},
        cancel=members_of(service),
        question=_("The access ends at once. What the person wrote stays."),
        submit=_("End the access"),
    )
    if request.method != "POST":
        return render(request, "services/confirm.html", page)
    try:
        people.end_membership(membership=membership, by=request.user)
    except people.LastLeader:
        refused = page | {"question": last_leader(), "refused": True}
        return render(request, "services/confirm.html", refused, status=409)
    messages.success(request, _("The access of %(name)s is ended.") % {"name": membership.user.name})
    return redirect(members_of(service))


@require_http_methods(["GET", "HEAD", "POST"])
def member_hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.leads)
    others = service.memberships.filter(permissions.current(), role__in=["editor", "reader"], user__is_active=True)
    form = HandOverForm(request.POST or None, candidates=others.select_related("user"))
    page = page_of(
        service,
        _("Hand over the leadership"),
        cancel=members_of(service),
        submit=_("Hand over"),
        intro=_("The new leader must belong to the service, with an account in use. You cannot take this back."),
    )
    if request.method != "POST":
        return show(request, form, page)
    if not form.is_valid():
        return show(request, form, page, status=422)
    people.hand_over(service=service, by=request.user, **form.cleaned_data)
    messages.success(request, _("The leadership is handed over."))
    return redirect(members_of(service))


@require_POST
def invitation_resend(request: SignedInRequest, pk: int, member_pk: int) -> HttpResponse:
    service, membership = get_membership(request, pk, member_pk)
    name = {"name": membership.user.name}
    invitation = membership.user.open_invitation
    try:
        sent = resend(invitation=invitation, by=request.user) if invitation else None
    except InvitationNotOpen:
        sent = None
    if sent is None:
        messages.info(request, _("%(name)s has no open invitation.") % name)
    elif Invitation.objects.get(pk=sent.pk).mail_failed:
        messages.error(request, _("The e-mail to %(name)s could not be sent. Try again a little later.") % name)
    else:
        messages.success(request, _("The invitation is sent again to %(name)s.") % name)
    return redirect(members_of(service))


def get_membership(request: SignedInRequest, pk: int, member_pk: int) -> tuple[Service, Membership]:
    """A membership whose role is this user's to give and take, else 403."""
    service = get_service(request, pk)
    membership = get_object_or_404(service.memberships.select_related("user"), pk=member_pk)
    if membership.role not in permissions.roles_to_give(request.user, service):
        raise PermissionDenied
    return service, membership


def account_closed() -> str:
    return _("This account is closed. An administrator can open it again.")


def last_leader() -> str:
    return _("A service must have a leader. Make another member leader first.")


def members_of(service: Service) -> str:
    return reverse("services:members", args=[service.pk])
