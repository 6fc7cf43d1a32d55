"""What a printed comparison shows: plain values for templates/print/compare.html, in the active language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plans import wording
from plans.compared import Compared
from plans.compared_paper_table import SIGNS, compared_bodies, compared_columns, paper_marked
from plans.paper import FOOT_TITLE
from plans.paper_table import Body, Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A fact, part or section with what was changed in it; `note` says what became of the whole of it."""

    label: SafeString
    words: SafeString
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPaper:
    title: str
    service: str
    is_draft: bool
    stamp: str
    stamp_below: str
    mark: str
    foot: str
    changed: str  # ISO 8601, for the PDF's dates
    facts: list[tuple[str, str]]
    keys: list[str]
    told: list[Told]
    sections: list[Told]
    columns: list[Column]
    bodies: list[Body]


def comparison_html(shown: Compared, *, sides: tuple[str, str], is_draft: bool, chosen: str, language: str) -> str:
    """What is printed. `sides` are named in words; `chosen` says what is shown, where it is not just what changed."""
    with translation.override(language):
        paper = _paper(shown, sides, is_draft=is_draft, chosen=chosen)
        return render_to_string("print/compare.html", {"paper": paper, "plan": shown.new, "language": language})


def _paper(shown: Compared, sides: tuple[str, str], *, is_draft: bool, chosen: str) -> ComparedPaper:
    new = shown.new
    kind = str(wording.TEMPLATE_NAMES[new.template])
    title = new.title.strip() or kind
    # Translators: stamp on a printed plan; nb: UTKAST
    stamp = pgettext("stamp", "DRAFT") if is_draft else wording.version_words(new)
    below = _("not approved") if is_draft else wording.last_changed(new)
    foot = (new.service.abbreviation or new.service.name, title, " → ".join(sides), wording.last_changed(new))
    facts = [
        (pgettext("version", "From"), sides[0]),
        (pgettext("version", "To"), sides[1]),
        # Translators: how many rows are new, removed, changed, moved; nb: Rader
        (_("Rows"), _numbers(shown)),
        (pgettext("of a plan's rows", "Selection"), chosen),
    ]
    return ComparedPaper(
        title=title,
        service=wording.service_words(new),
        is_draft=is_draft,
        stamp=stamp,
        stamp_below=below,
        mark=f"{stamp} – {below}" if is_draft else "",
        foot=" · ".join(Truncator(part).chars(FOOT_TITLE) for part in foot if part),
        changed=new.changed_at.astimezone(UTC).isoformat(timespec="seconds") if new.changed_at else "",
        facts=[(label, words) for label, words in facts if words],
        keys=[_("+ added, − removed, ± changed, ↕ moved. Changed words have + or − before them.")],
        told=[
            Told(label=SafeString(escape(fact.label)), words=paper_marked(fact.parts))
            for fact in (*shown.facts, *shown.parts)
        ],
        sections=list(_sections(shown)),
        columns=compared_columns(shown),
        bodies=compared_bodies(shown),
    )


def _numbers(shown: Compared) -> str:
    words = {
        # Translators: numbers of rows in a printed comparison; nb: %(n)d nye
        "added": _("%(n)d new"),
        # Translators: nb: %(n)d fjernet
        "removed": _("%(n)d removed"),
        # Translators: nb: %(n)d endret
        "changed": _("%(n)d changed"),
        # Translators: nb: %(n)d flyttet
        "moved": _("%(n)d moved"),
    }
    return ", ".join(said % {"n": shown.counts[key]} for key, said in words.items() if shown.counts[key]) or _("None")


def _facts(shown: Compared) -> Iterator[Told]:
    for fact in (*shown.facts, *shown.parts):
        yield Told(label=SafeString(escape(fact.label)), words=paper_marked(fact.parts))


def _sections(shown: Compared) -> Iterator[Told]:
    words = {
        "added": _("New section"),
        "removed": _("Removed section"),
        "changed": _("Changed section"),
        "moved": pgettext("an area", "Moved to another place"),
    }
    for section in shown.sections:
        kinds = [kind for kind in (section.kind, "moved" if section.is_moved else "") if kind in words]
        note = ", ".join(f"{SIGNS[kind]} {words[kind]}" for kind in kinds)
        yield Told(label=paper_marked(section.heading), words=paper_marked(section.text), note=note)
