"""Places in an order: integers with gaps, so that a move writes only what moves."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from plans.models import RANK_STEP


def place(things: Sequence[Any], *, among: Sequence[Any], index: int, everyone: QuerySet) -> None:
    """Give `things` ranks, in order, before among[index]; they are not saved.

    `among` are the live siblings in order, without the things. `everyone` are the same with the deleted ones: where the
    gap is used up all of them are renumbered and saved, so that a restored one comes back to its old place.
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
    """No history: the order stays what it was."""
    live = {thing.pk for thing in among}
    in_order = iter(among)
    for number, thing in enumerate(everyone.order_by("rank", "id"), 1):
        placed = next(in_order) if thing.pk in live else thing
        placed.rank = number * RANK_STEP
        placed.save_without_historical_record(update_fields=["rank"])
