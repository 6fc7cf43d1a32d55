"""What a form's page says of the attachments in one of its slots."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from reviews.actions.attachments import MOST, PLAN_SLOT
from reviews.models import Attachment, Question, Response


@dataclass(frozen=True, slots=True)
class Slot:
    """`question` asks for it; `may_change`: the form is being written by the one who looks at it. `key`: of the files
    that are sent next."""

    number: int
    question: Question
    attached: tuple[Attachment, ...]
    may_change: bool
    key: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def takes_plan(self) -> bool:
        return self.number == PLAN_SLOT

    @property
    def is_full(self) -> bool:
        return len(self.attached) >= MOST


def slots_of(response: Response, questions: Iterable[Question], *, may_change: bool) -> dict[int, Slot]:
    """By number, of the questions that have one; one query however many there are."""
    asked = {question.slot: question for question in questions if question.slot}
    if not asked:
        return {}
    found = response.attachments.select_related("stored", "plan_version").defer(
        "plan_version__document", "plan_version__pdf", "plan_version__search"
    )
    attached = list(found)
    return {
        number: Slot(number, question, tuple(each for each in attached if each.slot == number), may_change)
        for number, question in asked.items()
    }
