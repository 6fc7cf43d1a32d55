"""A form as it is written: section by section, each question with its answer, its fields and what is said of it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from reviews import answers, remarks
from reviews.answers import Value
from reviews.models import Answer, Question, Response, Section
from reviews.reading import Read, choice_words
from reviews.slots import Slot

BLANK = {"staffing": 3, "split": 2}  # rows that an empty table begins with


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    column: str
    heading: str
    text: str
    is_fixed: bool = False  # the label of a share that the form names itself
    is_number: bool = False
    id: str = ""

    @property
    def is_share(self) -> bool:
        return self.column == "percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    cells: tuple[Cell, ...]
    name: str  # what it is called to who cannot see it: its label, or its place
    place: str  # "row 3"
    share: str


@dataclass(slots=True, kw_only=True)
class Item:
    """One question. `value` is what its fields show, `base` what is stored: they differ where a text was not stored."""

    question: Question
    value: Value
    base: Value
    version: int = 0
    changed_at: datetime | None = None
    errors: dict[str, str] = field(default_factory=dict)
    earlier: Value | None = None
    slot: Slot | None = None  # of the attachment that it asks for
    read: Read | None = None  # the answer as it is read
    blank: int = 0  # empty rows asked for, beside the usual

    @property
    def kind(self) -> str:
        return self.question.kind

    @property
    def parts(self) -> tuple[str, ...]:
        return answers.PARTS[self.kind]

    @property
    def has_choice(self) -> bool:
        return "choice" in self.parts

    @property
    def has_text(self) -> bool:
        return "text" in self.parts

    @property
    def has_rows(self) -> bool:
        return "rows" in self.parts

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(choice, choice_words(choice)) for choice in answers.CHOICES[self.kind]]

    @property
    def text_label(self) -> str:
        """The words at the text beside a choice."""
        # Translators: the label of a text that goes with a yes or no; nb: Kommentar · Utdyp svaret
        return self.question.follow_up or (_("Comment") if self.kind == "yes_no_comment" else _("Say more"))

    @property
    def is_answered(self) -> bool:
        return answers.is_answered(self.kind, self.value)

    @property
    def lacks_text(self) -> bool:
        return answers.lacks_text(self.kind, self.question.follow_when, self.value)

    @property
    def remark(self) -> str:
        return remarks.remark(self.kind, self.value)

    @property
    def base_rows(self) -> str:
        return json.dumps(self.base["rows"], ensure_ascii=False)

    @property
    def earlier_json(self) -> str:
        return json.dumps(self.earlier, ensure_ascii=False)

    @property
    def earlier_choice(self) -> str:
        return choice_words(self.earlier["choice"]) if self.earlier else ""

    @property
    def earlier_lines(self) -> list[list[tuple[str, str]]]:
        """The rows of the earlier answer, to be read: (heading, text) by cell."""
        rows = self.earlier["rows"] if self.earlier else []
        return [[(heading, row.get(column, "")) for column, heading in self.headings] for row in rows]

    @property
    def headings(self) -> list[tuple[str, str]]:
        return [(column, heading_of(column)) for column in answers.COLUMNS.get(self.kind, ())]

    @property
    def table(self) -> list[Row]:
        return [self._row(row, place) for place, row in enumerate(self.rows_shown())]

    @property
    def blank_row(self) -> Row:
        """The pattern of a row that is added."""
        return self._row({}, -1)

    @property
    def total(self) -> str:
        found = answers.total(self.value["rows"], "percent")
        return f"{remarks.figure(found)} %" if found is not None else "–"

    @property
    def people(self) -> str:
        found = answers.total(self.value["rows"], "people")
        return remarks.figure(found) if found is not None else "–"

    @property
    def total_share(self) -> str:
        found = answers.total(self.value["rows"], "percent")
        return remarks.share(str(found)) if found is not None else "0"

    def rows_shown(self) -> list[dict[str, str]]:
        """Of a split: first the labels of the form, in its order, then what people added; then rows to write in."""
        rows = [dict(row) for row in self.value["rows"]]
        shown = []
        for label, names in zip(self.question.labels, self.question.options, strict=True):
            found = next((row for row in rows if row.get("label") in names.values()), None)
            if found:
                rows.remove(found)
            shown.append(found or {"label": label, "percent": ""})
        shown += rows
        empty = max(self.blank, 0 if shown else BLANK[self.kind])
        return shown + [{} for _each in range(empty)]

    def _row(self, row: dict[str, str], place: int) -> Row:
        columns = answers.COLUMNS[self.kind]
        # Translators: a row of a table; nb: rad %(number)s
        where = _("row %(number)s") % {"number": place + 1} if place >= 0 else _("new row")
        is_fixed = self.kind == "split" and any(row.get("label") in each.values() for each in self.question.options)
        cells = tuple(
            Cell(
                column=column,
                heading=heading_of(column),
                text=row.get(column, ""),
                is_fixed=is_fixed and column == "label",
                is_number=column in ("people", "percent"),
                id=f"f-{self.question.key}-rows" if place == 0 and column == self._first_written else "",
            )
            for column in columns
        )
        share = remarks.share(row.get("percent", ""))
        return Row(cells=cells, name=row.get(columns[0]) or where, place=where, share=share)

    @property
    def _first_written(self) -> str:
        """The column of the first field of the first row."""
        return "percent" if self.kind == "split" and self.question.options else answers.COLUMNS[self.kind][0]

    @property
    def anchor(self) -> str:
        """The id of its first field."""
        return f"f-{self.question.key}-{self.parts[0]}"


@dataclass(slots=True, kw_only=True)
class Part:
    """A section of the form."""

    number: int
    title: str
    items: list[Item]

    @property
    def state(self) -> tuple[str, str]:
        """Symbol and words: not begun, begun, done."""
        answered = sum(item.is_answered for item in self.items)
        if answered == len(self.items) and not any(item.lacks_text for item in self.items):
            # Translators: a part of a form; nb: Ferdig · %(answered)s av %(count)s besvart · Begynt · Ikke begynt
            return "done", _("Done")
        if 0 < answered < len(self.items):
            return "ongoing", _("%(answered)s of %(count)s answered") % {"answered": answered, "count": len(self.items)}
        if answered or any(answers.has_words(item.value) for item in self.items):
            return "ongoing", _("Begun")
        return "planned", _("Not begun")


@dataclass(slots=True, kw_only=True)
class Sheet:
    response: Response
    parts: list[Part]

    def items(self) -> Iterator[Item]:
        for part in self.parts:
            yield from part.items

    @property
    def saved_at(self) -> datetime | None:
        return max((item.changed_at for item in self.items() if item.changed_at), default=None)


def sheet_of(response: Response, *, part: int | None = None) -> Sheet:
    """Three queries, however long the form. `part`: only the section with that number."""
    sections = Section.objects.filter(questionnaire=response.questionnaire_id)
    questions = Question.objects.filter(questionnaire=response.questionnaire_id)
    if part is not None:
        sections, questions = sections.filter(number=part), questions.filter(section__number=part)
    stored = {answer.question_id: answer for answer in Answer.objects.filter(response=response)}
    by_section: dict[int, list[Item]] = {}
    for question in questions:
        by_section.setdefault(question.section_id, []).append(item_of(question, stored.get(question.pk)))
    return Sheet(
        response=response,
        parts=[
            Part(number=section.number, title=section.title, items=by_section.get(section.pk, []))
            for section in sections
        ],
    )


def item_of(question: Question, answer: Answer | None) -> Item:
    if answer is None:
        return Item(question=question, value=answers.empty(), base=answers.empty())
    value = answers.empty() | answer.value
    return Item(question=question, value=value, base=value, version=answer.version, changed_at=answer.changed_at)


def with_earlier(response: Response, items: Sequence[Item]) -> Response | None:
    """Puts the answers that were signed in an earlier round beside the items; the response they stand in, or None."""
    before = Response.objects.filter(
        service=response.service_id, audience=response.audience, state="signed", round__due_on__lt=response.round.due_on
    )
    found = before.exclude(round=response.round_id).select_related("round").without_bytes()
    earlier = found.order_by("-round__due_on", "-number").first()
    if earlier is None:
        return None
    keys = [item.question.key for item in items]
    stored = Answer.objects.filter(response=earlier, question__key__in=keys).select_related("question")
    values = {(answer.question.key, answer.question.kind): answer.value for answer in stored}
    for item in items:
        value = values.get((item.question.key, item.kind))
        item.earlier = value if value and answers.has_words(value) else None
    return earlier


def taken(now: Value, earlier: Value) -> Value:
    """An earlier answer brought in: nothing that was written is lost by it."""
    text = now["text"]
    if earlier["text"] and earlier["text"] not in text:
        text = f"{text.rstrip()}\n\n{earlier['text']}" if text.strip() else earlier["text"]
    return {"choice": earlier["choice"] or now["choice"], "text": text, "rows": now["rows"] or earlier["rows"]}


def heading_of(column: str) -> str:
    return {
        # Translators: columns of tables in a form; nb: Oppgave · Stilling eller rolle · Personer · Prosent
        "label": _("Task"),
        "role": _("Position or role"),
        "people": _("People"),
        "percent": _("Percent"),
    }[column]
