"""Finding rows of a plan by words, status, area and target group. All in memory: a plan is read whole anyway."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.derived import order_key
from plans.document import STATUSES, TEXT_COLUMNS, PlanDocument
from plans.table import Placed, one_line

BULLET = re.compile(r"^\s*[•·▪◦‣●○■□*–-]\s+")
LETTERS = re.compile(r"\s*\w{1,2}(\s*,\s*\w{1,2})+\s*,?\s*")  # "A, B, E, G," of a coded list


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; an empty part asks for nothing. `status` is "unset" for rows that state none."""

    words: str = ""
    status: str = ""
    area: str = ""
    target_group: str = ""
    since: str = ""

    def matches(self, placed: Placed) -> bool:
        """All but the status, which the counts need apart."""
        return (
            (not self.area or self.area in (placed.area.id, placed.band.id if placed.band else ""))
            and (not self.target_group or self.target_group in target_groups(placed.row.target_group))
            and self.since in ("", placed.since)
            and (not self.words or self._says(placed))
        )

    def _says(self, placed: Placed) -> bool:
        row = placed.row
        texts = [row.words(key) for key in (*TEXT_COLUMNS, "timeframe")]
        titles = [placed.measure, placed.area.title, placed.band.title if placed.band else ""]
        text = " ".join("\n".join([*texts, *titles]).casefold().split())
        return all(word in text for word in self.words.casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The rows that match, and how many of each status ("unset" included) match all but the status."""

    rows: list[Placed]
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def find(rows: Iterable[Placed], wanted: Wanted) -> Found:
    matching = [placed for placed in rows if wanted.matches(placed)]
    counts = Counter(placed.row.status or "unset" for placed in matching)
    shown = [placed for placed in matching if wanted.status in ("", placed.row.status or "unset")]
    return Found(rows=shown, counts={status or "unset": counts[status or "unset"] for status in STATUSES})


def target_groups(text: str) -> dict[str, str]:
    """The groups a cell names, one a line or one a letter of a coded list: casefolded → as written."""
    parts = []
    for line in text.splitlines():
        parts += line.split(",") if LETTERS.fullmatch(line) else [BULLET.sub("", line)]
    clean = (" ".join(part.split()) for part in parts)
    return {part.casefold(): part for part in clean if part}


def area_choices(document: PlanDocument) -> list[tuple[str, str]]:
    """Bands and areas with a title as (id, label), in the plan's order; an area is named with its band."""
    choices = []
    for area in document.areas:
        if area.title:
            choices.append((area.id, one_line(area.title)))
        for inner in area.areas:
            if inner.title:
                label = f"{area.title}: {inner.title}" if area.title else inner.title
                choices.append((inner.id, one_line(label)))
    return choices


def target_group_choices(rows: Iterable[Placed]) -> list[tuple[str, str]]:
    """Every target group named in the rows as (value, label), in Norwegian order."""
    named: dict[str, str] = {}
    for placed in rows:
        named = target_groups(placed.row.target_group) | named
    return [(key, one_line(named[key], 60)) for key in sorted(named, key=order_key)]
