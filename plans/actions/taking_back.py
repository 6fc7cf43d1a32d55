"""Undo and redo in the editor: the person's own steps, taken back and done again. The way back itself: undo.py."""

import uuid

from django.db import transaction

from accounts.models import User
from plans.actions import imports
from plans.actions.steps import lock
from plans.actions.undo import undo
from plans.models import Plan, PlanImport
from plans.own_steps import HISTORIES, OwnStep, own_steps


class NoSuchStep(Exception):
    """It is none of the person's last steps in the plan."""


def take_back(*, plan: Plan, key: str, by: User) -> OwnStep | None:
    """Take back the step of that key; twice is once. Gives the step, None where it was taken back already.

    Raises NoSuchStep; ChangedMeanwhile, and nothing is done, where what it changed was changed since.
    """
    step = next((one for one in own_steps(plan, by).done if one.is_called(key)), None)
    imported = PlanImport.objects.filter(plan=plan, batch=step.batch).first() if step and step.batch else None
    if step and imported:  # it has a state of its own, and a lock that comes before the plan's
        imports.take_back(imported=imported, by=by)
        return step
    return _undo(plan, key, by, redo=False)


def do_again(*, plan: Plan, key: str, by: User) -> OwnStep | None:
    """Do again what was taken back by the step of that key. As take_back."""
    return _undo(plan, key, by, redo=True)


@transaction.atomic
def _undo(plan: Plan, key: str, by: User, *, redo: bool) -> OwnStep | None:
    lock(plan)
    mine = own_steps(plan, by)
    if any(step.is_called(key) for step in mine.gone):
        return None
    step = next((one for one in (mine.undone if redo else mine.done) if one.is_called(key)), None)
    if step is None:
        raise NoSuchStep
    undo(batch=step.batch or _batch_of(step), plan=plan, by=by)
    return step


def _batch_of(step: OwnStep) -> uuid.UUID:
    """Words get a batch when they are taken back, so that it can be said which step that undoes."""
    kind, history_id, _thing = step.entries[0]
    entry = HISTORIES[kind][0].history.get(history_id=history_id)
    entry.batch = uuid.uuid4()
    entry.save(update_fields=["batch"])
    return entry.batch
