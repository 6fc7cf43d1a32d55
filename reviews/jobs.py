"""Work in the background by the worker's own clock."""

from django.tasks import task

from reviews.frozen import IN_PEACE, print_signed
from reviews.lifecycle import CLOSED
from reviews.models import Response


@task
def print_form(pk: int) -> None:
    """The PDF of a signed form, where nobody could wait for it. Twice: the first one stays."""
    response = Response.objects.filter(pk=pk, pdf=None, state__in=CLOSED).first()
    if response:
        print_signed(response, seconds=IN_PEACE)


@task
def sweep() -> None:
    """Every ten minutes: signed forms without a PDF."""
    for pk in Response.objects.filter(pdf=None, state__in=CLOSED).values_list("pk", flat=True):
        print_form.enqueue(pk)
