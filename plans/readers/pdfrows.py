"""A table over several pages: headings that are repeated, rows that a page's end cuts, cells that go on below it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from plans.readers.grid import Cell, Grid, grid_of
from plans.readers.headings import column_of, is_heading_line
from plans.readers.pdflines import TextLine, lines_of
from plans.readers.pdfrules import NEAR
from plans.readers.pdftables import Box, Table
from plans.readers.pdfwords import Doubts, Habits, joined

_MOST_HEADING_ROWS = 3
_SHOWN = 80  # characters of a row that was joined
# What our own print writes where a measure goes on, where a cell is empty (a dash), and where an area goes on on the
# next page: it may be read without its attachment.
_SAME = "↳ "
_AGAIN = re.compile(r"(.+) \((?:forts|framh|cont)\.\)")
_UNKNOWN_SIGNS = re.compile("[\ue000-\uf8ff]")  # such as the bullets of a font of signs
_ENDS = (".", "!", "?", ":", ";")


@dataclass(slots=True, eq=False)
class TextCell:
    left: float
    right: float
    bottom: float  # of its last part
    rows: int
    colour: str
    lines: list[TextLine]
    doubts: Doubts = ()
    is_merged: bool = False  # it goes on on the next page, as was said there

    @property
    def words(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class LongTable:
    """Tables of following pages as one. `last` are the cells that cover its last row."""

    number: int  # of the page it ends on
    left: float
    right: float
    rows: list[list[TextCell]]
    last: list[TextCell]
    headings: int = 0  # rows that were repeated
    pads: list[float] = field(default_factory=list)


def long_table(table: Table) -> LongTable:
    rows = [[_cell(box, table.number) for box in row] for row in table.rows]
    found = LongTable(table.number, table.left, table.right, rows, _bottom(rows))
    found.pads = [line.start - cell.left for row in rows for cell in row for line in cell.lines[:1] if not line.turn]
    return found


def _cell(box: Box, page: int) -> TextCell:
    lines = [line for line in lines_of(_seen(box), page) if not line.text.startswith(_SAME)]
    if len(lines) == 1 and lines[0].text == "–":
        lines = []
    return TextCell(box.left, box.right, box.bottom, box.rows, box.colour, lines)


def _seen(box: Box) -> Iterable:
    """The letters of a cell that can be seen: not white ones on white."""
    return (glyph for glyph in box.glyphs if not glyph.white or box.colour)


def _bottom(rows: list[list[TextCell]]) -> list[TextCell]:
    """The cells that cover the last row, from the left."""
    found = [cell for at, row in enumerate(rows) for cell in row if at + cell.rows >= len(rows)]
    return sorted(found, key=lambda cell: cell.left)


def follows(upper: LongTable, lower: LongTable) -> bool:
    """Can a table at a page's top be the rest of the one at the end of the page before? As wide, at the same place,
    and without other headings."""
    if abs(upper.left - lower.left) > 2 * NEAR or abs(upper.right - lower.right) > 2 * NEAR:
        return False
    if _repeated(upper, lower):
        return True
    first = [Cell(text=cell.words) for cell in lower.rows[0]]
    return not is_heading_line(first) and _shares_columns(upper, lower)


def _shares_columns(upper: LongTable, lower: LongTable) -> bool:
    """Are the columns of one also those of the other?"""
    sides = [sorted({round(cell.left) for row in table.rows for cell in row}) for table in (upper, lower)]
    few, many = sorted(sides, key=len)
    return all(any(abs(one - other) <= NEAR + 1 for other in many) for one in few)


def _repeated(upper: LongTable, lower: LongTable) -> int:
    """How many rows at the top are the first ones of the table again."""
    count = 0
    for first, again in zip(upper.rows[:_MOST_HEADING_ROWS], lower.rows, strict=False):
        texts = [[cell.words for cell in row] for row in (first, again)]
        if texts[0] != texts[1] or not any(texts[0]):
            break
        count += 1
    if count and not any(column_of(cell.words) for cell in upper.rows[0]):
        return count if count < len(lower.rows) else 0
    return count


def append(upper: LongTable, lower: LongTable) -> None:
    """Adds the rest of a table, without its repeated headings."""
    again = _repeated(upper, lower)
    upper.headings = upper.headings or again
    rows = lower.rows[again:]
    last = _bottom(rows)
    if rows:
        replaced = _join(upper, rows)
        upper.rows += [[cell for cell in row if id(cell) not in replaced] for row in rows]
        upper.last = [replaced.get(id(cell), cell) for cell in last]
    upper.number = lower.number
    upper.pads += lower.pads


def _join(upper: LongTable, rows: list[list[TextCell]]) -> dict[int, TextCell]:
    """Joins the first of the rows with the last one above, if a page's end cut it; else cells that go on. Gives for
    each cell that was joined, by its identity, the one it is now part of."""
    pairs = _pairs(upper.last, rows[0])
    if not pairs:
        return {}
    replaced = {}
    _forget_repeated(pairs)
    if is_cut := _is_cut(pairs):
        _doubt(pairs)
    for above, below in pairs:
        if is_cut or _goes_on(above, below):
            above.lines += below.lines
            above.bottom = below.bottom
            above.rows += below.rows - is_cut
            above.is_merged = False
            replaced[id(below)] = above
    if is_cut:
        del rows[0]
    return replaced


def _forget_repeated(pairs: Sequence[tuple[TextCell, TextCell]]) -> None:
    """A title that is said again goes on."""
    for above, below in pairs:
        again = _AGAIN.fullmatch(below.words)
        if again and again[1] in (above.words, *_AGAIN.findall(above.words)):
            below.lines.clear()
            above.is_merged = True


def _pairs(last: Sequence[TextCell], first: Sequence[TextCell]) -> list[tuple[TextCell, TextCell]]:
    """Each cell with the one above it; nothing where the cells are not the same."""
    if len(last) != len(first):
        return []
    pairs = list(zip(last, first, strict=True))
    near = all(abs(one.left - two.left) <= NEAR and abs(one.right - two.right) <= NEAR for one, two in pairs)
    return pairs if near else []


def _is_cut(pairs: Sequence[tuple[TextCell, TextCell]]) -> bool:
    """Is a row the rest of the one above? Its words go on where cells above are full to their end, or stand where those
    above are empty, since a page's end leaves no single line alone; other cells are empty; the colours are the same."""
    if any(above.colour != below.colour for above, below in pairs):
        return False
    filled = [(above, below) for above, below in pairs if below.lines]
    full = [(above, below) for above, below in filled if above.lines]
    if not all(_is_full(above) for above, _ in full):
        return False
    goes_on = [_is_sentence(above, below) for above, below in full]
    ended = [above for above, below in pairs if not below.lines and above.lines and above.rows == 1]
    if len(full) < len(filled):
        return bool(ended) and _is_bare(pairs)
    return all(goes_on) or (bool(ended) and (any(goes_on) or 2 * len(filled) < len(pairs)))


