"""A .docx file as a plan. Tracked changes are read as accepted, content controls as what they hold."""

from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from plans.document import NotAPlan
from plans.readers.grid import MOST_COLUMNS, Cell, Grid, Paragraph, Piece, cleaned, grid_of
from plans.readers.opened import Opened
from plans.readers.wordlists import Lists

W_VAL = qn("w:val")
# Wrappers whose content counts as if it stood there itself.
_WRAPPERS = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:hyperlink"))
)
_BREAKS = {
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:tab"): " ",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "",
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HIDDEN = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:txbxContent", "w:instrText", "w:sdtPr")))


def open_file(data: bytes) -> Opened:
    """Anything may be raised for a file that is none."""
    word = Document(BytesIO(data))
    return Opened(kind="word", pieces=tuple(_pieces(word)), title=cleaned(word.core_properties.title or ""))


def _pieces(word: WordDocument) -> Iterator[Piece]:
    lists, levels = Lists(word), _levels(word)
    for element in _blocks(word.element.body):
        if element.tag == qn("w:tbl"):
            yield _grid(element, word, lists)
        elif text := _paragraph(element, word, lists):
            yield Paragraph(text=text, level=_level(element, levels))


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, in order, through wrappers."""
    for element in parent:
        if element.tag in (qn("w:p"), qn("w:tbl")):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _blocks(element)


def _children(parent: Element, tag: str) -> Iterator[Element]:
    for element in parent:
        if element.tag == qn(tag):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _children(element, tag)


def _grid(table: Element, word: WordDocument, lists: Lists) -> Grid:
    lines: list[list[Cell]] = []
    for row in _children(table, "w:tr"):
        line: list[Cell] = [Cell()] * _number(row, "w:trPr", "w:gridBefore", 0)
        for element in _children(row, "w:tc"):
            line.extend(_cells(element, word, lists))
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:  # a row deleted in tracked changes
            lines.append(line)
    return grid_of(lines)


def _cells(element: Element, word: WordDocument, lists: Lists) -> Iterator[Cell]:
    """A cell, and one that it covers for each further column."""
    span = max(1, _number(element, "w:tcPr", "w:gridSpan", 1))
    merge = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    down = merge is not None and merge.get(W_VAL, "continue") == "continue"
    text = _cell_text(element, word, lists)
    yield Cell(text="" if down else text, span=span, down=down, colour=_colour(element), bold=_is_bold(element))
    for _ in range(span - 1):
        yield Cell(across=True, down=down)


def _number(element: Element, properties: str, name: str, default: int) -> int:
    found = element.find(f"{qn(properties)}/{qn(name)}")
    number = int(found.get(W_VAL, default)) if found is not None else default
    if number > MOST_COLUMNS:
        raise NotAPlan("the table is too large", code="too_large")
    return number


def _cell_text(element: Element, word: WordDocument, lists: Lists) -> str:
    """The paragraphs of a cell as lines; a table in it as its cells' text, one line each."""
    texts = []
    for block in _blocks(element):
        if block.tag == qn("w:p"):
            texts.append(_paragraph(block, word, lists))
        else:
            texts += [
                _cell_text(cell, word, lists) for row in _children(block, "w:tr") for cell in _children(row, "w:tc")
            ]
    return cleaned("\n".join(texts))


def _paragraph(element: Element, word: WordDocument, lists: Lists) -> str:
    text = cleaned("".join(_runs(element, word)))
    return lists.mark(element) + text if text else ""


def _runs(parent: Element, word: WordDocument) -> Iterator[str]:
    for element in parent:
        if element.tag == qn("w:t"):
            yield element.text or ""
        elif element.tag in _BREAKS:
            yield _BREAKS[element.tag]
        elif element.tag == qn("w:hyperlink"):
            yield _link("".join(_runs(element, word)), element, word)
        elif element.tag not in _HIDDEN and element.tag != _FALLBACK:
            yield from _runs(element, word)


def _link(text: str, element: Element, word: WordDocument) -> str:
    """A link's text, with its address if that says more."""
    relation = word.part.rels.get(element.get(qn("r:id"), ""))
    address = relation.target_ref if relation is not None and relation.is_external else ""
    known = address.removeprefix("mailto:").removeprefix("https://").removeprefix("http://").rstrip("/")
    return f"{text} ({address})" if known and known.casefold() not in text.casefold() else text


def _colour(cell: Element) -> str:
    """A cell's shading as RRGGBB in capitals, or ""."""
    shading = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    fill = shading.get(qn("w:fill"), "") if shading is not None else ""
    return fill.upper() if len(fill) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in fill) else ""


def _is_bold(cell: Element) -> bool:
    bold = cell.find(f".//{qn('w:r')}/{qn('w:rPr')}/{qn('w:b')}")
    return bold is not None and bold.get(W_VAL, "1") not in ("0", "false")


def _levels(word: WordDocument) -> dict[str, int]:
    """The level of each style's paragraphs: 1 for a title, 1–9 for headings, 0 for text."""
    levels = {}
    for style in word.styles:
        label = (style.name or "").casefold()
        number = label.rpartition(" ")[2]
        is_heading = label.startswith(("heading ", "overskrift ")) and number.isdecimal()
        levels[style.style_id] = 1 if label in ("title", "tittel") else int(number) if is_heading else 0
    return levels


def _level(element: Element, levels: dict[str, int]) -> int:
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return levels.get(style.get(W_VAL, ""), 0) if style is not None else 0
