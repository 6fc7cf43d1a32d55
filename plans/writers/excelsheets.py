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

_WIDTHS = {BAND: 22.0, CONTINUES: 12.0}  # of columns that paper has not, in letters
_LETTERS_PER_PERCENT = 1.6
_TEXT_WIDTH = 110.0
_LINE, _HIGHEST = 13.0, 409.0  # points: a line of 10 pt Arial, and the highest row there can be
_LETTERS = 1.12  # of Arial in the room of one letter: Excel counts in digits of another font
_A4 = 9


class _Height(RowDimension):
    """A row's height that gives way when its words change. openpyxl only knows heights that stay."""

    customHeight = False


def text_sheet(book: Workbook, name: str, lines: Iterable[tuple[str, str]]) -> None:
    """Words with their styles, one below the other."""
    sheet = book.create_sheet(name)
    _lay_out(sheet, [_TEXT_WIDTH])
    sheet.sheet_view.showGridLines = False
    pens = style.Pens(sheet)
    for at, (words, kind) in enumerate(lines, start=1):
        larger = style.SIZES.get(kind, style.SIZE) / style.SIZE
        _set_height(sheet, at, _height(words, _TEXT_WIDTH / larger) * larger + 4)
        sheet.append([pens.cell(words, kind)])


def plan_sheet(book: Workbook, table: Flat, labels: Labels, *, head: str, foot: str) -> None:
    """`head` and `foot` stand on each printed page."""
    sheet = book.create_sheet(labels.sheet_plan)
    share = widths.percents(name for name in table.columns if name not in _WIDTHS)
    letters = [_WIDTHS.get(name) or share[name] * _LETTERS_PER_PERCENT for name in table.columns]
    _lay_out(sheet, letters)
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.sheet_view.tabSelected = True
    sheet.HeaderFooter.oddHeader.left.text = _escaped(head)
    sheet.HeaderFooter.oddFooter.left.text = _escaped(foot)
    sheet.HeaderFooter.oddFooter.right.text = f"{_escaped(labels.page)} &P {_escaped(labels.of)} &N"
    pens = style.Pens(sheet)
    headings = [labels.columns[name] for name in table.columns]
    _append(sheet, 1, headings, [pens.cell(text, style.COLUMN) for text in headings], letters)
    lines = table.lines or (Line(texts=("",) * len(table.columns)),)
    for at, line in enumerate(lines, start=2):
        cells = [_cell(pens, line, name, text) for name, text in zip(table.columns, line.texts, strict=True)]
        _append(sheet, at, line.texts, cells, letters)
    _make_table(sheet, headings, len(lines) + 1)
    if "status" in table.columns:
        _add_statuses(sheet, table.columns, len(lines) + 1, labels)


def _append(
    sheet: WriteOnlyWorksheet, at: int, texts: Sequence[str], cells: list[WriteOnlyCell], letters: Sequence[float]
) -> None:
    _set_height(sheet, at, max(_height(text, width) for text, width in zip(texts, letters, strict=True)) + 4)
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


def _make_table(sheet: WriteOnlyWorksheet, headings: Sequence[str], rows: int) -> None:
    """With filters, and so that lines and columns can be added."""
    table = Table(displayName="Plan", ref=f"A1:{get_column_letter(len(headings))}{rows}")
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
    _lay_out(sheet, [26, 60])
    pens = style.Pens(sheet)
    sheet.append([pens.cell(labels.columns["status"], style.COLUMN)])
    for status, words in labels.meanings.items():
        if status:
            cells = [pens.cell(text, style.CELL) for text in (labels.statuses[status], words)]
            for cell in cells:
                cell.fill = style.fill(colours.STATUSES[status])
            sheet.append(cells)


def _lay_out(sheet: WriteOnlyWorksheet, letters: Sequence[float]) -> None:
    """The columns' widths, and A4 across: as wide as a page, as many pages as it needs."""
    for at, width in enumerate(letters, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = round(width, 1)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.5


def _height(words: str, letters: float) -> float:
    """About how high the words become, in points. Excel works that out itself, other programs believe the file."""
    return _LINE * sum(ceil(len(line) / (letters * _LETTERS)) or 1 for line in words.split("\n"))


def _set_height(sheet: WriteOnlyWorksheet, at: int, points: float) -> None:
    sheet.row_dimensions[at] = _Height(sheet, ht=min(points, _HIGHEST))


def _escaped(words: str) -> str:
    """For the head and foot of pages, where & begins a command."""
    return words.replace("&", "&&")
