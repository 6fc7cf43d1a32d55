"""Bullets and numbers that Word puts before paragraphs without writing them into the text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from plans.readers.wordparts import VAL, qn
from plans.readers.wordstyles import Styles

# Bullets of the first level, and of those below it.
_BULLETS = ("- ", "– ")
_LEVELS = 9
_MOST = 3000  # numbers that are written as letters or Roman numerals
_STYLES_DEEP = 10  # styles that rest on each other; a ring of them must end


@dataclass(frozen=True, slots=True)
class Level:
    kind: str  # bullet, decimal, none …
    text: str  # "%1.", "%1.%2", "Mål %1:"
    start: int


@dataclass(frozen=True, slots=True)
class Numbering:
    """A list's levels; lists with the same `counter` count on from each other."""

    counter: str
    levels: dict[int, Level]


class Lists:
    """The lists of a document; counts as its paragraphs are read in order."""

    def __init__(self, numbering: Element | None, styles: Styles) -> None:
        self.numberings = _numberings(numbering) if numbering is not None else {}
        self.styles = styles
        self.counts: dict[str, dict[int, int]] = {}

    def mark(self, paragraph: Element) -> str:
        """What stands before a paragraph: "- ", "3. " or nothing. A heading's bare number is not of its words."""
        number, place = self._place(paragraph)
        numbering = self.numberings.get(number)
        level = numbering.levels.get(place) if numbering else None
        if numbering is None or level is None or level.kind == "none":
            return ""
        if level.kind == "bullet":
            return _BULLETS[min(place, 1)]
        text = self._counted(numbering, place, level)
        if not text or (self.styles.level(paragraph) and not re.search(r"[^\W\d_]{2}", level.text)):
            return ""
        return f"{text} "

    def _counted(self, numbering: Numbering, place: int, level: Level) -> str:
        counts = self.counts.setdefault(numbering.counter, {})
        counts[place] = counts[place] + 1 if place in counts else level.start
        for deeper in range(place + 1, _LEVELS):
            counts.pop(deeper, None)

        def number(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            shown = numbering.levels.get(at, level)
            return _FORMATS.get(shown.kind, str)(counts.get(at, shown.start))

        return " ".join(re.sub(r"%([1-9])", number, level.text).split())

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list and level of a paragraph, from itself or from its style; the list "0" is none."""
        properties = paragraph.find(_PPR)
        own_level: str | None = None
        for _ in range(_STYLES_DEEP):
            if properties is None:
                break
            numbered = properties.find(_NUM_PR)
            if numbered is not None:
                level, number = numbered.find(_ILVL), numbered.find(_NUM_ID)
                own_level = own_level or (level.get(VAL) if level is not None else None)
                if number is not None:
                    return number.get(VAL, "0"), _level_number(own_level)
            properties = self._under(properties)
        return "0", 0

    def _under(self, properties: Element) -> Element | None:
        """The properties of the style that a paragraph has or a style rests on."""
        style = properties.find(_P_STYLE)
        if style is None and (parent := properties.getparent()) is not None:
            style = parent.find(_BASED_ON)
        found = self.styles.elements.get(style.get(VAL, "")) if style is not None else None
        return found.find(_PPR) if found is not None else None


_PPR, _NUM_PR, _NUM_ID, _ILVL = qn("w:pPr"), qn("w:numPr"), qn("w:numId"), qn("w:ilvl")
_P_STYLE, _BASED_ON = qn("w:pStyle"), qn("w:basedOn")


def _level_number(text: str | None) -> int:
    return min(int(text), _LEVELS - 1) if text and text.isdecimal() else 0


def _numberings(numbering: Element) -> dict[str, Numbering]:
    bases = {base.get(qn("w:abstractNumId")): _levels(base) for base in numbering.findall(qn("w:abstractNum"))}
    found = {}
    for each in numbering.findall(qn("w:num")):
        base = each.find(qn("w:abstractNumId"))
        name = base.get(VAL, "") if base is not None else ""
        own = [override for override in each.findall(qn("w:lvlOverride")) if len(override)]
        levels = dict(bases.get(name, {}))
        for override in own:
            levels |= _levels(override) | _restarted(override, levels)
        number = each.get(qn("w:numId"), "")
        found[number] = Numbering(f"own {number}" if own else name, levels)
    return found


def _restarted(override: Element, levels: dict[int, Level]) -> dict[int, Level]:
    start, place = override.find(qn("w:startOverride")), _level_number(override.get(qn("w:ilvl")))
    number = start.get(VAL, "") if start is not None else ""
    return {place: replace(levels[place], start=int(number))} if number.isdecimal() and place in levels else {}


def _levels(parent: Element) -> dict[int, Level]:
    levels = {}
    for each in parent.findall(qn("w:lvl")):
        said = {
            name: found.get(VAL)
            for name in ("numFmt", "lvlText", "start")
            if (found := each.find(qn(f"w:{name}"))) is not None
        }
        start = said.get("start") or "1"
        levels[_level_number(each.get(qn("w:ilvl")))] = Level(
            said.get("numFmt") or "decimal", said.get("lvlText") or "", int(start) if start.isdecimal() else 1
        )
    return levels


def _letter(number: int) -> str:
    """a, b … z, aa, bb …, as Word counts."""
    if not 0 < number <= _MOST:
        return str(number)
    times, at = divmod(number - 1, 26)
    return "abcdefghijklmnopqrstuvwxyz"[at] * (times + 1)


def _roman(number: int) -> str:
    if not 0 < number <= _MOST:
        return str(number)
    parts = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        parts.append(letters * count)
    return "".join(parts)


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
}
