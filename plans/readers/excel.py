"""An .xlsx file as a plan: every sheet is a grid. Formulas give the values that were last worked out."""

from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from plans.document import NotAPlan
from plans.readers.excelcolours import Palette
from plans.readers.grid import MOST_COLUMNS, MOST_ROWS, Cell, Grid, cleaned, grid_of
from plans.readers.opened import Opened


def open_file(data: bytes) -> Opened:
    """Anything may be raised for a file that is none."""
    book = load_workbook(BytesIO(data), data_only=True)
    palette = Palette(book.loaded_theme)
    grids = [_grid(sheet, palette) for sheet in book.worksheets]
    pieces = tuple(grid for grid in grids if grid.lines)
    return Opened(kind="excel", pieces=pieces, title=cleaned(book.properties.title or ""))


def _grid(sheet: Worksheet, palette: Palette) -> Grid:
    """The cells from the first to the last that holds something; lines without anything are left out."""
    merged = _merged(sheet)
    # iter_rows would make every cell up to the last one, however far out it lies.
    filled = [cell for cell in sheet._cells.values() if _text(cell.value) or palette.colour(cell)]
    if not filled:
        return Grid(lines=())
    rows = sorted({cell.row for cell in filled})
    left, right = min(cell.column for cell in filled), max(cell.column for cell in filled)
    if len(rows) > MOST_ROWS or right - left >= MOST_COLUMNS:
        raise NotAPlan("the sheet is too large", code="too_large")
    lines = [[_cell(sheet, row, column, merged, palette) for column in range(left, right + 1)] for row in rows]
    return grid_of(lines, name=sheet.title)


def _merged(sheet: Worksheet) -> dict[tuple[int, int], Cell]:
    """How the cells of merged ranges are covered, by row and column; each starts with its uncovered one."""
    merged: dict[tuple[int, int], Cell] = {}
    for area in sheet.merged_cells.ranges:
        for row, column in _places(area.min_row, area.max_row, area.min_col, area.max_col):
            across, down = column > area.min_col, row > area.min_row
            merged[row, column] = Cell(
                across=across, down=down, span=area.max_col - area.min_col + 1 if not across else 1
            )
    return merged


def _places(top: int, bottom: int, left: int, right: int) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _cell(sheet: Worksheet, row: int, column: int, merged: dict[tuple[int, int], Cell], palette: Palette) -> Cell:
    found = sheet.cell(row, column)
    cover = merged.get((row, column), Cell())
    text = "" if cover.is_covered else _text(found.value)
    bold = bool(found.font and found.font.b)
    return Cell(
        text=text, span=cover.span, across=cover.across, down=cover.down, colour=palette.colour(found), bold=bold
    )


def _text(value: object) -> str:
    """A value as a Norwegian reader would write it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y" if value.time() == time() else "%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return cleaned(str(value))
