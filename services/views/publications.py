"""What a service has published."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from services import permissions
from services.forms.facts import PublicationForm
from services.models import Publication, Service
from services.views.editing import delete, page_of, run_form
from services.views.fetch import get_service


@require_http_methods(["GET", "HEAD", "POST"])
def publication_add(request: SignedInRequest, pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_edit_service)
    form = PublicationForm(request.POST or None, instance=Publication(service=service))
    place = publications_of(service)
    page = page_of(service, _("New publication"), cancel=place, submit=_("Add the publication"))
    return run_form(request, form, page, noun="publication", done=lambda publication: place)


@require_http_methods(["GET", "HEAD", "POST"])
def publication_edit(request: SignedInRequest, pk: int, publication_pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_edit_service)
    form = PublicationForm(request.POST or None, instance=get_object_or_404(service.publications, pk=publication_pk))
    place = publications_of(service)
    page = page_of(service, _("Edit the publication"), cancel=place)
    return run_form(request, form, page, noun="publication", done=lambda publication: place)


@require_http_methods(["GET", "HEAD", "POST"])
def publication_delete(request: SignedInRequest, pk: int, publication_pk: int) -> HttpResponse:
    service = get_service(request, pk, allow=permissions.can_edit_service)
    publication = get_object_or_404(service.publications, pk=publication_pk)
    question = _("Delete the publication “%(title)s”?") % {"title": publication.title}
    place = publications_of(service)
    page = page_of(service, _("Delete the publication"), cancel=place, question=question)
    return delete(request, publication, page, noun="publication", done=place)


def publications_of(service: Service) -> str:
    return f"{service.get_absolute_url()}#publications"
