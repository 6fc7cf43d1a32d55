"""An .xlsx file as grids, one for each sheet that is shown. Formulas give the values that were last worked out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook

from plans.document import NotAPlan
from plans.imported import LeftOut
from plans.readers import excelvalues
from plans.readers.excelcolours import Palette
from plans.readers.excelconditions import Condition, conditions_of
from plans.readers.excellevels import levels_of
from plans.readers.excelnotes import Relations, notes_of, relations_of
from plans.readers.excelsheet import Area, Left, RawCell, Sheet, Written, read_sheet
from plans.readers.grid import EMPTY, MOST_COLUMNS, MOST_ROWS, Cell, Grid, cleaned
from plans.readers.links import with_address
from plans.readers.opened import Opened

_LINK = re.compile(r"HYPERLINK\(\s*\"([^\"]{1,2000})\"", re.IGNORECASE)
_MOST_LEFT_OUT = 500
_SHOWN = 300  # characters of a hidden sheet that are shown


@dataclass(frozen=True, slots=True)
class Style:
    format: str = "General"
    colour: str = ""
    bold: bool = False
    level: int = 0  # of a title or heading


@dataclass(slots=True)
class Book:
    """A workbook while its sheets are read."""

    file: Workbook
    archive: ZipFile
    palette: Palette
    levels: dict[int, int]
    left: Left = field(default_factory=Left)
    styles: dict[int, Style] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def leave_out(self, code: str, text: str, place: str) -> None:
        if len(self.left_out) < _MOST_LEFT_OUT:
            self.left_out.append(LeftOut(code=code, text=text, place=place))


def open_file(data: bytes) -> Opened:
    """Raises NotAPlan("too_large") with the place; anything else may be raised for a file that is none."""
    # The words of linked workbooks, which may be large, are not the plan's.
    file = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    with ZipFile(BytesIO(data)) as archive:
        book = Book(file, archive, Palette(file.loaded_theme, tuple(file._colors)), levels_of(archive))
        grids = [_grid(book, sheet) for sheet in file.worksheets]
    file.close()
    pieces = tuple(grid for grid in grids if grid is not None)
    return Opened(
        kind="excel", pieces=pieces, title=cleaned(file.properties.title or ""), left_out=tuple(book.left_out)
    )


def _grid(book: Book, source: Any) -> Grid | None:
    """The cells from the first to the last that holds something; lines without anything are left out."""
    name = cleaned(source.title)
    with book.archive.open(source._worksheet_path) as stream:
        sheet = read_sheet(
            stream,
            name,
            book.left,
            lambda cell: _words(book, source, name, cell),
            lambda style: _style(book, source, style).colour,
        )
    if not sheet.rows:
        return None
    if source.sheet_state != "visible":
        texts = (cell.text for row in sheet.rows.values() for cell in row.values() if cell.text)
        book.leave_out("hidden_sheet", _beginning(texts), name)
        return None
    relations = relations_of(book.archive, source._worksheet_path)
    for note in notes_of(book.archive, relations, name):
        book.leave_out(note.code, note.text, note.place)
    return _laid_out(book, source, sheet, relations)


def _beginning(texts: Iterator[str]) -> str:
    beginning = ""
    for text in texts:
        beginning += f" – {text}" if beginning else text
        if len(beginning) > _SHOWN:
            return beginning[:_SHOWN].rsplit(" ", 1)[0] + " …"
    return beginning


def _style(book: Book, source: Any, number: int) -> Style:
    if number not in book.styles:
        cell = ReadOnlyCell(source, 1, 1, None, "n", number)
        colour = book.palette.of_cell(cell.fill) if number else ""
        level = book.levels.get(book.file._cell_styles[number].xfId, 0)
        book.styles[number] = Style(cell.number_format, colour, bool(cell.font and cell.font.b), level)
    return book.styles[number]


def _words(book: Book, source: Any, name: str, cell: RawCell) -> str:
    """What a cell says. An error and a formula whose value is not known are told as left out."""
    raw = cell.value
    if not raw:
        if cell.formula:
            book.leave_out("formula_unknown", f"={cell.formula}"[:_SHOWN], f"{name}, {cell.place}")
        return ""
    if cell.kind == "e":
        book.leave_out("formula_error", raw, f"{name}, {cell.place}")
        return ""
    text = cleaned(_value(book, source, cell, raw))
    if cell.formula and (link := _LINK.match(cell.formula)):
        text = with_address(text, link[1])
    return text


def _value(book: Book, source: Any, cell: RawCell, raw: str) -> str:
    if cell.kind == "n":
        return excelvalues.number(raw, _style(book, source, cell.style).format, book.file.epoch)
    if cell.kind == "s":
        return unescape(source._shared_strings[int(raw)])
    if cell.kind == "b":
        return excelvalues.truth(raw)
    return excelvalues.iso_date(raw) if cell.kind == "d" else unescape(raw)


def _laid_out(book: Book, source: Any, sheet: Sheet, relations: Relations) -> Grid:
    """The cells of a sheet as lines, with what is merged, linked, coloured by a condition and hidden."""
    numbers = sorted(sheet.rows)
    columns = [column for row in sheet.rows.values() for column in row]
    first, last = min(columns), max(columns)
    if last - first >= MOST_COLUMNS:  # by no more than a colour beside the words
        first, last = sheet.first, sheet.last
    conditions = conditions_of(sheet.conditions, lambda style: _condition_colour(book, style))
    lines = [
        [_cell(book, source, sheet.rows[row].get(column), row, column, conditions) for column in range(first, last + 1)]
        for row in numbers
    ]
    _link(lines, sheet, relations, numbers, first)
    _merge(lines, sheet, numbers, first)
    hidden = [(max(start, first), min(end, last)) for start, end in sheet.hidden_columns]
    return Grid(
        lines=tuple(map(tuple, lines)),
        name=sheet.name,
        numbers=tuple(numbers),
        hidden_lines=tuple(at for at, number in enumerate(numbers) if number in sheet.hidden_rows),
        hidden_columns=tuple(sorted({at - first for start, end in hidden for at in range(start, end + 1)})),
    )


def _condition_colour(book: Book, number: int) -> str:
    styles = book.file._differential_styles.styles
    return book.palette.of_condition(styles[number].fill) if number < len(styles) else ""


def _cell(book: Book, source: Any, written: Written | None, row: int, column: int, conditions: list[Condition]) -> Cell:
    if written is None:
        return EMPTY
    painted = (each.colour for each in conditions if each.paints(row, column, written.text))
    looks = _style(book, source, written.style) if written.text else Style()
    return Cell(text=written.text, colour=next(painted, written.colour), bold=looks.bold, level=looks.level)


def _inside(areas: list[Area], numbers: list[int], first: int, width: int) -> Iterator[tuple[int, range, range]]:
    """Each area's number with the lines and columns of the grid that it covers. Areas of a true file do not overlap:
    together they are no larger than the largest grid, or it raises NotAPlan."""
    left = MOST_ROWS * MOST_COLUMNS
    for at, (top, bottom, start, end) in enumerate(areas):
        lines = range(bisect_left(numbers, top), bisect_right(numbers, bottom))
        columns = range(max(start - first, 0), min(end - first + 1, width))
        left -= len(lines) * len(columns)
        if left < 0:
            raise NotAPlan("areas lie over each other", code="too_large")
        yield at, lines, columns


def _link(lines: list[list[Cell]], sheet: Sheet, relations: Relations, numbers: list[int], first: int) -> None:
    areas = [area for area, _ in sheet.links]
    for at, rows, columns in _inside(areas, numbers, first, len(lines[0])):
        address = relations.addresses.get(sheet.links[at][1], "")
        for row in rows:
            for column in columns:
                cell = lines[row][column]
                if cell.text and address:
                    lines[row][column] = replace(cell, text=with_address(cell.text, address))


def _merge(lines: list[list[Cell]], sheet: Sheet, numbers: list[int], first: int) -> None:
    """The first cell of a merged area that lies in the grid covers the others."""
    for _, rows, columns in _inside(sheet.merged, numbers, first, len(lines[0])):
        for row in rows:
            for column in columns:
                across, down = column > columns.start, row > rows.start
                text = "" if across or down else lines[row][column].text
                span = 1 if across else len(columns)
                lines[row][column] = replace(lines[row][column], text=text, across=across, down=down, span=span)
