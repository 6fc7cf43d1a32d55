"""The bands, areas and rows of a plan while its tables are read, with the doubts that arise."""

from dataclasses import dataclass, field

from plans.document import Area, Row
from plans.imported import Doubt, LeftOut
from plans.readers.statuses import Legend


@dataclass(slots=True)
class OpenArea:
    """An area or band while rows still come."""

    title: str
    kind: str = "area"
    rows: list[Row] = field(default_factory=list)
    areas: list["OpenArea"] = field(default_factory=list)
    guessed: bool = False  # an empty cell was taken to go on with it
    measure: str = ""  # the effective one of its last row

    def closed(self) -> Area:
        areas = tuple(area.closed() for area in self.areas)
        return Area(
            kind="band" if self.kind == "band" else "area", title=self.title, areas=areas, rows=tuple(self.rows)
        )


@dataclass(slots=True)
class Plan:
    legend: Legend
    areas: list[OpenArea] = field(default_factory=list)
    band: OpenArea | None = None
    area: OpenArea | None = None
    count: int = 0
    doubts: list[Doubt] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    colours: dict[str, int] = field(default_factory=dict)  # of rows whose status is not in words: how many rows
    stated: int = 0  # rows whose status is in words

    def doubt(self, code: str, column: str = "", detail: str = "") -> None:
        """About the row that comes next."""
        self.doubts.append(Doubt(code=code, row=self.count, column=column, detail=detail))

    def open_band(self, title: str) -> None:
        self.band, self.area = OpenArea(title, "band"), None
        self.areas.append(self.band)

    def close_band(self) -> None:
        self.band = self.area = None

    def open_area(self, title: str) -> OpenArea:
        self.area = OpenArea(title)
        (self.areas if self.band is None else self.band.areas).append(self.area)
        return self.area

    def add(self, area: OpenArea, row: Row) -> None:
        area.rows.append(row)
        if not row.continues:
            area.measure = row.measure
        self.count += 1

    def all_doubts(self) -> tuple[Doubt, ...]:
        """The doubts; one about a row that never came is about the whole."""
        return tuple(
            doubt
            if doubt.row is None or doubt.row < self.count
            else Doubt(code=doubt.code, column=doubt.column, detail=doubt.detail)
            for doubt in self.doubts
        )
