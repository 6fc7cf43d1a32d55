"""Rows added, duplicated, split, deleted and restored. In every area the first live row continues nothing."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from plans.actions.outline import group_at, index_of, leaf_areas, measure_at, rows_in
from plans.actions.plans import touch
from plans.actions.ranks import place
from plans.actions.rows import FIELDS, set_words, words_of
from plans.actions.steps import keep, lock
from plans.models import RANK_STEP, Area, Plan, PlanRow

COPIED = ("aim", "measure", "target_group", "instruments", "responsible", "status", "note", "continues")
TIMEFRAME = ("text", "kind", "start", "end", "precision", "uncertain", "corrected")
UNFILLED_FOR = timedelta(days=1)
SPLIT = ("target_group", "instruments", "responsible", "timeframe")


def live_row(plan: Plan, pk: uuid.UUID) -> PlanRow:
    return PlanRow.objects.select_related("area").get(pk=pk, area__plan=plan, area__deleted_at=None)


def siblings(area: Area) -> QuerySet[PlanRow]:
    return PlanRow.with_deleted.filter(area=area)


@transaction.atomic
def add_row(
    *,
    plan: Plan,
    key: uuid.UUID,
    by: User | None,
    after: uuid.UUID | None = None,
    area: uuid.UUID | None = None,
    continues: bool = False,
) -> PlanRow:
    """A new, empty row with the id `key`: below a row, or last in an area, or in the plan. Once, however often sent.

    A row that continues nothing comes below the whole group of `after`, never into it.
    """
    lock(plan)
    made = _made_already(plan, key)
    if made:
        return made
    _clear_away(plan, but=after)
    if after:
        above = live_row(plan, after)
        home, rows = above.area, rows_in(above.area)
        index = index_of(rows, above.pk) + 1
        if not continues:
            index = group_at(rows, index - 1)[1]
    else:
        home = plan.areas.get(pk=area, kind="area") if area else _last_area(plan, by)
        rows = rows_in(home)
        index = len(rows)
    row = PlanRow(pk=key, area=home, continues=continues and index > 0)
    place([row], among=rows, index=index, everyone=siblings(home))
    keep(row, by=by, batch=uuid.uuid4(), new=True)
    touch(plan, by)
    return row


@transaction.atomic
def duplicate_row(*, plan: Plan, row_pk: uuid.UUID, key: uuid.UUID, by: User | None) -> PlanRow:
    """The row with the rows that continue it again, below them; a continuing row alone. The first copy gets `key`."""
    lock(plan)
    made = _made_already(plan, key)
    if made:
        return made
    row = live_row(plan, row_pk)
    rows = rows_in(row.area)
    at = index_of(rows, row.pk)
    start, end = (at, at + 1) if row.continues else group_at(rows, at)
    copies = [
        _copy(original, key if number == 0 else uuid.uuid5(key, str(number)))
        for number, original in enumerate(rows[start:end])
    ]
    place(copies, among=rows, index=end, everyone=siblings(row.area))
    keep(*copies, by=by, batch=uuid.uuid4(), new=True)
    touch(plan, by)
    return copies[0]


@transaction.atomic
def split_row(*, plan: Plan, row_pk: uuid.UUID, key: uuid.UUID, by: User | None) -> PlanRow:
    """The first line of each cell stays; the other lines go to a new row (`key`) that continues the measure.

    Where no cell has more than one line the new row is empty.
    """
    lock(plan)
    made = _made_already(plan, key)
    if made:
        return made
    row = live_row(plan, row_pk)
    rows = rows_in(row.area)
    rest = PlanRow(pk=key, area=row.area, continues=True)
    for name in SPLIT:
        first, newline, others = words_of(row, name).partition("\n")
        if newline and others.strip():
            set_words(row, name, first)
            set_words(rest, name, others.lstrip("\n"))
    batch = uuid.uuid4()
    if any(words_of(rest, name) for name in SPLIT):
        rest.status = row.status
        row.version += 1
        row.changed_at = timezone.now()
        keep(row, by=by, batch=batch)
    place([rest], among=rows, index=index_of(rows, row.pk) + 1, everyone=siblings(row.area))
    keep(rest, by=by, batch=batch, new=True)
    touch(plan, by)
    return rest


def _clear_away(plan: Plan, *, but: uuid.UUID | None) -> None:
    """Rows that somebody made over a day ago and never filled; nobody's deed, so nobody's name."""
    unfilled = {f"{name}_text" if name == "timeframe" else name: "" for name in FIELDS}
    made_before = timezone.now() - UNFILLED_FOR
    stale = PlanRow.objects.filter(area__plan=plan, version=1, created_at__lt=made_before, **unfilled)
    for key in stale.values_list("pk", flat=True):
        if key != but:
            delete_row(plan=plan, row_pk=key, by=None)


def hand_over(rows: Sequence[PlanRow], start: int, end: int) -> list[PlanRow]:
    """Before rows[start:end] leave their place: write the measure into the row that would lose it, and give that row.

    That is the row that goes alone out of its group, or the one that stays behind when the group's first row goes.
    """
    loser = rows[start] if rows[start].continues else rows[end] if end < len(rows) and rows[end].continues else None
    if loser is None:
        return []
    loser.measure, loser.continues = measure_at(rows, start), False
    loser.version += 1
    loser.changed_at = timezone.now()
    return [loser]


@transaction.atomic
def delete_row(*, plan: Plan, row_pk: uuid.UUID, by: User | None) -> PlanRow:
    """Soft. The rows that continued it keep its measure."""
    lock(plan)
    row = PlanRow.with_deleted.select_related("area").get(pk=row_pk, area__plan=plan)
    if row.deleted_at or row.area.deleted_at:
        return row
    rows = rows_in(row.area)
    at = index_of(rows, row.pk)
    changed = hand_over(rows, at, at + 1)
    row = rows[at]
    row.deleted_at = timezone.now()
    row.version += 1
    keep(row, *(other for other in changed if other is not row), by=by, batch=uuid.uuid4())
    touch(plan, by)
    return row


@transaction.atomic
def restore_row(*, plan: Plan, row_pk: uuid.UUID, by: User | None) -> PlanRow:
    """A deleted row back in its place, with its area. Its group closes again, if that still stands there."""
    lock(plan)
    row = PlanRow.with_deleted.select_related("area__parent").get(pk=row_pk, area__plan=plan)
    if not row.deleted_at:
        return row
    batch = uuid.uuid4()
    undoes = _own_deletion(row, by)
    keep(*revived(row.area), by=by, batch=batch)
    changed = bring_back(row)
    keep(row, *changed, by=by, batch=batch, undoes=undoes)
    touch(plan, by)
    return row


def revived(area: Area) -> list[Area]:
    """The area and its band, as far as they were deleted, to be saved as live ones."""
    lost = [one for one in (area.parent, area) if one and one.deleted_at]
    for one in lost:
        one.deleted_at = None
        one.version += 1
    return lost


def bring_back(row: PlanRow) -> list[PlanRow]:
    """Make the row a live one, not yet saved; gives other rows that are changed by that."""
    row.deleted_at = None
    row.version += 1
    return _regroup(row)


def _own_deletion(row: PlanRow, by: User | None) -> uuid.UUID | None:
    """The batch that deleted the row and nothing else, if it was the person's own: then to restore is to undo."""
    deletion = row.history.order_by("-history_date", "-history_id")[0]
    if by is None or deletion.history_user_id != by.pk or deletion.batch is None or row.area.deleted_at:
        return None
    gone = PlanRow.history.filter(batch=deletion.batch).exclude(deleted_at=None)
    return deletion.batch if gone.count() == 1 else None


