"""Blocks of a Word file: paragraphs with their marks, tables as grids, and what stands inside cells."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from plans.document import NotAPlan
from plans.readers.grid import MOST_COLUMNS, MOST_LINES, MOST_ROWS, Cell, Grid, cleaned, grid_of, is_across
from plans.readers.wordlists import Lists
from plans.readers.wordparts import VAL, is_on, qn
from plans.readers.wordstyles import Styles, all_bold
from plans.readers.wordtext import Words, is_placeholder

P, TBL = qn("w:p"), qn("w:tbl")
_TR, _TC, _R, _T = qn("w:tr"), qn("w:tc"), qn("w:r"), qn("w:t")
_PPR, _RPR, _B, _DELETED, _MOVED = qn("w:pPr"), qn("w:rPr"), qn("w:b"), qn("w:del"), qn("w:moveFrom")
_HIGHLIGHT, _SHADING = qn("w:highlight"), qn("w:shd")
_ROW_PROPERTIES, _CELL_PROPERTIES = qn("w:trPr"), qn("w:tcPr")
# Wrappers whose content counts as if it stood there itself.
_CONTROL, _CHOICE = qn("w:sdt"), qn("mc:AlternateContent")
_WRAPPERS = frozenset(map(qn, ("w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "mc:Choice")))
_MOST_DEEP = 20  # tables in tables
MOST_BLOCKS = 400_000  # paragraphs, in cells or not: many times what 5000 rows have


def blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, in order, through wrappers; not what only invites to write."""
    return _inside(parent, (P, TBL))


