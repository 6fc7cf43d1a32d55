"""From paragraphs and grids, whatever file they came from, to a plan with its doubts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plans.document import COLUMNS, TEMPLATES, NotAPlan, PlanDocument
from plans.imported import Answers, Doubt, Reading
from plans.readers.grid import Grid, Line, Paragraph, Piece
from plans.readers.headings import AREA_TITLE
from plans.readers.language import language_of
from plans.readers.opened import Opened
from plans.readers.rows import Heading, Plan, find_heading, read_rows
from plans.readers.statuses import legend_of
from plans.readers.surroundings import Surroundings
from plans.timeframe import read as read_timeframe


@dataclass(slots=True)
class Composition:
    """A plan while its file is read from top to bottom."""

    plan: Plan
    several: bool  # more than one table
    text: Surroundings = field(default_factory=Surroundings)
    last: Heading | None = None
    columns: set[str] = field(default_factory=set)
    waiting: Paragraph | None = None  # a heading that may be the title of the next table


def reading_of(opened: Opened, answers: Answers) -> Reading:
    """The plan in what a file holds. The file's title is taken where the text has none. Raises NotAPlan without a
    table."""
    pieces = opened.pieces
    headings = [find_heading(piece) if isinstance(piece, Grid) else None for piece in pieces]
    tables = [heading for heading in headings if heading is not None]
    if not tables:
        raise NotAPlan("no table with the headings of a plan", code="no_table")
    made = Composition(plan=Plan(legend=legend_of(_beside_plans(pieces, headings))), several=len(tables) > 1)
    for piece, heading in zip(pieces, headings, strict=True):
        _take(made, piece, heading)
    _settle(made)
    if not made.plan.count:
        raise NotAPlan("the table of the plan has no rows", code="no_rows")
    return Reading(document=_document(made, opened.title), doubts=(*made.plan.doubts, *_late_doubts(made.plan, tables)))


def _beside_plans(pieces: Sequence[Piece], headings: Sequence[Heading | None]) -> Iterable[Grid]:
    """Every grid, or the part of one, in which a legend can stand: not the plan's own rows."""
    for piece, heading in zip(pieces, headings, strict=True):
        if isinstance(piece, Grid):
            yield piece if heading is None else replace(piece, lines=piece.lines[: heading.first])


def _take(made: Composition, piece: Piece, heading: Heading | None) -> None:
    if isinstance(piece, Paragraph):
        _settle(made)
        if piece.level > 1:
            made.waiting = piece
        else:
            made.text.take(piece)
    elif heading is not None:
        _take_table(made, piece, heading)
    elif made.last is not None and made.waiting is None and piece.width == len(made.last.columns) and piece.width > 1:
        read_rows(made.plan, piece, made.last, 0)
    else:
        _settle(made)
        _take_other(made, piece)


def _settle(made: Composition) -> None:
    """A heading that waited for a table was a heading of text."""
    if made.waiting is not None:
        made.text.take(made.waiting)
        made.waiting = None


def _take_table(made: Composition, grid: Grid, heading: Heading) -> None:
    waiting = made.waiting
    if waiting is not None and (made.several or AREA_TITLE.match(waiting.text)):
        made.waiting = None
        if "area" in heading.columns:
            made.plan.open_band(waiting.text)
        else:
            made.plan.open_area(waiting.text)
    _settle(made)
    for line in grid.lines[: heading.first]:
        _take_line_above(made, line)
    read_rows(made.plan, grid, heading, heading.last + 1)
    made.text.after = True
    made.last = heading
    made.columns.update(heading.columns)


def _take_line_above(made: Composition, line: Line) -> None:
    """Text above the headings in the same grid, as in a sheet; lines of the legend are left out."""
    if not legend_of([Grid(lines=(line,))]):
        made.text.take(Paragraph(text=" ".join(cell.text for cell in line if cell.text)))


def _take_other(made: Composition, grid: Grid) -> None:
    """A table that is not the plan's: the legend is left out, a single cell is text, others are kept as text."""
    if legend_of([grid]):
        return
    lines = [" – ".join(cell.text for cell in line if cell.text) for line in grid.lines]
    lines = [line for line in lines if line]
    if lines and grid.width > 1:
        made.plan.doubts.append(Doubt(code="table_as_text", detail=lines[0]))
    for line in lines:
        made.text.take(Paragraph(text=line))


def _late_doubts(plan: Plan, tables: Sequence[Heading]) -> Iterable[Doubt]:
    """Doubts about the whole: headings that are not known, colours without a legend."""
    for heading in tables:
        for column, title in zip(heading.columns, heading.titles, strict=True):
            if column == "?":
                yield Doubt(code="column_unknown", column="note", detail=title)
    if plan.colours:
        yield Doubt(code="legend_missing", column="status", detail=" ".join(plan.colours))


def _document(made: Composition, title: str) -> PlanDocument:
    areas = tuple(area.closed() for area in made.plan.areas)
    document = PlanDocument(title=made.text.title or title, service=made.text.service, areas=areas)
    rows = [row for _, row, _ in document.rows()]
    titles = any(area.title or band for band, area in document.leaf_areas())
    template = _template(made.columns, titles)
    start, end = _period(document.title)
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
        sections=tuple(made.text.sections),
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
