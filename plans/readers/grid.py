"""What every reader turns its file into first: paragraphs and grids of cells, in the order of the page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plans.document import NotAPlan

MOST_ROWS = 5000
MOST_LINES = 2 * MOST_ROWS  # of tables, with the headings over their whole width
MOST_COLUMNS = 100

# Control characters that no document needs; tabs and line ends are dealt with by themselves.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a grid. One that others cover is there too, without text: `across` by the cell to its left, `down` by
    the one above. `span` counts the columns of the covering cell; `colour` is RRGGBB in capitals or ""; `level` is that
    of the cell's heading style (2, 3 …), 0 for plain text. `unsure` are doubts about its words: of each the code and
    what it is about."""

    text: str = ""
    span: int = 1
    across: bool = False
    down: bool = False
    colour: str = ""
    bold: bool = False
    level: int = 0
    unsure: tuple[tuple[str, ...], ...] = ()

    @property
    def is_covered(self) -> bool:
        return self.across or self.down


EMPTY = Cell()

type Line = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: every line has as many cells as the grid has columns. `hidden_*` are the numbers, from 0, of what the
    file does not show; `numbers` those that people see beside the lines, where they are not 1, 2, 3 …"""

    lines: tuple[Line, ...]
    name: str = ""
    hidden_lines: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    heading_lines: int = 0  # so many lines from the top are marked as headings in the file itself

    @property
    def width(self) -> int:
        return len(self.lines[0]) if self.lines else 0

    def number(self, at: int) -> int:
        """A line's number as people count."""
        return self.numbers[at] if at < len(self.numbers) else at + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text outside the tables. `level` 0 is running text, 1 the title, 2 and more are headings; `bold`: all of it."""

    text: str
    level: int = 0
    bold: bool = False


type Piece = Paragraph | Grid


def is_across(line: Sequence[Cell]) -> bool:
    """Is it a heading over the whole width of a table? Such a line is no row, however many a plan may have."""
    return len(line) > 1 and line[0].span == len(line)


def grid_of(lines: list[list[Cell]], name: str = "", *, heading_lines: int = 0) -> Grid:
    """A grid with lines of equal length. Raises NotAPlan when it is larger than any plan."""
    width = max((len(line) for line in lines), default=0)
    if len(lines) > MOST_LINES or width > MOST_COLUMNS:
        raise NotAPlan("the table is too large", code="too_large")
    filled = tuple((*line, *(EMPTY,) * (width - len(line))) for line in lines)
    return Grid(lines=filled, name=name, heading_lines=heading_lines)


def words_of(cells: Iterable[Cell]) -> str:
    """What stands in some cells, as one text."""
    return " – ".join(cell.text for cell in cells if cell.text)


def cleaned(text: str) -> str:
    """The words of a cell or paragraph: no control characters, no spaces at the ends of its lines or of the whole."""
    if text.isprintable() and "  " not in text:  # most cells, in a fifth of the time
        return text.strip()
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "\n".join(re.sub(r" {2,}", " ", line).strip() for line in text.split("\n")).strip()
