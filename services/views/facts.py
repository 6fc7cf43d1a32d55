"""A service's facts and links."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from services import permissions
from services.forms.facts import LinkForm, ServiceForm
from services.models import Service, ServiceLink
from services.views.editing import delete, page_of, run_form
from services.views.fetch import get_service


@require_http_methods(["GET", "HEAD", "POST"])
def service_new(request: SignedInRequest) -> HttpResponse:
    if not permissions.can_create_service(request.user):
        raise PermissionDenied
    form = ServiceForm(request.POST or None, user=request.user)
    page = {"heading": _("New service"), "cancel": reverse("services:list"), "submit": _("Register the service")}
    return run_form(request, form, page, noun="service", done=Service.get_absolute_url)


@require_http_methods(["GET", "HEAD", "POST"])
def service_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_edit_service)
    form = ServiceForm(request.POST or None, instance=service, user=request.user)
    page = page_of(service, _("Edit the facts"), cancel=service.get_absolute_url())
    return run_form(request, form, page, noun="service", done=Service.get_absolute_url)


@require_http_methods(["GET", "HEAD", "POST"])
def link_add(request: SignedInRequest, pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_edit_service)
    form = LinkForm(request.POST or None, instance=ServiceLink(service=service))
    page = page_of(service, _("New link"), cancel=links_of(service), submit=_("Add the link"))
    return run_form(request, form, page, noun="link", done=lambda link: links_of(service))


@require_http_methods(["GET", "HEAD", "POST"])
def link_edit(request: SignedInRequest, pk: int, link_pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_edit_service)
    link = get_object_or_404(service.links, pk=link_pk)
    form = LinkForm(request.POST or None, instance=link)
    page = page_of(service, _("Edit the link"), cancel=links_of(service))
    return run_form(request, form, page, noun="link", done=lambda link: links_of(service))


@require_http_methods(["GET", "HEAD", "POST"])
def link_delete(request: SignedInRequest, pk: int, link_pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_edit_service)
    link = get_object_or_404(service.links, pk=link_pk)
    question = _("Delete the link “%(title)s”?") % {"title": link.title}
    page = page_of(service, _("Delete the link"), cancel=links_of(service), question=question)
    return delete(request, link, page, noun="link", done=links_of(service))


def links_of(service: Service) -> str:
    return f"{service.get_absolute_url()}#links"
