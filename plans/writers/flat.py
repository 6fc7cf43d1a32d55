"""The plan's table without merged cells: every line says its band, its area and its measure, so that it can be sorted
and filtered. Shared by Excel and CSV."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from plans.document import Area, PlanDocument, Row
from plans.imported import BAND, CONTINUES
from plans.writers.labels import Labels
from plans.writers.lines import Group, Table, effective_measures, table_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`texts`: one for each column. `row` is None where a band or an area has no rows and stands alone."""

    texts: tuple[str, ...]
    row: Row | None = None
    begins_band: bool = False
    begins_area: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flat:
    """`columns`: names of document.COLUMNS, imported.BAND and imported.CONTINUES where a line says
    something there."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def flat(document: PlanDocument, labels: Labels) -> Flat:
    table = table_of(document)
    columns = tuple(_columns(table))
    lines = tuple(
        line for at, group in enumerate(table.groups) for line in _group(group, columns, labels, is_first=at == 0)
    )
    return Flat(columns=columns, lines=lines)


def _columns(table: Table) -> Iterator[str]:
    if any(group.band for group in table.groups):
        yield BAND
    has_groups = any(row.continues for group in table.groups for area in group.areas for row in area.rows)
    for name in table.columns:
        yield name
        if name == "measure" and has_groups:
            yield CONTINUES


def _group(group: Group, columns: tuple[str, ...], labels: Labels, *, is_first: bool) -> Iterator[Line]:
    names = {BAND: (group.band.title or labels.untitled) if group.band else ""}
    begins = group.band is not None
    if begins and not group.areas:
        yield Line(texts=tuple(names.get(column, "") for column in columns), begins_band=True)
    for area in group.areas:
        # An area of rows alone in its band, or in a plan without any, needs no name.
        needs_name = len(group.areas) > 1 or not area.rows or not (group.band or is_first)
        names["area"] = area.title or (labels.untitled if needs_name else "")
        for line in _area(area, names, columns, labels):
            yield replace(line, begins_band=True) if begins else line
            begins = False


def _area(area: Area, names: dict[str, str], columns: tuple[str, ...], labels: Labels) -> Iterator[Line]:
    if not area.rows:
        yield Line(texts=tuple(names.get(column, "") for column in columns), begins_area=True)
    for at, (row, measure) in enumerate(effective_measures(area.rows)):
        known = names | {
            "measure": measure,
            CONTINUES: labels.yes if row.continues else "",
            "status": labels.statuses[row.status],
        }
        texts = tuple(known[column] if column in known else row.words(column) for column in columns)
        yield Line(texts=texts, row=row, begins_area=at == 0)
