"""The life of a version of a plan, as one table: which step leads from which states to which, and who takes it.

named      (a version that was only given a name stays so)
submit  →  submitted ─ withdraw (leader) ──────────→ withdrawn
               ├───── return (staff, with reason) ─→ returned
               └───── approve (staff) ─────────────→ approved ─ publish (leader, staff) → published
published ─── publish of the next one ─────────────→ superseded
    └──────── unpublish (leader, staff, with reason) → withdrawn
"""

from dataclasses import dataclass

LEADER, STAFF = "leader", "staff"

NAMED = "named"
SUBMITTED = "submitted"
RETURNED = "returned"
APPROVED = "approved"
PUBLISHED = "published"
SUPERSEDED = "superseded"
WITHDRAWN = "withdrawn"
STATES = (NAMED, SUBMITTED, RETURNED, APPROVED, PUBLISHED, SUPERSEDED, WITHDRAWN)

NAME, SUBMIT, SUPERSEDE = "name", "submit", "supersede"  # the steps that come with something else: see actions/versions


@dataclass(frozen=True, slots=True)
class Step:
    start: str
    end: str
    who: tuple[str, ...]
    needs_reason: bool = False


STEPS = {
    "withdraw": Step(SUBMITTED, WITHDRAWN, (LEADER,)),
    "return": Step(SUBMITTED, RETURNED, (STAFF,), needs_reason=True),
    "approve": Step(SUBMITTED, APPROVED, (STAFF,)),
    "publish": Step(APPROVED, PUBLISHED, (LEADER, STAFF)),
    "unpublish": Step(PUBLISHED, WITHDRAWN, (LEADER, STAFF), needs_reason=True),
}
VERBS = (NAME, SUBMIT, *STEPS, SUPERSEDE)


def possible(state: str) -> tuple[str, ...]:
    """The steps that lead on from the state, in the table's order."""
    return tuple(verb for verb, step in STEPS.items() if step.start == state)
