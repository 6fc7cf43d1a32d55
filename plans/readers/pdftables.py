"""The ruled tables of a PDF's page: from lines and coloured areas to cells, as boxes in rows."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from plans.document import NotAPlan
from plans.readers.grid import MOST_COLUMNS
from plans.readers.pdfpages import Glyph, Page
from plans.readers.pdfrules import NEAR, Line, groups_of, lines_of
from plans.readers.pdfshapes import Fill

_NARROW = 4  # points: a narrower area paints no cell
_MOST_RULES = 4000  # of one page
_MOST_SLOTS = 40_000  # of one page


@dataclass(slots=True)
class Box:
    """A cell: where it lies, how many rows it goes over, its colour and its letters."""

    left: float
    top: float
    right: float
    bottom: float
    rows: int = 1
    colour: str = ""
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table on one page: for each of its rows the cells that begin in it, from the left."""

    number: int  # of the page
    left: float
    top: float
    right: float
    bottom: float
    rows: list[list[Box]]


def tables_of(page: Page) -> tuple[list[Table], list[Glyph]]:
    """The page's tables from the top, and the letters that stand in none of them."""
    if len(page.rules) > _MOST_RULES:
        raise NotAPlan("a page has too many lines", code="too_large")
    level = lines_of(rule for rule in page.rules if rule.level)
    upright = lines_of(rule for rule in page.rules if not rule.level)
    found = (_frame(group, page) for group in groups_of(level, upright))
    frames = [frame for frame in found if frame is not None]
    frames = sorted(_outermost(frames), key=lambda frame: (frame.rows[0], frame.columns[0]))
    if sum(frame.size for frame in frames) > _MOST_SLOTS:
        raise NotAPlan("a table is too large", code="too_large")
    inside, outside = _shared_out(page.glyphs, frames)
    tables = [_table(page, frame, words) for frame, words in zip(frames, inside, strict=True) if words]
    return tables, outside


@dataclass(slots=True)
class _Frame:
    """The lines of a table as a grid of slots. `right_of[row]` and `under[row]` hold the columns of the slots with a
    line on that side; without upright lines (`open`) the words tell which slots are one cell."""

    columns: list[float]
    rows: list[float]
    right_of: list[set[int]]
    under: list[set[int]]
    right: float  # so far its letters go: beyond the page where a table is wider
    open: bool = False

    @property
    def size(self) -> int:
        return (len(self.columns) - 1) * (len(self.rows) - 1)

    def holds(self, x: float, y: float) -> bool:
        return self.columns[0] <= x < self.right and self.rows[0] <= y < self.rows[-1]

    def slot(self, x: float, y: float) -> tuple[int, int]:
        return bisect_right(self.rows, y) - 1, min(bisect_right(self.columns, x), len(self.columns) - 1) - 1


def _frame(group: tuple[list[Line], list[Line]], page: Page) -> _Frame | None:
    level, upright = group
    columns, rows = _places(upright, level), _places(level, upright)
    if not upright:
        columns = _places_of([place for line in level for place in (line.start, *line.breaks, line.end)])
    if len(columns) < 2 or len(rows) < 2 or len(columns) + len(rows) < 5:  # a single box holds text, not a table
        return None
    if len(columns) - 1 > MOST_COLUMNS or (len(columns) - 1) * (len(rows) - 1) > _MOST_SLOTS:
        raise NotAPlan("a table is too large", code="too_large")
    right = columns[-1] if columns[-1] < page.width - NEAR else float("inf")
    frame = _Frame(columns, rows, [set() for _ in rows[1:]], [set() for _ in rows[1:]], right, open=not upright)
    for post in upright:
        column = _nearest(columns, post.at) - 1
        for row in _covered(rows, post):
            frame.right_of[row].add(column)
    for line in level:
        row = _nearest(rows, line.at) - 1
        if row >= 0:
            frame.under[row].update(_covered(columns, line))
    return frame


def _places(lines: list[Line], across: list[Line]) -> list[float]:
    """Where lines lie, with the ends of those that cross them where they go on beyond the first or last."""
    places = _places_of([line.at for line in lines])
    if places and across:
        first, last = min(line.start for line in across), max(line.end for line in across)
        places = [first] * (first < places[0] - 2 * NEAR) + places + [last] * (last > places[-1] + 2 * NEAR)
    return places


def _places_of(numbers: list[float]) -> list[float]:
    """Numbers in order, those that lie near each other as one."""
    places: list[list[float]] = []
    for number in sorted(numbers):
        if places and number - places[-1][0] <= NEAR:
            places[-1].append(number)
        else:
            places.append([number])
    return [sum(group) / len(group) for group in places]


def _nearest(places: list[float], place: float) -> int:
    at = bisect_right(places, place)
    return min((number for number in (at - 1, at) if 0 <= number < len(places)), key=lambda n: abs(places[n] - place))


def _covered(places: list[float], line: Line) -> Iterator[int]:
    """The steps between places that a line goes along, at least for their half."""
    first = max(bisect_right(places, line.start) - 1, 0)
    for at in range(first, len(places) - 1):
        if places[at] > line.end:
            break
        shared = min(line.end, places[at + 1]) - max(line.start, places[at])
        if 2 * shared >= places[at + 1] - places[at]:
            yield at


def _outermost(frames: list[_Frame]) -> list[_Frame]:
    """Without tables in a cell of another one: their words are that cell's."""
    return [frame for frame in frames if not any(_is_in(frame, other) for other in frames if other is not frame)]


def _is_in(frame: _Frame, other: _Frame) -> bool:
    return (
        other.holds(frame.columns[0], frame.rows[0])
        and other.holds(frame.columns[-1] - 1, frame.rows[-1] - 1)
        and frame.size < other.size + 1
    )


