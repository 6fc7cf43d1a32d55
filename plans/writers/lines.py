"""What stands in the table of a written file: the plan's bands, areas and rows without those never filled in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from plans.document import COLUMNS, TEXT_COLUMNS, Area, PlanDocument, Row, filled
from plans.writers.plain import one_line, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A band with its areas; or areas in no band that follow each other (`band` is None)."""

    band: Area | None = None
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`columns` are names of document.COLUMNS, in their order. The areas have a column also where none has a title, if
    one could not be told from the next otherwise."""

    columns: tuple[str, ...]
    groups: tuple[Group, ...]


def table_of(document: PlanDocument) -> Table:
    groups = tuple(_groups(document))
    columns = set(document.columns)
    if any(_is_unclear(group, at) for at, group in enumerate(groups)):
        columns.add("area")
    return Table(columns=tuple(name for name in COLUMNS if name in columns), groups=groups)


def _is_unclear(group: Group, at: int) -> bool:
    """Would it not be seen where its areas begin and end, if they had no column?"""
    return len(group.areas) > 1 or not all(area.rows for area in group.areas) or (at > 0 and group.band is None)


def _groups(document: PlanDocument) -> Iterator[Group]:
    # Each band is a group of its own, hence its number; the areas between two bands share one key.
    numbered = ((number if area.kind == "band" else None, area) for number, area in enumerate(document.areas))
    for number, areas in groupby(numbered, key=lambda each: each[0]):
        found = tuple(area for _, area in areas)
        if number is None:
            yield Group(areas=tuple(map(_area, found)))
        else:
            yield Group(band=_area(found[0]), areas=tuple(map(_area, found[0].areas)))


def _area(area: Area) -> Area:
    return replace(area, title=one_line(area.title), areas=(), rows=tuple(filled(map(_row, area.rows))))


def _row(row: Row) -> Row:
    words = {name: plain(words) for name in TEXT_COLUMNS if (words := getattr(row, name))}
    timeframe = replace(row.timeframe, text=plain(row.timeframe.text))
    return replace(row, timeframe=timeframe, **words)  # type: ignore[arg-type]  # all of them are columns of text


def effective_measures(rows: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    """Each row of an area with its measure: its own, or that of the row it goes on with."""
    measure = ""
    for row in rows:
        measure = measure if row.continues else row.measure
        yield row, measure
