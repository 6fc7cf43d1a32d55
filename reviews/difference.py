"""Two ResponseDocuments → which questions and attachments are another in the second, and what of the rest.

Questions are the same by their key. Their words are not compared: the same form may be shown in the other language.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reviews.answers import PARTS, Value, shows_text
from reviews.document import AnsweredQuestion, Attached, ResponseDocument

type Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedQuestion:
    """`old` is None of a question that is new, `new` of one that is gone; `parts` are those whose values differ."""

    kind: Kind
    old: AnsweredQuestion | None
    new: AnsweredQuestion | None
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedAttachment:
    kind: Kind
    old: Attached | None
    new: Attached | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFact:
    name: str  # "location" or "written_by"
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDifference:
    facts: tuple[ChangedFact, ...]
    questions: tuple[ChangedQuestion, ...]
    attachments: tuple[ChangedAttachment, ...]


def difference(old: ResponseDocument, new: ResponseDocument) -> FormDifference:
    return FormDifference(
        facts=tuple(_facts(old, new)),
        questions=tuple(_questions(old, new)),
        attachments=tuple(_attachments(old.attachments, new.attachments)),
    )


def _facts(old: ResponseDocument, new: ResponseDocument) -> Iterator[ChangedFact]:
    if old.service.location != new.service.location:
        yield ChangedFact(name="location", old=old.service.location, new=new.service.location)
    if old.written_by != new.written_by:
        yield ChangedFact(name="written_by", old=old.written_by, new=new.written_by)


def _questions(old: ResponseDocument, new: ResponseDocument) -> Iterator[ChangedQuestion]:
    """In the order of the new form; those that are gone come last."""
    before = {question.key: question for question in old.questions()}
    for question in new.questions():
        earlier = before.pop(question.key, None)
        if earlier is None:
            yield ChangedQuestion(kind="added", old=None, new=question, parts=_filled(question))
        elif parts := tuple(part for part in PARTS[question.kind] if shown(earlier)[part] != shown(question)[part]):
            yield ChangedQuestion(kind="changed", old=earlier, new=question, parts=parts)
    for gone in before.values():
        yield ChangedQuestion(kind="removed", old=gone, new=None, parts=_filled(gone))


def _filled(question: AnsweredQuestion) -> tuple[str, ...]:
    return tuple(part for part in PARTS[question.kind] if shown(question)[part])


def shown(question: AnsweredQuestion) -> Value:
    """The answer without the text that its choice does not ask for: nobody reads it."""
    is_asked = shows_text(question.kind, question.follow_when, question.value["choice"])
    return question.value if is_asked else question.value | {"text": ""}


def _attachments(old: tuple[Attached, ...], new: tuple[Attached, ...]) -> Iterator[ChangedAttachment]:
    """What is the same to the letter is left out first; of the rest, the same slot, kind and name is one changed."""
    gone = list(old)
    come = []
    for each in new:
        if each in gone:
            gone.remove(each)
        else:
            come.append(each)
    for each in come:
        earlier = next((other for other in gone if _same_place(other, each)), None)
        if earlier:
            gone.remove(earlier)
        yield ChangedAttachment(kind="changed" if earlier else "added", old=earlier, new=each)
    for each in gone:
        yield ChangedAttachment(kind="removed", old=each, new=None)


def _same_place(one: Attached, other: Attached) -> bool:
    return (one.slot, one.kind, one.name) == (other.slot, other.kind, other.name)
