"""Which areas and sections of two PlanDocuments are the same: by their ids, else by their titles and contents.

Rows are matched by matching.py. Everything is named by index here: an area by its place in `areas_of`, a row by its
place in PlanDocument.rows(), a section by its place in the document.
"""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from plans.document import Area, PlanDocument, Section
from plans.matching import bare

type Pairs = dict[int, int]  # index in the new document → index in the old one


@dataclass(frozen=True, slots=True)
class Place:
    """An area or band where it stands: the index of the band it lies in, those of the rows it holds itself."""

    area: Area
    parent: int | None
    rows: range


def areas_of(document: PlanDocument) -> list[Place]:
    """Every band and area, each band before what lies in it."""
    places: list[Place] = []
    rows = 0

    def add(areas: Iterable[Area], parent: int | None) -> None:
        nonlocal rows
        for area in areas:
            index = len(places)
            places.append(Place(area, parent, range(rows, rows + len(area.rows))))
            rows += len(area.rows)
            add(area.areas, index)

    add(document.areas, None)
    return places


def inner_areas(places: Sequence[Place]) -> list[list[int]]:
    """The areas that lie in each, by index."""
    inner: list[list[int]] = [[] for _place in places]
    for index, place in enumerate(places):
        if place.parent is not None:
            inner[place.parent].append(index)
    return inner


def area_pairs(old: Sequence[Place], new: Sequence[Place], rows: Mapping[int, int]) -> Pairs:
    """`rows`: which row of the old document each of the new one is."""
    pairs: Pairs = {}
    _pair(pairs, [place.area.id or None for place in old], [place.area.id or None for place in new])
    held = [(*_title(place), *place.rows) if place.rows else None for place in old]
    _pair(pairs, held, [(*_title(place), *map(rows.get, place.rows)) for place in new])
    bands = [_title(place) if place.area.kind == "band" else None for place in old]
    _pair(pairs, bands, [_title(place) if place.area.kind == "band" else None for place in new])
    homes = [None if place.parent is None else pairs.get(place.parent, -1) for place in new]
    _pair(
        pairs,
        [(place.parent, *_title(place)) for place in old],
        [(home, *_title(place)) for home, place in zip(homes, new, strict=True)],
    )
    _pair(pairs, [_title(place) if place.area.title else None for place in old], [_title(place) for place in new])
    _pair_most(pairs, [place.rows for place in old], [place.rows for place in new], rows)
    _pair_most(pairs, inner_areas(old), inner_areas(new), dict(pairs))
    return pairs


def section_pairs(old: Sequence[Section], new: Sequence[Section]) -> Pairs:
    pairs: Pairs = {}
    _pair(pairs, [section.id or None for section in old], [section.id or None for section in new])
    for names in (("heading", "text"), ("heading",), ("text",)):
        _pair(pairs, *([_words(section, names) for section in sections] for sections in (old, new)))
    return pairs


def kept_in_order(indexes: Sequence[int]) -> set[int]:
    """A longest choice of the indexes that rise from first to last: the others were moved, and no fewer could be."""
    ends: list[int] = []  # ends[n]: the smallest index that n + 1 rising ones can end with
    before: dict[int, int | None] = {}
    for index in indexes:
        at = bisect_left(ends, index)
        before[index] = ends[at - 1] if at else None
        ends[at : at + 1] = [index]
    kept = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def _words(section: Section, names: Sequence[str]) -> Hashable:
    """None where but one part of the section is asked for, and that is empty."""
    words = tuple(bare(getattr(section, name)) for name in names)
    return words if len(names) > 1 or any(words) else None


def _title(place: Place) -> tuple[str, str]:
    return place.area.kind, bare(place.area.title)


def _pair(pairs: Pairs, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
    """Adds those that are in no pair yet and have equal keys, in their order. None is no key."""
    taken = set(pairs.values())
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for index, key in enumerate(old):
        if key is not None and index not in taken:
            waiting[key].append(index)
    for index, key in enumerate(new):
        if index not in pairs and waiting.get(key):
            pairs[index] = waiting[key].popleft()


def _pair_most(
    pairs: Pairs, old: Sequence[Sequence[int]], new: Sequence[Sequence[int]], inner: Mapping[int, int]
) -> None:
    """Adds those in no pair yet that hold the same things, those that share most of them first."""
    taken = set(pairs.values())
    homes = {thing: index for index, things in enumerate(old) if index not in taken for thing in things}
    shared: Counter[tuple[int, int]] = Counter()
    for index, things in enumerate(new):
        if index not in pairs:
            shared.update((index, homes[inner[thing]]) for thing in things if inner.get(thing) in homes)
    for index, home in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if index not in pairs and home not in taken:
            pairs[index] = home
            taken.add(home)
