"""From paragraphs and grids, whatever file they came from, to a plan with its doubts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plans.document import COLUMNS, TEMPLATES, NotAPlan, PlanDocument
from plans.imported import AS_NOTE, BAND, LEAVE_OUT, Answers, ColourFound, Doubt, LeftOut, Reading, TableFound
from plans.readers.grid import MOST_LINES, MOST_ROWS, Grid, Line, Paragraph, Piece, is_across, words_of
from plans.readers.language import language_of
from plans.readers.legends import take_legend
from plans.readers.opened import Opened
from plans.readers.outline import Plan
from plans.readers.rows import read_rows
from plans.readers.shown import shown
from plans.readers.statuses import Legend, is_tinted
from plans.readers.surroundings import Surroundings
from plans.readers.tables import Heading, table_found, tables_of, unknown_columns
from plans.readers.waiting import Waiting
from plans.timeframe import read as read_timeframe


@dataclass(slots=True)
class Composition:
    """A plan while its file is read from top to bottom."""

    plan: Plan
    several: bool  # more than one table
    text: Surroundings = field(default_factory=Surroundings)
    waiting: Waiting = field(default_factory=Waiting)
    last: Heading | None = None
    columns: set[str] = field(default_factory=set)
    tables: list[TableFound] = field(default_factory=list)


def reading_of(opened: Opened, answers: Answers) -> Reading:
    """The plan in what a file holds, with a person's answers. The file's title is taken where the text has none.

    Raises NotAPlan with the code no_table, no_rows or too_large.
    """
    lines = [line for piece in opened.pieces if isinstance(piece, Grid) for line in piece.lines]
    if len(lines) > MOST_LINES or sum(not is_across(line) for line in lines) > MOST_ROWS:
        raise NotAPlan("the tables are too large", code="too_large")
    pieces, left_out = (opened.pieces, ()) if answers.hidden else shown(opened.pieces)
    headings = tables_of(pieces, opened.kind, answers)
    tables = [heading for heading in headings if heading is not None]
    if not tables:
        raise NotAPlan("no table with the headings of a plan", code="no_table")
    made = Composition(plan=Plan(legend=Legend(file={}, answers=dict(answers.colours))), several=len(tables) > 1)
    made.plan.left_out += (*opened.left_out, *left_out)
    for piece, heading in zip(_without_legends(made.plan, pieces, headings), headings, strict=True):
        _take(made, piece, heading)
    made.waiting.settle(made.text)
    if not made.plan.count:
        raise NotAPlan("the table of the plan has no rows", code="no_rows")
    return _reading(made, opened, tables)


def _without_legends(plan: Plan, pieces: Sequence[Piece], headings: Sequence[Heading | None]) -> list[Piece]:
    """The pieces without the legend, which the plan knows from now on. Those of grids that are no plan come first."""
    left: list[Piece] = []
    for piece, heading in zip(pieces, headings, strict=True):
        if isinstance(piece, Grid) and not (heading and heading.marked):
            legend, piece, left_out = take_legend(piece, heading)
            plan.left_out += left_out
            for colour, status in legend.items():
                plan.legend.file.setdefault(colour, status)
        left.append(piece)
    return left


def _take(made: Composition, piece: Piece, heading: Heading | None) -> None:
    if isinstance(piece, Paragraph):
        made.waiting.take(piece, made.text, between=made.last is not None)
    elif heading is not None:
        _take_table(made, piece, heading)
    elif made.last is not None and _goes_on(made, piece, made.last):
        made.waiting.open(made.plan, made.text, made.last.columns, several=True)
        read_rows(made.plan, piece, made.last, 0)
        made.plan.left_out += _left_columns(piece, made.last, 0)
    else:
        made.waiting.settle(made.text)
        _take_other(made, piece)


def _goes_on(made: Composition, grid: Grid, last: Heading) -> bool:
    """Does a table without headings go on with the one before it? Under a heading of its own that is a guess."""
    if grid.width != len(last.columns) or grid.width < 2:
        return False
    if not made.waiting.headings:
        return True
    if grid.width < 3 or grid.heading_lines or all(cell.bold for cell in grid.lines[0] if cell.text):
        return False
    made.plan.doubt("table_continues")
    return True


def _take_table(made: Composition, grid: Grid, heading: Heading) -> None:
    for line in grid.lines[: heading.first]:  # as in a sheet: what stands above the headings is text
        _take_line_above(made, line)
    made.waiting.open(made.plan, made.text, heading.columns, several=made.several)
    if heading.area:
        made.plan.open_area(heading.area)
    made.tables.append(table_found(grid, heading))
    if heading.guessed and not heading.answered:
        made.plan.doubts.append(Doubt(code="columns_guessed"))
    read_rows(made.plan, grid, heading, heading.last + 1)
    made.plan.left_out += _left_columns(grid, heading, heading.last + 1)
    made.text.after = True
    made.last = heading
    made.columns.update(heading.columns)


def _take_line_above(made: Composition, line: Line) -> None:
    filled = [cell for cell in line if cell.text]
    if filled:
        text = " ".join(cell.text for cell in filled)
        paragraph = Paragraph(text=text, bold=all(cell.bold for cell in filled))
        made.waiting.take(paragraph, made.text, between=made.last is not None)


def _left_columns(grid: Grid, heading: Heading, begin: int) -> Iterator[LeftOut]:
    """The words of the columns that a person leaves out."""
    for at, column in enumerate(heading.columns):
        if column == LEAVE_OUT and (words := words_of(line[at] for line in grid.lines[begin:])):
            title = heading.titles[at]
            yield LeftOut(code="column", text=f"{title}: {words}" if title else words, place=grid.name)


def _take_other(made: Composition, grid: Grid) -> None:
    """A table that is not the plan's: a single cell is text, others are kept as text."""
    lines = [(words, line[0].level) for line in grid.lines if (words := words_of(line))]
    if lines and grid.width > 1:
        made.plan.doubts.append(Doubt(code="table_as_text", detail=lines[0][0]))
    for text, level in lines:
        made.text.take(Paragraph(text=text, level=level if grid.width == 1 else 0))


