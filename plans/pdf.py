"""The plan as PDF: PlanDocument → template → printing. The same content is not printed twice, nor soon tried again."""

import logging
import pickle
import zlib
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from plans.document import PlanDocument, to_json
from plans.paper import paper_of
from printing import render

logger = logging.getLogger(__name__)

STYLESHEETS: tuple[Path, ...] = (settings.BASE_DIR / "static/print.css",)
ATTACHED = "plan.json"  # readers/pdf.py looks for it
LARGEST = 5_000_000  # characters as JSON: four times what is printed in render.SECONDS
FAILURE_SECONDS = 600  # so long a document that could not be printed takes no printing place again


def plan_pdf(document: PlanDocument, *, language: str, selection: str = "", seconds: float = render.SECONDS) -> bytes:
    """The PDF with our own words in that language, within the seconds. `selection` says which of the plan's rows the
    document has, where it has not all. Raises printing.render.CouldNotPrint."""
    deadline = monotonic() + seconds
    data = _whole(to_json(document))
    if len(data) > LARGEST:  # its HTML is made in our process and could alone take longer
        raise render.CouldNotPrint("the document is too large")
    html = plan_html(document, language=language, selection=selection)
    return printed(html, attachments=[_source(document, data, language)], seconds=seconds, deadline=deadline)


def printed(
    html: str,
    *,
    attachments: Sequence[render.Attachment] = (),
    styles: Sequence[Path] = (),
    seconds: float = render.SECONDS,
    deadline: float | None = None,
) -> bytes:
    """The document as PDF: the one that was kept, if it was printed before; `styles` are put on top of ours. Raises
    printing.render.CouldNotPrint."""
    stylesheets = (*STYLESHEETS, *styles)
    deadline = deadline or monotonic() + seconds
    html = _whole(html)
    words = "\0".join((html, *(each.text for each in attachments)))
    key = sha256(words.encode() + render.edition(stylesheets)).hexdigest()
    kept = _kept(key)
    if isinstance(kept, bytes):
        return kept
    if kept is not None and kept >= seconds:
        raise render.CouldNotPrint("it could not be printed a short while ago")
    try:
        pdf = render.to_pdf(
            html, stylesheets=stylesheets, attachments=list(attachments), seconds=max(0, deadline - monotonic())
        )
    except render.NoPlace:
        raise
    except render.CouldNotPrint:
        _keep(key, seconds)
        raise
    _keep(key, pdf)
    return pdf


def plan_html(document: PlanDocument, *, language: str, selection: str = "") -> str:
    """What is printed. It holds all that the PDF shows, so its hash names the PDF, whether words or template change."""
    with translation.override(language):
        context = {"plan": document, "paper": paper_of(document, selection), "language": language}
        return render_to_string("print/plan.html", context)


def _whole(text: str) -> str:
    """The text with a question mark for halves of letters, which no file can hold."""
    return text.encode(errors="replace").decode()


def _source(document: PlanDocument, data: str, language: str) -> render.Attachment:
    """The plan itself, by which the program can read it back from its PDF without guessing."""
    with translation.override(language):
        description = gettext("The plan as data, which the program can read back")
    if document.changed_at is None:
        return render.Attachment(name=ATTACHED, text=data, description=description)
    return render.Attachment(name=ATTACHED, text=data, description=description, changed=document.changed_at)


def _kept(key: str) -> bytes | float | None:
    """The PDF, or the seconds within which it lately could not be printed."""
    try:
        return caches["pdf"].get(key)
    except (OSError, EOFError, pickle.UnpicklingError, zlib.error) as error:
        logger.warning("a kept PDF cannot be read: %s", type(error).__name__)
        return None


def _keep(key: str, found: bytes | float) -> None:
    try:
        if isinstance(found, bytes):
            caches["pdf"].set(key, found)
        else:  # never over a PDF that another request made meanwhile
            caches["pdf"].add(key, found, timeout=FAILURE_SECONDS)
    except OSError as error:  # a full disk must not cost the reader the PDF
        logger.warning("a PDF cannot be kept: %s", type(error).__name__)