def _is_bare(pairs: Sequence[tuple[TextCell, TextCell]]) -> bool:
    """Does a row lack, above a page's end, words that those below it have, and these all others?"""
    lacks = [not above.lines for above, below in pairs if below.lines]
    return sum(lacks) >= 2 or len(lacks) < len([above for above, _ in pairs if above.lines])


def _is_full(cell: TextCell) -> bool:
    """Has a cell no room for another line or two? A paragraph does not leave a single line behind."""
    line = cell.lines[-1]
    return cell.bottom - line.y < 3 * line.size + 4


def _is_sentence(above: TextCell, below: TextCell) -> bool:
    """Do words go on in the middle of a sentence?"""
    end, start = above.lines[-1].text, below.lines[0].text
    return end.endswith((",", "-")) or (start[0].islower() and not end.endswith(_ENDS))


def _doubt(pairs: Sequence[tuple[TextCell, TextCell]]) -> None:
    """Says once that a row was joined, where no sentence tells it."""
    for above, below in pairs:
        if below.lines and not (above.lines and _is_sentence(above, below)):
            above.doubts = (*above.doubts, ("row_joined", _UNKNOWN_SIGNS.sub("•", below.words[:_SHOWN])))
            return


def _goes_on(above: TextCell, below: TextCell) -> bool:
    """Does an empty cell belong to the merged one on the page before?"""
    is_merged = above.is_merged or below.rows > 1 or above.rows > 1
    return is_merged and not below.lines and bool(above.lines) and above.colour == below.colour


def grid(table: LongTable, habits: Habits) -> Grid:
    """The finished table. Raises NotAPlan when it is larger than any plan."""
    places = _places(table)
    pad = pad_of(table)
    lines: list[list[Cell]] = [[Cell()] * (len(places) - 1) for _ in table.rows]
    for at, row in enumerate(table.rows):
        for cell in row:
            first, last = (_index(places, place) for place in (cell.left, cell.right))
            _set(lines, at, cell, range(first, max(last, first + 1)), pad, habits)
    return grid_of(lines, heading_lines=table.headings)


def _set(lines: list[list[Cell]], at: int, cell: TextCell, columns: range, pad: float, habits: Habits) -> None:
    text, doubts = joined(cell.lines, limit_of(cell, pad), habits)
    bold = bool(cell.lines) and all(line.bold for line in cell.lines)
    for row in range(at, min(at + cell.rows, len(lines))):
        for column in columns:
            is_first = row == at and column == columns[0]
            lines[row][column] = Cell(
                text=text if is_first else "",
                span=len(columns) if column == columns[0] else 1,
                across=column != columns[0],
                down=row != at,
                colour=cell.colour,
                bold=bold and is_first,
                unsure=(*cell.doubts, *doubts) if is_first else (),
            )


def pad_of(table: LongTable) -> float:
    """How far words are from the side of their cell."""
    pads = Counter(round(2 * pad) / 2 for pad in table.pads if 0 <= pad < 30)
    return pads.most_common(1)[0][0] if pads else 0


def limit_of(cell: TextCell, pad: float) -> float:
    """How far the words of a cell can go, along its lines."""
    if any(line.turn for line in cell.lines):
        return max(line.end for line in cell.lines)
    inside = (line.end for line in cell.lines if line.end < cell.right)  # a word too long reaches over the cell's side
    return max([cell.right - pad, *inside])


def columns_of(table: LongTable) -> Iterator[tuple[Sequence[TextLine], float]]:
    pad = pad_of(table)
    for row in table.rows:
        for cell in row:
            if cell.lines:
                yield cell.lines, limit_of(cell, pad)


def _places(table: LongTable) -> list[float]:
    """Where columns begin and end."""
    places: list[float] = []
    for place in sorted(side for row in table.rows for cell in row for side in (cell.left, cell.right)):
        if not places or place - places[-1] > NEAR:
            places.append(place)
    return places


def _index(places: list[float], place: float) -> int:
    return bisect_left(places, place - NEAR)
