"""Work in the background by the worker's own clock."""

import logging

from django.tasks import task

from printing.render import CouldNotPrint
from reviews.frozen import IN_PEACE, bundle_pdf, print_signed
from reviews.lifecycle import CLOSED
from reviews.models import Response

logger = logging.getLogger(__name__)


@task
def print_form(pk: int) -> None:
    """The PDF of a signed form, where nobody could wait for it. Twice: the first one stays."""
    response = Response.objects.filter(pk=pk, pdf=None, state__in=CLOSED).first()
    if response:
        print_signed(response, seconds=IN_PEACE)


@task
def print_bundle(pk: int) -> None:
    """A signed form with a plan so long that nobody could wait for it: printed once, it is kept a while, as all that is
    printed, for whoever asks again."""
    response = Response.objects.filter(pk=pk, state__in=CLOSED).first()
    if response:
        try:
            bundle_pdf(response, response.signed_document, seconds=IN_PEACE)
        except CouldNotPrint as error:
            logger.warning("form %d could not be printed with its plan: %s", pk, type(error).__name__)


@task
def sweep() -> None:
    """Every ten minutes: signed forms without a PDF."""
    for pk in Response.objects.filter(pdf=None, state__in=CLOSED).values_list("pk", flat=True):
        print_form.enqueue(pk)
