"""What a printed form shows: ResponseDocument → plain values for templates/print/, in the active language."""

from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plans.paper import FOOT_TITLE
from reviews.document import ResponseDocument, to_bytes
from reviews.reading import Reading, reading_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsePaper:
    title: str
    kind: str  # the round, above the title
    service: str
    reference: str
    is_draft: bool
    stamp: str
    stamp_below: str
    mark: str  # stands above each later page
    foot: str
    changed: str  # ISO 8601, for the PDF's dates
    facts: list[tuple[str, str]]
    reading: Reading
    signing: list[tuple[str, str]]
    checksum: str  # in groups of eight signs; none for a draft


def response_paper(document: ResponseDocument) -> ResponsePaper:
    signature = document.signature
    # Translators: stamps on a printed form; nb: Signert · UTKAST
    stamp = pgettext("stamp on a form", "Signed") if signature else pgettext("stamp", "DRAFT")
    below = _day(signature.at) if signature else _("not signed")
    return ResponsePaper(
        title=document.questionnaire.title,
        kind=document.round.title,
        service=service_words(document),
        reference=document.reference,
        is_draft=signature is None,
        stamp=stamp,
        stamp_below=below,
        mark="" if signature else f"{stamp} – {below}",
        foot=_foot(document, f"{stamp} {below}"),
        changed=signature.at.astimezone(UTC).isoformat(timespec="seconds") if signature else "",
        facts=list(_facts(document)),
        reading=reading_of(document),
        signing=_signing(document),
        checksum=_in_groups(sha256(to_bytes(document)).hexdigest()) if signature else "",
    )


def service_words(document: ResponseDocument) -> str:
    service = document.service
    return f"{service.name} ({service.abbreviation})" if service.abbreviation else service.name


def _day(at) -> str:
    return f"{timezone.localtime(at):%d.%m.%Y}"


def _foot(document: ResponseDocument, state: str) -> str:
    service = document.service.abbreviation or document.service.name
    parts = (document.round.title, document.questionnaire.title, service, document.reference, state)
    return " · ".join(Truncator(part).chars(FOOT_TITLE) for part in parts if part)


def _facts(document: ResponseDocument):
    service = document.service
    facts = (
        (_("Location"), service.location),
        (_("Region"), service.region),
        (_("Reference number"), document.reference),
    )
    return [(label, words) for label, words in facts if words]


def _signing(document: ResponseDocument) -> list[tuple[str, str]]:
    signature = document.signature
    rows = [(_("Written by"), document.written_by)]
    if signature:
        at = timezone.localtime(signature.at)
        rows += [
            (_("Signed by"), f"{signature.name}, {signature.role}"),
            (
                pgettext("of a signature", "Time"),
                # Translators: when a form was signed; nb: %(day)s kl. %(time)s (norsk tid)
                _("%(day)s at %(time)s (Norwegian time)") % {"day": f"{at:%d.%m.%Y}", "time": f"{at:%H.%M.%S}"},
            ),
        ]
    else:
        rows.append((_("Signed by"), _("The form is not signed.")))
    return [(label, words) for label, words in rows if words]


def _in_groups(digest: str) -> str:
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))
