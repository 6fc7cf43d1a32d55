"""From the grid of a plan's table to areas and rows: what every reader shares."""

from dataclasses import dataclass, field

from plans.document import TEXT_COLUMNS, Area, Row, Status
from plans.imported import Doubt
from plans.readers.grid import Cell, Grid, Line
from plans.readers.headings import AREA_TITLE, column_of, is_heading_line, is_heading_rest
from plans.readers.statuses import coloured, is_tinted, status_of
from plans.timeframe import read as read_timeframe

# The words of a cell merged downwards hold for every row beside it, in these columns.
CARRIED = ("aim", "target_group", "instruments", "responsible", "timeframe", "status")
_SEARCHED = 60  # lines from the top in which the headings are looked for
_LABELS = ("mål:", "mål", "aim:", "goal:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Where a table's headings stand, and the column that each column of the grid means. A column whose heading is not
    known is "?"; `titles` are the headings' words."""

    first: int
    last: int
    columns: tuple[str, ...]
    titles: tuple[str, ...]
    area: str = ""  # the title of an area that stands among the headings


@dataclass(slots=True)
class OpenArea:
    """An area or band while rows still come."""

    title: str
    kind: str = "area"
    rows: list[Row] = field(default_factory=list)
    areas: list["OpenArea"] = field(default_factory=list)
    guessed: bool = False  # an empty cell was taken to go on with it

    def closed(self) -> Area:
        areas = tuple(area.closed() for area in self.areas)
        return Area(
            kind="band" if self.kind == "band" else "area", title=self.title, areas=areas, rows=tuple(self.rows)
        )


@dataclass(slots=True)
class Plan:
    """The areas of a plan while its tables are read, and the doubts that arose."""

    legend: dict[str, Status]
    areas: list[OpenArea] = field(default_factory=list)
    band: OpenArea | None = None
    area: OpenArea | None = None
    count: int = 0
    doubts: list[Doubt] = field(default_factory=list)
    colours: dict[str, None] = field(default_factory=dict)  # colours met without any legend

    def doubt(self, code: str, column: str = "", detail: str = "") -> None:
        """About the row that comes next."""
        self.doubts.append(Doubt(code=code, row=self.count, column=column, detail=detail))

    def open_band(self, title: str) -> None:
        self.band, self.area = OpenArea(title, "band"), None
        self.areas.append(self.band)

    def open_area(self, title: str) -> OpenArea:
        self.area = OpenArea(title)
        (self.areas if self.band is None else self.band.areas).append(self.area)
        return self.area

    def add(self, area: OpenArea, row: Row) -> None:
        area.rows.append(row)
        self.count += 1


def find_heading(grid: Grid) -> Heading | None:
    """The headings of a plan's table; None if the grid is no such table."""
    first = next((at for at, line in enumerate(grid.lines[:_SEARCHED]) if is_heading_line(line)), None)
    if first is None:
        return None
    last = first
    if last + 1 < len(grid.lines) and is_heading_rest(grid.lines[last + 1]):
        last += 1
    titles: list[str] = []
    columns: list[str] = []
    area = ""
    for at, cell in enumerate(grid.lines[first]):
        title = (
            titles[-1] if cell.across and titles else " ".join(line[at].text for line in grid.lines[first : last + 1])
        )
        titles.append(" ".join(title.split()))
        if AREA_TITLE.match(cell.text):
            area, column = titles[-1], "aim"
        elif cell.across and columns:
            column = columns[-1]
        else:
            column = column_of(cell.text) or column_of(titles[-1]) or ("?" if titles[-1] else "")
        columns.append(column)
    return Heading(first=first, last=last, columns=tuple(columns), titles=tuple(titles), area=area)


def read_rows(plan: Plan, grid: Grid, heading: Heading, begin: int) -> None:
    """Adds the lines of a grid from `begin` on to the plan."""
    if heading.area and begin:
        plan.open_area(heading.area)
    above: Line = ()
    for at in range(begin, len(grid.lines)):
        line = grid.lines[at]
        following = grid.lines[at + 1] if at + 1 < len(grid.lines) else ()
        carried = tuple(_carried(cell, up) for cell, up in zip(line, above or line, strict=True))
        if not _read_repeated(plan, line, heading) and not _read_title(plan, line, following, heading):
            _read_row(plan, line, carried, heading)
        above = carried


def _carried(cell: Cell, above: Cell) -> Cell:
    """What holds at a cell: its own words and colour, or those it is covered with from above."""
    if not cell.down:
        return cell
    return Cell(text=above.text, colour=cell.colour or above.colour, down=True, across=cell.across)


def _read_repeated(plan: Plan, line: Line, heading: Heading) -> bool:
    """Are these the headings again, as on the next page? The title of a new area may stand among them."""
    filled = [(cell.text, column) for cell, column in zip(line, heading.columns, strict=True) if cell.text]
    titles = [text for text, _ in filled if AREA_TITLE.match(text)]
    named = [(column_of(text), column) for text, column in filled if text not in titles]
    if len(named) + len(titles) < 2 or not named or not all(found and found == column for found, column in named):
        return False
    for title in titles:
        plan.open_area(_flat(title))
    return True


def _read_title(plan: Plan, line: Line, following: Line, heading: Heading) -> bool:
    """Opens the band or the area that a line is the title of, if it is one. A label alone is left out."""
    filled = [at for at, cell in enumerate(line) if cell.text]
    if len(filled) != 1:
        return False
    at, cell = filled[0], line[filled[0]]
    has_areas = "area" in heading.columns
    if heading.columns[at] == "aim" and cell.text.casefold() in _LABELS:
        return True
    if AREA_TITLE.match(cell.text):
        plan.open_area(_flat(cell.text))
    elif at == 0 and cell.span > 1:
        (plan.open_band if has_areas else plan.open_area)(_flat(cell.text))
    elif (
        heading.columns[at] == "area" and not any(other.down for other in line) and not _status(plan, line, heading)[0]
    ):
        is_band = any(other.text for other, column in zip(following, heading.columns, strict=False) if column == "area")
        plan.doubt("band_guessed" if is_band else "area_guessed", "area", cell.text)
        (plan.open_band if is_band else plan.open_area)(_flat(cell.text))
    else:
        return False
    return True


def _flat(title: str) -> str:
    """A title on one line; a hyphen at a line's end stays, since it may belong to the word."""
    return " ".join(title.split())


def _read_row(plan: Plan, line: Line, carried: Line, heading: Heading) -> None:
    if not any(cell.text for cell in line):
        return
    area = _area_for(plan, line, heading)
    status, unread = _status(plan, line=carried, heading=heading, tell=True)
    values = _values(plan, line, carried, heading)
    note = [part for part in (values.get("note", ""), unread) if part]
    measure, continues = _measure(plan, area, line, carried, heading)
    row = Row(
        continues=continues,
        aim=values.get("aim", ""),
        measure=measure,
        target_group=values.get("target_group", ""),
        instruments=values.get("instruments", ""),
        responsible=values.get("responsible", ""),
        timeframe=read_timeframe(values.get("timeframe", "")),
        status=status,
        note="\n".join(note),
    )
    plan.add(area, row)


def _area_for(plan: Plan, line: Line, heading: Heading) -> OpenArea:
    """The area of a row: that of its own cell, or the one that goes on."""
    cell = next((cell for cell, column in zip(line, heading.columns, strict=True) if column == "area"), None)
    title = _flat(cell.text) if cell else ""
    if plan.area is None:
        return plan.open_area(title)
    if cell is None or cell.down or title == plan.area.title:
        return plan.area
    if title:
        return plan.open_area(title)
    if not plan.area.guessed:
        plan.area.guessed = True
        plan.doubt("area_continues", "area", plan.area.title)
    return plan.area


def _values(plan: Plan, line: Line, carried: Line, heading: Heading) -> dict[str, str]:
    """The words of a row in every column but area, measure and status; several cells of one column are joined."""
    values: dict[str, list[str]] = {}
    for own, cell, column, title in zip(line, carried, heading.columns, heading.titles, strict=True):
        if column in ("area", "measure", "status", "") and (column or not cell.text):
            continue
        if own.down and cell.text and column in CARRIED:
            plan.doubt("merged_repeated", column, cell.text)
        text = cell.text if column in CARRIED else own.text
        if column == "aim":
            text = _without_label(text)
        if text and column not in (*TEXT_COLUMNS, "timeframe"):
            column, text = "note", f"{title}: {text}" if title else text
        if text:
            values.setdefault(column, []).append(text)
    return {column: "\n".join(texts) for column, texts in values.items()}


def _without_label(text: str) -> str:
    first, _, rest = text.partition("\n")
    return rest if rest and first.casefold() in _LABELS else text


def _measure(plan: Plan, area: OpenArea, line: Line, carried: Line, heading: Heading) -> tuple[str, bool]:
    """A row's measure, and whether it goes on with the one above. The first row of an area never goes on."""
    places = [at for at, column in enumerate(heading.columns) if column == "measure"]
    own = "\n".join(line[at].text for at in places if line[at].text)
    if own or not places:
        return own, False
    covered = "\n".join(carried[at].text for at in places if carried[at].text)
    if any(line[at].down for at in places):
        if area.rows:
            return "", True
        if covered:
            plan.doubt("measure_repeated", "measure", covered)
        return covered, False
    has_aim = any(line[at].text for at, column in enumerate(heading.columns) if column == "aim")
    if has_aim or not area.rows or not (area.rows[-1].measure or area.rows[-1].continues):
        return "", False
    plan.doubt("measure_continues", "measure")
    return "", True


def _status(plan: Plan, line: Line, heading: Heading, *, tell: bool = False) -> tuple[Status, str]:
    """A row's status, and words of the status column that state none. `tell`: doubts are noted."""
    cells = [cell for cell, column in zip(line, heading.columns, strict=True) if column == "status"]
    words = "\n".join(cell.text for cell in cells if cell.text)
    if words:
        status = status_of(words)
        if status is None and tell:
            plan.doubt("status_unknown_words", "status", words)
        return status or "", words if status is None else ""
    if not cells:
        cells = [
            cell for cell, column in zip(line, heading.columns, strict=True) if column == "timeframe" and cell.colour
        ]
        cells = cells or [cell for cell, column in zip(line, heading.columns, strict=True) if column != "area"]
    return _status_of_colours(plan, cells, tell=tell), ""


def _status_of_colours(plan: Plan, cells: list[Cell], *, tell: bool) -> Status:
    colours = list(dict.fromkeys(cell.colour for cell in cells if cell.colour))
    if not plan.legend:
        plan.colours.update(dict.fromkeys(colour for colour in colours if is_tinted(colour)))
        return ""
    found: dict[Status, None] = {}
    for colour in colours:
        status, code = coloured(Cell(colour=colour), plan.legend)
        if code and tell:
            plan.doubt(code, "status", colour)
        if status:
            found[status] = None
    if len(found) > 1 and tell:
        plan.doubt("status_several", "status", " ".join(colours))
    return next(iter(found)) if len(found) == 1 else ""
