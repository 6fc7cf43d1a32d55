"""How wide the columns of a plan's table are on paper, and about how high its rows become there."""

from collections.abc import Iterable
from math import ceil

# Shares of the width, measured on real plans; those of the six usual columns make 100.
SHARES = {
    "area": 13.0,
    "aim": 18.0,
    "measure": 21.5,
    "target_group": 16.0,
    "instruments": 26.5,
    "responsible": 13.0,
    "timeframe": 10.5,
    "status": 12.5,
    "note": 16.0,
}
FLOORS = {"timeframe": 9.5, "status": 11.5}  # percent: narrower, their one word would be broken
LETTERS_PER_PERCENT = 1.36  # of a cell's line on A4 across: 9 pt Inter, padding taken off
LINES_PER_PAGE = 35  # a row of more lines than this is about a page high


def percents(columns: Iterable[str]) -> dict[str, float]:
    """The columns' parts of the whole width, in percent."""
    shares = {key: SHARES[key] for key in columns}
    total = sum(shares.values())
    widths = {key: share * 100 / total for key, share in shares.items()}
    floors = {key: floor for key, floor in FLOORS.items() if widths.get(key, floor) < floor}
    rest = sum(share for key, share in shares.items() if key not in floors)
    scale = (100 - sum(floors.values())) / rest
    return {key: round(floors.get(key, share * scale), 2) for key, share in shares.items()}


def height(words: str, width: float) -> int:
    """About how many lines the words take in a column of that width (percent)."""
    letters = width * LETTERS_PER_PERCENT
    return sum(ceil(len(line) / letters) or 1 for line in words.split("\n"))
