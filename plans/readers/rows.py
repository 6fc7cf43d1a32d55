"""From the grid of a plan's table to areas and rows: what every reader shares."""

from dataclasses import replace

from plans.document import COLUMNS, Row, Status
from plans.imported import AS_NOTE, BAND, CONTINUES, LEAVE_OUT
from plans.readers.grid import Cell, Grid, Line
from plans.readers.outline import OpenArea, Plan
from plans.readers.statuses import is_tinted, says_more, status_of
from plans.readers.tables import Heading, cells_of
from plans.readers.titles import AREA_LEVEL, LABELS, begins, find_band, read_repeated, read_title, said_in
from plans.timeframe import read as read_timeframe

# The words of a cell merged downwards hold for every row beside it, in these columns.
CARRIED = ("aim", "target_group", "instruments", "responsible", "timeframe", "status")
_READ_APART = ("area", "measure", "status", BAND, LEAVE_OUT)
_YES = ("ja", "yes", "sann", "sant", "true", "1", "x")
_NO = ("", "nei", "no", "usann", "usant", "false", "0")
_FROM_TO = (("start", "slutt"), ("fra", "til"), ("frå", "til"), ("start", "end"), ("from", "to"), ("oppstart", "slutt"))


def read_rows(plan: Plan, grid: Grid, heading: Heading, begin: int) -> None:
    """Adds the lines of a grid from `begin` on to the plan."""
    above: Line = ()
    repeated = True  # lines of headings may follow those that stand before `begin`
    for at in range(begin, len(grid.lines)):
        line = grid.lines[at]
        carried = _carried(line, above)
        repeated = read_repeated(plan, line, heading, after=repeated)
        if not repeated:
            _tell(plan, line, heading)
        if not repeated and not read_title(plan, grid, at, heading):
            _read_row(plan, line, carried, heading)
        above = carried


def _tell(plan: Plan, line: Line, heading: Heading) -> None:
    """The doubts that the reader of the file had about single cells."""
    for cell, column in zip(line, heading.columns, strict=True):
        for code, *about in cell.unsure:
            plan.doubt(code, column if column in COLUMNS else "note", " ".join(about))


def _carried(line: Line, above: Line) -> Line:
    """What holds at each cell: its own words and colour, or those it is covered with from above."""
    if not any(cell.down for cell in line):
        return line
    return tuple(
        replace(cell, text=up.text, colour=cell.colour or up.colour) if cell.down else cell
        for cell, up in zip(line, above or line, strict=True)
    )


def _read_row(plan: Plan, line: Line, carried: Line, heading: Heading) -> None:
    if not any(cell.text for cell, column in zip(line, heading.columns, strict=True) if column != LEAVE_OUT):
        return
    area = _area_for(plan, line, carried, heading)
    status, unread = _status(plan, carried, heading)
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


def _area_for(plan: Plan, line: Line, carried: Line, heading: Heading) -> OpenArea:
    """The area of a row: that of its own cells, or the one that goes on."""
    if BAND in heading.columns:
        find_band(plan, line, carried, heading)
    cells = cells_of(line, heading, "area")
    cell = cells[0] if cells else None
    said, title = said_in(line, heading, "area")
    if plan.area is None:
        return plan.open_area(title)
    if cell is None or (cell.down and not title):
        return plan.area
    if begins(line, heading, "area", AREA_LEVEL):
        return plan.open_area(title)
    if title == plan.area.title:
        return plan.area
    if said or cell.level or (BAND in heading.columns and not heading.marked):
        return plan.open_area(title)
    if not plan.area.guessed:
        plan.area.guessed = True
        plan.doubt("area_continues", "area", plan.area.title)
    return plan.area


