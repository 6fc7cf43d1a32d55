"""Tables as the readers hand them on, for tests of what is made of them."""

from plans.imported import Answers, Reading
from plans.readers import understand
from plans.readers.grid import Cell, Grid, Paragraph, Piece, grid_of
from plans.readers.opened import Opened

DOWN = Cell(down=True)
LEGEND = grid_of([[Cell(text="Fullført", colour="92D050")], [Cell(text="Pågående", colour="FFFF00")]])
HEADINGS = ("Område", "Tiltak", "Målgruppe", "Tidsaspekt")


def make_grid(*lines, headings=HEADINGS) -> Grid:
    """A grid; strings are plain cells."""
    plain = [[cell if isinstance(cell, Cell) else Cell(text=cell) for cell in line] for line in (headings, *lines)]
    return grid_of(plain)


def read(*lines, headings=HEADINGS, legend: Grid | None = LEGEND) -> Reading:
    grid = make_grid(*lines, headings=headings)
    return read_pieces(Paragraph(text="Plan"), *([legend] if legend else []), grid)


def read_pieces(*pieces: Piece, kind: str = "word", **answers) -> Reading:
    return understand(Opened(kind=kind, pieces=pieces), Answers(**answers))


def full(text: str, width: int = 4) -> list[Cell]:
    return [Cell(text=text, span=width), *[Cell(across=True)] * (width - 1)]


def rows(reading):
    return [row for _, row, _ in reading.document.rows()]


def codes(reading):
    return [(doubt.code, doubt.row, doubt.column) for doubt in reading.doubts]


def titles(reading):
    return [(band.title if band else None, area.title, len(area.rows)) for band, area in reading.document.leaf_areas()]
