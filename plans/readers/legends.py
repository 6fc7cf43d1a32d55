"""The legend of a plan's colours: where it stands, and what it says."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plans.document import Status
from plans.imported import LeftOut
from plans.readers.grid import EMPTY, Grid, Line, words_of
from plans.readers.headings import column_of
from plans.readers.statuses import status_of
from plans.readers.tables import Heading

_LONGEST = 80
_LABEL_LENGTH = 40
_MOST_LINES = 200  # of a table that is no plan in which a legend is looked for
# Words that a legend has besides its statuses: its heading, the names of the colours.
_LABEL = re.compile(
    r"(?:te[gi]k?nforklaring|farge|forklaring|legend|colou?r|key\b|grøn|gul|rød|raud|oransje|blå|grå|hvit|kvit|green|yellow"
    r"|red\b|orange|blue|grey|white)",
    re.IGNORECASE,
)


def take_legend(grid: Grid, heading: Heading | None) -> tuple[dict[str, Status], Grid, tuple[LeftOut, ...]]:
    """What colours mean by a grid's legend, the grid without its cells, and the words that stood in them.

    The cells of a legend name a status and are shaded, or stand beside or under a shaded empty one. In a plan's own
    table they can stand above the headings, beside the table or below it, not in its rows.
    """
    places: dict[int, set[int]] = defaultdict(set)
    legend: dict[str, Status] = {}
    searched = tuple(_searched(grid, heading))
    for at, column in searched:
        text = grid.lines[at][column].text
        status = status_of(text) if text and len(text) < _LONGEST else None
        if status and (colour := _colour_at(grid.lines, at, column)):
            legend.setdefault(colour, status)
            places[at].add(column)
    for at, column in searched:
        if (at in places or at + 1 in places) and _is_label(grid.lines[at][column].text):
            places[at].add(column)
    return legend, *_without(grid, places)


def _searched(grid: Grid, heading: Heading | None) -> Iterator[tuple[int, int]]:
    """Where a legend can stand: line and column."""
    if heading is None:
        lines = min(len(grid.lines), _MOST_LINES)
        yield from ((at, column) for at in range(lines) for column in range(grid.width))
        return
    beside = [at for at, title in enumerate(heading.titles) if not title]
    below = _below(grid, heading)
    for at in range(len(grid.lines)):
        for column in range(grid.width) if at < heading.first or at >= below else beside:
            yield at, column


def _below(grid: Grid, heading: Heading) -> int:
    """The first of the lines at the table's end that hold nothing but names of statuses and of colours."""
    first = len(grid.lines)
    for at in range(len(grid.lines) - 1, heading.last, -1):
        cells = zip(grid.lines[at], heading.columns, strict=True)
        filled = [(cell.text, column) for cell, column in cells if cell.text]
        if any(column == "status" or not (status_of(text) or _is_label(text)) for text, column in filled):
            break
        if filled:
            first = at
    return first


def _is_label(text: str) -> bool:
    return 0 < len(text) <= _LABEL_LENGTH and (column_of(text) == "status" or bool(_LABEL.match(text)))


def _colour_at(lines: Sequence[Line], index: int, column: int) -> str:
    """The colour of a cell, or of an empty one to its left, to its right, above or below."""
    line = lines[index]
    beside = [line[column]]
    beside += [line[at] for at in (column - 1, column + 1) if 0 <= at < len(line) and not line[at].text]
    beside += [
        lines[at][column] for at in (index - 1, index + 1) if 0 <= at < len(lines) and not lines[at][column].text
    ]
    return next((cell.colour for cell in beside if cell.colour), "")


def _without(grid: Grid, places: dict[int, set[int]]) -> tuple[Grid, tuple[LeftOut, ...]]:
    """The grid with these cells emptied, and their words."""
    lines = list(grid.lines)
    left_out = []
    for at, columns in sorted(places.items()):
        words = words_of(lines[at][column] for column in sorted(columns))
        left_out.append(LeftOut(code="legend", text=words, place=grid.name, line=grid.number(at)))
        lines[at] = tuple(EMPTY if column in columns else cell for column, cell in enumerate(lines[at]))
    return (replace(grid, lines=tuple(lines)) if left_out else grid), tuple(left_out)
