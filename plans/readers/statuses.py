"""The three degrees of completion: told by words, or by colours through the document's own legend."""

import re
from collections.abc import Iterable, Sequence

from plans.document import Status
from plans.readers.grid import Cell, Grid, Line

# Looked for in this order, since "ikke startet" has "startet" in it. At the beginning of the words only.
_WORDS: tuple[tuple[Status, str], ...] = (
    (
        "planned",
        "ikke startet|ikkje starta|ikke påbegynt|ikkje påbyrja|ikke igangsatt|ikkje sett i gang|ikke begynt"
        "|ikke gjennomført|ikkje gjennomført|ikke fullført|ikkje fullført|ikke ferdig|ikkje ferdig|planlagt"
        "|ligger i plan|ligg i plan|i plan|kommende|not started|not begun|planned",
    ),
    (
        "ongoing",
        "pågående|pågåande|pågår|i gang|igang|igangsatt|igangsett|under arbeid|under utføring|påbegynt|påbyrja|startet"
        "|starta|delvis|i arbeid|i prosess|ongoing|in progress|started|partly",
    ),
    (
        "done",
        "fullført|ferdig|ferdigstilt|gjennomført|avsluttet|avslutta|utført|vedlikeholdes|oppnådd|completed|complete|done"
        "|finished|closed",
    ),
)
_STATUS = tuple((status, re.compile(rf"(?:{words})(?!\w)")) for status, words in _WORDS)
_NONE = re.compile(r"(?:ikke angitt|ikkje oppgitt|ikke oppgitt|ikkje oppgjeve|not stated)?")
_NEAR = 48  # how far two colours, three numbers of 0–255, may lie apart and still be meant as the same
_TINT = 40  # with less between its largest and its smallest number a colour is a white, a grey or a black


def status_of(words: str) -> Status | None:
    """The status that words state; "" when they say that none is stated, None when they say something else."""
    plain = " ".join(re.sub(r"[\W_]+", " ", words).casefold().split())
    if _NONE.fullmatch(plain):
        return ""
    return next((status for status, pattern in _STATUS if pattern.match(plain)), None)


def legend_of(grids: Iterable[Grid]) -> dict[str, Status]:
    """What each colour means, from cells that name a status and are shaded, or stand beside or under a shaded one."""
    legend: dict[str, Status] = {}
    for grid in grids:
        for index, line in enumerate(grid.lines):
            for column, cell in enumerate(line):
                status = status_of(cell.text) if cell.text and len(cell.text) < 80 else None
                if status and (colour := _colour_at(grid.lines, index, column)):
                    legend.setdefault(colour, status)
    return legend


def _colour_at(lines: Sequence[Line], index: int, column: int) -> str:
    """The colour of a cell, or of an empty one to its left, to its right, above or below."""
    line = lines[index]
    beside = [line[column]]
    beside += [line[at] for at in (column - 1, column + 1) if 0 <= at < len(line) and not line[at].text]
    beside += [
        lines[at][column] for at in (index - 1, index + 1) if 0 <= at < len(lines) and not lines[at][column].text
    ]
    return next((cell.colour for cell in beside if cell.colour), "")


def coloured(cell: Cell, legend: dict[str, Status]) -> tuple[Status, str]:
    """The status a cell's colour has in the legend, and the code of a doubt about it or ""."""
    colour = cell.colour
    if colour in legend:
        return legend[colour], ""
    if not is_tinted(colour):
        return "", ""
    near = min(legend, key=lambda known: _distance(known, colour), default="")
    if near and _distance(near, colour) <= _NEAR**2:
        return legend[near], "status_near_colour"
    return "", "status_unknown_colour"


def is_tinted(colour: str) -> bool:
    parts = _parts(colour) or (0, 0, 0)
    return max(parts) - min(parts) >= _TINT


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (0, 2, 4)) if colour else ()


def _distance(one: str, other: str) -> int:
    return sum((a - b) ** 2 for a, b in zip(_parts(one), _parts(other), strict=True))
