"""A document into a plan that there is: new rows at their places, changed ones written, everything else untouched."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from plans import document as doc
from plans.actions import ranks
from plans.actions.outline import shelves
from plans.actions.plans import touch
from plans.actions.ranks import place
from plans.actions.rows import set_words
from plans.actions.spots import Shelf, Spot, Step, save
from plans.actions.steps import create, keep
from plans.actions.store import row_of
from plans.matching import Match, bare, same_words
from plans.models import Area, Plan, PlanRow, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What comes into the plan: a document with its matches, less what a person left out. `place` is the row in which
    it was pasted."""

    document: doc.PlanDocument
    matches: Sequence[Match]
    left: Collection[int] = ()
    left_sections: Collection[int] = ()
    place: uuid.UUID | None = None


def merge(plan: Plan, coming: Coming, step: Step) -> None:
    """Call it in a transaction that has locked the plan."""
    layout = Layout(plan, coming, step)
    layout.take_rows()
    save(layout.shelves, step)
    _add_sections(plan, coming, step)
    touch(plan, step.by)


class Layout:
    """The plan's table while rows come in."""

    def __init__(self, plan: Plan, coming: Coming, step: Step) -> None:
        self.plan, self.coming, self.step = plan, coming, step
        self.shelves = [
            Shelf(area=area, band=band.title if band else "") for band, inner in shelves(plan) for area in inner
        ]
        self.spots: dict[str, Spot] = {}
        at = {shelf.area.pk: shelf for shelf in self.shelves}
        for row in PlanRow.objects.filter(area__in=list(at)).order_by("rank", "id"):
            spots = at[row.area_id].spots
            measure = spots[-1].measure if row.continues and spots else row.measure
            self.spots[str(row.pk)] = Spot(row=row, measure=measure, before=measure, continues=row.continues)
            spots.append(self.spots[str(row.pk)])
        for match in coming.matches:
            if match.id:
                self.spots[match.id].is_met = True
        # A file without bands, or without titles of areas, says nothing of them.
        self.has_bands = any(area.kind == "band" and area.title for area in coming.document.areas)
        self.has_areas = any(area.title for _band, area in coming.document.leaf_areas())
        self.found: dict[tuple[str, str], list[Shelf]] = {}
        self.levels: dict[uuid.UUID | None, list[Area]] = {}

    def take_rows(self) -> None:
        first = 0
        above = None if self.has_areas else self._pasted_in()
        for band, area in self.coming.document.leaf_areas():
            above = self._take_area(band, area, first, None if self.has_areas else above)
            first += len(area.rows)

    def _take_area(self, band: doc.Area | None, area: doc.Area, first: int, above: Spot | None) -> Spot | None:
        """The rows of an area of the file, the first of them below `above`. Gives the last of them."""
        measure = ""
        for number, row in enumerate(area.rows, first):
            measure = measure if row.continues else row.measure
            match = self.coming.matches[number]
            is_left = number in self.coming.left
            follows = row.continues and above is not None and above.measure == measure
            if match.id:
                spot = self.spots[match.id]
                if not is_left:
                    self._change(spot, row, measure, match.columns)
                if "area" in match.columns and not is_left:
                    spot.continues = follows
                    self._move(spot, self._shelf(band, area, above), above)
                above = spot
            elif not is_left and not row.is_empty:
                shelf = self._shelf(band, area, above)
                made = row_of(row, shelf.area, continues=False)
                spot = Spot(row=made, measure=measure, continues=follows, is_new=True, is_met=True)
                self._put(spot, shelf, above, range(number + 1, first + len(area.rows)))
                above = spot
        return above

    def _change(self, spot: Spot, row: doc.Row, measure: str, columns: Sequence[str]) -> None:
        for name in columns:
            if name == "measure":
                spot.measure = measure
            elif name == "status":
                spot.row.status = row.status
            elif name != "area":
                set_words(spot.row, name, row.words(name))
            spot.is_changed = spot.is_changed or name != "area"

    def _move(self, spot: Spot, shelf: Shelf, above: Spot | None) -> None:
        next(home for home in self.shelves if home.has(spot)).spots.remove(spot)
        spot.row.area, spot.is_moved = shelf.area, True
        shelf.put(spot, after=above if shelf.has(above) else None)

    def _put(self, spot: Spot, shelf: Shelf, above: Spot | None, below: range) -> None:
        """Below the row that it follows in the file; else above the next that the area has already; else last."""
        if shelf.has(above):
            shelf.put(spot, after=above)
            return
        ids = (self.coming.matches[number].id for number in below)
        shelf.put(spot, before=next((self.spots[pk] for pk in ids if pk and shelf.has(self.spots[pk])), None))

    def _pasted_in(self) -> Spot | None:
        """The row in which a table was pasted; where it is deleted, the one above its place."""
        place = self.coming.place
        if place is None or str(place) in self.spots:
            return self.spots.get(str(place))
        gone = PlanRow.with_deleted.filter(pk=place, area__plan=self.plan).first()
        if gone is None:
            return None
        before = [
            spot
            for shelf in self.shelves
            for spot in shelf.spots
            if spot.row.area_id == gone.area_id and (spot.row.rank, spot.row.pk) < (gone.rank, gone.pk)
        ]
        return before[-1] if before else None

    def _shelf(self, band: doc.Area | None, area: doc.Area, above: Spot | None) -> Shelf:
        """The area of the plan that an area of the file is: by its title, in the band with that title; made if there
        is none. Rows of a file without areas stay with the row above."""
        if not self.has_areas and above is not None:
            return next(shelf for shelf in self.shelves if shelf.has(above))
        outer = band.title if band and self.has_bands else ""
        wanted = bare(outer), bare(area.title)
        if wanted not in self.found:
            self.found[wanted] = [
                shelf
                for shelf in self.shelves
                if bare(shelf.area.title) == wanted[1] and (not self.has_bands or bare(shelf.band) == wanted[0])
            ] or [self._new_shelf(outer, area.title)]
        return next((shelf for shelf in self.found[wanted] if shelf.has(above)), self.found[wanted][0])

    def _new_shelf(self, outer: str, title: str) -> Shelf:
        home = self._band(outer) if outer else None
        made = Shelf(area=self._made(Area(plan=self.plan, kind="area", title=title), home), band=outer)
        self.shelves.append(made)
        return made

    def _band(self, title: str) -> Area:
        bands = (area for area in self._level(None) if area.kind == "band")
        found = next((band for band in bands if bare(band.title) == bare(title)), None)
        return found or self._made(Area(plan=self.plan, kind="band", title=title), None)

    def _made(self, area: Area, home: Area | None) -> Area:
        """Below the last of its kind there; a loose area above all bands where there is none."""
        level = self._level(home)
        index = max((at for at, other in enumerate(level, 1) if area.kind in ("band", other.kind)), default=0)
        area.parent = home
        place([area], among=level, index=index, everyone=Area.with_deleted.filter(plan=self.plan, parent=home))
        level.insert(index, area)
        keep(area, by=self.step.by, batch=self.step.batch, new=True, reason=self.step.reason)
        return area

    def _level(self, home: Area | None) -> list[Area]:
        """The areas and bands in a band, or in none, in their order."""
        key = home.pk if home else None
        if key not in self.levels:
            self.levels[key] = list(self.plan.areas.filter(parent=home).order_by("rank", "id"))
        return self.levels[key]


def _add_sections(plan: Plan, coming: Coming, step: Step) -> None:
    """Those of the file that the plan does not have yet, each last in its place."""
    there = list(plan.sections.order_by("rank", "id"))
    made: list[Section] = []
    for number, section in enumerate(coming.document.sections):
        is_there = any(
            same_words(one.heading, section.heading) and same_words(one.text, section.text) for one in there + made
        )
        if number not in coming.left_sections and not is_there:
            made.append(Section(plan=plan, heading=section.heading, text=section.text, place=section.place))
    for side in Section.Place.values:
        among = [section for section in there if section.place == side]
        new = [section for section in made if section.place == side]
        for one, rank in zip(new, ranks.between(len(new), among, len(among)) or (), strict=True):
            one.rank = rank
    create(made, by=step.by, batch=step.batch, reason=step.reason)
