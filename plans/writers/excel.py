"""A plan as an Excel file (.xlsx): the table as one that can be filtered and sorted, and sheets with what else it says.

Every line of the table names its band, its area and its measure. Nothing is merged.
"""

from io import BytesIO

from openpyxl import Workbook

from plans.document import PlanDocument
from plans.writers import excelstyles as style
from plans.writers.excelsheets import legend_sheet, plan_sheet, text_sheet
from plans.writers.flat import flat
from plans.writers.labels import TAGS, Labels
from plans.writers.plain import one_line, plain

_LONGEST_PROPERTY = 255
_LONGEST_HEAD = 120  # letters: Excel takes 255 with its own marks


def write(document: PlanDocument, labels: Labels) -> bytes:
    book = Workbook(write_only=True)
    style.add_styles(book)
    table, title = flat(document, labels), one_line(document.title) or labels.kind
    about = [(title, style.TITLE), *((f"{label}: {one_line(words)}", style.TEXT) for label, words in labels.facts)]
    if document.purpose.strip():
        about += [(labels.purpose, style.HEADING), *_paragraphs(document.purpose)]
    text_sheet(book, labels.sheet_about, about + _sections(document, "before"))
    foot = " · ".join(filter(None, (labels.version, labels.changed)))
    plan_sheet(book, table, labels, head=title[:_LONGEST_HEAD], foot=foot)
    book.active = 1
    if after := _sections(document, "after"):
        text_sheet(book, labels.sheet_after, after)
    if "status" in table.columns:
        legend_sheet(book, labels)
    _describe(book, document, title)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _sections(document: PlanDocument, place: str) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for section in document.sections:
        if section.place == place:
            lines += [(one_line(section.heading), style.HEADING), *_paragraphs(section.text)]
    return lines


def _paragraphs(words: str) -> list[tuple[str, str]]:
    """A line for each paragraph or line, since a cell cannot be higher than a page."""
    return [(line, style.TEXT) for line in plain(words).split("\n") if line.strip()]


def _describe(book: Workbook, document: PlanDocument, title: str) -> None:
    properties = book.properties
    properties.title = title[:_LONGEST_PROPERTY]
    properties.creator = one_line(document.service.name)[:_LONGEST_PROPERTY]
    properties.language = TAGS.get(document.language, TAGS["nb"])
