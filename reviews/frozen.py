"""A signed form's PDF: printed once, and then the same for ever; and the form with its plan bound in, printed anew."""

import logging

from plans.frozen import IN_PEACE as IN_PEACE
from printing import render
from reviews.actions.attachments import PLAN_SLOT
from reviews.actions.responses import keep_pdf
from reviews.document import ResponseDocument
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


def bundle_pdf(response: Response, document: ResponseDocument, *, seconds: float = render.SECONDS) -> bytes:
    """The form and the plan of the first slot, as one document. Raises printing.render.CouldNotPrint."""
    attached = response.attachments.filter(slot=PLAN_SLOT).exclude(plan_version=None).select_related("plan_version")
    plans = [each.plan_version.plan_document for each in attached if each.plan_version]
    return response_pdf(document, plans=plans, seconds=seconds)
