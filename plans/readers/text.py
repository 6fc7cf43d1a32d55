"""A table as plain text: what Excel puts beside the cells on the clipboard (tabs between), and CSV (semicolons)."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from typing import Literal

from plans.document import NotAPlan
from plans.readers.charsets import decoded
from plans.readers.grid import MOST_COLUMNS, MOST_ROWS, Cell, cleaned, grid_of
from plans.readers.opened import Opened

_DELIMITERS = "\t;,"
_SAID = re.compile(r"sep=([\t;,])\r?\n", re.IGNORECASE)  # what Excel understands in the first line of a CSV
# An apostrophe keeps what starts like a formula from being one, in our own CSV, too.
_GUARD = re.compile(r"^'(?=[=+\-@])")
_FIRST = 100_000  # characters in which the first line ends


def open_file(data: bytes) -> Opened:
    """One grid. Raises NotAPlan: unknown_kind for what is no text, too_large."""
    text = decoded(data)
    if "\0" in text:
        raise NotAPlan("not a text", code="unknown_kind")
    said = _SAID.match(text)
    delimiter = said[1] if said else _delimiter(text)
    lines = _lines(text[said.end() :] if said else text, delimiter)
    grid = grid_of([[Cell(text=words) for words in line] for _, line in lines])
    return Opened(kind="text", pieces=(replace(grid, numbers=tuple(number for number, _ in lines)),) if lines else ())


def _delimiter(text: str) -> str:
    """The one that divides the first line most; tabs before semicolons before commas."""
    return max(_DELIMITERS, key=lambda delimiter: len(_first(text[:_FIRST], delimiter)))


def _first(text: str, delimiter: str) -> list[str]:
    try:
        return next(_records(text, delimiter, csv.QUOTE_MINIMAL), [])
    except csv.Error:
        return text.partition("\n")[0].split(delimiter)


def _lines(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The rows with words, each with its number."""
    try:
        return list(_filled(_records(text, delimiter, csv.QUOTE_MINIMAL)))
    except csv.Error:
        pass
    try:
        # A quotation mark was only a letter: then all are, and each line is a row.
        return list(_filled(_records(text, delimiter, csv.QUOTE_NONE)))
    except csv.Error as error:  # a cell of 128 KB
        raise NotAPlan("a cell is too large", code="too_large") from error


def _records(text: str, delimiter: str, quoting: Literal[0, 3]) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)


def _filled(records: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    found = 0
    for number, record in enumerate(records, start=1):
        while record and not record[-1].strip():  # whole rows of a sheet were copied
            record.pop()
        if not record:
            continue
        found += 1
        if found > MOST_ROWS or len(record) > MOST_COLUMNS:
            raise NotAPlan("too many rows or columns", code="too_large")
        yield number, [cleaned(_GUARD.sub("", words)) for words in record]
