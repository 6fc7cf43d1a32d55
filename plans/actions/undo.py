"""One step of the history taken back: what it made goes, what it changed gets its words again, what it deleted returns.

Only if all that it changed is still as it left it. To take back is a step itself, and can be taken back.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Subquery
from django.utils import timezone

from accounts.models import User
from plans.actions.plans import touch
from plans.actions.steps import keep, lock
from plans.models import Area, Plan, PlanRow, Section
from services.conflicts import ChangedMeanwhile

# In this order, so that what lies in an area is put back after the area.
MODELS: tuple[Any, ...] = (Section, Area, PlanRow)
OF_PLAN = {Section: "plan", Area: "plan", PlanRow: "area__plan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A thing that the step changed: as it is, as it was before (None: the step made it), and the step's last record
    of it."""

    thing: Any
    before: Any
    after: Any


class ChangedSince(ChangedMeanwhile):
    """What the step changed is no longer as it left it. `by` is somebody else who changed it since, if anybody did."""

    def __init__(self, thing: Any, by: User | None = None) -> None:
        super().__init__(stored=thing)
        self.by = by


@dataclass(frozen=True, slots=True)
class Led:
    """A row's place in its group: the row whose measure holds for it, and that measure."""

    head: uuid.UUID
    measure: str


@transaction.atomic
def undo(*, batch: uuid.UUID, plan: Plan, by: User, reason: str = "") -> uuid.UUID:
    """Gives the batch of the step that this is. `reason` is what the history calls it.

    Raises ChangedSince, and nothing is done, where what the step changed was changed since, or where a row that is none
    of it would lose its area or get another measure. PermissionDenied for a step of somebody else's.
    """
    lock(plan)
    steps = {model: _changed(model, plan, batch, by) for model in MODELS}
    if not any(steps.values()):
        raise ChangedSince(plan)
    for model in MODELS:
        for step in steps[model]:
            _check_untouched(step, by)
    before = _led(_rows_now(plan))
    made = uuid.uuid4()
    for model in MODELS:
        for step in steps[model]:
            _put_back(step)
        keep(*(step.thing for step in steps[model]), by=by, batch=made, reason=reason, undoes=batch)
    _check_places(plan)
    _check_groups(plan, batch, before)
    touch(plan, by)
    return made


def _changed(model: Any, plan: Plan, batch: uuid.UUID, by: User) -> list[Changed]:
    """The model's things in the step."""
    mine = model.history.filter(**{OF_PLAN[model]: plan.pk}, batch=batch)
    before: dict[Any, int] = {}
    after: dict[Any, int] = {}
    records = model.history.filter(id__in=mine.values("id")).order_by("history_id")
    for number, pk, of, user in records.values_list("history_id", "id", "batch", "history_user"):
        if of == batch:
            if user != by.pk:
                raise PermissionDenied
            after[pk] = number
        elif pk not in after:
            before[pk] = number
    whole = {
        record.history_id: record for record in model.history.filter(history_id__in=[*before.values(), *after.values()])
    }
    things = model.with_deleted.in_bulk(list(after))
    return [
        Changed(thing=things[pk], before=whole.get(before.get(pk)), after=whole[number]) for pk, number in after.items()
    ]


def _check_untouched(step: Changed, by: User) -> None:
    """What the step made is as it made it, and what it changed as it left it; of the rest others may write."""
    for name in (*_changed_names(step), "deleted_at"):
        if getattr(step.thing, name) != getattr(step.after, name):
            later = step.thing.history.filter(history_id__gt=step.after.history_id).exclude(history_user=by)
            other = later.order_by("-history_id").values_list("history_user", flat=True).first()
            raise ChangedSince(step.thing, User.objects.filter(pk=other).first())


def _changed_names(step: Changed) -> list[str]:
    """The attributes that the step changed: all of a thing that it made."""
    names = [field.attname for field in type(step.after).tracked_fields if field.attname not in ("id", "version")]
    if step.before is None:
        return names
    return [name for name in names if getattr(step.before, name) != getattr(step.after, name)]


def _put_back(step: Changed) -> None:
    """The thing as it was before the step, under a new version."""
    thing, before = step.thing, step.before
    if before is None:
        thing.deleted_at = timezone.now()
    else:
        for name in _changed_names(step):
            setattr(thing, name, getattr(before, name))
    thing.version += 1
    if isinstance(thing, PlanRow):
        thing.changed_at = timezone.now()


def _check_places(plan: Plan) -> None:
    """No live row in an area that is gone, no live area in such a band."""
    rows = PlanRow.objects.filter(area__plan=plan).exclude(area__deleted_at=None)
    areas = Area.objects.filter(plan=plan).exclude(parent=None).exclude(parent__deleted_at=None)
    if rows.exists() or areas.exists():
        raise ChangedSince(plan)


def _check_groups(plan: Plan, batch: uuid.UUID, before: Mapping[uuid.UUID, Led | None]) -> None:
    """A row that goes on with another one follows the same one, or has the same measure, as a moment ago or as before
    the step."""
    now = _led(_rows_now(plan))
    doubtful = [pk for pk, led in now.items() if not (led and led.head == pk) and not _is_led_as(led, before.get(pk))]
    if doubtful:
        then = _led(_rows_before(plan, batch))
        if not all(_is_led_as(now[pk], then.get(pk)) for pk in doubtful):
            raise ChangedSince(plan)


def _is_led_as(now: Led | None, was: Led | None) -> bool:
    return bool(now and was and (now.head == was.head or now.measure == was.measure))


type Placed = tuple[uuid.UUID, uuid.UUID, int, bool, str]

_PLACED = ("id", "area_id", "rank", "continues", "measure")


def _rows_now(plan: Plan) -> Iterable[Placed]:
    return plan.rows.values_list(*_PLACED)


def _rows_before(plan: Plan, batch: uuid.UUID) -> Iterable[Placed]:
    """The rows as they stood when the step began, from the history."""
    history = PlanRow.history.filter(area__plan=plan.pk)
    first = history.filter(batch=batch).order_by("history_id").values("history_id")[:1]
    earlier = history.filter(history_id__lt=Subquery(first)).order_by("history_id").values_list(*_PLACED, "deleted_at")
    latest = {record[0]: record for record in earlier}
    return [record[:5] for record in latest.values() if record[5] is None]


def _led(rows: Iterable[Placed]) -> dict[uuid.UUID, Led | None]:
    """By row: where it stands in its group; None for one that goes on with nothing."""
    found: dict[uuid.UUID, Led | None] = {}
    home, led = None, None
    for pk, area, _rank, continues, measure in sorted(rows, key=lambda row: (row[1], row[2], row[0])):
        if area != home or not continues:
            home, led = area, None if continues else Led(pk, measure)
        found[pk] = led
    return found
