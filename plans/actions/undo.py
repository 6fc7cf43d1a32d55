"""One step of the history taken back: what it made goes, what it changed gets its words again, what it deleted returns.

Only if none of it was changed since, by anyone. To take back is a step itself.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
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


@dataclass(frozen=True, slots=True)
class Led:
    """A row's place in its group: the row whose measure holds for it, and that measure."""

    head: uuid.UUID
    measure: str


@transaction.atomic
def undo(*, batch: uuid.UUID, plan: Plan, by: User, reason: str = "undo") -> uuid.UUID:
    """Gives the batch of the step that this is. `reason` is what the history calls it.

    Raises ChangedMeanwhile, and nothing is done, where anything of the step was changed since, or where a row that is
    none of it would lose its area or get another measure. PermissionDenied for a step of somebody else's.
    """
    lock(plan)
    steps = {model: _changed(model, plan, batch, by) for model in MODELS}
    if not any(steps.values()):
        raise ChangedMeanwhile(plan)
    then = _led(_rows_before(plan, batch)) if any(map(_goes_on_again, steps[PlanRow])) else {}
    before = _led(_rows_now(plan))
    made = uuid.uuid4()
    for model in MODELS:
        for step in steps[model]:
            _put_back(step)
        keep(*(step.thing for step in steps[model]), by=by, batch=made, reason=reason)
    _check_places(plan)
    again = {step.thing.pk for step in steps[PlanRow] if _goes_on_again(step)}
    _check_groups(plan, was=before | {pk: led for pk, led in then.items() if pk in again})
    touch(plan, by)
    return made


def _changed(model: Any, plan: Plan, batch: uuid.UUID, by: User) -> list[Changed]:
    """The model's things in the step. Raises ChangedMeanwhile where one of them has a newer record."""
    mine = model.history.filter(**{OF_PLAN[model]: plan.pk}, batch=batch)
    first: dict[Any, Any] = {}
    before: dict[Any, int] = {}
    last: dict[Any, tuple[int, Any]] = {}
    records = model.history.filter(id__in=mine.values("id")).order_by("history_id")
    for number, pk, of, user in records.values_list("history_id", "id", "batch", "history_user"):
        if of == batch:
            if user != by.pk:
                raise PermissionDenied
            first.setdefault(pk, number)
        elif pk not in first:
            before[pk] = number
        last[pk] = number, of
    if any(of != batch for _number, of in last.values()):
        raise ChangedMeanwhile(plan)
    wanted = [*before.values(), *(number for number, _of in last.values())]
    whole = {record.history_id: record for record in model.history.filter(history_id__in=wanted)}
    things = model.with_deleted.in_bulk(list(last))
    return [
        Changed(
            thing=things[pk],
            before=whole[before[pk]] if pk in before else None,
            after=whole[last[pk][0]],
        )
        for pk in last
    ]


def _put_back(step: Changed) -> None:
    """The thing as it was before the step, under a new version."""
    thing, before = step.thing, step.before
    if before is None:
        thing.deleted_at = timezone.now()
    else:
        for field in type(before).tracked_fields:
            name = field.attname
            # A rank that the step left alone may have been renumbered since.
            if name not in ("id", "version") and getattr(before, name) != getattr(step.after, name):
                setattr(thing, name, getattr(before, name))
    thing.version += 1
    if isinstance(thing, PlanRow):
        thing.changed_at = timezone.now()


def _check_places(plan: Plan) -> None:
    """No live row in an area that is gone, no live area in such a band."""
    rows = PlanRow.objects.filter(area__plan=plan).exclude(area__deleted_at=None)
    areas = Area.objects.filter(plan=plan).exclude(parent=None).exclude(parent__deleted_at=None)
    if rows.exists() or areas.exists():
        raise ChangedMeanwhile(plan)


def _check_groups(plan: Plan, was: Mapping[uuid.UUID, Led | None]) -> None:
    """A row that goes on with another one follows the same one as it did, or one with the same measure: a row that was
    put back as it did before the step, any other as it did a moment ago."""
    for pk, led in _led(_rows_now(plan)).items():
        known = was.get(pk)
        if led is None or (known and led.head != known.head and led.measure != known.measure):
            raise ChangedMeanwhile(plan)


def _goes_on_again(step: Changed) -> bool:
    """Whether the row went on with another one before the step, and the step ended that."""
    before, after = step.before, step.after
    if before is None or not before.continues:
        return False
    return bool(after.deleted_at or not after.continues or after.area_id != before.area_id)


type Placed = tuple[uuid.UUID, uuid.UUID, int, bool, str]

_PLACED = ("id", "area_id", "rank", "continues", "measure")


def _rows_now(plan: Plan) -> Iterable[Placed]:
    return plan.rows.values_list(*_PLACED)


def _rows_before(plan: Plan, batch: uuid.UUID) -> Iterable[Placed]:
    """The rows as they stood when the step began, from the history."""
    history = PlanRow.history.filter(area__plan=plan.pk)
    first = history.filter(batch=batch).order_by("history_id").values_list("history_id", flat=True)[0]
    earlier = history.filter(history_id__lt=first).order_by("history_id").values_list(*_PLACED, "deleted_at")
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
