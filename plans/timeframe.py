"""People's words about time, and what the program reads out of them.

The words are kept to the letter; what is read lies beside them and never replaces them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["none", "year", "range", "start", "next", "continuous", "ongoing", "note"]
Precision = Literal["day", "month", "season", "half_year", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeframe:
    """The words and their reading. `start` and `end` are inclusive dates."""

    text: str = ""
    kind: Kind = "none"
    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    uncertain: bool = False
