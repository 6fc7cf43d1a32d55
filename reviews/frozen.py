"""A signed form's PDF: printed once, and then the same for ever."""

import logging

from plans.frozen import IN_PEACE as IN_PEACE
from printing import render
from reviews.actions.responses import keep_pdf
from reviews.models import Response
from reviews.pdf import response_pdf

logger = logging.getLogger(__name__)


def print_signed(response: Response, *, seconds: float = render.SECONDS) -> bool:
    """False where it could not be printed now."""
    try:
        pdf = response_pdf(response.signed_document, seconds=seconds)
    except render.CouldNotPrint as error:
        logger.warning("signed form %d could not be printed: %s", response.pk, type(error).__name__)
        return False
    keep_pdf(response=response, pdf=pdf)
    return True
