"""Earlier words of a row, and deleted areas with their rows, brought back from the history: each a step of its own."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from plans.actions.outline import index_of, measure_at, rows_in
from plans.actions.plans import touch
from plans.actions.row_steps import bring_back, revived
from plans.actions.rows import FIELDS
from plans.actions.steps import keep, lock
from plans.models import Area, Plan, PlanRow
from plans.own_steps import changed_between
from services.conflicts import ChangedMeanwhile

REASON = "restore"  # as the history calls the step


class WordsChanged(ChangedMeanwhile):
    """Somebody wrote in `fields` of the row since what was seen, so they would write over what nobody has looked at."""

    def __init__(self, row: PlanRow, then: Any, fields: Sequence[str]) -> None:
        super().__init__(stored=row)
        self.row, self.then, self.fields = row, then, fields


class Gone(ChangedMeanwhile):
    """The row is deleted: it comes back first, its words after."""


@transaction.atomic
def restore_words(
    *, plan: Plan, row_pk: uuid.UUID, entry: int, seen: int, fields: Collection[str], by: User
) -> list[str]:
    """Write the words of an entry of the row's history into the row again; gives the fields that this changed.

    `entry` and `seen` are ids in the history: the words that are wanted, and those that the person last saw in their
    place. Raises PlanRow.DoesNotExist, PlanRow.history.model.DoesNotExist; Gone, WordsChanged, and nothing is done.
    """
    lock(plan)
    row = PlanRow.with_deleted.select_related("area").get(pk=row_pk, area__plan=plan)
    then, looked_at = (row.history.get(history_id=one) for one in (entry, seen))
    if row.deleted_at or row.area.deleted_at:
        raise Gone(row)
    wanted = [name for name in FIELDS if name in fields and name in changed_between(then, row)]
    changed = [name for name in wanted if name in changed_between(looked_at, row)]
    if changed:
        raise WordsChanged(row, then, changed)
    for name in wanted:
        _write(row, then, name)
    if wanted:
        row.version += 1
        row.changed_at = timezone.now()
        keep(row, by=by, batch=uuid.uuid4(), reason=REASON)
        touch(plan, by)
    return wanted


def _write(row: PlanRow, then: Any, name: str) -> None:
    if name == "measure":
        _write_measure(row, then)
    elif name == "timeframe":  # with the reading of that time, a correction among it
        for field in (field.attname for field in type(then).tracked_fields):
            if field.startswith("timeframe_"):
                setattr(row, field, getattr(then, field))
    else:
        setattr(row, name, getattr(then, name))


def _write_measure(row: PlanRow, then: Any) -> None:
    """A row that went on with another one does so again only where the same measure holds; else it keeps its own."""
    rows = rows_in(row.area)
    at = index_of(rows, row.pk)
    if then.continues:
        if at and measure_at(rows, at - 1) == row.measure:
            row.continues, row.measure = True, ""
    else:
        row.measure, row.continues = then.measure, row.continues and not then.measure


def deleted_rows(area: Area) -> tuple[list[PlanRow], list[PlanRow]]:
    """Of a deleted area, in order: the rows that went with it, and the others that were deleted in it."""
    deletion = area.history.order_by("-history_date", "-history_id").values_list("batch", flat=True)[0]
    records = PlanRow.history.filter(batch=deletion, area_id=area.pk) if deletion else PlanRow.history.none()
    with_it = set(records.values_list("id", flat=True))
    rows = list(PlanRow.with_deleted.filter(area=area).exclude(deleted_at=None).order_by("rank", "id"))
    return [row for row in rows if row.pk in with_it], [row for row in rows if row.pk not in with_it]


@transaction.atomic
def restore_area(*, plan: Plan, area_pk: uuid.UUID, rows: Collection[uuid.UUID], by: User) -> Area:
    """A deleted area back in its place, with its band and the rows that went with it, and those of the others deleted
    in it that are wanted. Twice is once."""
    lock(plan)
    area = Area.with_deleted.select_related("parent").get(pk=area_pk, plan=plan)
    if not area.deleted_at:
        return area
    with_it, others = deleted_rows(area)
    batch = uuid.uuid4()
    keep(*revived(area), by=by, batch=batch, reason=REASON)
    for row in with_it:
        row.deleted_at = None
        row.version += 1
    keep(*with_it, by=by, batch=batch, reason=REASON)
    for row in others:
        if row.pk in rows:
            keep(row, *bring_back(row), by=by, batch=batch, reason=REASON)
    touch(plan, by)
    return area
