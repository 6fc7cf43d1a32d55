"""Ruling lines of a PDF's page: pieces that lie over or behind each other as one line, and which lines cross."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from plans.document import NotAPlan
from plans.readers.pdfshapes import Rule

NEAR = 3.5  # points between two lines that are one, or between a line's end and the line it should reach
_SHORT = 4  # points: a shorter line is none
_MOST_CROSSINGS = 1_000_000


@dataclass(slots=True)
class Line:
    """Rules that lie over or behind each other, as one; `breaks` are the places where one of them ended."""

    at: float
    start: float
    end: float
    breaks: list[float] = field(default_factory=list)


def lines_of(rules: Iterable[Rule]) -> list[Line]:
    """Rules as lines, each from its beginning to its end."""
    found: list[Line] = []
    for group in _near(sorted(rules, key=lambda rule: rule.at)):
        at = sum(rule.at for rule in group) / len(group)
        last: Line | None = None
        for rule in sorted(group, key=lambda rule: rule.start):
            if last is not None and rule.start <= last.end + NEAR:
                last.breaks += [rule.start] if rule.start >= last.end - NEAR else []
                last.end = max(last.end, rule.end)
            else:
                last = Line(at, rule.start, rule.end)
                found.append(last)
    return [line for line in found if line.end - line.start >= _SHORT]


def _near(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Sorted rules in groups that lie on the same line."""
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > NEAR:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def groups_of(level: list[Line], upright: list[Line]) -> Iterator[tuple[list[Line], list[Line]]]:
    """Lines that hang together by crossing each other; and level ones alone that stand under each other alike, each
    made of one for every column."""
    alone: dict[int, list[Line]] = defaultdict(list)
    for lines, posts in _crossing(level, upright):
        if lines and posts:
            yield lines, posts
        elif lines and lines[0].breaks:
            alone[round(lines[0].end / NEAR)].append(lines[0])
    for lines in alone.values():
        if len(lines) > 2:
            yield lines, []


def _crossing(level: list[Line], upright: list[Line]) -> Iterable[tuple[list[Line], list[Line]]]:
    if len(level) * len(upright) > _MOST_CROSSINGS:
        raise NotAPlan("a page has too many lines", code="too_large")
    group = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for one, line in enumerate(level):
        for other, post in enumerate(upright):
            if _reaches(line, post.at) and _reaches(post, line.at):
                group[root(one)] = root(len(level) + other)
    members: dict[int, tuple[list[Line], list[Line]]] = defaultdict(lambda: ([], []))
    for at, line in enumerate((*level, *upright)):
        members[root(at)][at >= len(level)].append(line)
    return members.values()


def _reaches(line: Line, place: float) -> bool:
    return line.start - NEAR <= place <= line.end + NEAR
