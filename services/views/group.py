"""The reference group: who sits in it, for whom and how long, and who of them has an account."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import AccountClosed
from accounts.requests import SignedInRequest
from services import permissions
from services.actions import people
from services.forms.group import EndMandateForm, GroupMemberForm, InviteGroupMemberForm
from services.gaps import gaps_of, serves
from services.models import ReferenceGroupMember, Region, Service
from services.views.editing import page_of, run_form, show
from services.views.fetch import get_service
from services.views.people import account_closed
from services.wording import gap_words


@require_safe
def group(request: SignedInRequest, pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_see_people)
    today = timezone.localdate()
    members = list(service.group_members.select_related("region", "user"))
    context = {
        "service": service,
        "gaps": [gap_words(gap) for gap in gaps_of(members, Region.objects.all(), today)],
        "serving": [member for member in members if serves(member, today)],
        "coming": [member for member in members if member.from_date and member.from_date > today],
        "former": [member for member in members if member.to_date and member.to_date < today],
        "may_edit": permissions.can_edit_service(request.user, service),
        "may_invite": permissions.can_manage_people(request.user, service),
    }
    return render(request, "services/group.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def group_add(request: SignedInRequest, pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_edit_service)
    form = GroupMemberForm(request.POST or None, instance=ReferenceGroupMember(service=service))
    page = page_of(service, _("New member of the reference group"), cancel=group_of(service), submit=_("Add"))
    return run_form(request, form, page, noun="group_member", done=lambda member: group_of(service))


@require_http_methods(["GET", "HEAD", "POST"])
def group_edit(request: SignedInRequest, pk: int, member_pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_edit_service)
    member = get_object_or_404(service.group_members, pk=member_pk)
    form = GroupMemberForm(request.POST or None, instance=member)
    page = page_of(service, _("Edit %(name)s") % {"name": member.name}, cancel=group_of(service))
    return run_form(request, form, page, noun="group_member", done=lambda member: group_of(service))


@require_http_methods(["GET", "HEAD", "POST"])
def group_end(request: SignedInRequest, pk: int, member_pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_edit_service)
    member = get_object_or_404(service.group_members, pk=member_pk)
    form = EndMandateForm(request.POST or None, member=member, initial={"to_date": timezone.localdate()})
    heading = _("End the mandate of %(name)s") % {"name": member.name}
    page = page_of(service, heading, cancel=group_of(service), submit=_("End the mandate"))
    if request.method != "POST":
        return show(request, form, page)
    if not form.is_valid():
        return show(request, form, page, status=422)
    people.end_mandate(member=member, to_date=form.cleaned_data["to_date"], by=request.user)
    messages.success(request, _("The mandate of %(name)s has a last day now.") % {"name": member.name})
    return redirect(group_of(service))


@require_http_methods(["GET", "HEAD", "POST"])
def group_delete(request: SignedInRequest, pk: int, member_pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_edit_service)
    member = get_object_or_404(service.group_members, pk=member_pk)
    page = page_of(
        service,
        _("Remove %(name)s") % {"name": member.name},
        cancel=group_of(service),
        question=_("Remove the entry altogether? Do this only if it was entered by mistake."),
        submit=_("Remove"),
    )
    refused = page | {
        "question": _("This member took part in meetings, so the entry stays. End the mandate instead."),
        "refused": True,
    }
    if request.method != "POST":
        return render(request, "services/confirm.html", refused if member.meetings.exists() else page)
    try:
        people.remove_group_member(member=member, by=request.user)
    except people.InMeetings:
        return render(request, "services/confirm.html", refused, status=409)
    messages.success(request, _("%(name)s is removed.") % {"name": member.name})
    return redirect(group_of(service))


@require_http_methods(["GET", "HEAD", "POST"])
def group_invite(request: SignedInRequest, pk: int, member_pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_manage_people)
    member = get_object_or_404(service.group_members.filter(user=None), pk=member_pk)
    form = InviteGroupMemberForm(request.POST or None)
    page = page_of(
        service,
        _("Invite %(name)s") % {"name": member.name},
        cancel=group_of(service),
        submit=_("Send the invitation"),
        intro=_("With an account the member signs in and reads the plans of the service while the mandate lasts."),
    )
    if request.method != "POST":
        return show(request, form, page)
    if form.is_valid():
        try:
            people.invite_group_member(member=member, by=request.user, **form.cleaned_data)
        except AccountClosed:
            form.add_error("email", account_closed())
        except ValidationError:
            form.add_error(None, _("An invitation needs a name of letters. Correct the name of the member first."))
        else:
            messages.success(request, _("%(name)s has been sent an e-mail.") % {"name": member.name})
            return redirect(group_of(service))
    return show(request, form, page, status=422)


def group_of(service: Service) -> str:
    return reverse("services:group", args=[service.pk])
