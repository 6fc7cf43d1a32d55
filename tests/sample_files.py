"""Files for tests: fictional twins of a service's plan in Word and Excel, and small odd ones.

The twins hold 46 rows, five bands, 14 rows in areas before the first band, an area title under two bands, a band with
rows straight under it, measures that go on over rows, a row without status and, in Word, the legend of colours.
"""

from collections.abc import Sequence
from functools import cache
from io import BytesIO

from docx import Document
from openpyxl import Workbook

from plans.demo.files import excel_bytes, word_bytes
from plans.demo.long_plan import PLAN

TWIN = PLAN


@cache
def word_twin() -> bytes:
    return word_bytes(TWIN)


@cache
def excel_twin() -> bytes:
    return excel_bytes(TWIN)


def make_word(*tables: Sequence[Sequence[str]], before: Sequence[str] = (), between: str = "") -> bytes:
    """A .docx of plain tables without merged cells; "# " before a paragraph makes it a heading."""
    word = Document()
    for text in before:
        _add(word, text)
    for number, rows in enumerate(tables):
        if between and number:
            _add(word, between)
        table = word.add_table(rows=0, cols=len(rows[0]))
        for texts in rows:
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
    return saved(word)


def _add(word, text: str) -> None:
    if text.startswith("# "):
        word.add_heading(text[2:], level=2)
    else:
        word.add_paragraph(text)


def make_excel(*rows: Sequence[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    return saved(book)


def saved(file) -> bytes:
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()
