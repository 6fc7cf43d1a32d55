"""Areas and bands: added, renamed, nested, moved with their rows, deleted when empty."""

import uuid
from collections.abc import Sequence
from typing import Literal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from plans.actions.outline import index_of, rows_in, shelves
from plans.actions.plans import touch
from plans.actions.ranks import place
from plans.actions.rows import FIELDS, CellChanged, Saved, words_of
from plans.actions.steps import keep, keep_words, lock
from plans.actions.words import accepted, with_plain_ends
from plans.models import RANK_STEP, Area, Plan, PlanRow
from plans.own_steps import step_key

TITLE_LENGTH = 500


class NotEmpty(Exception):
    """The area still has rows with words in them, or the band has areas."""


@transaction.atomic
def add_area(
    *,
    plan: Plan,
    key: uuid.UUID,
    by: User | None,
    kind: Literal["area", "band"] = "area",
    title: str = "",
    after: uuid.UUID | None = None,
    band: uuid.UUID | None = None,
    row_key: uuid.UUID | None = None,
) -> Area:
    """A new area below another one, or last in a band, or last of all; with an empty row if `row_key` is given.

    A band comes below the band `after`, or last. Once, however often the key is sent.
    """
    lock(plan)
    made = Area.with_deleted.filter(pk=key).first()
    if made:
        if made.plan_id != plan.pk:
            raise Area.DoesNotExist
        return made
    if row_key and PlanRow.with_deleted.filter(pk=row_key).exists():
        raise PlanRow.DoesNotExist
    area = Area(pk=key, plan=plan, kind=kind, title=accepted(title, TITLE_LENGTH))
    batch = uuid.uuid4()
    if kind == "band":
        _put(area, None, *_below(plan.areas.filter(kind="band"), after))
    elif home_key := after or band:
        found = plan.areas.get(pk=home_key, kind="area" if after else "band")
        home = found.parent if after else found
        _put(area, home, *_below(plan.areas.filter(kind="area", parent=home), after))
    else:
        home, inner = shelves(plan)[-1]
        _put(area, home, inner, len(inner))
    keep(area, by=by, batch=batch, new=True)
    if kind == "area" and row_key:
        row = PlanRow(pk=row_key, area=area, rank=RANK_STEP)
        keep(row, by=by, batch=batch, new=True)
    touch(plan, by)
    return area


@transaction.atomic
def save_title(*, plan: Plan, area_pk: uuid.UUID, text: str, base: str, by: User | None) -> Saved:
    """As rows.save_field: only a title changed by someone else since `base` is a conflict."""
    lock(plan)
    area = plan.areas.get(pk=area_pk)
    text = accepted(text, TITLE_LENGTH)
    stored = with_plain_ends(area.title)
    if stored == text:
        return Saved(version=area.version, text=text, at=timezone.now())
    if stored != accepted(base):
        raise CellChanged(area, "title", text)
    area.title = text
    area.version += 1
    entry = keep_words(area, by=by)
    touch(plan, by)
    return Saved(version=area.version, text=text, at=timezone.now(), step=step_key("area", entry) if entry else "")


@transaction.atomic
def nest_area(*, plan: Plan, area_pk: uuid.UUID, band: uuid.UUID | None, by: User | None) -> bool:
    """Put an area with its rows last in a band, or out of its band: last of those before the first band."""
    lock(plan)
    area = plan.areas.get(pk=area_pk, kind="area")
    if area.parent_id == band:
        return False
    home = plan.areas.get(pk=band, kind="band") if band else None
    inner = list(plan.areas.filter(kind="area", parent=home).order_by("rank", "id"))
    return _move(plan, area, home, inner, len(inner), by)


@transaction.atomic
def step_area(*, plan: Plan, area_pk: uuid.UUID, direction: Literal["up", "down"], by: User | None) -> bool:
    """One place up or down with everything in it; an area also into the band before or after. False at the ends."""
    lock(plan)
    area = plan.areas.get(pk=area_pk)
    step = -1 if direction == "up" else 1
    if area.kind == "band":
        bands = [band for band, _ in shelves(plan) if band]
        at = index_of(bands, area.pk)
        if not 0 <= at + step < len(bands):
            return False
        return _move(plan, area, None, [band for band in bands if band.pk != area.pk], at + step, by)
    levels = shelves(plan)
    level = next(number for number, (_, inner) in enumerate(levels) if area.pk in {one.pk for one in inner})
    inner = levels[level][1]
    at = index_of(inner, area.pk)
    if 0 <= at + step < len(inner):
        return _move(plan, area, levels[level][0], [one for one in inner if one.pk != area.pk], at + step, by)
    if not 0 <= level + step < len(levels):
        return False
    home, inner = levels[level + step]
    return _move(plan, area, home, inner, len(inner) if step < 0 else 0, by)


@transaction.atomic
def delete_area(*, plan: Plan, area_pk: uuid.UUID, by: User | None) -> Area:
    """Only an area whose rows are all without a word, or a band without areas; else NotEmpty."""
    lock(plan)
    area = Area.with_deleted.get(pk=area_pk, plan=plan)
    if area.deleted_at:
        return area
    rows = rows_in(area)
    if plan.areas.filter(parent=area).exists() or any(words_of(row, name) for row in rows for name in FIELDS):
        raise NotEmpty
    batch = uuid.uuid4()
    leaving: list[Area | PlanRow] = [area, *rows]
    for thing in leaving:
        thing.deleted_at = timezone.now()
        thing.version += 1
    keep(area, by=by, batch=batch)
    keep(*rows, by=by, batch=batch)
    touch(plan, by)
    return area


def _below(areas: QuerySet[Area], after: uuid.UUID | None) -> tuple[list[Area], int]:
    among = list(areas.order_by("rank", "id"))
    return among, index_of(among, after) + 1 if after else len(among)


def _put(area: Area, home: Area | None, among: Sequence[Area], index: int) -> None:
    """Give the area its band and rank; `among` are the live ones of its kind there. Bands come after loose areas."""
    siblings = list(among)
    if home is None:
        others = Area.objects.filter(plan=area.plan, parent=None).exclude(kind=area.kind).order_by("rank", "id")
        siblings = [*among, *others] if area.kind == "area" else [*others, *among]
        index += len(others) if area.kind == "band" else 0
    area.parent = home
    place([area], among=siblings, index=index, everyone=Area.with_deleted.filter(plan=area.plan, parent=home))


def _move(plan: Plan, area: Area, home: Area | None, among: Sequence[Area], index: int, by: User | None) -> bool:
    _put(area, home, among, index)
    keep(area, by=by, batch=uuid.uuid4())
    touch(plan, by)
    return True
