"""What stands round the tables of a plan: title, service, purpose, sections."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from plans.document import Section, ServiceFacts
from plans.readers.grid import Paragraph
from plans.timeframe import read as read_timeframe

_SERVICE = re.compile(r"(?:navn på tjenesten?|namn på tenest[ea]|tjeneste|teneste|service)\s*:\s*", re.IGNORECASE)
_NAME = re.compile(
    r"(?:nasjonalt? (?:kompetanse|behandlings|kvalitets|senter)|(?:fler|fleir)regional|kompetansenettverk)",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"(?<!\s)\s*\(([^()\s]{2,20})\)$")
# Other lines of the head: what stands before the colon, and what of ServiceFacts it says.
_FACTS = {
    "vertsinstitusjon": "trust",
    "host institution": "trust",
    "helseregion": "region",
    "health region": "region",
    "leder av tjenesten": "leader",
    "leiar av tenesta": "leader",
    "leader of the service": "leader",
}
_PERIODS = ("periode", "planperiode", "period")
_PURPOSE = ("formål", "føremål", "hensikt", "purpose")
_TITLE_LENGTH = 150
_MARKED_TITLE_LENGTH = 250  # of what has the style of a title
_HEADING_LENGTH = 80


@dataclass(slots=True)
class OpenSection:
    """A section while its text still comes: joined at the end, since it may be long."""

    heading: str
    place: Literal["before", "after"]
    lines: list[str] = field(default_factory=list)

    def closed(self) -> Section:
        return Section(heading=self.heading, text="\n".join(self.lines), place=self.place)


@dataclass(slots=True)
class Surroundings:
    """The text of a plan while it is read; `after` says that the table has been read."""

    title: str = ""
    service: ServiceFacts = field(default_factory=ServiceFacts)
    period: tuple[date | None, date | None] = (None, None)
    purpose: list[str] = field(default_factory=list)
    sections: list[OpenSection] = field(default_factory=list)
    after: bool = False

    def take(self, paragraph: Paragraph) -> None:
        """A paragraph where it belongs; nothing is lost."""
        text, level = paragraph.text, paragraph.level
        is_short = len(text) <= _TITLE_LENGTH and "\n" not in text and not text.startswith("- ")
        if level == 1 and self._is_marked_title(text):
            self.title = text
            return
        if not text or self._is_service(text, is_short and level != 1) or (is_short and self._is_fact(text)):
            return
        if not self.title and not self.after and is_short and self._is_first(text):
            self.title = text
        elif level > 0 and is_short:
            self.sections.append(OpenSection(text, self._place))
        elif self._is_purpose:
            self.purpose.append(text)
        else:
            self._append(text)

    @property
    def _place(self) -> Literal["before", "after"]:
        return "after" if self.after else "before"

    def _is_marked_title(self, text: str) -> bool:
        return not self.title and not self.after and "\n" not in text and 0 < len(text) <= _MARKED_TITLE_LENGTH

    def _is_first(self, text: str) -> bool:
        return not (self.purpose or self.sections) and not text.endswith(".")

    @property
    def _is_purpose(self) -> bool:
        """Running text before the table and any section is the purpose, and so is what stands under that heading."""
        if self.after:
            return False
        if self.sections and not self.purpose and self.sections[-1].heading.casefold().strip(" :") in _PURPOSE:
            self.sections.pop()
        return not self.sections

    def _append(self, text: str) -> None:
        """Text of the section that is open; one after the table that has none is headed by its own first words."""
        if not self.sections or self.sections[-1].place != self._place:
            heading = text.split("\n")[0]
            if len(heading) > _HEADING_LENGTH:
                heading = heading[:_HEADING_LENGTH].rsplit(" ", 1)[0] + " …"
            self.sections.append(OpenSection(heading, self._place))
        self.sections[-1].lines.append(text)

    def _is_service(self, text: str, may_be_name: bool) -> bool:
        """Takes the service's name from a line that gives it."""
        label = _SERVICE.match(text)
        if self.service.name or not (label or (may_be_name and _NAME.match(text) and not text.endswith("."))):
            return False
        name = text[label.end() :] if label else text
        short = _ABBREVIATION.search(name)
        abbreviation = short.group(1) if short else ""
        self.service = replace(self.service, name=name[: short.start()] if short else name, abbreviation=abbreviation)
        return bool(name)

    def _is_fact(self, text: str) -> bool:
        """Takes the period, the trust, the region or the leader from a line above the table that gives it."""
        label, colon, words = (part.strip() for part in text.partition(":"))
        name = _FACTS.get(label.casefold(), "")
        if self.after or not colon or not words:
            return False
        if name and not getattr(self.service, name):
            self.service = replace(self.service, **{name: words})  # type: ignore[arg-type]  # all of them are texts
            return True
        found = read_timeframe(words)
        if label.casefold() in _PERIODS and self.period == (None, None) and found.kind in ("year", "range"):
            self.period = (found.start, found.end)
            return True
        return False
