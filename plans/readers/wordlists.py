"""Bullets and numbers that Word puts before paragraphs without writing them into the text."""

from collections import defaultdict

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

_VAL = qn("w:val")


class Lists:
    """The lists of a document; counts as its paragraphs are read in order."""

    def __init__(self, word: WordDocument) -> None:
        self.formats = _formats(word)  # (list, level) -> bullet, decimal, none …
        self.styles = {style.style_id: style.element for style in word.styles}
        self.counts: dict[tuple[str, str], int] = defaultdict(int)

    def mark(self, paragraph: Element) -> str:
        """What stands before a paragraph: "- ", "3. " or nothing."""
        number, level = self._place(paragraph)
        kind = self.formats.get((number, level), "none")
        if kind == "none":
            return ""
        if kind == "bullet":
            return "- "
        self.counts[number, level] += 1
        return f"{self.counts[number, level]}. "

    def _place(self, paragraph: Element) -> tuple[str, str]:
        """The list and level of a paragraph, from itself or from its style; ("0", "0") is none."""
        properties = paragraph.find(qn("w:pPr"))
        for _ in range(10):  # styles that rest on each other; a ring of them must end
            if properties is None:
                break
            number = properties.find(f"{qn('w:numPr')}/{qn('w:numId')}")
            if number is not None:
                level = properties.find(f"{qn('w:numPr')}/{qn('w:ilvl')}")
                return number.get(_VAL, "0"), level.get(_VAL, "0") if level is not None else "0"
            style = properties.find(qn("w:pStyle"))
            if style is None and properties.getparent() is not None:
                style = properties.getparent().find(qn("w:basedOn"))
            found = self.styles.get(style.get(_VAL, "")) if style is not None else None
            properties = found.find(qn("w:pPr")) if found is not None else None
        return "0", "0"


def _formats(word: WordDocument) -> dict[tuple[str, str], str]:
    try:
        part = word.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        return {}
    numbering: Element = part.element  # type: ignore[attr-defined]  # the numbering part is an XML part
    lists = {found.get(qn("w:abstractNumId")): found for found in numbering.findall(qn("w:abstractNum"))}
    formats = {}
    for number in numbering.findall(qn("w:num")):
        base = number.find(qn("w:abstractNumId"))
        levels = lists.get(base.get(_VAL)) if base is not None else None
        for level in levels.findall(qn("w:lvl")) if levels is not None else ():
            kind = level.find(qn("w:numFmt"))
            formats[number.get(qn("w:numId"), ""), level.get(qn("w:ilvl"), "0")] = (
                kind.get(_VAL, "decimal") if kind is not None else "decimal"
            )
    return formats
