"""What stands outside the tables of a PDF: paragraphs and headings, told by size; heads and feet of pages set aside."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from plans.imported import LeftOut
from plans.readers.grid import Paragraph
from plans.readers.pdflines import TextLine
from plans.readers.pdfwords import Habits, joined

_MARGIN = 0.2  # of a page's height, at its top and at its foot: there heads and feet stand
_NUMBER = re.compile(
    r"(?:(?:side|page|s\.|p\.)\s*)?[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:av|of|/)\s*\d{1,3})?", re.IGNORECASE
)
_LARGER = 1.12  # times the size of the text: a heading
_DEEPEST = 4
_ALIKE = 0.6  # points between two sizes that are meant to be one
_RAGGED = 60  # points that a full line can be shorter than another one
_FULL_LINES = 4
_BESIDE = 4  # so many blocks can stand side by side


@dataclass(slots=True)
class PageText:
    """The lines outside the tables of one page, from the top."""

    number: int
    width: float
    height: float
    lines: list[TextLine]
    right: float = 0.0  # how far text can go


def without_margins(pages: Sequence[PageText]) -> list[LeftOut]:
    """Takes heads, feet and page numbers out of the pages; gives their words, each once."""
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for line in page.lines:
            if _is_margin(line, page):
                for near in (-1, 0, 1):
                    places[_key(line, near)].add(page.number)
    fewest = max(2, len(pages) // 3)
    left_out: dict[str, LeftOut] = {}
    for page in pages:
        kept = []
        for line in page.lines:
            is_margin = _is_margin(line, page)
            if is_margin and (len(places[_key(line)]) >= fewest or _is_number(line, page)):
                key = _key(line)[0]
                left_out.setdefault(key, LeftOut(code="page_header", text=line.text))
            else:
                kept.append(line)
        page.lines = kept
    return list(left_out.values())


def _is_margin(line: TextLine, page: PageText) -> bool:
    return not _MARGIN * page.height <= line.y <= (1 - _MARGIN) * page.height


def _key(line: TextLine, near: int = 0) -> tuple[str, int]:
    """The same for the same words, but for their numbers, at about the same height."""
    return re.sub(r"\d+", "#", line.text), round(line.y / 4) + near


def _is_number(line: TextLine, page: PageText) -> bool:
    return bool(_NUMBER.fullmatch(line.text)) and line.y > 0.85 * page.height


def set_margins(pages: Sequence[PageText]) -> None:
    """How far text can go on the pages: as far as its longest lines where several are about as long; else as far as a
    table, or leaving as much room as on the left."""
    widths = {page.width for page in pages}
    for width in widths:
        alike = [page for page in pages if page.width == width]
        lines = [line for page in alike for line in page.lines if not line.turn]
        end, start = max((line.end for line in lines), default=0), min((line.start for line in lines), default=0)
        is_full = sum(line.end > end - _RAGGED for line in lines) >= _FULL_LINES
        for page in alike:
            page.right = end if is_full else max(end, page.right, width - start)


def levels_of(pages: Sequence[PageText], in_tables: Iterable[TextLine]) -> dict[float, int]:
    """The level of a heading by its size: the largest is the title's, unless nothing but headings of that size stands
    outside the tables."""
    outside = [line for page in pages for line in page.lines]
    body = _usual_size(outside)
    if _is_one_size(outside) and body >= _LARGER * _usual_size(in_tables) > 0:
        return {line.size: 2 for line in outside}
    sizes = {line.size for line in outside if line.size >= _LARGER * body}
    levels: dict[float, int] = {}
    last = 0.0
    level = 0
    for size in sorted(sizes, reverse=True):
        if not last or last - size > _ALIKE:
            level, last = min(level + 1, _DEEPEST), size
        levels[size] = level
    return levels


def _usual_size(lines: Iterable[TextLine]) -> float:
    """The size that most of the text has; 0 of none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0)


def _is_one_size(lines: Sequence[TextLine]) -> bool:
    sizes = [line.size for line in lines]
    return bool(sizes) and max(sizes) - min(sizes) <= _ALIKE


def columns_of(page: PageText) -> Iterator[tuple[Sequence[TextLine], float]]:
    for block in _blocks(page.lines):
        yield block, _limit(block, page)


def _blocks(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Lines that may be one paragraph: of one size and weight, close under each other. Text can stand side by side."""
    blocks: list[list[TextLine]] = []
    for line in lines:
        above = next((block for block in blocks[: -_BESIDE - 1 : -1] if _is_alike(block[-1], line)), None)
        if above is None:
            blocks.append([line])
        else:
            above.append(line)
    return blocks


def _limit(block: Sequence[TextLine], page: PageText) -> float:
    """How far a block's lines can go: as far as the page's text, or to what stands beside it."""
    end, top, bottom = max(line.end for line in block), block[0].base, block[-1].base
    beside = [
        line.start - 2 * line.size
        for line in page.lines
        if line.start > end and top - line.size < line.base < bottom + line.size
    ]
    return max(end, min([page.right, *beside]))


def _is_alike(upper: TextLine, lower: TextLine) -> bool:
    near = 0 < lower.base - upper.base <= 1.8 * upper.size and upper.start < lower.end and lower.start < upper.end
    return near and abs(upper.size - lower.size) < 0.3 and upper.bold == lower.bold and upper.turn == lower.turn


@dataclass(slots=True)
class Style:
    habits: Habits
    levels: dict[float, int] = field(default_factory=dict)


def paragraphs(page: PageText, lines: Sequence[TextLine], style: Style) -> Iterator[Paragraph]:
    for block in _blocks(lines):
        level = style.levels.get(block[0].size, 0)
        text, _ = joined(block, _limit(block, page), style.habits)
        # A heading over two lines is one.
        texts = [" ".join(text.split())] if level else text.split("\n")
        for each in texts:
            yield Paragraph(text=each, level=level, bold=all(line.bold for line in block))
