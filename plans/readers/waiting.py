"""Headings that may be the title of the next table, with the little text that may stand under them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from plans.readers.grid import Paragraph
from plans.readers.headings import AREA_TITLE
from plans.readers.outline import Plan
from plans.readers.surroundings import Surroundings

_MOST_BELOW = 2  # paragraphs between a heading and its table
_TITLE_LENGTH = 100
_PLAIN_LENGTH = 60


@dataclass(slots=True)
class Waiting:
    headings: list[Paragraph] = field(default_factory=list)
    below: list[Paragraph] = field(default_factory=list)  # text under the last one
    band_level: int = 0  # of the heading that opened the band in which areas now lie

    def take(self, paragraph: Paragraph, text: Surroundings, *, between: bool) -> None:
        """A paragraph: it waits, or it is text like what waited before it. `between`: a table stands above it."""
        level = paragraph.level
        if level > 1 or (level == 1 and between):
            if self.below or (self.headings and self.headings[-1].level >= level):
                self.settle(text)
            self.headings.append(paragraph)
        elif _may_be_title(paragraph, between) and text.title:
            if self.below or (self.headings and not self.headings[-1].level):
                self.settle(text)
            self.headings.append(paragraph)
        elif self.headings and len(self.below) < _MOST_BELOW:
            self.below.append(paragraph)
        else:
            self.settle(text)
            text.take(paragraph)

    def settle(self, text: Surroundings) -> None:
        """What waited for a table was text."""
        for paragraph in (*self.headings, *self.below):
            text.take(paragraph)
        self.headings, self.below = [], []

    def open(self, plan: Plan, text: Surroundings, columns: Sequence[str], *, several: bool) -> None:
        """A table begins: headings right above it name its band or area, where a file has several tables."""
        headings, below = self.headings, self.below
        self.headings, self.below = [], []
        if not headings or not (several or AREA_TITLE.match(headings[-1].text)):
            for paragraph in (*headings, *below):
                text.take(paragraph)
            return
        has_areas = "area" in columns
        own = headings[-1:] if has_areas else headings[-2:]
        for paragraph in headings[: -len(own)]:
            text.take(paragraph)
        if below:  # the heading of a text, too
            for paragraph in (headings[-1], *below):
                text.take(paragraph)
        if below or not own[-1].level:
            plan.doubt("band_guessed" if has_areas else "area_guessed", "area", own[-1].text)
        self._open(plan, own, has_areas)

    def _open(self, plan: Plan, own: Sequence[Paragraph], has_areas: bool) -> None:
        first, last = own[0], own[-1]
        if len(own) > 1:
            plan.open_band(first.text)
            plan.open_area(last.text)
            self.band_level = first.level
        elif has_areas or 0 < last.level <= self.band_level:
            plan.open_band(last.text)
            self.band_level = last.level
        else:
            if not self.band_level:
                plan.close_band()
            plan.open_area(last.text)


def _may_be_title(paragraph: Paragraph, between: bool) -> bool:
    """Is running text short enough to be the title of an area: bold, or plain between two tables?"""
    text = paragraph.text
    longest = _TITLE_LENGTH if paragraph.bold else _PLAIN_LENGTH if between else 0
    if len(text) > longest or "\n" in text or text.startswith("- "):
        return False
    return bool(AREA_TITLE.match(text)) or (not text.endswith((".", "?")) and ":" not in text[:-1])
