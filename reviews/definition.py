"""A questionnaire as one plain value: what a definition file says and what the database holds."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from reviews.answers import CHOICES

AUDIENCES = ("leader", "group")
# Whose answer has a text of its own beside the choice, and when it is asked for unless the file says otherwise.
FOLLOWED = {kind: "yes" if kind == "yes_no" else "always" for kind in CHOICES}
FOLLOW_WHEN = ("yes", "always")
SLOTS = (0, 1, 2, 3)  # 0: no attachment is asked for


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both written languages."""

    nb: str = ""
    nn: str = ""

    def __bool__(self) -> bool:
        return bool(self.nb or self.nn)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDefinition:
    """`guide`: pages of the ministry's guide. `options`: the labels of a split. `related`: key in the other form."""

    key: str
    number: int
    kind: str
    text: Words
    help: Words = Words()
    follow_up: Words = Words()
    follow_when: str = ""
    guide: str = ""
    slot: int = 0
    options: tuple[Words, ...] = ()
    related: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionDefinition:
    title: Words
    questions: tuple[QuestionDefinition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDefinition:
    audience: str
    year: int
    title: Words
    intro: Words
    sections: tuple[SectionDefinition, ...]

    def questions(self) -> Iterator[QuestionDefinition]:
        for section in self.sections:
            yield from section.questions


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong at a line (from 1). wording.py has words for `code`; `detail`: what it is about."""

    line: int
    code: str
    detail: str = ""


class DefinitionErrors(ValueError):
    """All that is wrong with a definition, by line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{each.line}: {each.code} {each.detail}".rstrip() for each in problems))
        self.problems = problems


def columns(value: QuestionDefinition | SectionDefinition | FormDefinition) -> dict[str, Any]:
    """Its own fields as the database names them: words in two columns, the labels of a split as data."""
    found: dict[str, Any] = {}
    for name in (each.name for each in fields(value) if each.name not in ("sections", "questions")):
        content = getattr(value, name)
        if isinstance(content, Words):
            found |= {f"{name}_nb": content.nb, f"{name}_nn": content.nn}
        elif name == "options":
            found[name] = [{"nb": each.nb, "nn": each.nn} for each in content]
        else:
            found[name] = content
    if "follow_when" in found:
        found["follow_when"] = found["follow_when"] or "yes"  # where there is no text to ask for, it says nothing
    return found
