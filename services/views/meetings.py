"""Meetings of the reference group. That they took place is open to more people than their minutes are."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from services import permissions
from services.forms.group import MeetingForm
from services.models import Meeting, Service
from services.views.editing import delete, page_of, run_form
from services.views.fetch import get_service


@require_safe
def meeting(request: SignedInRequest, pk: int, meeting_pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_see_people)
    held = get_object_or_404(service.meetings, pk=meeting_pk)
    context = {
        "service": service,
        "meeting": held,
        "present": held.present.select_related("region"),
        "may_read_minutes": permissions.can_read_minutes(request.user, service),
        "may_edit": permissions.edits(request.user, service),
    }
    return render(request, "services/meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_add(request: SignedInRequest, pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.edits)
    form = MeetingForm(request.POST or None, instance=Meeting(service=service))
    page = page_of(service, _("New group meeting"), cancel=meetings_of(service), submit=_("Add the meeting"))
    return run_form(request, form, page, noun="meeting", done=address_of)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_edit(request: SignedInRequest, pk: int, meeting_pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.edits)
    held = get_object_or_404(service.meetings, pk=meeting_pk)
    form = MeetingForm(request.POST or None, instance=held)
    page = page_of(service, _("Edit the group meeting"), cancel=address_of(held))
    return run_form(request, form, page, noun="meeting", done=address_of)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_delete(request: SignedInRequest, pk: int, meeting_pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.edits)
    held = get_object_or_404(service.meetings, pk=meeting_pk)
    question = _("Delete “%(meeting)s” and its minutes?") % {"meeting": held}
    page = page_of(service, _("Delete the group meeting"), cancel=address_of(held), question=question)
    return delete(request, held, page, noun="meeting", done=meetings_of(service))


def address_of(held: Meeting) -> str:
    return reverse("services:meeting", args=[held.service_id, held.pk])


def meetings_of(service: Service) -> str:
    return f"{service.get_absolute_url()}#meetings"
