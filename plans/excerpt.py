"""Some rows of a plan as a plan of their own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from plans.document import Area, PlanDocument, Row


def excerpt(document: PlanDocument, wanted: Callable[[Row], bool], *, vacant: bool = False) -> PlanDocument:
    """The document with the wanted of its rows only, and no area or band without any; `vacant`: but with those that
    never had any. A row whose measure stood in a row that is gone leads its group now, with the measure as its own."""
    return replace(document, areas=tuple(_areas(document.areas, wanted, vacant)))


def _areas(areas: Iterable[Area], wanted: Callable[[Row], bool], vacant: bool) -> Iterator[Area]:
    for area in areas:
        inner, rows = tuple(_areas(area.areas, wanted, vacant)), tuple(_rows(area.rows, wanted))
        if inner or rows or (vacant and not area.areas and not area.rows):
            yield replace(area, areas=inner, rows=rows)


def _rows(rows: Iterable[Row], wanted: Callable[[Row], bool]) -> Iterator[Row]:
    measure, headless = "", True
    for row in rows:
        if not row.continues:
            measure, headless = row.measure, True
        if wanted(row):
            yield replace(row, continues=False, measure=measure) if row.continues and headless else row
            headless = False
