"""What the printed plan shows: PlanDocument → plain values for templates/print/plan.html, in the active language."""

from dataclasses import dataclass, field
from datetime import UTC
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plans import wording
from plans.document import STATUSES, PlanDocument, Section
from plans.paper_table import Body, Column, bodies_of, paper_columns, paper_words

FOOT_TITLE = 90  # characters; a longer title would push the footer into a third line


class PaperSection(NamedTuple):
    heading: str
    paragraphs: list[SafeString]


@dataclass(frozen=True, kw_only=True)
class Paper:
    title: str
    kind: str
    service: str
    is_draft: bool
    stamp: str
    stamp_below: str
    mark: str  # stands above each later page
    foot: str
    changed: str  # ISO 8601, for the PDF's dates
    facts: list[tuple[str, str]]
    purpose: list[SafeString]
    legend_heading: str
    legend: list[tuple[str, str]]
    keys: list[str]
    columns: list[Column]
    bodies: list[Body]
    before: list[PaperSection] = field(default_factory=list)
    after: list[PaperSection] = field(default_factory=list)


def paper_of(document: PlanDocument, selection: str = "") -> Paper:
    kind = str(wording.TEMPLATE_NAMES[document.template])
    title = document.title.strip() or kind
    draft = document.version is None
    # Translators: stamp on a printed plan; nb: UTKAST
    stamp = pgettext("stamp", "DRAFT") if draft else _("Version %(number)d") % {"number": document.version}
    below = _("not approved") if draft else wording.last_changed(document)
    return Paper(
        title=title,
        kind=kind,
        service=wording.service_words(document),
        is_draft=draft,
        stamp=stamp,
        stamp_below=below,
        mark=f"{stamp} – {below}" if draft else "",
        foot=_foot(document, title),
        changed=document.changed_at.astimezone(UTC).isoformat(timespec="seconds") if document.changed_at else "",
        facts=wording.facts(document, selection),
        purpose=_paragraphs(document.purpose),
        legend_heading=str(wording.heading(document.template, "status")),
        legend=_legend(document),
        keys=_keys(document),
        columns=paper_columns(document),
        bodies=bodies_of(document),
        before=[_section(section) for section in document.sections if section.place == "before"],
        after=[_section(section) for section in document.sections if section.place == "after"],
    )


def _legend(document: PlanDocument) -> list[tuple[str, str]]:
    """Only what the table can hold: "not stated" is there when some row states none."""
    if "status" not in document.columns:
        return []
    found = {row.status for _area, row, _measure in document.rows()}
    return [
        (status or "unset", f"{wording.STATUS_SYMBOLS[status]} {wording.STATUS_FULL[status]}")
        for status in STATUSES
        if status or status in found
    ]


def _keys(document: PlanDocument) -> list[str]:
    if any(row.continues for _area, row, _measure in document.rows()):
        return [_("“Same measure” means that the measure above goes on. A dash means that the field is empty.")]
    return []


def _foot(document: PlanDocument, title: str) -> str:
    service = document.service.abbreviation or document.service.name
    parts = (service, title, wording.version_words(document), wording.last_changed(document))
    return " · ".join(Truncator(part).chars(FOOT_TITLE) for part in parts if part)


def _section(section: Section) -> PaperSection:
    return PaperSection(section.heading, _paragraphs(section.text))


def _paragraphs(text: str) -> list[SafeString]:
    """Blank lines part paragraphs; a single line break stays one."""
    blocks = text.replace("\r\n", "\n").split("\n\n")
    return [paper_words(block.strip("\n")) for block in blocks if block.strip()]
