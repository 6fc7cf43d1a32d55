"""A .docx file as paragraphs and grids. Tracked changes are read as accepted, content controls as what they hold."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from plans.document import NotAPlan
from plans.imported import Doubt
from plans.readers.grid import Cell, Grid, Paragraph, Piece, cleaned
from plans.readers.opened import Opened
from plans.readers.statuses import status_of
from plans.readers.wordlists import Lists
from plans.readers.wordparts import Package, package_of, qn
from plans.readers.wordstyles import Styles, styles_of
from plans.readers.wordtables import TBL, Tables, is_bold_paragraph, paragraph_colour
from plans.readers.wordtext import Words

MOST_PARAGRAPHS = 20_000  # outside the tables
_MOST_DOUBTS = 10
_TITLE_LENGTH = 150
_STATUS_LENGTH = 80
_NOTES = {"footnotes": ("w:footnote", "w:footnoteReference"), "endnotes": ("w:endnote", "w:endnoteReference")}
_PAGE_LENGTH = 40
_PAGE = re.compile(r"(?:side|page|s\.)?\s*[0-9\s/|.–-]*(?:av|of)?\s*[0-9\s]*", re.IGNORECASE)


def open_file(data: bytes) -> Opened:
    """Raises NotAPlan("too_large") before it costs much; anything may be raised for a file that is none."""
    package = package_of(data)
    body, styles = package.body(), styles_of(package)
    tables = _tables(package, package.main, styles)
    tables.words.notes = _notes(package, styles)
    pieces = tuple(_pieces(body, tables))
    heads = [text for kind in ("header", "footer") for text in _texts_of(package, kind, styles)]
    title = (
        cleaned(package.title()) or next((text for text in heads if len(text) <= _TITLE_LENGTH), "").partition("\n")[0]
    )
    for text in dict.fromkeys(heads):
        if len(text) > _PAGE_LENGTH or not _PAGE.fullmatch(text):
            tables.words.leave_out("page_header", text)
    for text in _comments(package, styles):
        tables.words.leave_out("comment", text)
    left_out = tuple(tables.words.left_out)
    boxes = [item.text for item in left_out if item.code == "text_box"][:_MOST_DOUBTS]
    doubts = tuple(Doubt(code="text_box", detail=text) for text in boxes)
    return Opened(kind="word", pieces=pieces, title=title, doubts=doubts, left_out=left_out)


def _tables(package: Package, part: str, styles: Styles) -> Tables:
    words = Words(package.relations(part))
    tables = Tables(words, styles, Lists(package.part("numbering"), styles))
    words.text_of_box = tables.text
    return tables


def _pieces(body: Element, tables: Tables) -> Iterator[Piece]:
    count = 0
    for element, text in tables.parts(body):
        if element.tag == TBL:
            yield tables.grid(element)
            continue
        count += 1
        if count > MOST_PARAGRAPHS:
            raise NotAPlan("the text is too long", code="too_large")
        if not tables.styles.is_contents(element):
            yield _piece(element, text, tables.styles)


def _piece(element: Element, text: str, styles: Styles) -> Piece:
    """A paragraph; one of a legend, which names a status on its colour, as the table that it might be."""
    colour = paragraph_colour(element, styles) if len(text) <= _STATUS_LENGTH and status_of(text) else ""
    if colour:
        return Grid(lines=((Cell(text=text, colour=colour),),))
    return Paragraph(text=text, level=styles.level(element), bold=is_bold_paragraph(element))


def _texts_of(package: Package, kind: str, styles: Styles) -> Iterator[str]:
    for name, tree in package.parts(kind):
        if text := _tables(package, name, styles).text(tree):
            yield text


def _notes(package: Package, styles: Styles) -> dict[tuple[str, str], str]:
    """The words of footnotes and endnotes by the element that refers to them and their id."""
    notes = {}
    for kind, (tag, reference) in _NOTES.items():
        for name, tree in package.parts(kind):
            tables = _tables(package, name, styles)
            for note in tree.findall(qn(tag)):
                if note.get(qn("w:type"), "normal") == "normal":
                    text = " ".join(tables.text(note).split())
                    notes[qn(reference), note.get(qn("w:id"), "")] = text
    return notes


def _comments(package: Package, styles: Styles) -> Iterator[str]:
    for name, tree in package.parts("comments"):
        tables = _tables(package, name, styles)
        for comment in tree.findall(qn("w:comment")):
            yield tables.text(comment)
