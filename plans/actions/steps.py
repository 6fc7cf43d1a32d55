"""Writing with history: each entry names the person, and the entries of one step share a batch.

Steps (a move, a deletion, a new row) carry a batch, also when they touch one row only. Words saved in a field carry
none: that is what tells the two apart when saves close in time are kept as one entry.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from accounts.models import User
from plans.models import Area, Plan, PlanRow
from plans.own_steps import changed_between

ONE_ENTRY = timedelta(minutes=2)
FEW = 20  # objects that are saved one by one
AT_ONCE = 200  # objects per statement: SQLite takes a limited number of values


class Locked(Exception):
    """The plan cannot be changed while one of its versions waits for a decision."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("a version of the plan is submitted")
        self.plan = plan


def lock(plan: Plan) -> None:
    """Nobody else changes the plan's rows or areas until the transaction ends; and it is still one to be changed.

    Raises Locked.
    """
    stored = Plan.objects.select_for_update().get(pk=plan.pk)
    if stored.archived_at:
        raise PermissionDenied
    if stored.is_locked:
        raise Locked(plan)


def keep(
    *things: Any,
    by: User | None,
    batch: uuid.UUID,
    new: bool = False,
    reason: str = "",
    undoes: uuid.UUID | None = None,
) -> None:
    """Save things of one model as part of a step. `reason` is what the history calls the step: telling.py; `undoes` the
    batch of a step that this one takes back."""
    if len(things) > FEW and not new:
        _save_many(things)
    else:
        for thing in things:
            thing.save_without_historical_record(force_insert=new)
    if things:
        type(things[0]).history.bulk_history_create(
            list(things),
            batch_size=AT_ONCE,
            update=not new,
            default_user=by,
            default_change_reason=reason,
            custom_historical_attrs={"batch": batch, "undoes": undoes},
        )


def _save_many(things: Sequence[Any]) -> None:
    """In few statements: rows written over. (Django's bulk_update takes ten times as long.)"""
    names = [field.name for field in type(things[0])._meta.concrete_fields if field.name not in ("id", "created_at")]
    type(things[0]).with_deleted.bulk_create(
        things, batch_size=AT_ONCE, update_conflicts=True, unique_fields=["id"], update_fields=names
    )


def create(things: Sequence[Any], *, by: User | None, batch: uuid.UUID, reason: str = "") -> None:
    """Save new things of one model as part of a step, in few statements."""
    if things:
        bulk_create_with_history(
            list(things),
            type(things[0]),
            batch_size=AT_ONCE,
            default_user=by,
            default_change_reason=reason,
            custom_historical_attrs={"batch": batch},
        )


def keep_words(thing: Any, *, by: User | None) -> int | None:
    """Save words; over the person's own entry from the last two minutes, so that history is not flooded.

    Only over an entry of the same words, after which the person did nothing else: an entry is what "undo" takes back.
    One that comes to nothing, since the old words are there again, goes. Gives the entry's history id.
    """
    thing.save_without_historical_record()
    latest: list[Any] = list(thing.history.order_by("-history_date", "-history_id")[:2])
    entry, before = (*latest, None, None)[:2]
    if not _goes_on(entry, before, thing, by):
        (made,) = type(thing).history.bulk_history_create([thing], update=True, default_user=by)
        return made.history_id
    for field in type(entry).tracked_fields:
        setattr(entry, field.attname, getattr(thing, field.attname))
    if before and not changed_between(before, entry):
        entry.delete()
        return None
    entry.save()
    return entry.history_id


def _goes_on(entry: Any, before: Any, thing: Any, by: User | None) -> bool:
    """Whether what the person now did to the thing belongs to that entry of the thing's history."""
    if not (entry and by) or entry.history_user_id != by.pk or entry.batch is not None:
        return False
    if entry.history_date < timezone.now() - ONE_ENTRY:
        return False
    if before and changed_between(before, entry) != changed_between(entry, thing):
        return False
    return not any(
        model.history.filter(history_user=by, history_date__gt=entry.history_date).exists() for model in (PlanRow, Area)
    )


def save_whole(plan: Plan, *, by: User | None, **options: Any) -> None:
    """Save the plan's own fields as an entry of its own."""
    writable: Any = plan
    writable._history_user = by
    plan.save(**options)


def who_changed(thing: Any, attribute: str) -> tuple[User | None, datetime | None]:
    """Who gave the attribute the value it has, and when; (None, None) where the history does not tell."""
    entries = thing.history.order_by("-history_date", "-history_id")
    user, at = None, None
    for value, by, date in entries.values_list(attribute, "history_user", "history_date")[:200].iterator(chunk_size=10):
        if value != getattr(thing, attribute):
            break
        user, at = by, date
    return User.objects.filter(pk=user).first() if user else None, at
