"""PlanDocument: the whole plan as one plain value, to and from JSON.

Everything that reads, writes, prints, judges or compares a plan takes this value, so none of it has to know the
database. The JSON carries `schema`; `from_json` lifts older schemas step by step.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from plans.decode import NotAPlan as NotAPlan
from plans.decode import value_of
from plans.timeframe import Timeframe

SCHEMA = 1

Status = Literal["", "done", "ongoing", "planned"]
STATUSES: tuple[Status, ...] = ("done", "ongoing", "planned", "")
LANGUAGES = ("nb", "nn", "se", "en")

# The columns of a plan's table in the order of a page. Their headings depend on template and language: wording.py.
COLUMNS = ("area", "aim", "measure", "target_group", "instruments", "responsible", "timeframe", "status", "note")
TEXT_COLUMNS = ("aim", "measure", "target_group", "instruments", "responsible", "note")


NO_TIMEFRAME = Timeframe()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What a kind of plan asks for: its columns in order, and the parts besides the table."""

    key: str
    columns: tuple[str, ...]
    parts: tuple[str, ...] = ()


TEMPLATES = {
    template.key: template
    for template in (
        Template(
            key="dissemination",
            columns=("area", "measure", "target_group", "instruments", "timeframe", "status"),
            parts=("sections", "goals"),
        ),
        Template(
            key="dissemination_short", columns=("measure", "target_group", "instruments"), parts=("sections", "lists")
        ),
        Template(
            key="action",
            columns=("area", "aim", "measure", "responsible", "timeframe"),
            parts=("sections", "parties", "calendar", "references"),
        ),
        Template(
            key="competence",
            columns=("measure", "target_group", "instruments", "timeframe"),
            parts=("sections", "requirements", "offers", "references"),
        ),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFacts:
    """The service as it stood when the document was made."""

    code: str = ""
    name: str = ""
    abbreviation: str = ""
    trust: str = ""
    region: str = ""
    leader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    heading: str
    text: str = ""
    place: Literal["before", "after"] = "before"
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the table. `continues`: goes on with the measure of the row above, so its own measure is empty."""

    id: str = ""
    continues: bool = False
    aim: str = ""
    measure: str = ""
    target_group: str = ""
    instruments: str = ""
    responsible: str = ""
    timeframe: Timeframe = NO_TIMEFRAME
    status: Status = ""
    note: str = ""
    tasks: tuple[str, ...] = ()  # codes of the statutory tasks it serves
    goals: tuple[str, ...] = ()  # ids of the goals it serves

    def words(self, column: str) -> str:
        """The people's words in a text column or the timeframe."""
        return self.timeframe.text if column == "timeframe" else getattr(self, column)

    @property
    def is_empty(self) -> bool:
        return not (self.status or self.timeframe.text or any(getattr(self, name) for name in TEXT_COLUMNS))


def filled(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of an area that were filled in. Where the row that others went on with is left out, the next one leads:
    it would go on with a stranger's measure."""
    headless = True
    for row in rows:
        if not row.continues:
            headless = row.is_empty
        if row.is_empty:
            continue
        yield replace(row, continues=False) if row.continues and headless else row
        headless = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A heading of rows (kind area), or a full-width band that holds areas (kind band). Either may be untitled."""

    id: str = ""
    kind: Literal["area", "band"] = "area"
    title: str = ""
    areas: tuple["Area", ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    number: str
    text: str
    due: date | None = None
    measured_by: str = ""
    id: str = ""
    goals: tuple["Goal", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    letter: str
    text: str
    tier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedList:
    """An ordered, lettered list; the same letter means different things in different lists."""

    title: str
    column: str = ""
    items: tuple[ListItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    name: str
    abbreviation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPeriod:
    title: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    profession: str
    text: str
    depth: str = ""
    requirements: tuple["Requirement", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    title: str
    provider: str = ""
    length: str = ""
    need: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    title: str
    publisher: str = ""
    number: str = ""
    year: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDocument:
    """A plan. `version` is the number of a frozen version, None for the working copy (a draft)."""

    schema: int = SCHEMA
    title: str = ""
    language: str = "nb"
    template: str = "dissemination"
    extra_columns: tuple[str, ...] = ()
    period_start: date | None = None
    period_end: date | None = None
    service: ServiceFacts = ServiceFacts()
    version: int | None = None
    changed_at: datetime | None = None  # aware, UTC: the last change of anything in it
    purpose: str = ""
    sections: tuple[Section, ...] = ()
    areas: tuple[Area, ...] = ()
    goals: tuple[Goal, ...] = ()
    lists: tuple[CodedList, ...] = ()
    parties: tuple[Party, ...] = ()
    calendar: tuple[CalendarPeriod, ...] = ()
    depths: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    offers: tuple[Offer, ...] = ()
    references: tuple[Reference, ...] = ()

    def leaf_areas(self) -> Iterator[tuple[Area | None, Area]]:
        """Every area that holds rows, in order, with the band it lies in (None before and outside the bands)."""
        for area in self.areas:
            if area.kind == "band":
                for inner in area.areas:
                    yield area, inner
            else:
                yield None, area

    def headings(self) -> Iterator[Area]:
        """Every band and area, in order."""
        for area in self.areas:
            yield area
            yield from area.areas

    def rows(self) -> Iterator[tuple[Area, Row, str]]:
        """Every row in order with its area and its effective measure: its own, or that of the row it continues."""
        for _, area in self.leaf_areas():
            measure = ""
            for row in area.rows:
                measure = measure if row.continues else row.measure
                yield area, row, measure

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns shown: those of the template, those added, and those with content, in the page's order."""
        filled = {
            name for _, row, _ in self.rows() for name in (*TEXT_COLUMNS, "timeframe", "status") if _has(row, name)
        }
        if any(area.title for _, area in self.leaf_areas()):
            filled.add("area")
        shown = filled | set(TEMPLATES[self.template].columns) | set(self.extra_columns)
        return tuple(name for name in COLUMNS if name in shown)


def _has(row: Row, column: str) -> bool:
    return bool(row.status if column == "status" else row.words(column))


def to_json(document: PlanDocument) -> str:
    """The document as JSON text: keys in field order, dates as ISO 8601, no ASCII escapes."""
    return json.dumps(asdict(document), ensure_ascii=False, indent=1, default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a plan")


# LIFTS[n - 1] turns the data of schema n into those of schema n + 1.
LIFTS: tuple[Any, ...] = ()


def from_json(text: str | bytes) -> PlanDocument:
    """The document in a JSON text. Raises NotAPlan, with the place, for anything that is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAPlan("not JSON") from error
    if not isinstance(data, dict) or not isinstance(data.get("schema"), int) or isinstance(data["schema"], bool):
        raise NotAPlan("schema is missing")
    if not 1 <= data["schema"] <= SCHEMA:
        raise NotAPlan(f"schema {data['schema']} is not known")
    for step in LIFTS[data["schema"] - 1 :]:
        data = step(data)
    try:
        document: PlanDocument = value_of(PlanDocument, data, "plan")
    except RecursionError as error:
        raise NotAPlan("plan is too deep") from error
    if document.template not in TEMPLATES:
        raise NotAPlan("plan.template is not known")
    _check_areas(document.areas, "plan.areas", ("band", "area"))
    return document


def _check_areas(areas: tuple[Area, ...], place: str, kinds: tuple[str, ...]) -> None:
    """Bands hold areas, areas hold rows, and rows that continue have something to continue."""
    for index, area in enumerate(areas):
        here = f"{place}[{index}]"
        if area.kind not in kinds or (area.rows if area.kind == "band" else area.areas):
            raise NotAPlan(f"{here} is out of its place: a band holds areas, an area holds rows")
        _check_areas(area.areas, f"{here}.areas", ("area",))
        for number, row in enumerate(area.rows):
            _check_row(row, number, f"{here}.rows[{number}]")


def _check_row(row: Row, number: int, place: str) -> None:
    if row.continues and (row.measure or number == 0):
        raise NotAPlan(f"{place} continues, but is the first or has a measure of its own")
    if row.timeframe.start and row.timeframe.end and row.timeframe.start > row.timeframe.end:
        raise NotAPlan(f"{place}.timeframe ends before it starts")
