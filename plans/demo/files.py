"""Word and Excel files laid out as services lay out their plans today, from a PlanDocument: for the demo and for tests.

The status of a row shows as the colour of its time cell (Word, with a legend) or as words (Excel).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Cell
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from plans.document import Area, PlanDocument, Row, Status

HEADINGS = ("Område", "Kompetansespredningstiltak", "Målgruppe (hvem)", "Virkemidler (hvordan)", "Tidsaspekt")
STATUS_HEADING = "Gjennomføringsgrad"
STATUS_WORDS: dict[Status, str] = {
    "done": "Fullført og vedlikeholdes eller avsluttet",
    "ongoing": "Pågående",
    "planned": "Ikke startet, ligger i plan",
    "": "",
}
COLOURS: dict[Status, str] = {"done": "92D050", "ongoing": "FFFF00", "planned": "FF6666", "": ""}
BAND_COLOUR = "D9D9D9"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a band across it, or a row with its area; `begins` says that the area begins here."""

    band: str = ""
    area: Area | None = None
    row: Row | None = None
    begins: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        if self.row is None or self.area is None:
            return (self.band,)
        row = self.row
        return (self.area.title, row.measure, row.target_group, row.instruments, row.timeframe.text)


def _lines(document: PlanDocument) -> Iterator[Line]:
    said: Area | None = None
    for band, area in document.leaf_areas():
        if band is not None and band is not said:
            yield Line(band=band.title)
        said = band
        for number, row in enumerate(area.rows):
            yield Line(area=area, row=row, begins=number == 0)


def _service_line(document: PlanDocument) -> str:
    service = document.service
    return f"Navn på tjeneste: {service.name}" + (f" ({service.abbreviation})" if service.abbreviation else "")


def word_bytes(document: PlanDocument) -> bytes:
    """A .docx: title, purpose, the service's name, a legend table, and the table with merged areas and measures."""
    word = Document()
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    word.styles["Normal"].font.size = Pt(9)
    word.add_heading(document.title, level=1)
    for line in document.purpose.splitlines():
        _add_line(word, line)
    word.add_paragraph(_service_line(document))
    _add_legend(word)
    word.add_page_break()
    _add_table(word, list(_lines(document)))
    return _saved(word)


def _add_line(container: WordDocument | _Cell, line: str) -> None:
    if line.startswith("- "):
        container.add_paragraph(line[2:], style="List Bullet")
    else:
        container.add_paragraph(line)


def _add_legend(word: WordDocument) -> None:
    legend = word.add_table(rows=1, cols=1, style="Table Grid")
    _fill(legend.cell(0, 0), STATUS_HEADING, bold=True)
    for status in ("done", "ongoing", "planned"):
        cell = legend.add_row().cells[0]
        _fill(cell, STATUS_WORDS[status])
        _shade(cell, COLOURS[status])


def _add_table(word: WordDocument, lines: list[Line]) -> None:
    table = word.add_table(rows=1 + len(lines), cols=len(HEADINGS), style="Table Grid")
    cells = [list(row.cells) for row in table.rows]
    for cell, heading in zip(cells[0], HEADINGS, strict=True):
        _fill(cell, heading, bold=True)
    _repeat_heading(table)
    for line, row_cells in zip(lines, cells[1:], strict=True):
        if line.row is None:
            row_cells[0].merge(row_cells[-1])
            _fill(row_cells[0], line.band, bold=True)
            _shade(row_cells[0], BAND_COLOUR)
            continue
        for column, (cell, text) in enumerate(zip(row_cells, line.texts, strict=True)):
            if column > 0 or line.begins:
                _fill(cell, text, bold=column == 0)
        _shade(row_cells[-1], COLOURS[line.row.status])
    for column, first, last in _merges(lines):
        cells[1 + first][column].merge(cells[1 + last][column])


def _merges(lines: list[Line]) -> Iterator[tuple[int, int, int]]:
    """What is merged downwards: column (0 area, 1 measure), first and last line."""
    for column in (0, 1):
        first = 0
        for index, line in enumerate(lines):
            if not _goes_on(line, column):
                first = index
            elif index + 1 == len(lines) or not _goes_on(lines[index + 1], column):
                yield column, first, index


def _goes_on(line: Line, column: int) -> bool:
    return line.row is not None and (not line.begins if column == 0 else line.row.continues)


def _fill(cell: _Cell, text: str, *, bold: bool = False) -> None:
    """Lines of a cell: the first in its paragraph, more as paragraphs, "- " as bullets."""
    first, *more = text.split("\n")
    cell.paragraphs[0].add_run(first).bold = bold
    for line in more:
        _add_line(cell, line)


def _shade(cell: _Cell, colour: str) -> None:
    if colour:
        shading = OxmlElement("w:shd")
        shading.set(qn("w:val"), "clear")
        shading.set(qn("w:color"), "auto")
        shading.set(qn("w:fill"), colour)
        cell._tc.get_or_add_tcPr().append(shading)


def _repeat_heading(table: Table) -> None:
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _saved(file: WordDocument | Workbook) -> bytes:
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def excel_bytes(document: PlanDocument) -> bytes:
    """An .xlsx: title and service above six headings, the status in words, merged areas and measures."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    sheet["A1"], sheet["A2"] = document.title, _service_line(document)
    sheet["A1"].font = Font(bold=True, size=14)
    top = 3 + len(document.purpose.splitlines())
    for number, text in enumerate(document.purpose.splitlines(), start=3):
        sheet.cell(number, 1, text)
    lines = list(_lines(document))
    for column, heading in enumerate((*HEADINGS, STATUS_HEADING), start=1):
        sheet.cell(top + 1, column, heading).font = Font(bold=True)
    for number, line in enumerate(lines, start=top + 2):
        _write_line(sheet, number, line)
    for index, first, last in _merges(lines):
        sheet.merge_cells(None, top + 2 + first, index + 1, top + 2 + last, index + 1)
    for letter, width in zip("ABCDEF", (24, 34, 30, 60, 18, 26), strict=True):
        sheet.column_dimensions[letter].width = width
    return _saved(book)


def _write_line(sheet: Worksheet, number: int, line: Line) -> None:
    if line.row is None:
        sheet.cell(number, 1, line.band).font = Font(bold=True)
        sheet.merge_cells(None, number, 1, number, len(HEADINGS) + 1)
        return
    for column, text in enumerate(line.texts, start=1):
        if text and (column > 1 or line.begins):
            cell = sheet.cell(number, column, int(text) if text.isdecimal() else text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    status = line.row.status
    if status:
        cell = sheet.cell(number, len(HEADINGS) + 1, STATUS_WORDS[status])
        cell.fill = PatternFill("solid", fgColor=COLOURS[status])
