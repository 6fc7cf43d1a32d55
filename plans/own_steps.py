"""What one person last did in the table of a plan, step by step, newest first: what "undo" and "redo" go through.

A step is a batch of the history, or an entry of words saved in a field, which has no batch until it is taken back. A
step that is taken back stays in the history, and so does the one that took it back; neither counts any more, unless
that one is taken back itself. So a run of undos goes further and further back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import merge
from itertools import groupby
from typing import Any
from uuid import UUID

from accounts.models import User
from plans.models import Area, Plan, PlanRow

LAST = 20  # steps that can be taken back
READ = 2000  # entries of each history at most: a step over more things than this hides what was before it
HISTORIES: dict[str, tuple[Any, str]] = {"row": (PlanRow, "area__plan"), "area": (Area, "plan")}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStep:
    """`entries` are (kind, history id, thing) of the step, newest first. `undoes` is the batch that it takes back."""

    at: datetime
    batch: UUID | None
    undoes: UUID | None
    reason: str
    entries: tuple[tuple[str, int, UUID], ...]

    @property
    def key(self) -> str:
        return step_key(*self.entries[0][:2])

    def is_called(self, key: str) -> bool:
        return any(key == step_key(kind, history_id) for kind, history_id, _thing in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSteps:
    """`done` can be taken back; `undone` are the steps that took others back, to be taken back themselves ("redo");
    the newest first of both. `gone` are those that were taken back."""

    done: list[OwnStep] = field(default_factory=list)
    undone: list[OwnStep] = field(default_factory=list)
    gone: list[OwnStep] = field(default_factory=list)


def step_key(kind: str, history_id: int) -> str:
    """What a step is called by any of its entries: "row-4711"."""
    return f"{kind}-{history_id}"


def own_steps(plan: Plan, user: User) -> OwnSteps:
    """The user's last 20 steps in the plan; to have made it is none. Three queries, however many rows it has."""
    made = Plan.history.filter(id=plan.pk, history_type="+").values_list("batch", flat=True).first()
    found = OwnSteps()
    takers: dict[UUID, OwnStep] = {}  # by the batch that each took back, and still does
    since: list[OwnStep] = []  # those of them that no deed came after
    deeds = 0
    for step in _steps(plan, user):
        if step.batch and step.batch == made:
            continue
        taker = takers.get(step.batch) if step.batch else None
        if taker:
            found.gone.append(step)
        elif step.undoes is None:
            found.done.append(step)
        else:
            takers[step.undoes] = step
            # What an import's own way back took out again comes in by its preview.
            since += [step] if not deeds and not step.reason else []
        if step.undoes is None:
            found.undone.extend(one for one in since if one is taker)
            deeds += 1
        if deeds == LAST:
            break
    found.undone.sort(key=lambda step: step.at, reverse=True)
    return found


def _steps(plan: Plan, user: User) -> Iterator[OwnStep]:
    entries = merge(*(_entries(kind, plan, user) for kind in HISTORIES), key=lambda entry: entry[0], reverse=True)
    for _step, members in groupby(entries, key=lambda entry: entry[1] or entry[4:6]):
        group = list(members)
        at, batch, undoes, reason, *_entry = group[0]
        yield OwnStep(at=at, batch=batch, undoes=undoes, reason=reason or "", entries=tuple(one[4:] for one in group))


def _entries(kind: str, plan: Plan, user: User) -> Iterable[tuple]:
    model, of_plan = HISTORIES[kind]
    mine = model.history.filter(**{of_plan: plan.pk}, history_user=user).order_by("-history_id")
    values = mine.values_list("history_date", "batch", "undoes", "history_change_reason", "history_id", "id")[:READ]
    for at, batch, undoes, reason, history_id, thing in values.iterator(chunk_size=200):
        yield at, batch, undoes, reason, kind, history_id, thing


def changed_between(one: Any, other: Any) -> set[str]:
    """The fields that differ in two entries of a history, or in an entry and its thing; the reading of a time with its
    words as "timeframe"."""
    names = (field.attname for field in type(one).tracked_fields)
    changed = {name for name in names if name != "version" and getattr(one, name) != getattr(other, name)}
    return {"timeframe" if name.startswith("timeframe_") else name for name in changed}
