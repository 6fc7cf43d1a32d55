"""The life of a response, as one table: which step leads from which state to which, and who takes it.

draft ─ submit (writers) ──────────────────────────→ waiting
waiting ─┬─ withdraw (writers) ────────────────────→ draft
         ├─ decline (the one who signs, with reason) → draft
         └─ sign (the one who signs) ──────────────→ signed
signed ─── reopen (staff, with reason) ────────────→ reopened, and the next response begins as a draft
"""

from dataclasses import dataclass

WRITERS, SIGNER, STAFF = "writers", "signer", "staff"

DRAFT = "draft"
WAITING = "waiting"
SIGNED = "signed"
REOPENED = "reopened"
STATES = (DRAFT, WAITING, SIGNED, REOPENED)
OPEN = (DRAFT, WAITING)  # nobody has signed it: only its writers see it
CLOSED = (SIGNED, REOPENED)  # signed once, and never changed after


@dataclass(frozen=True, slots=True)
class Step:
    start: str
    end: str
    who: str
    needs_reason: bool = False


STEPS = {
    "submit": Step(DRAFT, WAITING, WRITERS),
    "withdraw": Step(WAITING, DRAFT, WRITERS),
    "decline": Step(WAITING, DRAFT, SIGNER, needs_reason=True),
    "sign": Step(WAITING, SIGNED, SIGNER),
    "reopen": Step(SIGNED, REOPENED, STAFF, needs_reason=True),
}
VERBS = tuple(STEPS)
