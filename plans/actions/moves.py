"""Rows moved. A row and those that continue it move as one; a continuing row moves alone."""

import uuid
from typing import Literal

from django.db import transaction

from accounts.models import User
from plans.actions.outline import group_at, index_of, leaf_areas, rows_in
from plans.actions.plans import touch
from plans.actions.ranks import place
from plans.actions.row_steps import hand_over, live_row, siblings
from plans.actions.steps import keep, lock
from plans.models import Area, Plan, PlanRow

Direction = Literal["up", "down"]


@transaction.atomic
def move_to_area(*, plan: Plan, row_pk: uuid.UUID, area_pk: uuid.UUID, by: User | None) -> bool:
    """Put the row's group last in another area."""
    lock(plan)
    row = live_row(plan, row_pk)
    area = plan.areas.get(pk=area_pk, kind="area")
    if area.pk == row.area_id:
        return False
    rows, start, end = _leaving(row)
    among = rows_in(area)
    return _move(plan, (rows, start, end), (area, among, len(among)), by=by)


@transaction.atomic
def step_row(*, plan: Plan, row_pk: uuid.UUID, direction: Direction, by: User | None) -> bool:
    """One place up or down, also into the area before or after. False at the top and the bottom of the plan."""
    lock(plan)
    row = live_row(plan, row_pk)
    rows, start, end = _leaving(row)
    first, last = group_at(rows, start)
    index: int | None
    if row.continues and (first < start - 1 if direction == "up" else end < last):
        index, within = (start - 1 if direction == "up" else start + 1), True
    else:
        index, within = _next_place(rows, start, end, direction), False
    if index is not None:
        among = [other for other in rows if other not in rows[start:end]]
        return _move(plan, (rows, start, end), (row.area, among, index), within=within, by=by)
    areas = leaf_areas(plan)
    neighbour = index_of(areas, row.area_id) + (-1 if direction == "up" else 1)
    if not 0 <= neighbour < len(areas):
        return False
    among = rows_in(areas[neighbour])
    return _move(plan, (rows, start, end), (areas[neighbour], among, len(among) if direction == "up" else 0), by=by)


def _next_place(rows: list[PlanRow], start: int, end: int, direction: Direction) -> int | None:
    """Where rows[start:end] go among the others when they step past the next group; None out of the area."""
    if direction == "up":
        return group_at(rows, start - 1)[0] if start else None
    return group_at(rows, end)[1] - (end - start) if end < len(rows) else None


def _leaving(row: PlanRow) -> tuple[list[PlanRow], int, int]:
    """The rows of the row's area, and which of them move with it."""
    rows = rows_in(row.area)
    at = index_of(rows, row.pk)
    start, end = (at, at + 1) if row.continues else group_at(rows, at)
    return rows, start, end


def _move(
    plan: Plan,
    leaving: tuple[list[PlanRow], int, int],
    target: tuple[Area, list[PlanRow], int],
    *,
    by: User | None,
    within: bool = False,
) -> bool:
    """`within`: a continuing row changes place in its own group, so no measure has to be written in."""
    rows, start, end = leaving
    area, among, index = target
    moved = rows[start:end]
    while not within and index < len(among) and among[index].continues:
        index += 1
    if area.pk == moved[0].area_id and index == start and not (moved[0].continues and not within):
        return False
    if not within:
        hand_over(rows, start, end)
    for row in moved:
        row.area = area
    place(moved, among=among, index=index, everyone=siblings(area))
    keep(*moved, by=by, batch=uuid.uuid4())
    touch(plan, by)
    return True