def _shared_out(glyphs: list[Glyph], frames: list[_Frame]) -> tuple[list[list[list[Glyph]]], list[Glyph]]:
    """The words in each table, and the letters outside."""
    inside: list[list[list[Glyph]]] = [[] for _ in frames]
    outside: list[Glyph] = []
    for word in _words(glyphs):
        for frame, words in zip(frames, inside, strict=True):
            if frame.holds(word[0].x, word[0].y):
                words.append(word)
                break
        else:
            outside += word
    return inside, outside


def _words(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Letters that are painted one after the other without a gap: a word that is too long for its cell reaches over
    into the next one, and belongs to where it begins."""
    word: list[Glyph] = []
    for glyph in glyphs:
        last = word[-1] if word else None
        if last is None or not (
            -0.5 * glyph.size < glyph.start - last.end < 0.15 * glyph.size
            and abs(glyph.base - last.base) < 0.1 * glyph.size
            and glyph.turn == last.turn
            and glyph.text.strip()
        ):
            if word:
                yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _table(page: Page, frame: _Frame, words: list[list[Glyph]]) -> Table:
    colours = _painted(page.fills, frame)
    if frame.open:
        _part(frame, [glyph for word in words for glyph in word], page.fills)
    owners, rows = _cells(frame, colours)
    for word in words:
        owners[frame.slot(word[0].x, word[0].y)].glyphs += word
    return Table(page.number, frame.columns[0], frame.rows[0], frame.columns[-1], frame.rows[-1], rows)


def _painted(fills: list[Fill], frame: _Frame) -> dict[tuple[int, int], str]:
    """The colour of each slot: that of the last area that covers most of it."""
    colours: dict[tuple[int, int], str] = {}
    work = 0
    for fill in fills:
        if fill.right - fill.left < _NARROW or not (fill.left < frame.columns[-1] and fill.right > frame.columns[0]):
            continue
        across = list(_mostly(frame.columns, fill.left, fill.right))
        down = list(_mostly(frame.rows, fill.top, fill.bottom))
        work += len(across) * len(down)
        if work > 20 * _MOST_SLOTS:
            raise NotAPlan("a page has too many areas", code="too_large")
        colours |= {(row, column): fill.colour for row in down for column in across}
    return colours


def _mostly(places: list[float], start: float, end: float) -> Iterator[int]:
    return _covered(places, Line(0, start, end))


def _part(frame: _Frame, glyphs: list[Glyph], fills: list[Fill]) -> None:
    """Puts lines between the columns of a table that has only level ones, except where words or a coloured area go
    over from one into the next."""
    last = len(frame.columns) - 2
    crossed: list[set[int]] = [set() for _ in frame.right_of]
    for row, start, end in _stretches(frame, glyphs):
        crossed[row].update(range(bisect_right(frame.columns, start) - 1, bisect_right(frame.columns, end) - 1))
    for fill in fills:
        across = list(_mostly(frame.columns, fill.left, fill.right))
        for row in _mostly(frame.rows, fill.top, fill.bottom):
            crossed[row].update(across[:-1])
    for row, columns in enumerate(crossed):
        frame.right_of[row].update({-1, *range(last + 1)} - {column for column in columns if 0 <= column < last})


def _stretches(frame: _Frame, glyphs: list[Glyph]) -> Iterator[tuple[int, float, float]]:
    """Words that stand close to each other in a row: where they begin and end."""
    upright = sorted((glyph for glyph in glyphs if not glyph.turn), key=lambda glyph: (round(glyph.base), glyph.start))
    row, base, start, end = -1, 0.0, 0.0, 0.0
    for glyph in upright:
        if row >= 0 and abs(glyph.base - base) < 1 and glyph.start - end < glyph.size:
            end = max(end, glyph.end)
            continue
        if row >= 0:
            yield row, start, end
        row, base, start, end = frame.slot(glyph.x, glyph.y)[0], glyph.base, glyph.start, glyph.end
    if row >= 0:
        yield row, start, end


def _cells(frame: _Frame, colours: dict[tuple[int, int], str]) -> tuple[dict[tuple[int, int], Box], list[list[Box]]]:
    """Each slot's cell, and the cells row by row. A cell goes on downwards as long as no line ends it and no other
    cell is beside it in its columns."""
    owners: dict[tuple[int, int], Box] = {}
    rows: list[list[Box]] = []
    above: dict[range, Box] = {}
    for row in range(len(frame.rows) - 1):
        here: dict[range, Box] = {}
        rows.append([])
        for columns in _runs(frame, row):
            box = above.get(columns)
            if box is not None and frame.under[row - 1].isdisjoint(columns):
                box.bottom, box.rows = frame.rows[row + 1], box.rows + 1
            else:
                box = _box(frame, row, columns, colours)
                rows[-1].append(box)
            here[columns] = box
            owners |= {(row, column): box for column in columns}
        above = here
    return owners, rows


def _box(frame: _Frame, row: int, columns: range, colours: dict[tuple[int, int], str]) -> Box:
    left, right = frame.columns[columns.start], frame.columns[columns.stop]
    box = Box(left, frame.rows[row], right, frame.rows[row + 1])
    box.colour = _most([colours.get((row, column), "") for column in columns])
    return box


def _runs(frame: _Frame, row: int) -> Iterator[range]:
    """The cells of one row: the columns of each."""
    first = 0
    for column in range(len(frame.columns) - 1):
        if column in frame.right_of[row] or column == len(frame.columns) - 2:
            yield range(first, column + 1)
            first = column + 1


def _most(colours: list[str]) -> str:
    """The colour that more than half of the slots have."""
    return next((colour for colour in set(colours) if 2 * colours.count(colour) > len(colours)), "")
