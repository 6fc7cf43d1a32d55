"""The sheets of an Excel file: the plan's table, sheets of running text, the legend."""

from collections.abc import Iterable, Sequence
from math import ceil

from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo

from plans.imported import BAND, CONTINUES
from plans.writers import colours, widths
from plans.writers import excelstyles as style
from plans.writers.flat import Flat, Line
from plans.writers.labels import Labels

_WIDTHS = {BAND: 18.0, CONTINUES: 9.0}  # of columns that paper has not, in letters
_LETTERS_PER_PERCENT = 1.4
_BOLD, _EDGES = 1.1, 1.5  # the room of a bold letter, and of a cell's edges
_TEXT_WIDTH = 110.0
_LINE, _HIGHEST = 13.0, 409.0  # points: a line of 10 pt Arial, and the highest row there can be
_LETTERS = 1.12  # of Arial in the room of one, which programs count in digits
_A4 = 9


class _Height(RowDimension):
    """A row's height that gives way when its words change. openpyxl only knows heights that stay."""

    customHeight = False


def text_sheet(book: Workbook, name: str, lines: Iterable[tuple[str, str]]) -> None:
    """Words with their styles, one below the other."""
    sheet = book.create_sheet(name)
    lay_out(sheet, [_TEXT_WIDTH])
    sheet.sheet_view.showGridLines = False
    pens = style.Pens(sheet)
    for at, (words, kind) in enumerate(lines, start=1):
        larger = style.SIZES.get(kind, style.SIZE) / style.SIZE
        _set_height(sheet, at, _height(words, _TEXT_WIDTH / larger) * larger + 4)
        sheet.append([pens.cell(words, kind)])


def plan_sheet(book: Workbook, table: Flat, labels: Labels, *, head: str, foot: str) -> None:
    """`head` and `foot` stand on each printed page."""
    sheet = book.create_sheet(labels.sheet_plan)
    headings = [labels.columns[name] for name in table.columns]
    letters = _widths(table.columns, headings)
    lay_out(sheet, letters)
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.sheet_view.tabSelected = True
    sheet.HeaderFooter.oddHeader.left.text = _escaped(head)
    sheet.HeaderFooter.oddFooter.left.text = _escaped(foot)
    sheet.HeaderFooter.oddFooter.right.text = f"{_escaped(labels.page)} &P {_escaped(labels.of)} &N"
    pens = style.Pens(sheet)
    bold = [width / _BOLD for width in letters]
    _append(sheet, 1, headings, [pens.cell(text, style.COLUMN) for text in headings], bold)
    rooms = [
        narrow if name in (BAND, "area") else width
        for name, narrow, width in zip(table.columns, bold, letters, strict=True)
    ]
    lines = table.lines or (Line(texts=("",) * len(table.columns)),)
    for at, line in enumerate(lines, start=2):
        cells = [_cell(pens, line, name, text) for name, text in zip(table.columns, line.texts, strict=True)]
        _append(sheet, at, line.texts, cells, rooms)
    make_table(sheet, headings, len(lines) + 1)
    if "status" in table.columns:
        _add_statuses(sheet, table.columns, len(lines) + 1, labels)


def _widths(columns: Sequence[str], headings: Sequence[str]) -> list[float]:
    """The columns' widths in letters: their parts of a page, but no word of a heading is broken."""
    share = widths.percents(name for name in columns if name not in _WIDTHS)
    return [
        max(
            _WIDTHS.get(name) or share[name] * _LETTERS_PER_PERCENT,
            max(map(len, heading.split())) * _BOLD + _EDGES,
        )
        for name, heading in zip(columns, headings, strict=True)
    ]


def _append(
    sheet: WriteOnlyWorksheet, at: int, texts: Sequence[str], cells: list[WriteOnlyCell], rooms: Sequence[float]
) -> None:
    _set_height(sheet, at, max(_height(text, room) for text, room in zip(texts, rooms, strict=True)) + 4)
    sheet.append(cells)


def _cell(pens: style.Pens, line: Line, column: str, text: str) -> WriteOnlyCell:
    kind = style.TIME if column == "timeframe" else style.CELL
    if column == BAND:
        kind = style.BAND if line.begins_band else style.AGAIN
    elif column == "area":
        kind = style.AREA if line.begins_area else style.AGAIN
    elif column == "measure" and line.row is not None and line.row.continues:
        kind = style.AGAIN
    return pens.cell(text, kind)


def make_table(sheet: WriteOnlyWorksheet, headings: Sequence[str], rows: int, *, name: str = "Plan") -> None:
    """With filters, and so that lines and columns can be added."""
    table = Table(displayName=name, ref=f"A1:{get_column_letter(len(headings))}{rows}")
    table._initialise_columns()
    for column, heading in zip(table.tableColumns, headings, strict=True):
        column.name = heading
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.tables.add(table)


def _add_statuses(sheet: WriteOnlyWorksheet, columns: Sequence[str], rows: int, labels: Labels) -> None:
    """A list to choose the degree of completion from, and its colours, which follow the choice."""
    places = {name: get_column_letter(columns.index(name) + 1) for name in ("timeframe", "status") if name in columns}
    letter = places["status"]
    words = ",".join(labels.statuses.values())
    choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True)
    choice.add(f"{letter}2:{letter}{rows}")
    sheet.data_validations.append(choice)
    for status, colour in colours.STATUSES.items():
        if colour:
            rule = FormulaRule([f'${letter}2="{labels.statuses[status]}"'], fill=style.fill(colour))
            for place in places.values():
                sheet.conditional_formatting.add(f"{place}2:{place}{rows}", rule)


def legend_sheet(book: Workbook, labels: Labels) -> None:
    """What the degrees of completion mean: as in the table, and in full."""
    sheet = book.create_sheet(labels.sheet_legend)
    lay_out(sheet, [26, 60])
    pens = style.Pens(sheet)
    sheet.append([pens.cell(text, style.COLUMN) for text in (labels.columns["status"], "")])
    for status, words in labels.meanings.items():
        if status:
            colour = colours.STATUSES[status]
            sheet.append([pens.cell(text, style.CELL, colour) for text in (labels.statuses[status], words)])


def lay_out(sheet: WriteOnlyWorksheet, letters: Sequence[float]) -> None:
    """The columns' widths, and A4 across: as wide as a page, as many pages as it needs."""
    for at, width in enumerate(letters, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = round(width, 1)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.5


def _height(words: str, letters: float) -> float:
    """About how high the words become, in points, broken between them. The file has to say so: programs show the height
    that they find until somebody changes the row."""
    room = letters * _LETTERS
    return _LINE * sum(1 if len(line) <= room else _lines(line, room) for line in words.split("\n"))


def _lines(words: str, room: float) -> int:
    lines, left = 0, 0.0
    for word in words.split(" "):
        length = len(word)
        if length > left:
            lines += ceil(length / room) or 1
            left = room * (ceil(length / room) or 1)
        left -= length + 1
    return lines


def _set_height(sheet: WriteOnlyWorksheet, at: int, points: float) -> None:
    sheet.row_dimensions[at] = _Height(sheet, ht=min(points, _HIGHEST))


def _escaped(words: str) -> str:
    """For the head and foot of pages, where & begins a command."""
    return words.replace("&", "&&")
