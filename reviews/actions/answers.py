"""Answers, saved part by part as people write them. The form is locked first: of two who write the same part at once,
the second is told of the first's words; different parts and different questions are both kept."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from reviews import permissions
from reviews.answers import PARTS, BadAnswer, Value, cleaned
from reviews.lifecycle import DRAFT
from reviews.models import Answer, Question, Response
from services.conflicts import ChangedMeanwhile


class NotADraft(Exception):
    """The form waits for its signature, or is signed: `response` as it now stands."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.state)
        self.response = response


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What stands after a save. `others` are the question's other parts that changed since the version seen."""

    answer: Answer
    part: str
    at: datetime
    others: dict[str, Any] = field(default_factory=dict)

    @property
    def value(self) -> Any:
        return self.answer.value[self.part]


class PartChanged(ChangedMeanwhile):
    """That very part was changed by someone else: `theirs` is stored, `mine` is what was sent and is not."""

    def __init__(self, answer: Answer, part: str, mine: Any) -> None:
        super().__init__(stored=answer, mine=mine)
        self.part, self.theirs, self.version = part, answer.value[part], answer.version
        self.by, self.at = answer.changed_by, answer.changed_at


@transaction.atomic
def save_part(*, response: Response, key: str, part: str, value: object, base: object, seen: int, by: User) -> Saved:
    """Store one part ("choice", "text" or "rows") of the answer to the question `key`.

    `base` is what the sender began from, `seen` the answer's version then. What is stored already is a success whatever
    was seen. Raises BadAnswer, PartChanged, NotADraft, Question.DoesNotExist, PermissionDenied.
    """
    stored = drafted(response, by)
    answer = answer_to(stored, Question.objects.get(questionnaire=stored.questionnaire_id, key=key))
    others = _changed_since(answer, seen, part)
    if _write(answer, part, value, base):
        _store(answer, by)
    return Saved(answer=answer, part=part, at=answer.changed_at or timezone.now(), others=others)


@transaction.atomic
def save_parts(*, response: Response, sent: dict[str, dict[str, tuple[object, object]]], by: User) -> list[PartChanged]:
    """Several answers at once, as a page without script sends them: (value, base) by part by question key. Those in
    conflict are handed back, the others are stored. Raises as save_part."""
    stored = drafted(response, by)
    questions = {each.key: each for each in Question.objects.filter(questionnaire=stored.questionnaire_id)}
    conflicts = []
    for key, parts in sent.items():
        if key not in questions:
            raise Question.DoesNotExist(key)
        answer, written = answer_to(stored, questions[key]), False
        for part, (value, base) in parts.items():
            try:
                written = _write(answer, part, value, base) or written
            except PartChanged as conflict:
                conflicts.append(conflict)
        if written:
            _store(answer, by)
    return conflicts


def drafted(response: Response, by: User) -> Response:
    """The form as it now stands, locked, to be written by this person. Raises NotADraft, PermissionDenied."""
    stored = Response.objects.select_for_update().without_bytes().get(pk=response.pk)
    if not permissions.can_write(by, stored):
        raise PermissionDenied
    if stored.state != DRAFT:
        raise NotADraft(stored)
    return stored


def answer_to(response: Response, question: Question) -> Answer:
    """The one that is stored, or a new one that is not yet."""
    answers = Answer.objects.select_related("changed_by").filter(response=response, question=question)
    return answers.first() or Answer(response=response, question=question)


def _write(answer: Answer, part: str, value: object, base: object) -> bool:
    kind = answer.question.kind
    wanted = cleaned(kind, part, value)
    if answer.value[part] == wanted:
        return False
    if answer.value[part] != _begun_from(kind, part, base):
        raise PartChanged(answer, part, wanted)
    answer.value = answer.value | {part: wanted}
    return True


def _begun_from(kind: str, part: str, base: object) -> Any:
    try:
        return cleaned(kind, part, base)
    except BadAnswer:
        return None  # so it was never stored


def _store(answer: Answer, by: User) -> None:
    answer.version += 1
    answer.changed_at, answer.changed_by = timezone.now(), by
    answer.save()


def _changed_since(answer: Answer, seen: int, part: str) -> Value:
    if answer.version == seen:
        return {}
    return {other: answer.value[other] for other in PARTS[answer.question.kind] if other != part}