def _regroup(row: PlanRow) -> list[PlanRow]:
    """Fit a row that comes back into the groups that stand there now; gives other rows changed by that."""
    rows = rows_in(row.area)
    index = sum((other.rank, other.pk) < (row.rank, row.pk) for other in rows)
    deletion, *earlier = row.history.order_by("-history_date", "-history_id")[:2]
    if row.continues:  # deleted together with the row it went on with
        measure = _measure_of_old(row)
        if index and measure_at(rows, index - 1) == measure:
            return []
        row.continues, row.measure = False, measure
    behind = rows[index] if index < len(rows) else None
    if earlier and earlier[0].continues and index and measure_at(rows, index - 1) == row.measure:
        row.continues, row.measure = True, ""
    elif behind and behind.continues:
        place([row], among=rows, index=group_at(rows, index)[1], everyone=siblings(row.area))
    elif behind and behind.measure == row.measure and behind.history.filter(batch=deletion.batch).exists():
        behind.continues, behind.measure = True, ""
        behind.version += 1
        return [behind]
    return []


def _measure_of_old(row: PlanRow) -> str:
    """The measure that a deleted row went on with, of a row that may be deleted too."""
    led = siblings(row.area).filter(continues=False).order_by("rank", "id")
    return next((other.measure for other in reversed(led) if (other.rank, other.pk) < (row.rank, row.pk)), "")


def _made_already(plan: Plan, key: uuid.UUID) -> PlanRow | None:
    made = PlanRow.with_deleted.filter(pk=key).select_related("area").first()
    if made and made.area.plan_id != plan.pk:
        raise PlanRow.DoesNotExist
    return made


def _last_area(plan: Plan, by: User | None) -> Area:
    areas = leaf_areas(plan)
    if areas:
        return areas[-1]
    area = Area(plan=plan, rank=RANK_STEP)
    bands = list(plan.areas.filter(kind="band").order_by("rank", "id"))
    if bands:
        area.parent = bands[-1]
    keep(area, by=by, batch=uuid.uuid4(), new=True)
    return area


def _copy(row: PlanRow, key: uuid.UUID) -> PlanRow:
    copy = PlanRow(pk=key, area=row.area)
    for name in (*COPIED, *(f"timeframe_{part}" for part in TIMEFRAME)):
        setattr(copy, name, getattr(row, name))
    return copy
