"""Our own JSON as a plan."""

from dataclasses import fields, is_dataclass
from itertools import islice
from typing import Any

from plans.document import NotAPlan, from_json
from plans.readers.grid import MOST_ROWS
from plans.readers.opened import Opened

MOST_PARTS = 20 * MOST_ROWS  # rows, areas, sections, goals, and what stands in lists within them


def open_file(data: bytes) -> Opened:
    """Raises NotAPlan with the place of what is wrong, or with the code too_large."""
    if data.count(b"{") > MOST_PARTS:  # before the time is spent on them
        raise NotAPlan("there are too many parts", code="too_large")
    document = from_json(data)
    if any(islice(document.rows(), MOST_ROWS, None)) or _parts(document) > MOST_PARTS:
        raise NotAPlan("there are too many rows", code="too_large")
    return Opened(kind="json", document=document)


def _parts(value: Any) -> int:
    if isinstance(value, tuple):
        return len(value) + sum(map(_parts, value))
    return sum(_parts(getattr(value, field.name)) for field in fields(value)) if is_dataclass(value) else 0