def _values(plan: Plan, line: Line, carried: Line, heading: Heading) -> dict[str, str]:
    """The words of a row in every column but area, measure and status; several cells of one column are joined."""
    values: dict[str, list[str]] = {}
    for at, (own, cell, column) in enumerate(zip(line, carried, heading.columns, strict=True)):
        if own.span > 1 and own.text and len(set(heading.columns[at : at + own.span]) - {LEAVE_OUT}) > 1:
            plan.doubt("cell_spread", column if column in COLUMNS else "note", own.text)
        if column in _READ_APART:
            continue
        if own.down and cell.text and column in CARRIED:
            plan.doubt("merged_repeated", column, cell.text)
        text = _text(heading, at, cell.text if column in CARRIED else own.text)
        if text:
            values.setdefault("note" if column in (AS_NOTE, CONTINUES) else column, []).append(text)
    if len(values.get("timeframe", ())) == 2:
        values["timeframe"] = [_from_to(values["timeframe"], heading)]
    return {column: "\n".join(texts) for column, texts in values.items()}


def _text(heading: Heading, at: int, text: str) -> str:
    """The words of a cell: an aim without the label above it, a remark with its column's heading before it."""
    if heading.columns[at] == "aim":
        first, _, rest = text.partition("\n")
        return rest if rest and first.casefold() in LABELS and not heading.marked else text
    if heading.columns[at] == CONTINUES and text.casefold() in _YES + _NO:
        return ""
    title = heading.titles[at] if heading.columns[at] in (AS_NOTE, CONTINUES) else ""
    return f"{title}: {text}" if text and title else text


def _from_to(texts: list[str], heading: Heading) -> str:
    """A beginning and an end that stand in columns of their own, as a span."""
    titles = [title for title, column in zip(heading.titles, heading.columns, strict=True) if column == "timeframe"]
    words = tuple(title.split()[-1].casefold() if title else "" for title in titles)
    return (" – " if words in _FROM_TO else "\n").join(texts)


def _measure(plan: Plan, area: OpenArea, line: Line, carried: Line, heading: Heading) -> tuple[str, bool]:
    """A row's measure, and whether it goes on with the one above. The first row of an area never goes on."""
    cells = cells_of(line, heading, "measure")
    own = "\n".join(cell.text for cell in cells if cell.text)
    says = any(cell.text.casefold() in _YES for cell in cells_of(line, heading, CONTINUES))
    if says and area.rows and own in ("", area.measure):
        return "", True
    if own or not cells or CONTINUES in heading.columns:
        return own, False
    covered = "\n".join(cell.text for cell in cells_of(carried, heading, "measure") if cell.text)
    if any(cell.down for cell in cells):
        if area.rows and covered == area.measure:
            return "", True
        if covered:
            plan.doubt("measure_repeated", "measure", covered)
        return covered, False
    has_aim = any(cell.text for cell in cells_of(line, heading, "aim"))
    if heading.marked or has_aim or not area.rows or not (area.rows[-1].measure or area.rows[-1].continues):
        return "", False
    plan.doubt("measure_continues", "measure")
    return "", True


def _status(plan: Plan, line: Line, heading: Heading) -> tuple[Status, str]:
    """A row's status, and what else the words of the status column say."""
    cells = cells_of(line, heading, "status")
    words = "\n".join(cell.text for cell in cells if cell.text)
    if words:
        status = status_of(words)
        if status is None:
            plan.doubt("status_unknown_words", "status", words)
            return "", words
        plan.stated += 1
        return status, words if says_more(words) else ""
    if not cells:
        cells = [cell for cell in cells_of(line, heading, "timeframe") if cell.colour]
        cells = cells or [
            cell for cell, column in zip(line, heading.columns, strict=True) if column not in (BAND, "area")
        ]
    return _status_of_colours(plan, cells), ""


def _status_of_colours(plan: Plan, cells: list[Cell]) -> Status:
    colours = list(dict.fromkeys(cell.colour for cell in cells if cell.colour))
    found: dict[Status, None] = {}
    for colour in colours:
        if is_tinted(colour) or colour in plan.legend.file:
            plan.colours[colour] = plan.colours.get(colour, 0) + 1
        status, code = plan.legend.read(colour)
        if code:
            plan.doubt(code, "status", colour)
        if status:
            found[status] = None
    if len(found) > 1:
        plan.doubt("status_several", "status", " ".join(colours))
    return next(iter(found)) if len(found) == 1 else ""
