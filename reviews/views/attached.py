"""What is attached to a form, for those who may read the form."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from files.downloads import attachment as download
from files.downloads import stored_attachment
from plans.frozen import print_version, whole_file
from reviews.archive import CASE_NUMBER, NotPrinted, archive_of
from reviews.models import Attachment
from reviews.views.fetch import get_response
from reviews.views.papers import not_printed


@require_safe
def attachment(request: SignedInRequest, pk: int, slot: int, attachment_pk: int) -> HttpResponse:
    """The file as it was sent, or the PDF of the plan: whoever may read the form may have it, whatever they may read of
    the plan."""
    response = get_response(request, pk)
    attachments = response.attachments.select_related("stored", "plan_version")
    found: Attachment = get_object_or_404(attachments, pk=attachment_pk, slot=slot)
    if found.stored:
        try:
            return stored_attachment(found.stored)
        except FileNotFoundError as error:
            raise Http404 from error
    version = found.plan_version
    if version is None:
        raise Http404
    if version.pdf is None and not print_version(version):
        context = {"version": version, "back": response.get_absolute_url()}
        return render(request, "plans/not_printed.html", context, status=503)
    made = whole_file(version, "pdf", language="")
    if made is None:
        raise Http404
    return download(made.content, name=made.name, content_type=made.content_type)


@require_safe
def archive(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """A signed form and all that belongs to it as a zip; `?sak=` is the number of its case in the archive."""
    response = get_response(request, pk)
    case_number = request.GET.get("sak", "").strip()
    if len(case_number) > CASE_NUMBER or not case_number.isprintable():
        raise BadRequest("no number of a case")
    if not response.is_signed:
        return render(request, "reviews/not_signed.html", {"response": response}, status=409)
    try:
        pieces = archive_of(response, case_number=case_number)
    except NotPrinted:
        return not_printed(request, response)
    except FileNotFoundError as error:
        raise Http404 from error
    zipped = StreamingHttpResponse(pieces, content_type="application/zip")
    zipped.headers["Content-Disposition"] = content_disposition_header(True, f"{response.reference}.zip")
    zipped.headers["X-Content-Type-Options"] = "nosniff"
    return zipped
