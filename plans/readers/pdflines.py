"""Letters as lines of text: those on one baseline, from the left, with a space where a gap is wide enough."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from plans.readers.pdfpages import Glyph

_GAP = 0.22  # of the size: a wider gap between two letters is a space
_FAR = 2.5  # times the size: what stands so far apart does not belong together
_BLANKS = " \t\u00a0\u2002\u2003\u2009"


@dataclass(slots=True)
class TextLine:
    """A line of text. `first` is the width of its first word, `space` that of a space; `trailing`: one is painted after
    its last word."""

    text: str
    start: float
    end: float
    base: float
    size: float
    bold: bool
    first: float
    space: float
    trailing: bool = False
    page: int = 0
    turn: int = 0
    y: float = 0.0  # of its beginning, from the page's top, however it is turned

    @property
    def letter(self) -> float:
        """About how wide a letter is."""
        return (self.end - self.start) / max(len(self.text), 1)


def lines_of(glyphs: Iterable[Glyph], page: int = 0, *, split: bool = False) -> list[TextLine]:
    """The lines from the top; letters turned otherwise than most are lines of their own, after the others. `split`:
    what stands far apart on one baseline is lines of their own, too."""
    turned: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        turned.setdefault(glyph.turn, []).append(glyph)
    lines = []
    for turn in sorted(turned, key=lambda turn: (-len(turned[turn]), turn)):
        for row in _rows(turned[turn]):
            parts = _parts(row) if split else [row]
            lines += [line for part in parts if (line := _line(part, page)) is not None]
    return lines


def _parts(row: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    part: list[Glyph] = []
    for glyph in row:
        if part and glyph.start - part[-1].end > _FAR * glyph.size:
            yield part
            part = []
        if glyph.text.strip() or (part and glyph.start - part[-1].end < glyph.size):
            part.append(glyph)
    if part:
        yield part


def _rows(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Letters that stand on one baseline; what is raised or lowered a little belongs to it."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if rows and glyph.base - rows[-1][0].base <= 0.45 * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for row in rows:
        row.sort(key=lambda glyph: glyph.start)
        yield row


def _line(glyphs: Sequence[Glyph], page: int) -> TextLine | None:
    parts: list[str] = []
    first: float | None = None  # where the first word ends
    shown: list[Glyph] = []
    spaces: list[float] = []
    for glyph in glyphs:
        is_blank = glyph.text in _BLANKS or not glyph.text.strip()
        if shown:
            gap = glyph.start - shown[-1].end
            if not is_blank and glyph.text == shown[-1].text and abs(glyph.start - shown[-1].start) < 0.12 * glyph.size:
                continue  # painted twice, to look bold
            if (is_blank or gap > _GAP * glyph.size) and parts[-1] != " ":
                first = shown[-1].end if first is None else first
                parts.append("\u00a0" if glyph.text == "\u00a0" else " ")
        if is_blank:
            continue
        if shown and parts[-1].isspace():
            spaces.append(glyph.start - shown[-1].end)
        parts.append(glyph.text)
        shown.append(glyph)
    if not shown:
        return None
    size = Counter(round(glyph.size, 1) for glyph in shown).most_common(1)[0][0]
    base = Counter(glyph.base for glyph in shown if round(glyph.size, 1) == size).most_common(1)[0][0]
    return TextLine(
        text="".join(parts).strip(),
        start=shown[0].start,
        end=shown[-1].end,
        base=base,
        size=size,
        bold=all(glyph.bold for glyph in shown),
        first=(first or shown[-1].end) - shown[0].start,
        space=median(spaces) if spaces else 0.28 * size,
        trailing=parts[-1].isspace(),
        page=page,
        turn=shown[0].turn,
        y=shown[0].y,
    )
