"""A printed comparison's one table: column widths, bands, rows and cells, in the active language."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plans import wording
from plans.changed_words import Part
from plans.compared import Compared
from plans.compared_page import kind_words
from plans.compared_rows import ComparedArea, ComparedRow, cell, status_before
from plans.document import Area
from plans.paper_table import NIL, Body, Cell, Column, Line, area_cell, paper_words
from plans.prose import marked
from plans.writers.widths import LINES_PER_PAGE, height, percents

SIGNS = {"added": "+", "removed": "−", "changed": "±", "moved": "↕"}
# So that words are told apart in grey, and by those who only hear them.
MARKS = {"ins": ("<b>+</b><span>", "</span>"), "del": ("<b>−</b><span>", "</span>")}
WHAT_WIDTH = 10.0  # percent


def paper_marked(parts: Iterable[Part]) -> SafeString:
    return SafeString(marked(parts, MARKS).replace("\r\n", "\n").replace("\n", "<br>"))


def compared_columns(shown: Compared) -> list[Column]:
    widths = percents([key for key, _heading in shown.columns])
    scale = (100 - WHAT_WIDTH) / 100
    columns = [Column(key, heading, round(widths[key] * scale, 2)) for key, heading in shown.columns]
    # Translators: heading of the column that says what became of a row; nb: Endring
    what = Column("what", pgettext("column of a comparison", "Change"), WHAT_WIDTH)
    columns.insert(1 if columns[0].key == "area" else 0, what)
    return columns


def compared_bodies(shown: Compared) -> list[Body]:
    return _Drawing(shown).bodies()


class _Drawing:
    """Draws the table; what is the same for all rows is made once."""

    def __init__(self, shown: Compared) -> None:
        self.shown = shown
        self.columns = compared_columns(shown)
        self.has_area = self.columns[0].key == "area"
        self.words = kind_words()
        self.continues = "↳ " + pgettext("a row goes on with the measure above", "continues")

    def bodies(self) -> list[Body]:
        bodies: list[Body] = []
        for area in self.shown.areas:
            if area.area.kind == "band":
                bodies.append(Body(self._titled(area, "band"), []))
            else:
                if not bodies or (bodies[-1].band and not area.is_inner):
                    bodies.append(Body("", []))
                bodies[-1].rows.extend(self._lines(area))
        return [body for body in bodies if body.band or body.rows]

    def _titled(self, area: ComparedArea, kind: str) -> SafeString:
        """The title and, on lines of their own, what became of it."""
        lines = [paper_marked(area.title), *self._what(self.words[kind], area.change.kind, area.moved)]
        return SafeString("<br>".join(line for line in lines if line))

    def _what(self, words: Mapping[str, str], kind: str, moved: str) -> list[str]:
        said: list[str] = [escape(f"{SIGNS[kind]} {words[kind]}")] if kind != "same" else []
        return [*said, escape(f"{SIGNS['moved']} {moved}")] if moved else said

    def _lines(self, area: ComparedArea) -> Iterator[Line]:
        whole = Area(title=area.area.title, rows=tuple(row.row for row in area.rows))
        if not area.rows and self.has_area and (area.area.title or not area.change.is_same):
            none = _("None of the rows was changed") if area.change.rows else _("No measures yet")
            heading = Cell(self._titled(area, "area"), "area", is_heading=True)
            yield Line(area.change.kind, [heading, Cell(none, "nil", span=len(self.columns) - 1)])
        for index, row in enumerate(area.rows):
            cells = [self._cell(column, row) for column in self.columns if column.key != "area"]
            if self.has_area:
                cells.insert(0, self._area_cell(area, whole, index))
            yield Line(self._css(row), cells)

    def _area_cell(self, area: ComparedArea, whole: Area, index: int) -> Cell:
        """`whole`: the area with the rows that are shown of it."""
        if index == 0 and not area.change.is_same:
            return Cell(self._titled(area, "area"), "area", is_heading=True)
        repeated = area_cell(whole, index, self.columns[0].width)
        return repeated if repeated.is_heading else repeated._replace(kind=f"{repeated.kind} blank".strip())

    def _css(self, row: ComparedRow) -> str:
        tall = any(
            height(row.row.words(column.key), column.width / 2) > LINES_PER_PAGE
            for column in self.columns
            if column.key not in ("area", "status", "what")
        )
        return f"{row.change.kind} tall" if tall else row.change.kind

    def _cell(self, column: Column, row: ComparedRow) -> Cell:
        if column.key == "what":
            return self._what_cell(row)
        if column.key == "status":
            return self._status(row)
        leads = column.key == "measure" and not self.has_area
        parts = cell(row, column.key, self.shown.budget)
        words = paper_marked(parts) if parts is not None else paper_words(row.row.words(column.key))
        if column.key == "measure" and row.row.continues:
            going_on = f"{self.continues} «{escape(Truncator(' '.join(row.measure.split())).chars(60))}»"
            return Cell(going_on + (f"<br>{words}" if parts else ""), "same", is_heading=leads)
        if words.strip():
            return Cell(words, "when" if column.key == "timeframe" else "", is_heading=leads)
        return Cell(_("Not filled in") if column.key == "measure" else NIL, "nil", is_heading=leads)

    def _what_cell(self, row: ComparedRow) -> Cell:
        lines = self._what(self.words["row"], row.change.kind, row.moved)
        for note in row.notes:
            said = f"{escape(note.label)}: {paper_marked(note.parts)}" if note.parts else escape(note.label)
            lines.append(said)
        return Cell(SafeString("<br>".join(lines)) or NIL, "what")

    def _status(self, row: ComparedRow) -> Cell:
        status, before = row.row.status, status_before(row)
        words: str = escape(f"{wording.STATUS_SYMBOLS[status]} {wording.STATUS_SHORT[status]}")
        if before is not None:
            was = escape(_("Was:"))
            words += f"<br>{was} {paper_marked((('del', str(wording.STATUS_SHORT[before])),))}"
        return Cell(words, status or "unset")
