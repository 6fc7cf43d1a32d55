"""PlanDocument → what a page's table loops over: bodies of lines of cells, all plain values.

A page of 450 rows is built from these without a look at the database, and a filtered page is the same table over fewer
rows: what is merged is worked out from the rows that are shown, so a row that continues always has its measure.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from plans.document import Area, PlanDocument, Row
from plans.prose import prose
from plans.wording import STATUS_SHORT, columns

CSS = {"target_group": "target", "timeframe": "time"}  # where the short class of the style sheet is not the key


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A row where it stands: its band and area, its effective measure, and which group of rows shares that measure."""

    band: Area | None
    area: Area
    row: Row
    measure: str
    group: int
    since: str = ""  # how it stands to the earlier plan: origins.py; "" where there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    key: str
    css: str
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of people's words. `attributes` are ready for its <td>, since they are the same down a column."""

    attributes: SafeString
    html: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the table. `area_span` is 0 where the area's cell comes down from a line above."""

    id: str
    place: str  # "lead" and "follow" of a measure that goes on over several lines, else ""
    area_span: int
    cells: tuple[Cell, ...]
    status: str  # "unset" where none is stated
    status_word: SafeString
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A band's heading (kind band), or an area with its lines. `count` is of rows shown; `count_words` says it."""

    kind: str
    id: str
    title: str
    count: int
    count_words: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    columns: tuple[Column, ...]
    bodies: tuple[Body, ...]
    count: int
    has_area: bool
    has_status: bool


def placed_rows(document: PlanDocument, since: Mapping[str, str] | None = None) -> Iterator[Placed]:
    """Every row in order, with what the table and the search need to know of its surroundings."""
    group, since = 0, since or {}
    for band, area in document.leaf_areas():
        measure = ""
        for index, row in enumerate(area.rows):
            if not row.continues or index == 0:
                group, measure = group + 1, row.measure
            yield Placed(band=band, area=area, row=row, measure=measure, group=group, since=since.get(row.id, ""))


def table_of(
    document: PlanDocument,
    shown: Iterable[Placed] | None = None,
    *,
    versions: Mapping[str, int] | None = None,
    talk: Callable[[str], SafeString] | None = None,
) -> Table:
    """The document's table; of the rows in `shown` only, where given: then without the areas that have none.

    `versions` are those of the rows by their ids, for who can change them. `talk` gives what stands at the end of a
    row's first cell, by its id.
    """
    rows = list(placed_rows(document)) if shown is None else list(shown)
    heads = tuple(Column(key=key, css=CSS.get(key, key), heading=str(words)) for key, words in columns(document))
    by_area: dict[int, list[Placed]] = {}
    for placed in rows:
        by_area.setdefault(id(placed.area), []).append(placed)
    bodies = tuple(_bodies(document.areas, by_area, _liner(heads, versions or {}, talk), keep_empty=shown is None))
    keys = {column.key for column in heads}
    return Table(columns=heads, bodies=bodies, count=len(rows), has_area="area" in keys, has_status="status" in keys)


def row_count(rows: int) -> str:
    return ngettext("%(rows)d row", "%(rows)d rows", rows) % {"rows": rows}


def one_line(text: str, limit: int = 80) -> str:
    """The text without its line breaks, cut at a word: a name for a button or a message."""
    words = " ".join(text.split())
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + " …"


def _bodies(
    areas: Iterable[Area],
    by_area: dict[int, list[Placed]],
    lines: Callable[[list[Placed]], tuple[Line, ...]],
    *,
    keep_empty: bool,
) -> Iterator[Body]:
    for area in areas:
        rows = by_area.get(id(area), [])
        inner = tuple(_bodies(area.areas, by_area, lines, keep_empty=keep_empty))
        count = len(rows) + sum(body.count for body in inner)
        if (area.kind == "area" or area.title) and (count or (keep_empty and area.title)):
            words = row_count(count)
            yield Body(kind=area.kind, id=area.id, title=area.title, count=count, count_words=words, lines=lines(rows))
        yield from inner


def _liner(
    heads: tuple[Column, ...], versions: Mapping[str, int], talk: Callable[[str], SafeString] | None
) -> Callable[[list[Placed]], tuple[Line, ...]]:
    """A maker of an area's lines; what is the same for the whole table is looked up once."""
    attributes = _attributes(heads)
    statuses = {status: (escape(status or "unset"), escape(word)) for status, word in STATUS_SHORT.items()}

    def lines(rows: list[Placed]) -> tuple[Line, ...]:
        made: list[Line] = []
        for _, members in groupby(rows, key=lambda placed: placed.group):
            group = list(members)
            for index, placed in enumerate(group):
                row = placed.row
                status, status_word = statuses[row.status]
                made.append(
                    Line(
                        id=escape(row.id),  # here, once: the template writes it twice
                        place="" if len(group) == 1 else "follow" if index else "lead",
                        area_span=0 if made else len(rows),
                        cells=_with_talk(_cells(attributes, placed, 0 if index else len(group)), talk, row.id),
                        status=status,
                        status_word=status_word,
                        version=versions.get(row.id, 0),
                    )
                )
        return tuple(made)

    return lines


def _with_talk(cells: Iterable[Cell], talk: Callable[[str], SafeString] | None, row: str) -> tuple[Cell, ...]:
    """The cells, with what is said of the row at the end of the first of them."""
    if talk is None or not (end := talk(row)):
        return tuple(cells)
    first, *others = cells
    return replace(first, html=first.html + end), *others


def _attributes(heads: tuple[Column, ...]) -> dict[str, tuple[SafeString, SafeString]]:
    """For each column of people's words the attributes of a cell, and of an empty one."""
    form = ' class="{}" role="cell" data-label="{}"'
    return {
        column.key: (
            format_html(form, column.css, column.heading),
            format_html(form, f"{column.css} blank", column.heading),
        )
        for column in heads
        if column.key not in ("area", "status")
    }


def _cells(attributes: Mapping[str, tuple[SafeString, SafeString]], placed: Placed, span: int) -> Iterator[Cell]:
    """The cells of people's words of one line; without the measure's where it comes down from above (span 0)."""
    for key, (filled, blank) in attributes.items():
        if key != "measure":
            html = prose(placed.row.words(key))
            yield Cell(attributes=filled if html else blank, html=html)
        elif span:
            html = prose(placed.measure)
            over = format_html(' rowspan="{}"', span) if span > 1 else SafeString()
            yield Cell(attributes=(filled if html else blank) + over, html=html)
