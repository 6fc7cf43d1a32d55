"""A table of a page as a grid. What it says of itself, such as a cell over a million rows, costs nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby, islice, takewhile

from lxml.etree import _Element as Element

from plans.document import NotAPlan
from plans.readers.grid import EMPTY, MOST_COLUMNS, MOST_ROWS, Cell, Grid
from plans.readers.htmlstyles import Look, look
from plans.readers.htmlwords import Block, Page, blocks_of

_GROUPS = ("thead", "tbody", "tfoot")
_NUMBER = re.compile(r"\s*(\d{1,7})")
_MOST_HEADING_LINES = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row, and how many rows its group has from it on: so far its cells can go down."""

    element: Element
    left: int
    is_head: bool
    look: Look


@dataclass(slots=True)
class Layout:
    """The lines of a grid while they are laid; `down` are the columns that cells above cover: for how many lines more,
    and whether it is by the cell to the left."""

    lines: list[list[Cell]] = field(default_factory=list)
    down: dict[int, tuple[int, bool]] = field(default_factory=dict)
    hidden: dict[int, bool] = field(default_factory=dict)  # columns: are all their cells?
    hidden_cells: list[tuple[int, int]] = field(default_factory=list)  # line, column


def grid(table: Element, page: Page, most: int = MOST_ROWS) -> Grid:
    """The grid without lines that hold nothing. Raises NotAPlan("too_large") for one of more than `most` rows."""
    rows = list(_rows(table, page, most))
    layout = Layout()
    for row in rows:
        _lay(layout, row, page)
    lines = _trimmed(layout.lines)
    hidden = _hidden_columns(table, page) | {column for column, all_are in layout.hidden.items() if all_are}
    _blank_hidden(layout, lines, hidden, page)
    kept = [at for at, line in enumerate(lines) if any(cell.text or cell.colour or cell.down for cell in line)]
    return Grid(
        lines=tuple(tuple(lines[at]) for at in kept),
        numbers=tuple(at + 1 for at in kept),
        hidden_lines=tuple(number for number, at in enumerate(kept) if rows[at].look.hidden),
        hidden_columns=tuple(sorted(column for column in hidden if kept and column < len(lines[0]))),
        heading_lines=_heading_lines([rows[at] for at in kept]),
    )


def _rows(table: Element, page: Page, most: int) -> Iterator[Row]:
    elements = list(islice(_own(table, "tr"), most + 1))
    if len(elements) > most:
        raise NotAPlan("too many rows", code="too_large")
    for group, members in groupby(elements, Element.getparent):
        over = look(group, page.rules) if group is not None and group.tag in _GROUPS else Look()
        rows = list(members)
        for at, row in enumerate(rows):
            is_head = group is not None and group.tag == "thead"
            yield Row(row, len(rows) - at, is_head, look(row, page.rules).over(over))


def _own(container: Element, *tags: str) -> Iterator[Element]:
    """What stands in a table or row itself, though a form or a content control be round it; not in tables within."""
    for element in container.iterdescendants(*tags):
        if next(element.iterancestors(str(container.tag))) is container:
            yield element


def _lay(layout: Layout, row: Row, page: Page) -> None:
    """One more line: its cells, in the places that cells from above leave free."""
    line: list[Cell] = []
    above, layout.down = layout.down, {}
    for element in _own(row.element, "td", "th"):
        _cover(line, above, layout.down)
        if len(line) >= MOST_COLUMNS:
            raise NotAPlan("too many columns", code="too_large")
        seen = look(element, page.rules)
        column, hidden = len(line), bool(seen.hidden)
        layout.hidden[column] = layout.hidden.get(column, True) and hidden
        if hidden:
            layout.hidden_cells.append((len(layout.lines), column))
        span = min(_number(element, "colspan", most=MOST_COLUMNS), MOST_COLUMNS - column)
        line.append(_cell(element, page, seen, row.look, span))
        line += [Cell(across=True, colour=line[column].colour)] * (span - 1)
        down = _number(element, "rowspan", most=row.left)
        for at in range(column, column + span):
            above.pop(at, None)
            if down > 1:
                layout.down[at] = (down - 1, at > column)
    while above:
        if len(line) not in above:
            line.append(EMPTY)
        _cover(line, above, layout.down)
    layout.lines.append(line)


def _cover(line: list[Cell], above: dict[int, tuple[int, bool]], below: dict[int, tuple[int, bool]]) -> None:
    """The cells that are covered from above at the place where the line has come to; those that go on are `below`."""
    while len(line) in above:
        left, across = above.pop(len(line))
        if left > 1:
            below[len(line)] = (left - 1, across)
        line.append(Cell(down=True, across=across))


def _number(element: Element, name: str, most: int) -> int:
    """A span, from 1 to `most`; 0 means all there is."""
    found = _NUMBER.match(element.get(name) or "1")
    number = int(found[1]) if found else 1
    return min(number or most, most)


def _cell(element: Element, page: Page, seen: Look, row: Look, span: int) -> Cell:
    blocks = [block for block in blocks_of(element, page) if isinstance(block, Block)]
    colour = seen.colour if seen.colour is not None else _colour_inside(element, page)
    level = blocks[0].level if blocks else 0
    return Cell(
        text="\n".join(block.text for block in blocks),
        span=span,
        colour=(row.colour if colour is None else colour) or "",
        bold=bool(blocks) and all(block.bold for block in blocks),
        level=level if level > 1 else 0,
    )


def _colour_inside(element: Element, page: Page) -> str | None:
    """That of the one paragraph or run that a cell holds, if it is coloured and the cell is not."""
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
        if (colour := look(element, page.rules).colour) is not None:
            return colour
    return None


def _trimmed(lines: list[list[Cell]]) -> list[list[Cell]]:
    """Lines of equal length, without the columns on the right that no cell begins in: some say they go over 100 to go
    over all."""
    starts = (at + 1 for line in lines for at, cell in enumerate(line) if not cell.across and cell is not EMPTY)
    width = max(starts, default=0)
    even = []
    for line in lines:
        cut = [
            cell if at + cell.span <= width else replace(cell, span=width - at) for at, cell in enumerate(line[:width])
        ]
        even.append(cut + [EMPTY] * (width - len(cut)))
    return even


def _hidden_columns(table: Element, page: Page) -> set[int]:
    """Those whose <col> is hidden, as Excel writes them."""
    hidden: set[int] = set()
    at = 0
    for column in _own(table, "col"):
        span = _number(column, "span", most=MOST_COLUMNS)
        if look(column, page.rules).hidden:
            hidden.update(range(at, at + span))
        at += span
        if at >= MOST_COLUMNS:
            break
    return hidden


def _blank_hidden(layout: Layout, lines: list[list[Cell]], columns: set[int], page: Page) -> None:
    """Single hidden cells are left out; in hidden columns they keep their words, which a person may ask for."""
    for at, column in layout.hidden_cells:
        if column not in columns and column < len(lines[at]):
            page.leave_out_words("hidden", lines[at][column].text)
            lines[at][column] = replace(lines[at][column], text="")


def _heading_lines(rows: list[Row]) -> int:
    """How many rows from the top are marked as headings; those without a group for it by their cells alone."""
    heads = list(takewhile(lambda row: row.is_head, rows))
    if not heads:
        heads = list(takewhile(_is_all_headings, rows[:_MOST_HEADING_LINES]))
    return len(heads) if len(heads) < len(rows) else 0


def _is_all_headings(row: Row) -> bool:
    tags = {cell.tag for cell in _own(row.element, "td", "th")}
    return tags == {"th"}
