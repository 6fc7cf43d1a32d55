"""A plan's table laid out in memory, area by area, while rows are put in and written over; then saved as one step."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched, groupby

from django.utils import timezone

from accounts.models import User
from plans.actions import ranks
from plans.actions.steps import AT_ONCE, keep
from plans.actions.store import create_rows
from plans.models import RANK_STEP, Area, PlanRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Who does it, and its name in the history; `told` is told how many rows are written so far."""

    by: User | None
    batch: uuid.UUID
    reason: str = ""
    told: Callable[[int], None] = lambda rows: None


@dataclass(slots=True, eq=False, kw_only=True)
class Spot:
    """A row at its place. `measure` is the one that shall hold for it, `before` the one that held."""

    row: PlanRow
    measure: str
    before: str = ""
    continues: bool = False
    is_new: bool = False
    is_met: bool = False  # what comes in has it, or is it
    is_moved: bool = False
    is_changed: bool = False


@dataclass(slots=True, eq=False, kw_only=True)
class Shelf:
    """An area with its rows in order; `band` is the title of the band it lies in."""

    area: Area
    band: str = ""
    spots: list[Spot] = field(default_factory=list)

    def has(self, spot: Spot | None) -> bool:
        return spot is not None and spot.row.area_id == self.area.pk

    def put(self, spot: Spot, *, after: Spot | None = None, before: Spot | None = None) -> None:
        """Below a row, or below its group unless the spot goes on with it; or above a group; or last."""
        index = len(self.spots)
        if after is not None:
            index = self.spots.index(after) + 1
            while not spot.continues and index < len(self.spots) and self.spots[index].continues:
                index += 1
        elif before is not None:
            index = self.spots.index(before)
            while index and self.spots[index].continues:
                index -= 1
        self.spots.insert(index, spot)


def save(shelves: Sequence[Shelf], step: Step) -> None:
    """Give each row the measure that holds for it, and its place; save those that are new or are not as before."""
    for shelf in shelves:
        _settle(shelf.spots)
        _place(shelf)
    spots = [spot for shelf in shelves for spot in shelf.spots]
    new = [spot.row for spot in spots if spot.is_new]
    create_rows(new, by=step.by, batch=step.batch, reason=step.reason, told=step.told)
    others = [spot for spot in spots if (spot.is_changed or spot.is_moved) and not spot.is_new]
    for number, some in enumerate(batched(others, AT_ONCE)):
        for spot in some:
            if spot.is_changed:  # a move alone raises no version
                spot.row.version += 1
                spot.row.changed_at = timezone.now()
        keep(*(spot.row for spot in some), by=step.by, batch=step.batch, reason=step.reason)
        step.told(len(new) + number * AT_ONCE + len(some))


def _settle(spots: Sequence[Spot]) -> None:
    """A row goes on with the one above where it did, and where the same measure holds; else it gets its own."""
    above: Spot | None = None
    led = ("", "")  # the measure of the group, before and now
    for spot in spots:
        if not spot.continues:
            led = spot.before, spot.measure
        elif not spot.is_met and spot.before == led[0]:
            spot.measure = led[1]  # a row of which nothing is said follows the first of its group
        continues = spot.continues and above is not None and above.measure == spot.measure
        measure = "" if continues else spot.measure
        if (spot.row.continues, spot.row.measure) != (continues, measure):
            spot.row.continues, spot.row.measure, spot.is_changed = continues, measure, True
        above = spot


def _place(shelf: Shelf) -> None:
    """Ranks for the rows that came in, between those that stay."""
    stay = [spot.row for spot in shelf.spots if not _comes(spot)]
    runs = list(_runs(shelf.spots))
    if any(ranks.between(len(run), stay, index) is None for index, run in runs):
        _widen(shelf.area, stay, max(len(run) for _index, run in runs))
    for index, run in runs:
        for spot, rank in zip(run, ranks.between(len(run), stay, index) or (), strict=True):
            spot.row.rank = rank


def _runs(spots: Sequence[Spot]) -> Iterator[tuple[int, list[Spot]]]:
    """The rows that came in and follow each other, each time with how many that stay stand above."""
    above = 0
    for comes, members in groupby(spots, key=_comes):
        run = list(members)
        if comes:
            yield above, run
        else:
            above += len(run)


def _comes(spot: Spot) -> bool:
    return spot.is_new or spot.is_moved


def _widen(area: Area, stay: Sequence[PlanRow], longest: int) -> None:
    """Room for `longest` rows between any two, of the deleted ones too."""
    stays = {row.pk: row for row in stay}
    everyone = PlanRow.with_deleted.filter(area=area).order_by("rank", "id")
    ranks.widen([stays.get(row.pk, row) for row in everyone], RANK_STEP * (longest + 1))
