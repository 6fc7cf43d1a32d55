"""A plan as the editor shows it: every live row, also the empty ones, as plain values with keys and versions.

The reading view's table.py leaves out what was never filled in and merges cells; here each cell is a field.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plans import wording
from plans.document import COLUMNS, TEMPLATES
from plans.models import Area, Plan, PlanRow
from plans.origins import since_earlier_of_rows, unchanged_marks
from plans.reading import remark
from plans.table import CSS, Column, one_line

NOTHING = SafeString()
WORDS = [name for name in COLUMNS if name not in ("area", "status")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    name: str
    css: str
    heading: str
    label: str  # "Instruments, row 3"
    text: str
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row. `continued` are the words of the measure it goes on with, where `place` is "follow"."""

    id: str
    number: int
    version: int
    place: str
    continued: str
    fields: tuple[Field, ...]
    status: str
    status_label: str
    remark: SafeString  # at the end of its first cell: what has to be mended, that it is unchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A band, or an area with its lines; `span` is the height of the area's cell in rows of the table."""

    kind: str
    id: str
    title: str
    version: int
    lines: tuple[Line, ...] = ()
    count: int = 0
    span: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    columns: tuple[Column, ...]
    bodies: tuple[Body, ...]
    has_area: bool
    has_status: bool
    status_heading: str
    count: int
    width: int  # columns of the table, with that of the menus


def editing_of(plan: Plan, *, remarks: Mapping[str, SafeString] | None = None) -> Editing:
    """Two queries, or three, however large the plan. `remarks` stand in the first cells of the rows with those ids."""
    areas = list(plan.areas.order_by("rank", "id"))
    rows: dict[object, list[PlanRow]] = defaultdict(list)
    for row in plan.rows.order_by("rank", "id"):
        rows[row.area_id].append(row)
    whole = [row for some in rows.values() for row in some]
    columns = _columns(plan, areas, whole)
    unchanged = unchanged_marks(plan, since_earlier_of_rows(whole))
    bodies = tuple(_bodies(areas, rows, _Lines(columns, remarks or {}, unchanged)))
    keys = {column.key for column in columns}
    return Editing(
        columns=columns,
        bodies=bodies,
        has_area="area" in keys,
        has_status="status" in keys,
        status_heading=next((column.heading for column in columns if column.key == "status"), ""),
        count=sum(len(body.lines) for body in bodies),
        width=len(columns) + 1,
    )


def _columns(plan: Plan, areas: list[Area], rows: list[PlanRow]) -> tuple[Column, ...]:
    """Those of the template, those added, and those with content; the areas' as soon as there is more than one."""
    shown = set(TEMPLATES[plan.template].columns) | set(plan.extra_columns)
    shown |= {name for name in (*WORDS, "status") if any(_words(row, name) for row in rows)}
    if len(areas) > 1 or any(area.title for area in areas):
        shown.add("area")
    return tuple(
        Column(key=name, css=CSS.get(name, name), heading=str(wording.heading(plan.template, name)))
        for name in COLUMNS
        if name in shown
    )


def _bodies(areas: list[Area], rows: dict, lines: "_Lines") -> Iterator[Body]:
    for area in areas:
        if area.parent_id:
            continue
        if area.kind == "area":
            yield _body(area, lines.of(rows[area.pk]))
            continue
        inner = [_body(one, lines.of(rows[one.pk])) for one in areas if one.parent_id == area.pk]
        yield replace(_body(area, ()), count=sum(body.count for body in inner))
        yield from inner


def _body(area: Area, lines: tuple[Line, ...]) -> Body:
    return Body(
        kind=area.kind,
        id=str(area.pk),
        title=area.title,
        version=area.version,
        lines=lines,
        count=len(lines),
        span=len(lines) or 1,
    )


class _Lines:
    """Makes the lines of one area after the other, numbered through the plan; says each heading once."""

    def __init__(
        self, columns: tuple[Column, ...], remarks: Mapping[str, SafeString], unchanged: Callable[[str], SafeString]
    ) -> None:
        self.number, self.remarks, self.unchanged = 0, remarks, unchanged
        # Translators: names a field to who cannot see its column; nb: Virkemidler (hvordan), rad 3
        self.label = _("%(column)s, row %(number)s")
        self.words = [column for column in columns if column.key in WORDS]
        self.status = next((column.heading for column in columns if column.key == "status"), "")

    def of(self, rows: list[PlanRow]) -> tuple[Line, ...]:
        made, measure = [], ""
        for index, row in enumerate(rows):
            self.number += 1
            follows = row.continues and index > 0
            measure = measure if follows else row.measure
            leads = index + 1 < len(rows) and rows[index + 1].continues
            made.append(
                Line(
                    id=str(row.pk),
                    number=self.number,
                    version=row.version,
                    place="follow" if follows else "lead" if leads else "",
                    continued=one_line(measure, 60) if follows else "",
                    fields=tuple(self._field(row, column) for column in self.words),
                    status=row.status,
                    status_label=self._label(self.status),
                    remark=self.remarks.get(str(row.pk), NOTHING) + self.unchanged(str(row.pk)),
                )
            )
        return tuple(made)

    def _field(self, row: PlanRow, column: Column) -> Field:
        is_time = column.key == "timeframe"
        return Field(
            name=column.key,
            css=column.css,
            heading=column.heading,
            label=self._label(column.heading),
            text=_words(row, column.key),
            remark=remark(row.timeframe, corrected=row.timeframe_corrected) if is_time else "",
        )

    def _label(self, heading: str) -> str:
        return self.label % {"column": heading, "number": self.number}


def _words(row: PlanRow, name: str) -> str:
    return row.timeframe_text if name == "timeframe" else getattr(row, name)
