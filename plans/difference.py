"""Two PlanDocuments → what changed: facts, sections, areas and rows that were added, removed, moved or changed.

A difference holds what it takes to make the new document of the old one, and `apply` does so: by that it is known that
nothing is left out. Rows and areas are the same by their ids; those without common ids (imported ones, or those of
another plan) by what they say. Moved is only what left its place among those that stayed: nothing that an insertion or
a removal pushed on, and no row that went along with its area.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from typing import Any, Literal, cast

from plans.document import Area, PlanDocument, Row, Section
from plans.matching import row_pairs
from plans.same_things import area_pairs, areas_of, inner_areas, kept_in_order, section_pairs

type Kind = Literal["same", "changed", "added", "removed"]

# The parts of a plan besides its table and sections: each is compared as one value.
PARTS = ("goals", "lists", "parties", "calendar", "depths", "requirements", "offers", "references")
AREA_FIELDS = tuple(each.name for each in fields(Area) if each.name not in ("areas", "rows"))
# What can differ though nobody changed anything in the plan.
CIRCUMSTANCES = frozenset({"id", "schema", "version", "changed_at"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field (its name in document.py) with its value before and after."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Change[T: (Section, Area, Row)]:
    """What became of a section, an area or a row. `at` is its index in the old document, None where it is `added`."""

    at: int | None = None
    added: T | None = None
    is_removed: bool = False
    is_moved: bool = False
    fields: tuple[FieldChange, ...] = ()

    @property
    def shown(self) -> tuple[FieldChange, ...]:
        """The changes that mean something to people."""
        return tuple(change for change in self.fields if change.name not in CIRCUMSTANCES)

    @property
    def kind(self) -> Kind:
        if self.is_removed:
            return "removed"
        return "added" if self.added is not None else "changed" if self.shown else "same"

    @property
    def is_same(self) -> bool:
        return self.kind == "same" and not self.is_moved

    def result(self, old: Sequence[T]) -> T:
        """The thing as it is now, or was last: made of the old one, or what was added."""
        if self.at is None:
            return cast(T, self.added)
        return replace(old[self.at], **_values(self.fields)) if self.fields else old[self.at]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaChange(Change[Area]):
    """An area or band with what stands in it now, and what was removed from it in the place where it stood."""

    areas: "tuple[AreaChange, ...]" = ()
    rows: tuple[Change[Row], ...] = ()

    def all_rows(self) -> Iterator[Change[Row]]:
        yield from self.rows
        for area in self.areas:
            yield from area.all_rows()

    def all_areas(self) -> "Iterator[AreaChange]":
        yield self
        for area in self.areas:
            yield from area.all_areas()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    facts: tuple[FieldChange, ...] = ()
    service: tuple[FieldChange, ...] = ()
    sections: tuple[Change[Section], ...] = ()
    areas: tuple[AreaChange, ...] = ()
    parts: tuple[FieldChange, ...] = ()

    @property
    def shown_facts(self) -> tuple[FieldChange, ...]:
        return tuple(change for change in self.facts if change.name not in CIRCUMSTANCES)

    def all_rows(self) -> Iterator[Change[Row]]:
        for area in self.areas:
            yield from area.all_rows()

    def all_areas(self) -> Iterator[AreaChange]:
        for area in self.areas:
            yield from area.all_areas()

    @property
    def is_empty(self) -> bool:
        """Says the plan the same as before? What only its service is called now is no change of the plan."""
        things: Iterator[Change] = chain(self.sections, self.all_areas(), self.all_rows())
        return not self.shown_facts and not self.parts and all(thing.is_same for thing in things)


def difference(old: PlanDocument, new: PlanDocument, origins: Mapping[str, str] | None = None) -> Difference:
    """What happened between the old document and the new. Both as from_json lets them be.

    `origins`, where they are of two plans: the id of the row that a row was made from, by its own id.
    """
    whole = {"service", "sections", "areas", *PARTS}
    return Difference(
        facts=_changes(old, new, [each.name for each in fields(PlanDocument) if each.name not in whole]),
        service=_changes(old.service, new.service),
        sections=tuple(_sections(old.sections, new.sections)),
        areas=_Areas(old, new, origins).all(),
        parts=_changes(old, new, PARTS),
    )


def apply(old: PlanDocument, difference: Difference) -> PlanDocument:
    """The new document: apply(old, difference(old, new)) == new."""
    rows = [row for _area, row, _measure in old.rows()]
    areas = [place.area for place in areas_of(old)]

    def made(changes: Iterable[AreaChange]) -> tuple[Area, ...]:
        return tuple(
            replace(change.result(areas), areas=made(change.areas), rows=_results(change.rows, rows))
            for change in changes
            if not change.is_removed
        )

    return replace(
        old,
        **_values((*difference.facts, *difference.parts)),
        service=replace(old.service, **_values(difference.service)),
        sections=_results(difference.sections, old.sections),
        areas=made(difference.areas),
    )


def _results[T: (Section, Area, Row)](changes: Iterable[Change[T]], old: Sequence[T]) -> tuple[T, ...]:
    return tuple(change.result(old) for change in changes if not change.is_removed)


def _values(changes: Iterable[FieldChange]) -> dict[str, Any]:
    return {change.name: change.after for change in changes}


def _changes(old: Any, new: Any, names: Iterable[str] | None = None) -> tuple[FieldChange, ...]:
    """The fields of two dataclasses that differ; of those named only."""
    if old == new:
        return ()
    pairs = [(name, getattr(old, name), getattr(new, name)) for name in names or [each.name for each in fields(old)]]
    return tuple(FieldChange(name=name, before=was, after=is_now) for name, was, is_now in pairs if was != is_now)


def _sections(old: Sequence[Section], new: Sequence[Section]) -> Iterator[Change[Section]]:
    pairs = section_pairs(old, new)
    for at, index, is_moved in _merged(range(len(old)), range(len(new)), pairs, set(pairs.values())):
        if index is None:
            yield Change(at=at, is_removed=True)
        elif at is None:
            yield Change(added=new[index])
        else:
            yield Change(at=at, is_moved=is_moved, fields=_changes(old[at], new[index]))


def _merged(
    old: Sequence[int], new: Sequence[int], pairs: Mapping[int, int], kept: set[int]
) -> Iterator[tuple[int | None, int | None, bool]]:
    """What stands in one place, in the new order, each as (index in the old, index in the new, whether it was moved).

    What is gone altogether (in no pair: `kept` has the old ones that are) stands after what it stood after.
    """
    here = set(old)
    stayed = kept_in_order([pairs[index] for index in new if pairs.get(index) in here])
    gone: dict[int | None, list[int]] = {}
    after = None
    for at in old:
        if at in stayed:
            after = at
        elif at not in kept:
            gone.setdefault(after, []).append(at)
    yield from ((at, None, False) for at in gone.get(None, ()))
    for index in new:
        at_before = pairs.get(index)
        yield at_before, index, at_before is not None and at_before not in stayed
        yield from ((at, None, False) for at in gone.get(at_before, ()) if at_before is not None)


class _Areas:
    """The areas and rows of two documents, all by index: those of same_things.py and of rows()."""

    def __init__(self, old: PlanDocument, new: PlanDocument, origins: Mapping[str, str] | None) -> None:
        self.old, self.new = areas_of(old), areas_of(new)
        self.old_rows = [row for _area, row, _measure in old.rows()]
        self.new_rows = [row for _area, row, _measure in new.rows()]
        self.row_pairs = row_pairs(old, new, origins)
        self.pairs = area_pairs(self.old, self.new, self.row_pairs)
        self.kept, self.kept_rows = set(self.pairs.values()), set(self.row_pairs.values())
        self.inner_old, self.inner_new = inner_areas(self.old), inner_areas(self.new)

    def all(self) -> tuple[AreaChange, ...]:
        outer_old = [index for index, place in enumerate(self.old) if place.parent is None]
        outer_new = [index for index, place in enumerate(self.new) if place.parent is None]
        return self._within(outer_old, outer_new)

    def _within(self, old: Sequence[int], new: Sequence[int]) -> tuple[AreaChange, ...]:
        return tuple(self._area(*spot) for spot in _merged(old, new, self.pairs, self.kept))

    def _area(self, at: int | None, index: int | None, is_moved: bool) -> AreaChange:
        rows = tuple(self._row(*spot) for spot in self._rows(at, index))
        areas = self._within(
            self.inner_old[at] if at is not None else (), self.inner_new[index] if index is not None else ()
        )
        if index is None:
            return AreaChange(at=at, is_removed=True, areas=areas, rows=rows)
        area = self.new[index].area
        if at is None:
            return AreaChange(added=replace(area, areas=(), rows=()), areas=areas, rows=rows)
        changes = _changes(self.old[at].area, area, AREA_FIELDS)
        return AreaChange(at=at, is_moved=is_moved, fields=changes, areas=areas, rows=rows)

    def _rows(self, at: int | None, index: int | None) -> Iterator[tuple[int | None, int | None, bool]]:
        old = self.old[at].rows if at is not None else ()
        return _merged(old, self.new[index].rows if index is not None else (), self.row_pairs, self.kept_rows)

    def _row(self, at: int | None, index: int | None, is_moved: bool) -> Change[Row]:
        if index is None:
            return Change(at=at, is_removed=True)
        if at is None:
            return Change(added=self.new_rows[index])
        return Change(at=at, is_moved=is_moved, fields=_changes(self.old_rows[at], self.new_rows[index]))
