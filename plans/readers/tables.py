"""Which grids are tables of a plan, where their headings stand, and what each of their columns means."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from plans.imported import AS_NOTE, BAND, LEAVE_OUT, MEANINGS, Answers, TableFound
from plans.readers.grid import Cell, Grid, Line, Piece
from plans.readers.guesses import by_content, from_place, has_sense
from plans.readers.headings import AREA_TITLE, column_of, is_heading_line, is_in_brackets, signs_of

_SEARCHED = 60  # lines from the top in which the headings are looked for
_MOST_LINES = 3  # of a heading
_SHORT = 40  # letters of a heading at the most, where nothing else shows that it is one
_PASTED = ("html", "text")
_COLUMN_LEVEL = 4  # of the style of our own headings


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Where a table's headings stand, and what each column of the grid means: one of imported.MEANINGS.

    `titles` are the headings' words, "" where there are none. Without any headings `last` is before `first`.
    `marked`: they have the style that our own files give them, and so have bands and areas: no words are taken for a
    title, a heading or a legend, and an empty measure is one not filled in.
    """

    first: int
    last: int
    columns: tuple[str, ...]
    titles: tuple[str, ...]
    signs: tuple[frozenset[str], ...] = ()  # of each line of each column's heading
    area: str = ""  # the title of an area that stands among the headings
    guessed: bool = False
    answered: bool = False
    marked: bool = False


def tables_of(pieces: Sequence[Piece], kind: str, answers: Answers) -> list[Heading | None]:
    """For each piece its headings, if it is a table of a plan; with what a person said of its columns."""
    found = [find_heading(piece) if isinstance(piece, Grid) else None for piece in pieces]
    if not any(found):
        found = _guessed(pieces, kind, answers)
    number = 0
    for at, heading in enumerate(found):
        if heading is not None:
            found[at] = _answered(heading, answers.columns.get(number, ()))
            number += 1
    return found


def table_found(grid: Grid, heading: Heading) -> TableFound:
    return TableFound(
        titles=heading.titles,
        columns=heading.columns,
        samples=tuple(_sample(grid, heading, at) for at in range(grid.width)),
        guessed=heading.guessed,
        place=grid.name,
    )


def _sample(grid: Grid, heading: Heading, column: int) -> str:
    """The first words under a heading, not those of a line that only is a title."""
    texts = (
        line[column].text
        for line in grid.lines[heading.last + 1 :]
        if line[column].text and line[column].span < grid.width
    )
    return " ".join(next(texts, "")[:200].split())[:80]


def _answered(heading: Heading, columns: Sequence[str]) -> Heading:
    """An answer about another number of columns was given when the file was seen otherwise: it does not count."""
    if len(columns) != len(heading.columns):
        return heading
    known = tuple(column if column in MEANINGS else AS_NOTE for column in columns)
    return replace(heading, columns=known, answered=True)


def _guessed(pieces: Sequence[Piece], kind: str, answers: Answers) -> list[Heading | None]:
    """The headings guessed for the grid that has most to say, if any has enough."""
    fewest = 1 if answers.start else 2 if kind in _PASTED else 3
    sizes = {
        at: sum(bool(cell.text) for line in piece.lines for cell in line)
        for at, piece in enumerate(pieces)
        if isinstance(piece, Grid) and has_sense(piece, fewest)
    }
    found: list[Heading | None] = [None] * len(pieces)
    if sizes:
        best = max(sizes, key=lambda at: sizes[at])
        piece = pieces[best]
        assert isinstance(piece, Grid)  # noqa: S101  # sizes has no others
        found[best] = guess_heading(piece, answers)
    return found


def find_heading(grid: Grid) -> Heading | None:
    """The headings of a plan's table; None if the grid has none that are known."""
    first = next((at for at, line in enumerate(grid.lines[:_SEARCHED]) if is_heading_line(line)), None)
    if first is None:
        return None
    if sum(cell.level == _COLUMN_LEVEL for cell in grid.lines[first]) > 1:
        return replace(_heading(grid, first, first), marked=True)
    last = first
    while last + 1 < min(len(grid.lines), first + _MOST_LINES) and _is_rest(grid, first, last + 1):
        last += 1
    if first and _is_over(grid.lines[first - 1]):
        first -= 1
    return _heading(grid, first, last)


def _heading(grid: Grid, first: int, last: int) -> Heading:
    parts = [_parts(grid.lines[first : last + 1], at) for at in range(grid.width)]
    titles = tuple(" ".join(" ".join(texts).split()) for texts in parts)
    area = next((title for title in titles if AREA_TITLE.match(title)), "")
    columns: list[str] = []
    for at, (texts, title) in enumerate(zip(parts, titles, strict=True)):
        across = columns and all(line[at].across or not line[at].text for line in grid.lines[first : last + 1])
        if title and title == area:
            columns.append("aim")
        elif title and across and titles[at - 1] == title:
            columns.append(columns[-1])
        else:
            columns.append(_meaning(texts) or _unknown(grid, last, at, title))
    signs = tuple(frozenset(signs_of(text) for text in texts) for texts in parts)
    return Heading(first=first, last=last, columns=_with_band(columns), titles=titles, signs=signs, area=area)


