"""PDFs for tests of their reader: pages printed from HTML, with a font of our own, so that lines end at the same words
on every machine; and rulings written by hand."""

from collections.abc import Sequence
from html import escape

from django.conf import settings
from weasyprint import HTML

from plans.readers import open_file
from plans.readers.grid import Grid, Paragraph
from plans.readers.opened import Opened
from tests.files import bombs

FONT = settings.PRINTING_ASSETS["inter-400"].as_uri()
STYLE = f"""
@font-face {{ font-family: Ours; src: url({FONT}) }}
@page {{ size: A4; margin: 2cm }}
body, td, th {{ font: 10pt/1.3 Ours }}
h1 {{ font-size: 20pt }} h2 {{ font-size: 14pt }}
table {{ border-collapse: collapse; table-layout: fixed; width: 100% }}
td, th {{ border: 1pt solid; padding: 2pt 4pt; vertical-align: top; text-align: left; overflow-wrap: break-word }}
"""


def printed(body: str, style: str = "") -> bytes:
    page = f'<html lang="nb"><head><style>{STYLE}{style}</style></head><body>{body}</body></html>'
    return HTML(string=page).write_pdf()


def table_of(*rows: Sequence[str]) -> str:
    """Cells that begin with < are taken as they are; the first row is of headings."""
    lines = []
    for row in rows:
        cells = (cell if cell.startswith("<") else f"<td>{escape(cell)}</td>" for cell in row)
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table><thead>{lines[0]}</thead><tbody>{''.join(lines[1:])}</tbody></table>"


def opened(data: bytes) -> Opened:
    return open_file("plan.pdf", data)


def grids(data: bytes) -> list[Grid]:
    return [piece for piece in opened(data).pieces if isinstance(piece, Grid)]


def grid_in(data: bytes) -> Grid:
    (grid,) = grids(data)
    return grid


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in line] for line in grid.lines]


def unsure(grid: Grid) -> list[tuple[str, ...]]:
    return [doubt for line in grid.lines for cell in line for doubt in cell.unsure]


def paragraphs(data: bytes) -> list[tuple[str, int]]:
    return [(piece.text, piece.level) for piece in opened(data).pieces if isinstance(piece, Paragraph)]


def left_out(data: bytes) -> list[tuple[str, str]]:
    return [(one.code, one.text) for one in opened(data).left_out]


def drawn(*marks: bytes, page: bytes = b"") -> bytes:
    """A page 595 points wide and 842 high, from its lower left corner."""
    return bombs.pdf_page(b"\n".join(marks), page=page)


def word(x: float, y: float, text: str, before: bytes = b"") -> bytes:
    return b"%b BT /F1 10 Tf %d %d Td <%b> Tj ET" % (before, x, y, text.encode("cp1252").hex().encode())


def line(x: float, y: float, to_x: float, to_y: float) -> bytes:
    return b"%d %d m %d %d l S" % (x, y, to_x, to_y)


def box(x: float, y: float, width: float, height: float, paint: bytes = b"S", before: bytes = b"") -> bytes:
    return b"%b %d %d %d %d re %b" % (before, x, y, width, height, paint)
