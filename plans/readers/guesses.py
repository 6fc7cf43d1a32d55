"""What the columns of a table without known headings may mean: by where they stand and what stands in them."""

import re
from collections.abc import Sequence

from plans.document import COLUMNS, TEMPLATES
from plans.imported import AS_NOTE, LEAVE_OUT
from plans.readers.grid import Grid, Line
from plans.readers.statuses import status_of
from plans.timeframe import read as read_timeframe

_LOOKED_AT = 200  # lines
_TIME_LENGTH = 40
_STATUS_LENGTH = 60
_NUMBER = re.compile(r"[0-9]{1,4}[.)]?")
# Texts that are neither time nor status, by how many columns there are and whether the first looks like areas.
_ORDERS = {
    (1, False): ("measure",),
    (1, True): ("measure",),
    (2, False): ("measure", "target_group"),
    (2, True): ("area", "measure"),
    (3, False): ("measure", "target_group", "instruments"),
    (3, True): ("area", "measure", "target_group"),
}
_LONG_ORDER = ("area", "measure", "target_group", "instruments")


def has_sense(grid: Grid, fewest: int) -> bool:
    """Has a grid so many columns with words, and mostly lines that fill more than one of them?"""
    filled = {at for line in grid.lines for at, cell in enumerate(line) if cell.text}
    counts = [sum(bool(cell.text) for cell in line) for line in grid.lines]
    lines = [count for count in counts if count]
    return len(filled) >= fewest and 2 * sum(count >= min(2, fewest) for count in lines) >= len(lines) > 0


def from_place(width: int, start: str, order: Sequence[str]) -> tuple[str, ...]:
    """The columns from `start` on, in the order of the plan or of a usual one; what is over is kept as remarks."""
    usual = TEMPLATES["dissemination"].columns
    order = next((columns for columns in (order, usual) if start in columns), COLUMNS)
    following = (*order[order.index(start) :], *[AS_NOTE] * width) if start in order else (AS_NOTE,) * width
    return tuple(following[:width])


def by_content(lines: Sequence[Line], known: Sequence[str]) -> tuple[str, ...]:
    """The columns' meanings. `known`: those that a heading tells already, "" for the others."""
    lines = lines[:_LOOKED_AT]
    found = {
        at: column or _by_texts([line[at].text for line in lines if line[at].text]) for at, column in enumerate(known)
    }
    unsure = [at for at, column in found.items() if column is None]
    order = _ORDERS.get((len(unsure), bool(unsure) and _is_area(lines, unsure[0])), _LONG_ORDER)
    if len(unsure) > len(order) and "timeframe" not in found.values():
        order = (*order, "timeframe")
    order = tuple(column for column in order if column not in known)
    found |= dict(zip(unsure, (*order, *[AS_NOTE] * len(unsure)), strict=False))
    return tuple(column or LEAVE_OUT for column in found.values())


def _by_texts(texts: Sequence[str]) -> str | None:
    """What a column's texts show it to be; None where they may be anything."""
    if not texts:
        return LEAVE_OUT
    if all(map(_NUMBER.fullmatch, texts)) and not any(map(_is_time, texts)):
        return AS_NOTE
    if 2 * sum(map(_is_status, texts)) >= len(texts):
        return "status"
    return "timeframe" if 2 * sum(map(_is_time, texts)) >= len(texts) else None


def _is_status(text: str) -> bool:
    return len(text) <= _STATUS_LENGTH and bool(status_of(text))


def _is_time(text: str) -> bool:
    return len(text) <= _TIME_LENGTH and read_timeframe(text).kind not in ("none", "note")


def _is_area(lines: Sequence[Line], column: int) -> bool:
    """Does a column's text hold for several lines: merged, left empty below it, or said again?"""
    filled = [line for line in lines if any(cell.text for cell in line)]
    said: list[str] = []
    shared = 0
    for line in filled:
        cell = line[column]
        shared += cell.down or not cell.text or cell.text in said[-1:]
        said += [cell.text] if cell.text else []
    return 4 * shared >= len(filled) > 1
