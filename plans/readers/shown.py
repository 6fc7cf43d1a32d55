"""What a file shows and what it hides: hidden lines and columns are set aside, with their words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from plans.imported import LeftOut
from plans.readers.grid import Cell, Grid, Line, Piece, words_of


def shown(pieces: Iterable[Piece]) -> tuple[tuple[Piece, ...], tuple[LeftOut, ...]]:
    """The pieces without what the file hides, and the words that were hidden."""
    kept: list[Piece] = []
    left_out: list[LeftOut] = []
    for piece in pieces:
        if isinstance(piece, Grid) and (piece.hidden_lines or piece.hidden_columns):
            left_out += _hidden(piece)
            piece = _without_columns(_without_lines(piece))
            if not piece.width:
                continue
        kept.append(piece)
    return tuple(kept), tuple(left_out)


def _hidden(grid: Grid) -> Iterator[LeftOut]:
    lines, columns = set(grid.hidden_lines), set(grid.hidden_columns)
    for at in sorted(lines & set(range(len(grid.lines)))):
        if words := words_of(grid.lines[at]):
            yield LeftOut(code="hidden_row", text=words, place=grid.name, line=grid.number(at))
    for column in sorted(columns & set(range(grid.width))):
        if words := words_of(line[column] for at, line in enumerate(grid.lines) if at not in lines):
            yield LeftOut(code="hidden_column", text=words, place=grid.name)


def _without_lines(grid: Grid) -> Grid:
    hidden = set(grid.hidden_lines)
    kept = [at for at in range(len(grid.lines)) if at not in hidden]
    columns = [_uncovered([line[at] for line in grid.lines], hidden, "down") for at in range(grid.width)]
    lines = tuple(tuple(column[at] for column in columns) for at in range(len(kept)))
    marked = sum(at < grid.heading_lines for at in kept)
    return replace(grid, lines=lines, hidden_lines=(), numbers=tuple(map(grid.number, kept)), heading_lines=marked)


def _without_columns(grid: Grid) -> Grid:
    hidden = set(grid.hidden_columns)
    if not hidden:
        return grid
    lines = tuple(_spanned(_uncovered(line, hidden, "across")) for line in grid.lines)
    return replace(grid, lines=lines, hidden_columns=())


def _uncovered(cells: Sequence[Cell], hidden: set[int], cover: Literal["down", "across"]) -> list[Cell]:
    """The cells that are not hidden; the first one that a hidden one covers takes its words over."""
    kept: list[Cell] = []
    waiting: Cell | None = None  # a hidden cell whose words would be lost
    for at, cell in enumerate(cells):
        is_covered = getattr(cell, cover)
        if not is_covered:
            waiting = cell if at in hidden else None
        if at in hidden:
            continue
        if is_covered and waiting is not None:
            cell = replace(
                waiting,
                colour=cell.colour or waiting.colour,
                down=cell.down and cover != "down",
                across=cell.across and cover != "across",
            )
            waiting = None
        kept.append(cell)
    return kept


def _spanned(cells: Sequence[Cell]) -> Line:
    """The cells with their spans counted anew."""
    line: list[Cell] = []
    span = 1
    for cell in reversed(cells):
        line.append(cell if cell.across or cell.span == span else replace(cell, span=span))
        span = span + 1 if cell.across else 1
    return tuple(reversed(line))
