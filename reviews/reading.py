"""An answered form as a page and its print say it: ResponseDocument → what stands at each question, in words.

Figures are added up where they can be read as numbers; what people wrote is shown to the letter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from files.wording import size_words
from plans.prose import prose
from reviews import answers
from reviews.document import AnsweredQuestion, Attached, ResponseDocument
from reviews.remarks import figure

POSITION = Decimal(100)  # percent that make a whole one
TONES = (("#223e7f", "#fff"), ("#8fa5cf", "#1c2430"), ("#cfd9ec", "#1c2430"), ("#fff", "#1c2430"))  # the bar's, in turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a table: staffing (name, people, percent) or a split (name, percent). `letter` names it in the bar."""

    name: str
    percent: str
    people: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A piece of the bar, in hundredths of its length, as SVG takes them; `label` is empty where it has no room."""

    label: str
    start: str
    middle: str
    width: str
    fill: str
    ink: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One question and what was answered. A text that the choice does not ask for is kept, and not shown."""

    key: str
    number: int
    kind: str
    text: str
    hints: tuple[str, ...]
    follow_up: str
    slot: int
    is_answered: bool
    choice: str
    words: SafeString
    lines: tuple[Line, ...]
    total: Line | None
    shares: tuple[Share, ...]

    @property
    def is_staffing(self) -> bool:
        return self.kind == "staffing"

    @property
    def bar_words(self) -> str:
        """What the bar shows, to who cannot see it."""
        return ", ".join(f"{line.letter} {line.percent}" for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSection:
    number: int
    title: str
    questions: tuple[Read, ...]

    @property
    def span(self) -> str:
        return span_words(self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAttachment:
    slot: int
    name: str
    facts: str  # kind, size or address in words
    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    document: ResponseDocument
    sections: tuple[ReadSection, ...]
    attachments: tuple[ReadAttachment, ...]

    @property
    def listed(self) -> list[ReadAttachment]:
        """In order; where a question asks for one that is not there, that it is not."""
        wanted = {question.slot for question in self.document.questions() if question.slot}
        missing = wanted - {attachment.slot for attachment in self.attachments}
        lacks = [ReadAttachment(slot=slot, name="", facts=_("Not attached"), url="", text="") for slot in missing]
        return sorted([*self.attachments, *lacks], key=_slot)


def _slot(attachment: ReadAttachment) -> int:
    return attachment.slot


class Numbered(Protocol):
    @property
    def number(self) -> int: ...


def span_words(questions: Sequence[Numbered]) -> str:
    """The numbers of a section's questions: "questions 4–5"."""
    if not questions:
        return ""
    first, last = questions[0].number, questions[-1].number
    if first == last:
        # Translators: beside the heading of a form's section; nb: spørsmål %(number)d
        return _("question %(number)d") % {"number": first}
    # Translators: beside the heading of a form's section; nb: spørsmål %(first)d–%(last)d
    return _("questions %(first)d–%(last)d") % {"first": first, "last": last}


def choice_words(choice: str) -> str:
    return {
        # Translators: answers to a question of a form; nb: Ja · Nei · Ikke aktuelt
        "yes": _("Yes"),
        "no": _("No"),
        "na": _("Not applicable"),
    }.get(choice, "")


def reading_of(document: ResponseDocument) -> Reading:
    return Reading(
        document=document,
        sections=tuple(
            ReadSection(number=section.number, title=section.title, questions=tuple(map(read, section.questions)))
            for section in document.sections
        ),
        attachments=tuple(map(_attachment, document.attachments)),
    )


def read(question: AnsweredQuestion) -> Read:
    value = question.value
    shows_text = answers.shows_text(question.kind, question.follow_when, value["choice"])
    lines = tuple(lines_of(question)) if value["rows"] else ()
    return Read(
        key=question.key,
        number=question.number,
        kind=question.kind,
        text=question.text,
        hints=tuple(_hints(question)),
        follow_up=question.follow_up,
        slot=question.slot,
        is_answered=answers.is_answered(question.kind, value),
        choice=choice_words(value["choice"]),
        words=prose(value["text"]) if shows_text else SafeString(),
        lines=lines,
        total=_total(question) if lines else None,
        shares=tuple(_shares(lines)) if question.kind == "split" else (),
    )


def _hints(question: AnsweredQuestion) -> Iterator[str]:
    if question.help:
        yield question.help
    if question.guide:
        # Translators: pages of the ministry's guide; nb: Se departementets veileder, side %(pages)s.
        yield _("See the ministry's guide, page %(pages)s.") % {"pages": question.guide}


def lines_of(question: AnsweredQuestion) -> Iterator[Line]:
    is_split = question.kind == "split"
    for position, row in enumerate(question.value["rows"]):
        yield Line(
            name=row.get("label" if is_split else "role", ""),
            people=row.get("people", ""),
            percent=_percent(row.get("percent", "")),
            letter=_letter(position) if is_split else "",
        )


def _letter(position: int) -> str:
    """A, B, … Z, AA, AB, …"""
    return (_letter(position // 26 - 1) if position >= 26 else "") + chr(ord("A") + position % 26)


def _percent(text: str) -> str:
    """With its sign, where it is a number; else as it was written."""
    found = answers.number(text)
    return text if found is None else f"{figure(found)} %"


def _total(question: AnsweredQuestion) -> Line | None:
    rows = question.value["rows"]
    people, percent = answers.total(rows, "people"), answers.total(rows, "percent")
    if people is None and percent is None:
        return None
    said = "" if percent is None else f"{figure(percent)} %"
    if question.kind == "staffing" and percent is not None:
        # Translators: of a sum of positions in percent; nb: %(years)s årsverk
        said += " (" + _("%(years)s full-time equivalents") % {"years": figure(percent / POSITION)} + ")"
    # Translators: the last row of a table; nb: Sum
    return Line(name=_("Sum"), people="" if people is None else figure(people), percent=said)


def _shares(lines: tuple[Line, ...]) -> Iterator[Share]:
    """In proportion, so that the bar is full also where the sum is another than a hundred."""
    numbers = [answers.number(line.percent) or Decimal(0) for line in lines]
    whole, start = sum(numbers, Decimal(0)), Decimal(0)
    for position, (line, number) in enumerate(zip(lines, numbers, strict=True)):
        if not number:
            continue
        width = number / whole * 100
        fill, ink = TONES[position % len(TONES)]
        yield Share(
            label=f"{line.letter} · {line.percent}" if width >= 12 else line.letter if width >= 3 else "",
            start=f"{start:.2f}",
            middle=f"{start + width / 2:.2f}",
            width=f"{width:.2f}",
            fill=fill,
            ink=ink,
        )
        start += width


def _attachment(attached: Attached) -> ReadAttachment:
    return ReadAttachment(
        slot=attached.slot,
        name=attached.name,
        facts=facts_of(attached),
        url=attached.url,
        text=attached.text,
    )


def facts_of(attached: Attached) -> str:
    if attached.kind == "file":
        return size_words(attached.size)
    return {
        # Translators: kinds of attachments, in a list; nb: planen, versjon %(number)d · lenke · tekst · publikasjoner
        "plan": _("the plan, version %(number)d") % {"number": attached.version},
        "link": pgettext("kind of an attachment, in a list", "link"),
        "text": pgettext("kind of an attachment, in a list", "text"),
        "publications": pgettext("kind of an attachment, in a list", "publications"),
    }[attached.kind]
