"""The marks on a PDF's pages: letters, ruling lines and coloured areas, in points from the page's top left corner.

pdfminer interprets the pages. Its own layout analysis, and the objects that pdfplumber makes of it, take twice the time
and are not needed for ruled tables, so a device of ours takes down what is painted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import stream_value

from plans.document import NotAPlan
from plans.readers.pdfshapes import Fill, Point, Rule, box_of, colour_of, edges, is_box, is_frame, sides, subpaths, thin

MOST_PAGES = 300
MOST_MARKS = 60_000  # letters, lines and areas of one page; a full one has 5000
MOST_ALL_MARKS = 1_500_000
MOST_BYTES = 60_000_000  # of what paints the pages, unpacked
MOST_PARTS = 20_000  # streams that are interpreted: a form that is painted twice counts twice
_FAR = 100_000  # points
_LIGATURES = {ord("\ufb00") + at: text for at, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_UNKNOWN = "\ufffd"
_BOLD = ("bold", "black", "heavy", "semibold")


class Glyph(NamedTuple):
    """A letter. `start`, `end` and `base` lie along and across its line of text; x and y are its middle on the page.
    `turn`: by how many degrees the line is turned against the clock."""

    text: str
    start: float
    end: float
    base: float
    size: float
    bold: bool
    white: bool
    turn: int
    x: float
    y: float


@dataclass(slots=True)
class Page:
    number: int  # from 1
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)
    unknown: int = 0  # letters that the file does not say which are
    pictures: int = 0

    @property
    def marks(self) -> int:
        return len(self.glyphs) + len(self.rules) + len(self.fills) + len(self.slanted) + self.pictures


class _Interpreter(PDFPageInterpreter):
    """Stops where a file paints without end: forms in forms, or streams that unpack to far too much."""

    def execute(self, streams: Sequence[object]) -> None:
        device = self.device
        assert isinstance(device, _Device)  # noqa: S101 for the types
        for stream in streams:
            device.take_part(len(stream_value(stream).get_data()))
        super().execute(streams)


class _Device(PDFTextDevice):
    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.page = Page(0, 0, 0)
        self.faces: dict[int, tuple[PDFFont, bool, dict[int, tuple[str, float]]]] = {}
        self.bytes = self.parts = self.marks = 0

    def take_part(self, size: int) -> None:
        self.parts += 1
        self.bytes += size
        if self.parts > MOST_PARTS or self.bytes > MOST_BYTES:
            raise NotAPlan("the pages are too large", code="too_large")

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        left, bottom, right, top = page.mediabox
        width, height = abs(right - left), abs(top - bottom)
        if page.rotate in (90, 270):
            width, height = height, width
        self.page = Page(self.page.number, width, height)

    def end_page(self, page: PDFPage) -> None:
        self.marks += self.page.marks
        self._count()

    def _count(self) -> None:
        if self.page.marks > MOST_MARKS or self.marks > MOST_ALL_MARKS:
            raise NotAPlan("a page has too much on it", code="too_large")

    def render_image(self, name: str, stream: Any) -> None:
        self.page.pictures += 1

    def render_string_horizontal(  # type: ignore[override]  # the words of pdfminer's own, by place
        self,
        seq: Iterable[Any],
        matrix: Any,
        pos: Any,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        charspace: float,
        wordspace: float,
        rise: float,
        dxscale: float,
        ncs: Any,
        graphicstate: PDFGraphicState,
    ) -> tuple[float, float]:
        """The letters of a string, each where it stands; gives the place where the next one begins."""
        face, bold, letters = self._face(font)
        white = colour_of(graphicstate.ncolor, graphicstate.ncs.name) == ""
        run = _Run(self.page, matrix, fontsize, rise, bold, white)
        x, y = pos
        between = False
        for piece in seq:
            if isinstance(piece, (int, float)):
                x -= piece * dxscale
                between = True
            elif isinstance(piece, bytes):
                for code in face.decode(piece):
                    if between:
                        x += charspace
                    text, width = letters.get(code) or self._letter(font, code, letters)
                    width *= fontsize * scaling
                    run.add(text, x, y, width)
                    x += width
                    if code == 32 and wordspace:
                        x += wordspace
                    between = True
        self._count()
        return x, y

    def _face(self, font: PDFFont) -> tuple[PDFFont, bool, dict[int, tuple[str, float]]]:
        """A font with what is known of its letters; it is kept, so that its identity stays its own."""
        found = self.faces.get(id(font))
        if found is None:
            descriptor = font.descriptor
            weight = descriptor.get("FontWeight", 0)
            name = str(font.fontname).rpartition("+")[2].casefold()
            bold = any(word in name for word in _BOLD) or (isinstance(weight, int) and weight >= 600)
            found = self.faces[id(font)] = (font, bold, {})
        return found

    def _letter(self, font: PDFFont, code: int, letters: dict[int, tuple[str, float]]) -> tuple[str, float]:
        try:
            text = font.to_unichr(code).translate(_LIGATURES)
        except PDFUnicodeNotDefined:
            text = _UNKNOWN
        letters[code] = text, font.char_width(code)
        return letters[code]

    def paint_path(self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        shapes = [self._placed(points) for points in subpaths(path)]
        shapes = [points for points in shapes if all(-_FAR < x < _FAR and -_FAR < y < _FAR for x, y in points)]
        boxes = [box_of(points) for points in shapes]
        frame = fill and len(boxes) == 2 and is_frame(*boxes)
        if frame:
            self.page.rules += sides(*boxes)
        colour = colour_of(graphicstate.ncolor, graphicstate.ncs.name)
        for points, box in zip(shapes, boxes, strict=True):
            if stroke:
                self.page.rules += edges(points)
            if not fill or frame:
                continue
            if rule := thin(box):
                self.page.rules += [] if stroke else [rule]
            elif is_box(points, box):
                self.page.fills.append(Fill(*box, colour))
        self._count()

    def _placed(self, points: list[Point]) -> list[Point]:
        assert self.ctm is not None  # noqa: S101 for the types
        a, b, c, d, e, f = self.ctm
        return [(a * x + c * y + e, self.page.height - (b * x + d * y + f)) for x, y in points]


class _Run:
    """The letters of one string: they share a direction and a size."""

    def __init__(self, page: Page, matrix: Any, fontsize: float, rise: float, bold: bool, white: bool) -> None:
        self.page, self.matrix, self.rise, self.bold, self.white = page, matrix, rise, bold, white
        a, b, c, d, _, _ = matrix
        self.turn = _turn(a, b)
        self.size = abs(fontsize) * hypot(c, d)
        self.stretch = hypot(a, b)

    def add(self, text: str, x: float, y: float, width: float) -> None:
        a, b, c, d, e, f = self.matrix
        y += self.rise
        right, down = a * x + c * y + e, self.page.height - (b * x + d * y + f)
        if not (-_FAR < right < _FAR and -_FAR < down < _FAR and self.size < _FAR):
            return
        if text == _UNKNOWN:
            self.page.unknown += 1
        if self.turn is None:
            self.page.slanted.append(text)
            return
        start, base = _along(right, down, self.turn)
        end = start + width * self.stretch
        middle, centre = _along((start + end) / 2, base - 0.3 * self.size, -self.turn)
        self.page.glyphs.append(
            Glyph(text, start, end, base, self.size, self.bold, self.white, self.turn, middle, centre)
        )


def _turn(a: float, b: float) -> int | None:
    """The direction of text in degrees; None where it is slanted."""
    if abs(b) <= 0.02 * abs(a):
        return 0 if a >= 0 else 180
    if abs(a) <= 0.02 * abs(b):
        return 90 if b > 0 else 270
    return None


def _along(x: float, y: float, turn: int) -> tuple[float, float]:
    """A place on the page as seen by someone who has turned with the text; by the negative turn, back again."""
    match turn % 360:
        case 90:
            return -y, x
        case 180:
            return -x, -y
        case 270:
            return y, -x
        case _:
            return x, y


def pages_of(document: PDFDocument) -> Iterator[Page]:
    """The pages, each turned so that most of its text can be read. Raises NotAPlan for more than anyone's plan."""
    resources = PDFResourceManager()
    device = _Device(resources)
    interpreter = _Interpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > MOST_PAGES:
            raise NotAPlan("too many pages", code="too_many_pages")
        device.page.number = number
        _interpret(interpreter, device, page, number)
        turn = _most_turned(device.page.glyphs)
        if turn:
            page.rotate = (page.rotate + turn) % 360
            _interpret(interpreter, device, page, number)
        yield device.page


def _interpret(interpreter: PDFPageInterpreter, device: _Device, page: PDFPage, number: int) -> None:
    if any(not abs(side) < _FAR for side in page.mediabox):
        raise NotAPlan("a page without end", code="damaged")
    interpreter.process_page(page)
    device.page.number = number


def _most_turned(glyphs: Sequence[Glyph]) -> int:
    """The turn of most of a page's letters, 0 if they stand upright."""
    turns = [glyph.turn for glyph in glyphs if glyph.turn]
    if 2 * len(turns) <= len(glyphs):
        return 0
    turn = max(set(turns), key=turns.count)
    return turn if 2 * turns.count(turn) > len(glyphs) else 0