def _parts(lines: Sequence[Line], column: int) -> list[str]:
    """The words over a column, from the top; those of a cell over several columns count for each."""
    parts: list[str] = []
    for line in lines:
        at = column
        while at and line[at].across:
            at -= 1
        if line[at].text:
            parts.append(line[at].text)
    return parts


def _meaning(texts: Sequence[str]) -> str:
    """What headings over one column mean; the lowest counts most, unless it is in brackets."""
    lowest_first = texts[::-1]
    for text in sorted(lowest_first, key=is_in_brackets):
        column = column_of(text)
        if column == "target_group" and any(column_of(other) == "responsible" for other in texts):
            return "responsible"  # who is responsible
        if column:
            return column
    return column_of(" ".join(texts))


def _unknown(grid: Grid, last: int, column: int, title: str) -> str:
    has_words = title or any(line[column].text for line in grid.lines[last + 1 :] if line[column].span < grid.width)
    return AS_NOTE if has_words else LEAVE_OUT


def _with_band(columns: Sequence[str]) -> tuple[str, ...]:
    """Of two different columns that name areas the first one names bands."""
    places = [at for at, column in enumerate(columns) if column == "area"]
    if len(places) > 1 and BAND not in columns:
        return tuple(BAND if at == places[0] else column for at, column in enumerate(columns))
    return tuple(columns)


def _is_rest(grid: Grid, first: int, at: int) -> bool:
    """Does a line below headings belong to them: marked so in the file, in brackets, or under headings that span."""
    line, above = grid.lines[at], grid.lines[first]
    texts = [cell.text for cell in line if cell.text]
    if not texts or max(map(len, texts)) > 2 * _SHORT or line[0].span == grid.width:
        return False
    if at < grid.heading_lines or all(map(is_in_brackets, texts)):
        return True
    if len(texts) > 1 and all(map(column_of, texts)):
        return True
    under = [_spans(above, column) for column, cell in enumerate(line) if cell.text]
    others = [cell for column, cell in enumerate(line) if not cell.text and not _spans(above, column)]
    is_covered = bool(others) and all(cell.down for cell in others)
    is_like = all(cell.bold for cell in line if cell.text) or any(map(column_of, texts))
    return all(under) and max(map(len, texts)) <= _SHORT and (is_covered or is_like)


def _spans(line: Line, column: int) -> bool:
    """Is a column under a heading that goes over several, or under none?"""
    cell = line[column]
    return cell.across or cell.span > 1 or not (cell.text or cell.down)


def _is_over(line: Line) -> bool:
    """Does a line above headings group them: several, one of them over several columns."""
    filled = [cell for cell in line if cell.text]
    return (
        len(filled) > 1 and any(cell.span > 1 for cell in filled) and all(len(cell.text) <= _SHORT for cell in filled)
    )


def guess_heading(grid: Grid, answers: Answers) -> Heading:
    """What the columns of a table without known headings mean, by where it was pasted or by what stands in them."""
    first = _first_full_line(grid)
    last = first if _looks_like_headings(grid, first) else first - 1
    parts = [_parts(grid.lines[first : last + 1], at) for at in range(grid.width)]
    titles = tuple(" ".join(" ".join(texts).split()) for texts in parts)
    known = tuple(_meaning(texts) if texts else "" for texts in parts)
    if answers.start:
        columns = from_place(grid.width, answers.start, answers.order)
    else:
        columns = by_content(grid.lines[last + 1 :], known)
    signs = tuple(frozenset(map(signs_of, texts)) for texts in parts)
    answered = bool(answers.start)
    return Heading(first=first, last=last, columns=columns, titles=titles, signs=signs, guessed=True, answered=answered)


def _first_full_line(grid: Grid) -> int:
    """The first line that is no title above the table."""
    for at, line in enumerate(grid.lines[:_SEARCHED]):
        if sum(bool(cell.text) for cell in line) > 1 or grid.width == 1 or line[0].span == grid.width:
            return at
    return 0


def _looks_like_headings(grid: Grid, at: int) -> bool:
    """Marked so in the file, or short and bold over lines that are not."""
    filled = [cell for cell in grid.lines[at] if cell.text]
    if len(filled) < 2 or max(len(cell.text) for cell in filled) > _SHORT:
        return False
    below = [cell for line in grid.lines[at + 1 : at + 6] for cell in line if cell.text]
    is_set_off = all(cell.bold for cell in filled) and not all(cell.bold for cell in below)
    return bool(below) and (at < grid.heading_lines or is_set_off or any(column_of(cell.text) for cell in filled))


def unknown_columns(tables: Iterable[Heading]) -> Iterator[tuple[str, str]]:
    """Columns that nobody has explained, as code of a doubt and heading; one over several columns counts once."""
    for heading in tables:
        if heading.guessed or heading.answered:
            continue
        titles = [title for column, title in zip(heading.columns, heading.titles, strict=True) if column == AS_NOTE]
        for title in dict.fromkeys(titles):
            yield ("column_unknown" if title else "column_untitled"), title


def cells_of(line: Line, heading: Heading, column: str) -> list[Cell]:
    """The cells of a line in the columns with one meaning."""
    return [cell for cell, meaning in zip(line, heading.columns, strict=True) if meaning == column]