def _inside(parent: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    for element in parent:
        if element.tag in tags:
            yield element
        elif element.tag == _CONTROL:
            if tags != (P, TBL) or not is_placeholder(element):
                yield from _inside(element, tags)
        elif element.tag == _CHOICE:
            yield from _inside(element[0] if len(element) else element, tags)
        elif element.tag in _WRAPPERS:
            yield from _inside(element, tags)


@dataclass(slots=True)
class Tables:
    """Reads blocks; counts the lines of all tables, since a document of millions shall be refused early."""

    words: Words
    styles: Styles
    lists: Lists
    lines: int = 0
    rows: int = 0  # lines that are no heading over the whole width
    count: int = 0  # of paragraphs and tables
    deep: int = 0

    def parts(self, parent: Element) -> Iterator[tuple[Element, str]]:
        """Each paragraph with words and its text, each table without. A paragraph whose end was deleted goes on in the
        next one."""
        begun = ""
        for block in blocks(parent):
            self.count += 1
            if self.count > MOST_BLOCKS:
                raise NotAPlan("the document is too long", code="too_large")
            if block.tag == TBL:
                yield block, ""
                continue
            begun += self.words.of(block)
            if _goes_on(block):
                continue
            text, begun = cleaned(begun), ""
            if text:
                yield block, self.lists.mark(block) + text
        if begun := cleaned(begun):
            yield parent, begun

    def texts(self, parent: Element) -> Iterator[tuple[Element, str]]:
        """The blocks with words; a table's are those of its cells."""
        for block, text in self.parts(parent):
            if words := text or self._nested(block):
                yield block, words

    def text(self, parent: Element) -> str:
        return cleaned("\n".join(text for _, text in self.texts(parent)))

    def grid(self, table: Element) -> Grid:
        """Raises NotAPlan("too_large") for a table that is larger than any plan."""
        lines: list[list[Cell]] = []
        headings = 0
        for row in _inside(table, (_TR,)):
            properties = row.find(_ROW_PROPERTIES)
            if properties is not None and properties.find(qn("w:del")) is not None:  # deleted in tracked changes
                continue
            lines.append(self._line(row, properties))
            if headings == len(lines) - 1 and properties is not None and is_on(properties.find(qn("w:tblHeader"))):
                headings += 1
            self.lines += 1
            self.rows += not is_across(lines[-1])
            if self.rows > MOST_ROWS or self.lines > MOST_LINES:
                raise NotAPlan("the tables are too large", code="too_large")
        return grid_of(lines, heading_lines=headings if headings < len(lines) else 0)

    def _line(self, row: Element, properties: Element | None) -> list[Cell]:
        line = [Cell()] * _number(properties, "w:gridBefore", 0)
        for element in _inside(row, (_TC,)):
            line.extend(self._cells(element))
            if len(line) > MOST_COLUMNS:
                raise NotAPlan("the table is too wide", code="too_large")
        return line

    def _cells(self, element: Element) -> Iterator[Cell]:
        """A cell, and one that it covers for each further column."""
        properties = element.find(_CELL_PROPERTIES)
        if properties is not None and properties.find(qn("w:cellDel")) is not None:
            return
        span = max(1, _number(properties, "w:gridSpan", 1))
        down, across = _is_covered(properties, "w:vMerge"), _is_covered(properties, "w:hMerge")
        text, level = self._content(element)
        if (down or across) and text:
            self.words.leave_out("hidden", text)
        yield Cell(
            text="" if down or across else text,
            span=span,
            down=down,
            across=across,
            colour=self.styles.fill(properties) or self._marked(element),
            bold=_is_bold(element),
            level=level,
        )
        for _ in range(span - 1):
            yield Cell(across=True, down=down)

    def _content(self, element: Element) -> tuple[str, int]:
        """A cell's text, and the level of its heading style if it is nothing but a heading."""
        controls = element.iterancestors(_CONTROL, TBL)
        nearest = next(controls, None)
        if nearest is not None and nearest.tag == _CONTROL and is_placeholder(nearest):
            return "", 0
        found = list(self.texts(element))
        first = found[0][0] if found else element.find(P)
        is_paragraph = first is not None and first.tag == P
        level = self.styles.level(first) if first is not None and is_paragraph and len(found) <= 1 else 0
        return "\n".join(text for _, text in found), level

    def _nested(self, table: Element) -> str:
        """A table in a cell: a line for each of its rows."""
        if self.deep >= _MOST_DEEP:
            raise NotAPlan("tables in tables in tables", code="too_large")
        self.deep += 1
        lines = []
        for row in _inside(table, (_TR,)):
            texts = [text for cell in _inside(row, (_TC,)) if (text := self.text(cell))]
            lines.append(("\n" if any("\n" in text for text in texts) else " – ").join(texts))
        self.deep -= 1
        return "\n".join(line for line in lines if line)

    def _marked(self, cell: Element) -> str:
        """The colour behind all of a cell's letters, where the cell itself has none."""
        if next(cell.iter(_HIGHLIGHT, _SHADING), None) is None:  # most cells
            return ""
        runs = [run for run in cell.iter(_R) if run.find(_T) is not None]
        colours = {self.styles.marked(run) for run in runs}
        return colours.pop() if len(colours) == 1 else ""


def paragraph_colour(paragraph: Element, styles: Styles) -> str:
    """The colour behind a paragraph, or behind all of its letters."""
    colours = {styles.marked(run) for run in paragraph.iter(_R) if run.find(_T) is not None}
    return styles.fill(paragraph.find(qn("w:pPr"))) or (colours.pop() if len(colours) == 1 else "")


def is_bold_paragraph(paragraph: Element) -> bool:
    return all_bold([run for run in paragraph.iter(_R) if any((text.text or "").strip() for text in run.findall(_T))])


def _goes_on(paragraph: Element) -> bool:
    """Was the mark at a paragraph's end deleted or moved away?"""
    properties = paragraph.find(_PPR)
    mark = properties.find(_RPR) if properties is not None else None
    return mark is not None and (mark.find(_DELETED) is not None or mark.find(_MOVED) is not None)


def _is_covered(properties: Element | None, name: str) -> bool:
    merge = properties.find(qn(name)) if properties is not None else None
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _number(properties: Element | None, name: str, default: int) -> int:
    found = properties.find(qn(name)) if properties is not None else None
    number = int(found.get(VAL, default)) if found is not None else default
    if number > MOST_COLUMNS:
        raise NotAPlan("the table is too wide", code="too_large")
    return number


def _is_bold(cell: Element) -> bool:
    """Are the first words of a cell bold?"""
    run = next((run for run in cell.iter(_R) if run.find(_T) is not None), None)
    properties = run.find(_RPR) if run is not None else None
    return properties is not None and is_on(properties.find(_B))
