"""The order of a plan's areas and rows as they stand, for the actions that change it."""

import uuid
from collections.abc import Sequence

from plans.models import Area, Plan, PlanRow


def shelves(plan: Plan) -> list[tuple[Area | None, list[Area]]]:
    """The plan's live areas in order: (None, those outside the bands), then each (band, those in it)."""
    areas = list(plan.areas.order_by("rank", "id"))
    bands: list[Area | None] = [None, *(area for area in areas if area.kind == "band")]
    return [
        (band, [area for area in areas if area.kind == "area" and area.parent_id == (band and band.pk)])
        for band in bands
    ]


def leaf_areas(plan: Plan) -> list[Area]:
    """The areas that hold rows, as they follow each other on the page."""
    return [area for _, inner in shelves(plan) for area in inner]


def row_keys(plan: Plan) -> list[uuid.UUID]:
    """The ids of all rows, in the order of the page."""
    places = {area.pk: number for number, area in enumerate(leaf_areas(plan))}
    rows = plan.rows.order_by("rank", "id").values_list("pk", "area_id")
    return [pk for pk, _ in sorted(rows, key=lambda row: places[row[1]])]


def rows_in(area: Area, without: Sequence[PlanRow] = ()) -> list[PlanRow]:
    """The area's live rows in order, less the ones that are about to leave their place."""
    left = {row.pk for row in without}
    return [row for row in PlanRow.objects.filter(area=area).order_by("rank", "id") if row.pk not in left]


def index_of(things: Sequence[Area] | Sequence[PlanRow], pk: uuid.UUID) -> int:
    return [thing.pk for thing in things].index(pk)


def group_at(rows: Sequence[PlanRow], index: int) -> tuple[int, int]:
    """First and one past the last of the rows that share the measure of rows[index]."""
    start = index
    while start and rows[start].continues:
        start -= 1
    end = index + 1
    while end < len(rows) and rows[end].continues:
        end += 1
    return start, end


def measure_at(rows: Sequence[PlanRow], index: int) -> str:
    """The measure that holds for rows[index]: its own, or that of the row it continues."""
    return rows[group_at(rows, index)[0]].measure
