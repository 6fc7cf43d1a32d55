"""A version as files: its PDF and its JSON are kept and the same for ever, the other kinds are made of its JSON."""

import logging

from django.conf import settings

from plans.actions.versions import keep_pdf
from plans.document import PlanDocument
from plans.exports import CONTENT_TYPES, Exported, export, file_name
from plans.models import PlanVersion
from plans.pdf import plan_pdf
from printing import render

logger = logging.getLogger(__name__)

IN_PEACE = 300.0  # seconds: nobody waits for it


def print_version(version: PlanVersion, *, seconds: float = render.SECONDS) -> bool:
    """Keep the version's PDF, with our own words in the plan's language. False where it could not be printed now."""
    document = version.plan_document
    try:
        pdf = plan_pdf(document, language=own_language(document), seconds=seconds)
    except render.CouldNotPrint as error:
        logger.warning("version %d could not be printed: %s", version.pk, type(error).__name__)
        return False
    keep_pdf(version=version, pdf=pdf)
    return True


def own_language(document: PlanDocument) -> str:
    """The plan's where we have words in it, else bokmål."""
    return document.language if document.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def whole_file(version: PlanVersion, key: str, *, language: str) -> Exported | None:
    """The version as a file; None for a PDF that is not printed yet."""
    document = version.plan_document
    if key == "pdf":
        content = bytes(version.pdf) if version.pdf is not None else None
    elif key == "json":
        content = bytes(version.document)
    else:
        return export(document, key, language=language)
    if content is None:
        return None
    return Exported(content=content, content_type=CONTENT_TYPES[key], name=file_name(document, key))
