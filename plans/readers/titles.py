"""The lines of a plan's table that are no rows: headings said again, and the titles of bands and areas."""

from plans.imported import AS_NOTE, BAND, LeftOut
from plans.readers.grid import Cell, Grid, Line
from plans.readers.headings import AREA_TITLE, column_of, signs_of
from plans.readers.outline import Plan
from plans.readers.tables import Heading, cells_of

# A label that stands in a cell before the words of an aim.
LABELS = ("mål:", "mål", "aim:", "goal:")
# The levels of headings inside cells, as our own files have them. The first one, without words, ends a band.
_END_LEVEL, _BAND_LEVEL, AREA_LEVEL = 1, 2, 3
# What our own Excel files say where a band or an area has no title.
_UNTITLED = ("uten tittel", "utan tittel", "without a title")


def flat(title: str) -> str:
    """A title on one line; a hyphen at a line's end stays, since it may belong to the word."""
    return " ".join(title.split())


def said_in(line: Line, heading: Heading, column: str) -> tuple[str, str]:
    """What a line names as its band or area: the words as they stand, and the title that they give."""
    said = flat("\n".join(cell.text for cell in cells_of(line, heading, column) if cell.text))
    return said, "" if heading.marked and said.casefold() in _UNTITLED else said


def begins(line: Line, heading: Heading, column: str, level: int) -> bool:
    """Has our own mark of a beginning: what has the same title as the one above it is another one all the same?"""
    return heading.marked and any(cell.level == level and not cell.down for cell in cells_of(line, heading, column))


def read_repeated(plan: Plan, line: Line, heading: Heading, *, after: bool) -> bool:
    """Are these the headings again, as on the next page? The title of a new area may stand among them.

    `after`: the line above was one of headings, so that a single word in brackets can be the rest of them.
    """
    filled = [(at, cell.text) for at, cell in enumerate(line) if cell.text]
    if (
        heading.marked
        or not filled
        or not (AREA_TITLE.match(filled[0][1]) or _is_heading(filled[0][1], filled[0][0], heading))
    ):
        return False  # most lines end here
    titles = [text for _, text in filled if AREA_TITLE.match(text)]
    others = [(at, text) for at, text in filled if not AREA_TITLE.match(text)]
    if not others or not all(_is_heading(text, at, heading) for at, text in others):
        return False
    if len(filled) < 2 and not (after and filled[0][1].startswith("(")):
        return False
    for title in titles:
        plan.open_area(flat(title))
    return True


def _is_heading(text: str, at: int, heading: Heading) -> bool:
    column = column_of(text)
    if column and column == heading.columns[at]:
        return True
    return at < len(heading.signs) and bool(signs := signs_of(text)) and signs in heading.signs[at]


def read_title(plan: Plan, grid: Grid, at: int, heading: Heading) -> bool:
    """Opens the band or the area that a line is the title of, if it is one. A label alone is left out."""
    line = grid.lines[at]
    filled = [column for column, cell in enumerate(line) if cell.text]
    if not filled:
        return _open_untitled(plan, line[0], heading)
    if BAND in heading.columns and {heading.columns[column] for column in filled} <= {BAND, "area"}:
        return _open_named(plan, line, heading)
    return len(filled) == 1 and _read_only_cell(plan, grid, at, filled[0], heading)


def _read_only_cell(plan: Plan, grid: Grid, at: int, place: int, heading: Heading) -> bool:
    cell = grid.lines[at][place]
    is_free = not heading.marked  # to be told by its words
    if is_free and heading.columns[place] == "aim" and cell.text.casefold() in LABELS:
        plan.left_out.append(LeftOut(code="label", text=cell.text, place=grid.name, line=grid.number(at)))
    elif cell.level == _BAND_LEVEL:
        plan.open_band(flat(cell.text))
    elif cell.level == AREA_LEVEL or (is_free and AREA_TITLE.match(cell.text)):
        plan.open_area(said_in(grid.lines[at], heading, heading.columns[place])[1])
    elif place == 0 and cell.span > 1:
        _open_spread(plan, grid, at, heading)
    else:
        return heading.columns[place] == "area" and _open_alone(plan, grid, at, place, heading)
    return True


def _open_untitled(plan: Plan, cell: Cell, heading: Heading) -> bool:
    """A heading without words still parts what stands above it from what stands below."""
    if cell.is_covered:
        return False
    if cell.level == _BAND_LEVEL:
        plan.open_band("")
    elif heading.marked and cell.level == AREA_LEVEL:
        plan.open_area("")
    elif heading.marked and cell.level == _END_LEVEL:
        plan.close_band()
    else:
        return False
    return True


def _open_named(plan: Plan, line: Line, heading: Heading) -> bool:
    """A line with nothing but the names of a band and an area, each in a column of its own."""
    if any(cell.down for cell in line):
        return False
    if heading.marked or said_in(line, heading, BAND)[0]:
        find_band(plan, line, line, heading)
    said, title = said_in(line, heading, "area")
    is_open = plan.area is not None and title == plan.area.title and heading.marked
    if said and (not is_open or begins(line, heading, "area", AREA_LEVEL)):
        plan.open_area(title)
    return True


def find_band(plan: Plan, line: Line, carried: Line, heading: Heading) -> None:
    """Opens the band that a line names in a column of its own, or leaves the one it does not name. A line added to our
    own file that names neither band nor area stays where it is."""
    said, title = said_in(carried, heading, BAND)
    if heading.marked and not said and not said_in(carried, heading, "area")[0]:
        return
    is_open = bool(said) and title == plan.band.title if plan.band else not said
    if is_open and not begins(line, heading, BAND, _BAND_LEVEL):
        return
    if said:
        plan.open_band(title)
    else:
        plan.close_band()


def _open_spread(plan: Plan, grid: Grid, at: int, heading: Heading) -> None:
    """A title over the table's columns is a band where the areas have a column, else an area; of two that follow each
    other without any row the first one is a band then, too."""
    cell = grid.lines[at][0]
    if "area" in heading.columns:
        plan.open_band(flat(cell.text))
    elif _is_spread(grid, at + 1):
        plan.doubt("band_guessed", "area", cell.text)
        plan.open_band(flat(cell.text))
    else:
        plan.open_area(flat(cell.text))


def _is_spread(grid: Grid, at: int) -> bool:
    line = grid.lines[at] if at < len(grid.lines) else ()
    return bool(line) and line[0].span > 1 and sum(bool(cell.text) for cell in line) == 1 and bool(line[0].text)


def _open_alone(plan: Plan, grid: Grid, at: int, place: int, heading: Heading) -> bool:
    """A cell of the areas' column that stands alone: a band if another area follows at once, else an area."""
    line = grid.lines[at]
    if any(other.down for other in line) or _has_colours(plan, line, heading):
        return False
    following = grid.lines[at + 1] if at + 1 < len(grid.lines) else ()
    is_band = any(cell.text for cell, column in zip(following, heading.columns, strict=False) if column == "area")
    title = flat(line[place].text)
    plan.doubt("band_guessed" if is_band else "area_guessed", "area", title)
    (plan.open_band if is_band else plan.open_area)(title)
    return True


def _has_colours(plan: Plan, line: Line, heading: Heading) -> bool:
    """Has a line a colour that means a status, where rows have theirs?"""
    return any(
        plan.legend.read(cell.colour)[0]
        for cell, column in zip(line, heading.columns, strict=True)
        if cell.colour and column not in ("area", AS_NOTE)
    )
