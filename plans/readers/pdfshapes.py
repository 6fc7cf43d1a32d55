"""What is painted on a PDF's page besides letters: straight lines, boxes, and their colours."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from plans.readers.colours import shade

_THIN = 3.5  # points: a filled area no thicker than this is a ruling line

type Point = tuple[float, float]
type Corners = tuple[float, float, float, float]  # left, top, right, bottom


class Rule(NamedTuple):
    """A ruling line: level or upright, where it lies and from where to where it goes."""

    level: bool
    at: float
    start: float
    end: float


class Fill(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    colour: str  # RRGGBB, "" for white and for what is not known


def subpaths(path: Iterable[Any]) -> Iterator[list[Point]]:
    """The points of each part of a path; a curve gives its end, so that no curved part is a box."""
    points: list[Point] = []
    for name, *numbers in path:
        if name == "m":
            if len(points) > 1:
                yield points
            points = []
        if name == "h":
            points += points[:1]
        elif len(numbers) >= 2:
            points.append((numbers[-2], numbers[-1]))
    if len(points) > 1:
        yield points


def box_of(points: Sequence[Point]) -> Corners:
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def is_box(points: Sequence[Point], box: Corners) -> bool:
    """Four corners, with sides along the page's."""
    left, top, right, bottom = box
    near = all(min(x - left, right - x) < 0.5 and min(y - top, bottom - y) < 0.5 for x, y in points)
    return near and len(points) in (4, 5)


def thin(box: Corners) -> Rule | None:
    left, top, right, bottom = box
    if bottom - top <= _THIN and right - left > bottom - top:
        return Rule(True, (top + bottom) / 2, left, right)
    if right - left <= _THIN and bottom - top > right - left:
        return Rule(False, (left + right) / 2, top, bottom)
    return None


def is_frame(outer: Corners, inner: Corners) -> bool:
    """Are these a box and one a little smaller in it, which together paint a frame?"""
    width, height = outer[2] - outer[0], outer[3] - outer[1]
    return min(width, height) > 2 * _THIN and all(
        abs(one - other) <= _THIN for one, other in zip(outer, inner, strict=True)
    )


def sides(outer: Corners, inner: Corners) -> Iterator[Rule]:
    """The sides of a frame that are painted."""
    left, top, right, bottom = outer
    for side, (one, other) in enumerate(zip(outer, inner, strict=True)):
        if abs(one - other) > 0.05:
            level = side in (1, 3)
            yield Rule(level, (one + other) / 2, left if level else top, right if level else bottom)


def edges(points: Sequence[Point]) -> Iterator[Rule]:
    """The straight sides of a shape that lie along the page's."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(y1 - y0) <= 0.5 < abs(x1 - x0):
            yield Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
        elif abs(x1 - x0) <= 0.5 < abs(y1 - y0):
            yield Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))


def colour_of(colour: Any, space: str) -> str:
    """A colour as RRGGBB; "" for white and for one of a space in which its numbers say nothing by themselves."""
    if space in ("Indexed", "Separation", "DeviceN", "Pattern", "Lab"):
        return ""
    parts = colour if isinstance(colour, tuple) else (colour,) * 3
    if not all(isinstance(part, (int, float)) for part in parts):
        return ""
    if len(parts) == 4:
        *inks, black = parts
        parts = tuple((1 - ink) * (1 - black) for ink in inks)
    return shade("".join(f"{round(255 * min(max(part, 0), 1)):02x}" for part in parts)) if len(parts) == 3 else ""
