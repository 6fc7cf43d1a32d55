"""What is attached to a form, for those who may read the form."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from files.downloads import attachment as download
from files.downloads import stored_attachment
from plans.frozen import print_version, whole_file
from reviews.models import Attachment
from reviews.views.fetch import get_response


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
