"""A comparison's table as its page draws it: bodies of lines of ready cells, in the active language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plans.compared import Compared
from plans.compared_rows import ComparedArea, ComparedRow, cell, status_before
from plans.prose import marked, prose
from plans.table import CSS, one_line
from plans.wording import STATUS_SHORT

ICONS = {"added": "plus", "removed": "minus", "changed": "pencil", "moved": "sort"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row. `area_span` is 0 where the area's cell comes down from a line above."""

    id: str
    css: str
    area_span: int
    what: SafeString  # what became of it, in words
    cells: tuple[SafeString, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A band's heading (kind band), or an area with its lines."""

    kind: str
    id: str
    css: str
    title: SafeString
    what: SafeString
    lines: tuple[Line, ...]
    none: str  # said where there are no lines


def kind_words() -> dict[str, dict[str, str]]:
    """What became of a row, an area or a band, in a word or two."""
    return {
        "row": {
            "added": pgettext("a row", "New"),
            "removed": pgettext("a row", "Removed"),
            "changed": pgettext("a row", "Changed"),
            "moved": pgettext("a row", "Moved"),
            "same": pgettext("a row", "Unchanged"),
        },
        "area": {
            # Translators: an area of a plan; nb: Nytt område
            "added": pgettext("an area", "New area"),
            # Translators: nb: Fjernet område
            "removed": pgettext("an area", "Removed area"),
            # Translators: an area has another title than before; nb: Ny tittel
            "changed": pgettext("an area", "New title"),
            "same": "",
        },
        "band": {
            # Translators: a heading over several areas of a plan; nb: Ny hovedoverskrift
            "added": pgettext("a main heading", "New main heading"),
            # Translators: nb: Fjernet hovedoverskrift
            "removed": pgettext("a main heading", "Removed main heading"),
            "changed": pgettext("an area", "New title"),
            "same": "",
        },
    }


def heard_around(own_lang: str) -> dict[str, tuple[str, str]]:
    """What is heard with changed words, since their colour and line are only seen."""
    words = {"ins": pgettext("words in a history", "added:"), "del": pgettext("words in a history", "removed:")}
    return {mark: (f'<span class="ds-sr-only"{own_lang}>{escape(said)} </span>', "") for mark, said in words.items()}


def bodies_of(shown: Compared, *, sprite: str, own_lang: str) -> tuple[Body, ...]:
    return tuple(_Drawing(shown, sprite, own_lang).bodies(shown.areas))


class _Drawing:
    """Draws rows; what is the same for all of them is made once."""

    def __init__(self, shown: Compared, sprite: str, own_lang: str) -> None:
        self.sprite, self.own_lang, self.budget = escape(sprite), own_lang, shown.budget
        self.columns = [(key, CSS.get(key, key), escape(words)) for key, words in shown.columns if key != "area"]
        self.words = kind_words()
        self.heard = heard_around(own_lang)
        self.statuses = {status: escape(word) for status, word in STATUS_SHORT.items()}
        self.continues = escape(pgettext("a row goes on with the measure above", "continues"))
        self.was = escape(_("Was:"))
        self.untitled = _("Area without a title")
        self.none = {"": _("No measures yet"), "changed": _("None of the rows was changed")}

    def bodies(self, areas: Iterable[ComparedArea]) -> Iterator[Body]:
        for one in areas:
            kind = one.area.kind
            has_words = any(text for _mark, text in one.title)
            if kind == "band" and not has_words and one.change.is_same:
                continue
            yield Body(
                kind=kind,
                id=escape(one.area.id),
                css=_css(one.change.kind, one.change.is_moved),
                title=marked(one.title, self.heard) if has_words else SafeString(""),
                what=self._what(self.words[kind], one.change.kind, one.moved),
                lines=tuple(self._lines(one)),
                none=self.none["changed" if one.change.rows else ""],
            )

    def _lines(self, area: ComparedArea) -> Iterator[Line]:
        for index, row in enumerate(area.rows):
            yield Line(
                id=escape(row.row.id),
                css=_css(row.change.kind, row.change.is_moved),
                area_span=0 if index else len(area.rows),
                what=self._what(self.words["row"], row.change.kind, row.moved) + self._notes(row),
                cells=tuple(self._cells(row)),
            )

    def _what(self, words: Mapping[str, str], kind: str, moved: str) -> SafeString:
        found = SafeString()
        if kind != "same":
            found += self._sign(kind, words[kind])
        elif not moved and words["same"]:
            found += format_html('<span class="ds-sr-only">{}</span>', words["same"])
        return found + self._sign("moved", moved) if moved else found

    def _sign(self, kind: str, words: str) -> SafeString:
        icon = f'<svg class="i" aria-hidden="true"><use href="{self.sprite}#i-{ICONS[kind]}"/></svg>'
        return SafeString(f'<span class="kind {kind}"{self.own_lang}>{icon}<span>{escape(words)}</span></span>')

    def _notes(self, row: ComparedRow) -> SafeString:
        return SafeString(
            "".join(
                f'<span class="note"{self.own_lang}>{escape(note.label)}{": " if note.parts else ""}'
                f"{marked(note.parts, self.heard)}</span>"
                for note in row.notes
            )
        )

    def _cells(self, row: ComparedRow) -> Iterator[SafeString]:
        for key, css, heading in self.columns:
            if key == "status":
                yield self._status(row, css, heading)
                continue
            parts = cell(row, key, self.budget)
            html = prose(row.row.words(key))
            if parts is not None:
                html = SafeString(f'<p class="changed">{marked(parts, self.heard)}</p>')
            if key == "measure" and row.row.continues:
                html = self._continued(row.measure) + (html if parts is not None else SafeString())
            differs, blank = " differs" if parts is not None else "", "" if html else " blank"
            yield SafeString(f'<td class="{css}{differs}{blank}" role="cell" data-label="{heading}">{html}</td>')

    def _continued(self, measure: str) -> SafeString:
        icon = f'<svg class="i" aria-hidden="true"><use href="{self.sprite}#i-continue"/></svg>'
        words = f"<span{self.own_lang}>{self.continues}</span> «{escape(one_line(measure, 60))}»"
        return SafeString(f'<span class="cont">{icon}<span>{words}</span></span>')

    def _status(self, row: ComparedRow, css: str, heading: str) -> SafeString:
        status, before = row.row.status, status_before(row)
        key, differs = status or "unset", " differs" if before is not None else ""
        icon = f'<svg class="st" aria-hidden="true"><use href="{self.sprite}#st-{key}"/></svg>'
        was = "" if before is None else f'<p class="was">{self.was} <del>{self.statuses[before]}</del></p>'
        return SafeString(
            f'<td class="{css}{differs}" role="cell" data-label="{heading}" data-s="{key}"{self.own_lang}>'
            f'<span class="mark">{icon}{self.statuses[status]}</span>{was}</td>'
        )


def _css(kind: str, is_moved: bool) -> str:
    return f"{kind} moved" if is_moved else kind
