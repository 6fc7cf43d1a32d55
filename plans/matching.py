"""Which row of a plan a row of a file is: by content, since people's files know no ids.

Identity comes first where the file knows it (our own JSON). Then the rows are matched in rounds, from the surest to the
least sure; in each round, rows that are equal by its measure are paired in their order. No row is matched twice.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from plans.document import COLUMNS, PlanDocument, Row

_SIMILAR = 0.5  # how much of two rows' words must be the same
_COMPARED = 600  # characters of a row that are compared for that
_CANDIDATES = 16  # rows that one row is compared with
# As in the readers: soft hyphens are no letters; a hyphen of whatever kind is a hyphen.
_HYPHENS = str.maketrans({"\u00ad": None, "\u200b": None, "\u2010": "-", "\u2011": "-"})
_HAS_HYPHENS = re.compile(f"[{''.join(map(chr, _HYPHENS))}]")
_SPACE = re.compile(r"\s+")
_BARE = re.compile(r"[\s-]+")
_LINE_END_HYPHEN = re.compile(r"-\s*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a row of the new document is in the old one. `id` is the old row's, `columns` those in which it differs."""

    row: int  # index into list(new.rows())
    kind: Literal["new", "changed", "unchanged"]
    id: str = ""
    columns: tuple[str, ...] = ()


def match(old: PlanDocument, new: PlanDocument, columns: Collection[str]) -> tuple[Match, ...]:
    """One for each row of the new document, in order. `columns` are those that the file has: no other is a change."""
    has = tuple(name for name in COLUMNS if name in columns)
    ours, theirs = _both_sides(old, new, has)
    pairs = _pairs(ours, theirs, has)
    return tuple(_match(side, ours[pairs[side.index]] if side.index in pairs else None, has) for side in theirs)


def row_pairs(old: PlanDocument, new: PlanDocument, origins: Mapping[str, str] | None = None) -> dict[int, int]:
    """Which row of the old document each row of the new one is, by their indexes in rows(); new ones are not in it.

    `origins`, where the documents are of two plans: the id of the row that a row was made from, by its own id.
    """
    ours, theirs = _both_sides(old, new, COLUMNS)
    return _pairs(ours, theirs, COLUMNS, origins)


def same_words(one: str, other: str) -> bool:
    """Are they the same but for what a file does to words: other spaces and ends of lines, soft hyphens, words that
    are parted at the end of a line?"""
    one, other = _hyphenated(one), _hyphenated(other)
    if one == other or _spaced(one) == _spaced(other):
        return True
    if "\n" not in one + other:
        return False
    if _SPACE.sub("", one) == _SPACE.sub("", other):
        return True
    return bool(_LINE_END_HYPHEN.search(one) or _LINE_END_HYPHEN.search(other)) and bare(one) == bare(other)


@dataclass(slots=True)
class _Side:
    """A row with what stands round it. `words` are the columns that count, as they are."""

    index: int
    row: Row
    band: str
    area: str
    words: dict[str, str]
    _bare: dict[str, str] | None = None
    shingles: frozenset[str] | None = None

    @property
    def place(self) -> tuple[str, str]:
        return self.band, self.area

    @property
    def bare(self) -> dict[str, str]:
        """The words without spaces and hyphens: made when asked for, since rows with ids do without."""
        if self._bare is None:
            self._bare = {name: bare(text) for name, text in self.words.items()}
        return self._bare


def _both_sides(old: PlanDocument, new: PlanDocument, has: Sequence[str]) -> tuple[list[_Side], list[_Side]]:
    # Where the file has no bands, or no titles of areas, it says nothing of them.
    bands = any(area.kind == "band" and area.title for area in new.areas)
    areas = any(area.title for _band, area in new.leaf_areas())
    return list(_sides(old, has, bands, areas)), list(_sides(new, has, bands, areas))


