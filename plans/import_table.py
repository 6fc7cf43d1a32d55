"""The rows of an import as its preview shows them: what comes in, what it changes, and where the reader was not sure.

Plain values and ready cells, so that a template draws hundreds of rows without a look at the database.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plans.changed_words import changed_words
from plans.document import Area, PlanDocument
from plans.imported import Doubt
from plans.matching import Match
from plans.prose import prose
from plans.table import Column, Placed, one_line, placed_rows, row_count
from plans.wording import STATUS_SHORT, doubt_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`attributes` are ready for its <td>."""

    attributes: SafeString
    html: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the file; `index` counts from 0 through it. `area_span` is 0 where the area's cell is one above."""

    index: int
    number: int
    kind: str  # new | changed
    place: str  # "lead" and "follow" of a measure that goes on over several rows, else ""
    area_span: int
    cells: tuple[Cell, ...]
    is_taken: bool
    described: str  # ids of its doubts
    key: str = ""  # what its box sends


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A band's heading, or an area with its lines."""

    kind: str  # band | area
    title: str
    count_words: str
    notes: SafeString
    lines: tuple[Line, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the cells of every row are drawn from."""

    columns: tuple[Column, ...]
    template: str
    sprite: str  # address of the symbols
    own_lang: SafeString  # lang attribute of our words among people's
    matches: Mapping[int, Match] = field(default_factory=dict)  # by the row's index; none in a new plan
    old: Mapping[str, Placed] = field(default_factory=dict)  # the plan's rows by their ids
    doubts: Mapping[int, Sequence[tuple[int, Doubt]]] = field(default_factory=dict)  # numbered, by the row's index
    left: frozenset[int] = frozenset()


def doubt_id(number: int) -> str:
    return f"tvil-{number}"


def bodies_of(
    document: PlanDocument, shown: Iterable[int], around: Surroundings, *, with_empty: bool
) -> tuple[Body, ...]:
    """The rows with these indexes under their areas and bands. `with_empty`: areas and bands in which the file has no
    row are shown too."""
    wanted = set(shown)
    by_area: dict[int, list[tuple[int, Placed]]] = defaultdict(list)
    for index, placed in enumerate(placed_rows(document)):
        if index in wanted:
            by_area[id(placed.area)].append((index, placed))
    return tuple(_bodies(document.areas, by_area, _Drawing(around), with_empty))


def _bodies(
    areas: Iterable[Area], by_area: Mapping[int, list[tuple[int, Placed]]], drawing: "_Drawing", with_empty: bool
) -> Iterator[Body]:
    for area in areas:
        rows = by_area.get(id(area), [])
        inner = tuple(_bodies(area.areas, by_area, drawing, with_empty))
        if not rows and not inner and not (with_empty and area.title and _is_empty(area)):
            continue
        if area.kind == "area" or area.title:
            count = len(rows) + sum(len(body.lines) for body in inner)
            yield Body(
                kind=area.kind,
                title=area.title,
                count_words=row_count(count),
                notes=drawing.notes((index for index, _placed in rows), "area"),
                lines=tuple(drawing.lines(rows)),
                id=area.id,
            )
        yield from inner


def _is_empty(area: Area) -> bool:
    return not area.rows and all(_is_empty(inner) for inner in area.areas)


def _words(placed: Placed, column: str) -> str:
    """Those that hold for the row: its measure may stand in a row above."""
    return placed.measure if column == "measure" else placed.row.words(column)


class _Drawing:
    """Draws rows; what is the same for all of them is made once."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.words = [column for column in around.columns if column.key not in ("area", "status")]
        self.status = next((column for column in around.columns if column.key == "status"), None)
        self.attributes = {
            column.key: format_html(' class="{}" role="cell" data-label="{}"', column.css, column.heading)
            for column in self.words
        }
        self.keys = {column.key for column in around.columns}
        # Translators: heard before the reason why a reader was not sure of a cell; nb: Usikkert:
        self.unsure = pgettext("a cell of a file", "Not certain:")
        self.added = pgettext("words in a history", "added:")
        self.removed = pgettext("words in a history", "removed:")
        self.continues = pgettext("a row goes on with the measure above", "continues")
        # Translators: before the degree of completion that a row had; nb: Var:
        self.was = _("Was:")
        # Translators: a row that changes its area; nb: Flyttes hit fra «%(area)s»
        self.moved = _("Moves here from “%(area)s”")
        self.no_area = _("Area without a title")

    def lines(self, rows: list[tuple[int, Placed]]) -> Iterator[Line]:
        groups = [placed.group for _index, placed in rows]
        for at, (index, placed) in enumerate(rows):
            leads = at + 1 < len(rows) and groups[at + 1] == placed.group
            yield Line(
                index=index,
                number=index + 1,
                kind=self._kind(index),
                place="follow" if placed.row.continues else "lead" if leads else "",
                area_span=0 if at else len(rows),
                cells=tuple(self._cells(index, placed)),
                is_taken=index not in self.around.left,
                described=" ".join(doubt_id(number) for number, _doubt in self.around.doubts.get(index, ())),
                key=str(index),
            )

    def _moved(self, old: Placed) -> SafeString:
        words = self.moved % {"area": one_line(old.area.title, 60) or self.no_area}
        return format_html('<p class="moved"{}>{}</p>', self.around.own_lang, words)

    def _before(self, index: int) -> tuple[Placed | None, tuple[str, ...]]:
        """The plan's row that this one changes, and the columns in which it does."""
        match = self.around.matches.get(index)
        if match is None or match.kind != "changed":
            return None, ()
        return self.around.old.get(match.id), match.columns

    def _kind(self, index: int) -> str:
        match = self.around.matches.get(index)
        return match.kind if match else "new"

    def _cells(self, index: int, placed: Placed) -> Iterator[Cell]:
        old, changed = self._before(index)
        for column in self.words:
            key = column.key
            if old and key in changed:
                html = self._changed(_words(old, key), _words(placed, key))
            elif key == "measure" and placed.row.continues:
                html = self._continued(placed.measure)
            else:
                html = prose(placed.row.words(key))
            if old and key == "measure" and "area" in changed:
                html += self._moved(old)
            html += self.notes((index,), key)
            blank = SafeString("" if html else " data-blank")
            yield Cell(attributes=self.attributes[key] + blank, html=html)
        if self.status:
            before = old.row.status if old and "status" in changed else None
            yield self._status(self.status, index, placed.row.status, before)

    def _changed(self, before: str, after: str) -> SafeString:
        marks = {"ins": self.added, "del": self.removed}
        parts = (
            format_html(
                '<{0}><span class="ds-sr-only"{1}>{2} </span>{3}</{0}>', mark, self.around.own_lang, marks[mark], text
            )
            if mark
            else format_html("{}", text)
            for mark, text in changed_words(before, after)
        )
        return format_html('<p class="changed">{}</p>', format_html_join("", "{}", ((part,) for part in parts)))

    def _continued(self, measure: str) -> SafeString:
        return format_html(
            '<span class="cont"><svg class="i" aria-hidden="true"><use href="{}#i-continue"/></svg>'
            "<span><span{}>{}</span> «{}»</span></span>",
            self.around.sprite,
            self.around.own_lang,
            self.continues,
            one_line(measure, 60),
        )

    def _status(self, column: Column, index: int, status: str, before: str | None) -> Cell:
        html = self._mark(status)
        if before is not None:
            html += format_html('<p class="was"{}>{} {}</p>', self.around.own_lang, self.was, STATUS_SHORT[before])
        return Cell(
            attributes=format_html(
                ' class="status" role="cell" data-label="{}" data-s="{}"{}',
                column.heading,
                status or "unset",
                self.around.own_lang,
            ),
            html=html + self.notes((index,), "status"),
        )

    def _mark(self, status: str) -> SafeString:
        return format_html(
            '<span class="mark"><svg class="st" aria-hidden="true"><use href="{}#st-{}"/></svg>{}</span>',
            self.around.sprite,
            status or "unset",
            STATUS_SHORT[status],
        )

    def notes(self, indexes: Iterable[int], column: str) -> SafeString:
        """The doubts about that column of these rows, each in words; what is about no column shown stands at the
        measure's."""
        found = [
            (number, doubt)
            for index in indexes
            for number, doubt in self.around.doubts.get(index, ())
            if (doubt.column if doubt.column in self.keys else "measure") == column
        ]
        return format_html_join("", "{}", ((self._note(number, doubt),) for number, doubt in found))

    def _note(self, number: int, doubt: Doubt) -> SafeString:
        return format_html(
            '<span class="doubt" id="{}" tabindex="-1"{}>'
            '<svg class="i" aria-hidden="true"><use href="{}#i-help"/></svg>'
            '<span><span class="ds-sr-only">{} </span>{}</span></span>',
            doubt_id(number),
            self.around.own_lang,
            self.around.sprite,
            self.unsure,
            doubt_words(replace(doubt, row=None), self.around.template),
        )
