"""Places in an order: integers with gaps, so that a move writes only what moves."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet

from plans.actions.steps import AT_ONCE
from plans.models import RANK_STEP, Area, PlanRow, Section

# Ranks are compared within these.
HOMES: dict[Any, tuple[str, ...]] = {Section: ("plan_id",), Area: ("plan_id", "parent_id"), PlanRow: ("area_id",)}


def place(things: Sequence[Any], *, among: Sequence[Any], index: int, everyone: QuerySet) -> None:
    """Give `things` ranks, in order, before among[index]; they are not saved.

    `among` are the live siblings in order, without the things. `everyone` are the same with the deleted ones: where the
    gap is used up all of them are renumbered, so that a restored one comes back to its old place.
    """
    ranks = between(len(things), among, index)
    if ranks is None:
        _renumber(among, everyone.exclude(pk__in=[thing.pk for thing in things]))
        ranks = between(len(things), among, index)
    for thing, rank in zip(things, ranks or (), strict=True):
        thing.rank = rank


def between(count: int, among: Sequence[Any], index: int) -> list[int] | None:
    """`count` ranks between two neighbours, None where there is no room for them."""
    before = among[index - 1].rank if index else None
    behind = among[index].rank if index < len(among) else None
    if before is not None and behind is not None:
        step = (behind - before) // (count + 1)
        return [before + step * number for number in range(1, count + 1)] if step > 0 else None
    start = before if before is not None else 0 if behind is None else behind - RANK_STEP * (count + 1)
    return [start + RANK_STEP * number for number in range(1, count + 1)]


def _renumber(among: Sequence[Any], everyone: QuerySet) -> None:
    live = {thing.pk for thing in among}
    in_order = iter(among)
    widen([next(in_order) if thing.pk in live else thing for thing in everyone.order_by("rank", "id")])


def widen(things: Sequence[Any], gap: int = RANK_STEP) -> None:
    """Room between any two of them: all that have a place in one home, the deleted ones too, in order; they are saved.

    No entry in the history: the order stays what it was. So that it also stays what it was in the history, the ranks
    there are widened along; no gap gets narrower, so none of them fall together.
    """
    if not things:
        return
    old = [thing.rank for thing in things]
    gap = max([gap, *(behind - before for before, behind in pairwise(sorted(old)))])
    for number, thing in enumerate(things, 1):
        thing.rank = number * gap
    model = type(things[0])
    model.with_deleted.bulk_update(things, ["rank"], batch_size=AT_ONCE)
    new = [thing.rank for thing in things]
    own = {(thing.pk, before): after for thing, before, after in zip(things, old, new, strict=True)}
    scaled = _scale(sorted(old), new)
    home = {name: getattr(things[0], name) for name in HOMES[model]}
    entries = list(model.history.filter(**home).only("history_id", "id", "rank"))
    for entry in entries:
        entry.rank = own[entry.id, entry.rank] if (entry.id, entry.rank) in own else scaled(entry.rank)
    model.history.model.objects.bulk_update(entries, ["rank"], batch_size=AT_ONCE)


def _scale(old: Sequence[int], new: Sequence[int]) -> Callable[[int], int]:
    """Takes a place between two of the old ranks to the same place between the new ones."""

    def moved(rank: int) -> int:
        at = bisect_right(old, rank) - 1
        if at < 0:
            return rank - old[0] + new[0]
        if at == len(old) - 1:
            return rank - old[at] + new[at]
        return new[at] + (rank - old[at]) * (new[at + 1] - new[at]) // (old[at + 1] - old[at])

    return moved
