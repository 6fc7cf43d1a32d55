"""The four status symbols of the screens as a tiny font: `python -m printing.symbols static/print/symbols.ttf`.

As letters they cost a cell nothing, can be searched and read aloud; as pictures they took half the memory of a long
plan. The file is made once and kept with the project; a test makes it again and compares.
"""

import sys
from io import BytesIO
from math import cos, pi, sin
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.svgLib.path import parse_path
from fontTools.ttLib.tables._g_l_y_f import Glyph

NAME = "Status"
EM = 1000
SIDE = 940  # of the symbol's square; its middle stands at half the height of Inter's capitals
MIDDLE = 364
ADVANCE = SIDE + 20
SPACE = 350
ASCENT, DESCENT = 969, 241  # Inter's, so that both stand on one line

# Drawn in a square of 16 units, y downwards, as in SVG; what turns the other way is a hole.
DISC = "M8 .75a7.25 7.25 0 1 1 0 14.5a7.25 7.25 0 1 1 0-14.5z"
TICK = "M4 8.9L6.93 11.83L12.03 6.17L10.77 5.03L6.87 9.37L5.2 7.7z"
HOLE = "M8 2.25a5.75 5.75 0 1 0 0 11.5a5.75 5.75 0 1 0 0-11.5z"
LEFT_HOLE = "M8 2.25a5.75 5.75 0 0 0 0 11.5z"
DASHES = 9


def dashed_ring() -> str:
    return "".join(_dash(2 * pi * dash / DASHES, pi / DASHES * 1.05) for dash in range(DASHES))


def _dash(start: float, length: float) -> str:
    corners = [
        (8 + radius * sin(angle), 8 - radius * cos(angle))
        for radius, angle in ((7.25, start), (7.25, start + length), (5.75, start + length), (5.75, start))
    ]
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = corners
    return f"M{x1:.3f} {y1:.3f}A7.25 7.25 0 0 1 {x2:.3f} {y2:.3f}L{x3:.3f} {y3:.3f}A5.75 5.75 0 0 0 {x4:.3f} {y4:.3f}z"


SHAPES = {"✔": DISC + TICK, "◑": DISC + LEFT_HOLE, "○": DISC + HOLE, "◌": dashed_ring()}


def glyph(path: str) -> Glyph:
    scale = SIDE / 16
    pen = TTGlyphPen(None)
    parse_path(path, TransformPen(Cu2QuPen(pen, max_err=1), (scale, 0, 0, -scale, 0, MIDDLE + 8 * scale)))
    return pen.glyph()


def font() -> bytes:
    names = {symbol: f"uni{ord(symbol):04X}" for symbol in SHAPES}
    builder = FontBuilder(EM, isTTF=True)
    blank = {name: TTGlyphPen(None).glyph() for name in (".notdef", "space")}  # the space after a symbol is taken here
    builder.setupGlyphOrder([*blank, *names.values()])
    builder.setupCharacterMap({ord(symbol): name for symbol, name in names.items()} | {ord(" "): "space"})
    builder.setupGlyf(blank | {names[symbol]: glyph(path) for symbol, path in SHAPES.items()})
    widths = dict.fromkeys(names.values(), (ADVANCE, 10)) | dict.fromkeys(blank, (SPACE, 0))
    builder.setupHorizontalMetrics(widths)
    builder.setupHorizontalHeader(ascent=ASCENT, descent=-DESCENT)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular", "psName": NAME})
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=-DESCENT, usWinAscent=ASCENT, usWinDescent=DESCENT)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(font())