def _reading(made: Composition, opened: Opened, tables: Sequence[Heading]) -> Reading:
    document = _document(made, opened.title)
    colours = tuple(_colours(made.plan))
    doubts = (*opened.doubts, *made.plan.all_doubts(), *_late_doubts(colours, made.plan, tables))
    return Reading(
        document=document,
        doubts=doubts,
        left_out=tuple(item for item in made.plan.left_out if not _is_title(item, document)),
        tables=tuple(made.tables),
        colours=colours,
        columns=_columns(made.columns, document),
    )


def _is_title(item: LeftOut, document: PlanDocument) -> bool:
    """The head of the pages is not left out where the plan's title was taken from it."""
    return item.code == "page_header" and item.text == document.title


def _colours(plan: Plan) -> Iterator[ColourFound]:
    """The colours of rows, where they matter: not where most rows say their status in words."""
    if plan.stated and plan.stated >= max(plan.colours.values(), default=0):
        return
    for colour, rows in plan.colours.items():
        yield ColourFound(
            colour=colour, status=plan.legend.read(colour)[0], known=colour in plan.legend.file, rows=rows
        )


def _late_doubts(colours: Iterable[ColourFound], plan: Plan, tables: Sequence[Heading]) -> Iterator[Doubt]:
    """Doubts about the whole: headings that are not known, colours without a legend."""
    for code, title in unknown_columns(tables):
        yield Doubt(code=code, column="note", detail=title)
    unknown = [
        found.colour
        for found in colours
        if not found.status and found.colour not in plan.legend.answers and is_tinted(found.colour)
    ]
    if unknown and not plan.legend.file:
        yield Doubt(code="legend_missing", column="status", detail=" ".join(unknown))


def _columns(found: set[str], document: PlanDocument) -> tuple[str, ...]:
    """Our columns that the file has, also by titles on lines of their own, by colours and by remarks."""
    has = set(found)
    has |= {"area"} if BAND in found or any(area.title or band for band, area in document.leaf_areas()) else set()
    has |= {"status"} if any(row.status for _, row, _ in document.rows()) else set()
    has |= {"note"} if AS_NOTE in found or any(row.note for _, row, _ in document.rows()) else set()
    return tuple(column for column in COLUMNS if column in has)


def _document(made: Composition, title: str) -> PlanDocument:
    areas = tuple(area.closed() for area in made.plan.areas)
    document = PlanDocument(title=made.text.title or title, service=made.text.service, areas=areas)
    rows = [row for _, row, _ in document.rows()]
    titles = any(area.title or band for band, area in document.leaf_areas())
    template = _template(made.columns, titles)
    start, end = made.text.period if any(made.text.period) else _period(document.title)
    words = (row.words(column) for row in rows for column in ("measure", "target_group", "instruments", "aim"))
    return replace(
        document,
        language=language_of(" ".join((document.title, *made.text.purpose, *words))),
        template=template,
        extra_columns=tuple(
            name for name in COLUMNS if name in made.columns and name not in TEMPLATES[template].columns
        ),
        period_start=start,
        period_end=end,
        purpose="\n".join(made.text.purpose),
        sections=tuple(section.closed() for section in made.text.sections),
    )


def _template(columns: set[str], titles: bool) -> str:
    """The template whose columns these are, or the one that lacks least."""
    known = columns & set(COLUMNS)
    for template in TEMPLATES.values():
        if known == set(template.columns):
            return template.key
    if known & {"aim", "responsible"}:
        return "action"
    if known & {"area", "status"} or titles:
        return "dissemination"
    return "competence" if "timeframe" in known else "dissemination_short"


def _period(title: str) -> tuple[date | None, date | None]:
    """The years in a title: "Kompetanseplan 2025–2029"."""
    found = read_timeframe(title)
    whole = found.kind in ("year", "range") and found.start and found.end
    return (found.start, found.end) if whole else (None, None)
