"""The plan as PDF: PlanDocument → template → printing. The same content is not printed twice."""

import logging
import pickle
import zlib
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils import translation

from plans.document import PlanDocument
from plans.paper import paper_of
from printing import render

logger = logging.getLogger(__name__)

STYLESHEETS: tuple[Path, ...] = (settings.BASE_DIR / "static/print.css",)


def plan_pdf(document: PlanDocument, *, language: str, seconds: float = render.SECONDS) -> bytes:
    """The PDF with our own words in that language. Raises printing.render.CouldNotPrint."""
    html = plan_html(document, language=language)
    key = sha256(html.encode(errors="replace") + render.edition(STYLESHEETS)).hexdigest()
    pdf = _kept(key)
    if pdf is None:
        pdf = render.to_pdf(html, stylesheets=STYLESHEETS, seconds=seconds)
        _keep(key, pdf)
    return pdf


def plan_html(document: PlanDocument, *, language: str) -> str:
    """What is printed. It holds all that the PDF shows, so its hash names the PDF, whether words or template change."""
    with translation.override(language):
        context = {"plan": document, "paper": paper_of(document), "language": language}
        return render_to_string("print/plan.html", context)


def _kept(key: str) -> bytes | None:
    try:
        return caches["pdf"].get(key)
    except (OSError, EOFError, pickle.UnpicklingError, zlib.error) as error:
        logger.warning("a kept PDF cannot be read: %s", type(error).__name__)
        return None


def _keep(key: str, pdf: bytes) -> None:
    try:
        caches["pdf"].set(key, pdf)
    except OSError as error:  # a full disk must not cost the reader the PDF
        logger.warning("a PDF cannot be kept: %s", type(error).__name__)
