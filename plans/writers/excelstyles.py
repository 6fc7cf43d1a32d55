"""The styles of an Excel file: Excel's own headings, as our reader finds them again after the file was edited.

Heading 2 is where a band begins, heading 3 an area, heading 4 the heading of a column.
"""

import re

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from plans.writers import colours

TITLE, HEADING, BAND, AREA, COLUMN = "Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4"
TEXT, CELL, TIME, AGAIN = "Plan text", "Plan cell", "Plan time", "Plan again"
# Excel's own numbers for its headings, by which it calls them in the language of the program.
_BUILT_IN = {TITLE: 15, HEADING: 16, BAND: 17, AREA: 18, COLUMN: 19}
_FONT = "Arial"
SIZE = 10  # points
SIZES = {TITLE: 16, HEADING: 12}
_TOP = Alignment(vertical="top", wrap_text=True)
_BORDER = Border(**{edge: Side(style="thin", color=colours.LINE) for edge in ("left", "right", "top", "bottom")})
_AS_TEXT = "@"  # what is typed stays as it is: no 2025-01 becomes a date
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = ("=", "+", "-", "@", "\t", "'")


def add_styles(book: Workbook) -> None:
    """Our styles, on a workbook whose own font is ours too: by that font programs measure the columns' widths."""
    own = Font(name=_FONT, size=SIZE)
    book._fonts = IndexedList([own])
    book._named_styles["Normal"].font = own
    for name in (TITLE, HEADING, BAND, AREA, COLUMN, TEXT, CELL, TIME, AGAIN):
        colour = colours.PALE_INK if name == AGAIN else colours.INK if name in _BUILT_IN else None
        font = Font(name=_FONT, size=SIZES.get(name, SIZE), bold=name in _BUILT_IN, color=colour)
        style = NamedStyle(name=name, font=font, alignment=_TOP, builtinId=_BUILT_IN.get(name))
        if name not in (TITLE, HEADING, TEXT):
            style.border = _BORDER
        if name == TIME:
            style.number_format = _AS_TEXT
        if name == COLUMN:
            style.fill = fill(colours.HEADING)
        book.add_named_style(style)


def fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour, bgColor=colour)


class Pens:
    """Makes cells that hold text and nothing else, whatever it looks like."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self.sheet = sheet
        self.made: dict[tuple[str, str, bool], WriteOnlyCell] = {}

    def cell(self, text: str, style: str, colour: str = "") -> WriteOnlyCell:
        """A cell of that style, with a colour behind the words if it has one of its own. What Excel would read as an
        escape (_x0041_ is an A) is written so that it stays as it is."""
        cell = WriteOnlyCell(self.sheet)
        cell._style = self._pen(style, colour, text.startswith(_FORMULA))._style
        if text:
            cell.value = _ESCAPE.sub("_x005F_", text)
            cell.data_type = "s"
        return cell

    def _pen(self, style: str, colour: str, is_like_formula: bool) -> WriteOnlyCell:
        """A cell whose looks others share. What looks like a formula is marked as text, or Excel would make it one when
        somebody goes into the cell and out of it again."""
        key = (style, colour, is_like_formula)
        if key not in self.made:
            pen = WriteOnlyCell(self.sheet)
            pen.style = style
            pen.quotePrefix = is_like_formula
            if colour:
                pen.fill = fill(colour)
            self.made[key] = pen
        return self.made[key]