def _sides(document: PlanDocument, has: Sequence[str], bands: bool, areas: bool) -> Iterator[_Side]:
    index = 0
    for band, area in document.leaf_areas():
        outer = bare(band.title) if band and bands else ""
        title = bare(area.title) if areas else ""
        measure = ""
        for row in area.rows:
            measure = measure if row.continues else row.measure
            words = {name: _words(row, name, measure) for name in has if name != "area"}
            yield _Side(index=index, row=row, band=outer, area=title, words=words)
            index += 1


def _words(row: Row, name: str, measure: str) -> str:
    return measure if name == "measure" else row.status if name == "status" else row.words(name)


def _pairs(
    ours: Sequence[_Side], theirs: Sequence[_Side], has: Sequence[str], origins: Mapping[str, str] | None = None
) -> dict[int, int]:
    """Which of ours each of theirs is, by index."""
    made = _Pairing(ours, theirs)
    made.by_ids()
    if origins:
        made.by_origins(origins)
    if not {"measure", "aim"} & set(has):  # nothing that tells which row it is
        return made.pairs
    for key, is_unique in _rounds(has):
        made.by_key(key, is_unique=is_unique)
    made.by_likeness(has)
    return made.pairs


type _Key = Callable[[_Side], Hashable]


def _rounds(has: Sequence[str]) -> Iterator[tuple[_Key, bool]]:
    """By what rows are matched: None is no key at all. True: only where it names one row on either side."""
    rest = [name for name in has if name not in ("area", "measure", "status")]
    words = [name for name in has if name not in ("area", "status")]
    yield lambda side: (side.place, tuple(side.words.values())), False
    yield lambda side: (side.place, tuple(side.bare.values())), False
    yield lambda side: (side.place, tuple(side.bare[name] for name in words)), False
    yield lambda side: _named(side) and (side.place, _named(side), side.bare.get("target_group")), False
    yield lambda side: _named(side) and tuple(side.bare[name] for name in words), False
    yield lambda side: _named(side) and (side.place, _named(side)), False
    yield _named, True
    # A measure that was written anew, beside words that stayed.
    yield lambda side: any(side.bare[name] for name in rest) and (side.place, *(side.bare[name] for name in rest)), True


def _named(side: _Side) -> tuple[str, str] | None:
    """What the row is called, so to say: its measure, or its aim where it has none."""
    name = next((name for name in ("measure", "aim") if side.bare.get(name)), None)
    return (name, side.bare[name]) if name else None


class _Pairing:
    """The pairs so far; what is paired is not looked at again."""

    def __init__(self, ours: Sequence[_Side], theirs: Sequence[_Side]) -> None:
        self.ours, self.theirs = list(ours), list(theirs)
        self.pairs: dict[int, int] = {}

    def _pair(self, found: Sequence[tuple[_Side, _Side]]) -> None:
        self.pairs.update((new.index, old.index) for new, old in found)
        taken = {old.index for _new, old in found}
        self.ours = [side for side in self.ours if side.index not in taken]
        self.theirs = [side for side in self.theirs if side.index not in self.pairs]

    def by_ids(self) -> None:
        known = {side.row.id: side for side in self.ours if side.row.id}
        self._pair([(side, known.pop(side.row.id)) for side in self.theirs if side.row.id in known])

    def by_origins(self, origins: Mapping[str, str]) -> None:
        """A row made from the other, at whatever remove, whichever of the two plans is the later one."""
        known = {side.row.id: side for side in self.ours if side.row.id}
        named = ((side, _first_known(side.row.id, origins, known)) for side in self.theirs)
        self._pair([(side, known.pop(name)) for side, name in named if name in known])
        made = {side.row.id: side for side in self.theirs if side.row.id}
        from_theirs = ((side, _first_known(side.row.id, origins, made)) for side in self.ours)
        self._pair([(made.pop(name), side) for side, name in from_theirs if name in made])

    def by_key(self, key: _Key, *, is_unique: bool) -> None:
        if not (self.ours and self.theirs):
            return
        waiting: dict[Hashable, list[_Side]] = defaultdict(list)
        for side in reversed(self.ours):
            waiting[key(side)].append(side)
        counts = Counter(map(key, self.theirs)) if is_unique else Counter()
        found = []
        for side in self.theirs:
            named = key(side)
            candidates = waiting.get(named) if named else None
            if candidates and not (is_unique and (len(candidates) > 1 or counts[named] > 1)):
                found.append((side, candidates.pop()))
        self._pair(found)

    def by_likeness(self, has: Sequence[str]) -> None:
        """Rows of one area whose words are mostly the same: each with the likest that is left near its place."""
        waiting: dict[tuple[str, str], list[_Side]] = defaultdict(list)
        for side in self.ours:
            waiting[side.place].append(side)
        expected = self._expected()
        found = []
        for side in self.theirs:
            here = waiting.get(side.place, [])
            start = bisect_left(here, expected[side.index], key=lambda one: one.index) - _CANDIDATES // 2
            candidates = here[max(0, start) : max(0, start) + _CANDIDATES]
            if candidates and (best := _likest(side, candidates, has)):
                here.remove(best)
                found.append((side, best))
        self._pair(found)

    def _expected(self) -> dict[int, int]:
        """Where ours would stand, by the index of theirs: after the one that the row above is paired with."""
        expected, after = {}, 0
        last = max((side.index for side in self.theirs), default=-1)
        for index in range(last + 1):
            expected[index] = after
            after = self.pairs[index] + 1 if index in self.pairs else after
        return expected


