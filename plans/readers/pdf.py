"""A PDF as paragraphs and grids; one of our own as the plan that it carries."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from plans.document import NotAPlan
from plans.imported import LeftOut
from plans.readers import pdfrows, pdftext
from plans.readers.grid import Piece, cleaned
from plans.readers.opened import Opened
from plans.readers.pdfattached import attached_plan, text_of
from plans.readers.pdflines import TextLine, lines_of
from plans.readers.pdfpages import pages_of
from plans.readers.pdfrows import LongTable, long_table
from plans.readers.pdftables import tables_of
from plans.readers.pdftext import PageText, Style
from plans.readers.pdfwords import habits_of

# It tells of what it finds odd in a file, with the file's words.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_FEWEST = 10  # letters of a file that has text
_EDGE = 10  # points: a table that goes nearer to the page's edge does not keep to its margins


@dataclass(slots=True)
class _PageRead:
    """A page's text, and its tables from the top, each with where it begins."""

    text: PageText
    tables: list[tuple[float, LongTable]]


@dataclass(slots=True)
class _FileRead:
    pages: list[_PageRead] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)
    letters: int = 0
    unknown: int = 0

    @property
    def texts(self) -> list[PageText]:
        return [page.text for page in self.pages]


def open_file(data: bytes) -> Opened:
    """Raises NotAPlan: encrypted, no_text, too_many_pages, too_large. Anything else may be raised for a broken file."""
    try:
        document = PDFDocument(PDFParser(BytesIO(data)))
    except PDFEncryptionError as error:
        raise NotAPlan("the file has a password", code="encrypted") from error
    if (plan := attached_plan(document)) is not None:
        return Opened(kind="pdf", document=plan)
    found = _read(document)
    if found.letters - found.unknown < max(_FEWEST, found.unknown):
        raise NotAPlan("no text", code="no_text")
    left_out = [LeftOut(code="slanted", text=text) for text in dict.fromkeys(found.slanted)]
    left_out += pdftext.without_margins(found.texts)
    pdftext.set_margins(found.texts)
    pieces = tuple(_pieces(found))
    return Opened(kind="pdf", pieces=pieces, title=_title(document), left_out=tuple(left_out))


def _read(document: PDFDocument) -> _FileRead:
    found = _FileRead()
    for page in pages_of(document):
        tables, outside = tables_of(page)
        lines = lines_of((glyph for glyph in outside if not glyph.white), page.number, split=True)
        found.letters += len(page.glyphs)
        found.unknown += page.unknown
        if slanted := cleaned("".join(page.slanted)):
            found.slanted.append(slanted)
        right = max((table.right for table in tables if table.right < page.width - _EDGE), default=0)
        text = PageText(page.number, page.width, page.height, lines, right)
        found.pages.append(_PageRead(text, [(table.top, long_table(table)) for table in tables]))
    return found


def _pieces(found: _FileRead) -> Iterator[Piece]:
    """The file's pieces from the first page to the last; a table that a page's end cuts is one."""
    rows = list(_in_order(found))
    columns = [column for _, table in rows if isinstance(table, LongTable) for column in pdfrows.columns_of(table)]
    levels = pdftext.levels_of(found.texts, [line for lines, _width in columns for line in lines])
    columns += [column for page in found.texts for column in pdftext.columns_of(page)]
    habits = habits_of(columns)
    style = Style(habits, levels)
    for page, each in rows:
        if isinstance(each, LongTable):
            yield pdfrows.grid(each, habits)
        else:
            yield from pdftext.paragraphs(page, each, style)


def _in_order(found: _FileRead) -> Iterator[tuple[PageText, LongTable | list[TextLine]]]:
    """Tables, and lines between them; the rest of a table is added to its beginning."""
    open_table: LongTable | None = None  # nothing stands below it yet
    order: list[tuple[PageText, LongTable | list[TextLine]]] = []
    for page in found.pages:
        for each in _parts(page):
            if isinstance(each, LongTable) and open_table is not None and pdfrows.follows(open_table, each):
                pdfrows.append(open_table, each)
                continue
            order.append((page.text, each))
            open_table = each if isinstance(each, LongTable) else None
    return iter(order)


def _parts(page: _PageRead) -> Iterator[LongTable | list[TextLine]]:
    """What stands on a page, from its top."""
    above = float("-inf")
    for top, table in [*page.tables, (float("inf"), None)]:
        lines = [line for line in page.text.lines if above <= line.y < top]
        if lines:
            yield lines
        if table is not None:
            yield table
        above = top


def _title(document: PDFDocument) -> str:
    """The title that the file gives itself, not a name that a program made up."""
    title = cleaned(text_of(resolve1(document.info[0].get("Title")))) if document.info else ""
    is_name = title.casefold().startswith("microsoft word") or title.casefold().endswith((".docx", ".doc", ".pdf"))
    return "" if is_name else title
