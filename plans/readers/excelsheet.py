"""One sheet of an .xlsx file as a stream: only cells with words are kept, and a sheet too large is left at once.

openpyxl's own reading makes every cell a sheet claims to have, or, in `read_only`, knows neither merged cells nor
hidden rows. So the workbook, its words and styles are openpyxl's, and the sheets are read here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree
from lxml.etree import _Element as Element
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from plans.document import NotAPlan
from plans.readers.grid import MOST_COLUMNS, MOST_ROWS

MOST_CELLS = MOST_ROWS * MOST_COLUMNS  # cells that are looked at, in all sheets, with or without words
MOST_CHARACTERS = 20_000_000  # in all sheets: shared words count as often as they are shown
MOST_CONDITIONS = 200  # that colour cells; more are passed over
_TAGS = ("row", "c", "col", "mergeCell", "hyperlink", "conditionalFormatting")
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384

type Area = tuple[int, int, int, int]  # first and last row, first and last column


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as the file has it. `kind` is Excel's: n number, s shared words, str, inlineStr, b, e error, d date."""

    row: int
    column: int
    kind: str
    value: str | None
    style: int
    formula: str | None  # None: it is no formula

    @property
    def place(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Written:
    """A cell with words or a colour."""

    text: str
    style: int
    colour: str


@dataclass(slots=True)
class Left:
    """What a workbook may still hold."""

    rows: int = MOST_ROWS
    cells: int = MOST_CELLS
    characters: int = MOST_CHARACTERS


@dataclass(slots=True)
class Sheet:
    """What was found. Rows and columns are counted from 1, as in the file."""

    name: str
    rows: dict[int, dict[int, Written]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)  # first and last
    merged: list[Area] = field(default_factory=list)
    links: list[tuple[Area, str]] = field(default_factory=list)  # the id of the relation that has the address
    conditions: list[Element] = field(default_factory=list)
    first: int = _LAST_COLUMN + 1  # the columns between which words stand
    last: int = 0


def read_sheet(
    source: IO[bytes], name: str, left: Left, words: Callable[[RawCell], str], colour: Callable[[int], str]
) -> Sheet:
    """The sheet in an XML stream; `words` tells what a cell says, `colour` what colour a style has.

    Raises NotAPlan("too_large"), with the place. Spends of `left`.
    """
    sheet = Sheet(name)
    row: dict[int, Written] = {}
    only_colours: tuple[int, dict[int, Written]] = (0, {})  # the last row without words, and its number
    number, column = 1, 0  # of the row that is read, and of its last cell
    for element in _elements(source):
        tag = local_name(element)
        if tag == "c":
            cell = _raw(element, number, column + 1)
            number, column = cell.row, cell.column
            row[column] = Written(_spent(words(cell), cell, sheet, left), cell.style, colour(cell.style))
        elif tag == "row":
            number = int(element.get("r") or number)
            only_colours = _end_row(sheet, number, row, only_colours, left)
            if element.get("hidden") in ("1", "true") or element.get("ht") == "0":
                sheet.hidden_rows.add(number)
            row = {}
            number, column = number + 1, 0
        else:
            _take_rest(sheet, tag, element)
    return sheet


def _elements(source: IO[bytes]) -> Iterator[Element]:
    """The elements that matter, each at its end; what was read is forgotten."""
    parser = etree.iterparse(
        source,
        tag=[f"{{*}}{tag}" for tag in _TAGS],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in parser:
        yield element
        if local_name(element) != "conditionalFormatting":
            element.clear()
        parent = element.getparent()
        while parent is not None and (before := element.getprevious()) is not None:
            parent.remove(before)


def local_name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _raw(element: Element, row: int, column: int) -> RawCell:
    """`row` and `column` hold where neither the cell nor its row says where it stands."""
    parent = element.getparent()
    row = int((parent.get("r") if parent is not None else "") or row)
    place = _PLACE.fullmatch(element.get("r") or f"{get_column_letter(column)}{row}")
    if place is None:
        raise NotAPlan("a cell has no place", code="damaged")
    kind = element.get("t") or "n"
    value = formula = None
    for child in element:
        tag = local_name(child)
        if tag == "v":
            value = child.text
        elif tag == "f":
            formula = child.text or ""
        elif tag == "is":
            value = plain_words(child)
    return RawCell(int(place[2]), _column(place[1]), kind, value, int(element.get("s") or 0), formula)


def plain_words(element: Element) -> str:
    """The words of a text in runs; the reading aids of East Asian ones are left out."""
    texts = []
    for text in element.iterfind(".//{*}t"):
        parent = text.getparent()
        if parent is None or local_name(parent) != "rPh":
            texts.append(text.text or "")
    return "".join(texts)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if number > _LAST_COLUMN:
        raise NotAPlan("there is no such column", code="damaged")
    return number


def _spent(text: str, cell: RawCell, sheet: Sheet, left: Left) -> str:
    """The words, after what is left to be read has been lessened by them."""
    left.cells -= 1
    if text:
        left.characters -= len(text)
        sheet.first, sheet.last = min(sheet.first, cell.column), max(sheet.last, cell.column)
    if left.cells < 0 or left.characters < 0 or sheet.last - sheet.first >= MOST_COLUMNS:
        raise NotAPlan(f"too much at {sheet.name}, {cell.place}", code="too_large")
    return text


def _end_row(
    sheet: Sheet, number: int, row: dict[int, Written], before: tuple[int, dict[int, Written]], left: Left
) -> tuple[int, dict[int, Written]]:
    """Keeps a row with words. One without is kept only if it has colours and stands next to one with words: it may
    belong to a legend. Returns the row if it waits for that."""
    if not 0 < number <= _LAST_ROW:
        raise NotAPlan("there is no such row", code="damaged")
    kept = {column: cell for column, cell in row.items() if cell.text or cell.colour}
    if any(cell.text for cell in kept.values()):
        if before[0] == number - 1 and before[1]:
            _keep(sheet, *before, left)
        _keep(sheet, number, kept, left)
        return 0, {}
    if kept and number - 1 in sheet.rows and any(cell.text for cell in sheet.rows[number - 1].values()):
        _keep(sheet, number, kept, left)
        return 0, {}
    return number, kept


def _keep(sheet: Sheet, number: int, row: dict[int, Written], left: Left) -> None:
    """Cells with nothing but a colour are kept beside those with words only."""
    left.rows -= 1
    if left.rows < 0:
        raise NotAPlan(f"too many rows at {sheet.name}, {number}", code="too_large")
    near = range(sheet.first - 1, sheet.first + MOST_COLUMNS)
    sheet.rows[number] = {column: cell for column, cell in row.items() if cell.text or column in near}


def _take_rest(sheet: Sheet, tag: str, element: Element) -> None:
    """What stands before and after the cells. There can be at most as much of it as of cells in a grid."""
    if len(sheet.merged) + len(sheet.links) + len(sheet.hidden_columns) > MOST_ROWS * MOST_COLUMNS // 2:
        raise NotAPlan(f"too much besides cells in {sheet.name}", code="too_large")
    if tag == "col" and (element.get("hidden") in ("1", "true") or element.get("width") == "0"):
        sheet.hidden_columns.append((int(element.get("min") or 0), int(element.get("max") or 0)))
    elif tag == "mergeCell":
        sheet.merged.append(area_of(element.get("ref") or ""))
    elif tag == "hyperlink":
        relation = next((value for key, value in element.items() if key.endswith("}id")), "")
        if relation:
            sheet.links.append((area_of(element.get("ref") or ""), str(relation)))
    elif tag == "conditionalFormatting" and len(sheet.conditions) < MOST_CONDITIONS:
        sheet.conditions.append(element)


def area_of(reference: str) -> Area:
    """ "A5:F5" or "A5" as rows and columns; whole rows or columns reach to the sheet's end."""
    left, top, right, bottom = range_boundaries(reference)
    return top or 1, bottom or _LAST_ROW, left or 1, right or _LAST_COLUMN
