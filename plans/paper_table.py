"""The printed plan's one table: column widths, bands, rows and cells, in the active language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plans import wording
from plans.addresses import linked
from plans.document import Area, PlanDocument, Row
from plans.writers.widths import LINES_PER_PAGE, height, percents

BROKEN = 0.75  # of a narrow column's line, what long words leave filled

NIL = "–"


class Column(NamedTuple):
    key: str
    heading: str
    width: float  # percent


class Cell(NamedTuple):
    words: str
    kind: str = ""
    is_heading: bool = False
    is_repeated: bool = False
    span: int = 0


class Line(NamedTuple):
    kind: str
    cells: list[Cell]


@dataclass(frozen=True)
class Body:
    """The rows of a band, or those before and between the bands (band is empty)."""

    band: str
    rows: list[Line]


def paper_columns(document: PlanDocument) -> list[Column]:
    widths = percents(document.columns)
    return [Column(key, str(heading), widths[key]) for key, heading in wording.columns(document)]


def bodies_of(document: PlanDocument) -> list[Body]:
    columns = paper_columns(document)
    bodies = []
    for area in document.areas:
        if area.kind == "band":
            rows = [line for inner in area.areas for line in _lines(inner, columns)]
            bodies.append(Body(area.title, rows))
        elif bodies and not bodies[-1].band:
            bodies[-1].rows.extend(_lines(area, columns))
        else:
            bodies.append(Body("", list(_lines(area, columns))))
    return [body for body in bodies if body.band or body.rows]


def _lines(area: Area, columns: list[Column]) -> Iterator[Line]:
    if not area.rows and area.title:
        nothing = Cell(_("No measures yet"), "nil", span=len(columns) - 1)
        yield Line("", [Cell(escape(area.title), "area", is_heading=True), nothing])
    for index, row in enumerate(area.rows):
        cells = [_cell(column.key, row, leads=column is columns[0]) for column in columns if column.key != "area"]
        if columns[0].key == "area":
            cells.insert(0, area_cell(area, index, columns[0].width))
        yield Line(_line_kind(area, index, columns), cells)


def _line_kind(area: Area, index: int, columns: list[Column]) -> str:
    row = area.rows[index]
    tall = any(
        height(row.words(column.key), column.width) > LINES_PER_PAGE
        for column in columns
        if column.key not in ("area", "status")
    )
    second = row.continues and not area.rows[index - 1].continues
    return " ".join(kind for kind, holds in (("more", row.continues), ("second", second), ("tall", tall)) if holds)


def _cell(key: str, row: Row, *, leads: bool) -> Cell:
    """`leads`: the cell stands first in its row and names it."""
    if key == "status":
        return Cell(f"{wording.STATUS_SYMBOLS[row.status]} {wording.STATUS_SHORT[row.status]}", row.status or "unset")
    if key == "measure" and row.continues:
        # Translators: stands where the measure of the row above goes on; nb: samme tiltak
        return Cell("↳ " + pgettext("in a printed cell", "same measure"), "same", is_heading=leads)
    words = row.words(key)
    if words.strip():
        return Cell(paper_words(words), "when" if key == "timeframe" else "", is_heading=leads)
    return Cell(_("Not filled in") if key == "measure" else NIL, "nil", is_heading=leads)


def area_cell(area: Area, index: int, width: float) -> Cell:
    """The area in its row number `index`; it takes no height where the area's next rows have room for its lines."""
    if not area.title:
        return Cell("", "again" if index else "")
    title = area.title
    if index:
        # Translators: an area that goes on from the page before; nb: %(area)s (forts.)
        title = pgettext("area on its next page", "%(area)s (cont.)") % {"area": area.title}
    words: str = escape(title)
    if 1 < height(title, width * BROKEN) <= len(area.rows) - index:
        words = f'<div class="over">{words}</div>'
    return Cell(mark_safe(words), "again" if index else "area", is_heading=True, is_repeated=index > 0)  # noqa: S308 escaped


def paper_words(words: str) -> SafeString:
    """People's words as HTML: escaped, line breaks kept, addresses made links."""
    return mark_safe(linked(words).replace("\r\n", "\n").replace("\n", "<br>"))  # noqa: S308 escaped