def _first_known(name: str, origins: Mapping[str, str], known: Container[str]) -> str:
    """The nearest of the rows that it was made from which is known; empty where none is."""
    seen = {name}
    while (name := origins.get(name, "")) and name not in known and name not in seen:
        seen.add(name)
    return name if name in known else ""


def _likest(side: _Side, candidates: Sequence[_Side], has: Sequence[str]) -> _Side | None:
    """The one whose words are most like the row's own, if they are like enough; the first of equals."""
    own = _shingles(side, has)
    best, most = None, _SIMILAR
    for candidate in candidates:
        theirs = _shingles(candidate, has)
        likeness = 2 * len(own & theirs) / (len(own) + len(theirs)) if own and theirs else 0.0
        if likeness > most:
            best, most = candidate, likeness
    return best


def _shingles(side: _Side, has: Sequence[str]) -> frozenset[str]:
    """Every three letters that follow each other in the row's words, those of its measure first. (difflib tells more
    exactly how alike texts are, in a hundred times the time.)"""
    if side.shingles is None:
        rest = (side.words[name] for name in has if name not in ("area", "measure", "status"))
        text = _spaced("\n".join((side.words.get("measure", ""), *rest)))[:_COMPARED].casefold()
        side.shingles = frozenset(text[at : at + 3] for at in range(len(text) - 2))
    return side.shingles


def _match(new: _Side, old: _Side | None, has: Sequence[str]) -> Match:
    if old is None:
        return Match(row=new.index, kind="new")
    columns = tuple(name for name in has if _differs(new, old, name))
    return Match(row=new.index, kind="changed" if columns else "unchanged", id=old.row.id, columns=columns)


def _differs(new: _Side, old: _Side, name: str) -> bool:
    if name == "area":  # what has no title of its own says nothing of where it stands
        return bool((new.area and new.area != old.area) or (new.band and new.band != old.band))
    if name == "status":  # a file that states no status takes away none
        return bool(new.words[name]) and new.words[name] != old.words[name]
    return not same_words(old.words[name], new.words[name])


def _spaced(text: str) -> str:
    return " ".join(text.split())


def bare(text: str) -> str:
    """The text without spaces and hyphens, so that titles and rows can be looked up by it."""
    return _BARE.sub("", _hyphenated(text))


def _hyphenated(text: str) -> str:
    """With plain hyphens only. To look for others first takes a tenth of the time of translating."""
    return text.translate(_HYPHENS) if _HAS_HYPHENS.search(text) else text
