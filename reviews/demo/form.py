"""How the demo's answers are written down: by the question's key, the parts of each answer."""

from collections.abc import Mapping
from typing import Any

type Parts = Mapping[str, Any]
type Form = Mapping[str, Parts]


def text(*paragraphs: str) -> Parts:
    return {"text": "\n\n".join(paragraphs)}


def chosen(choice: str, *paragraphs: str) -> Parts:
    """ "yes", "no" or "na", and what is said of it."""
    return {"choice": choice, **(text(*paragraphs) if paragraphs else {})}


def staffed(words: str, *rows: tuple[str, str, str]) -> Parts:
    """Rows of role, people and percent."""
    columns = ("role", "people", "percent")
    return {"text": words, "rows": [dict(zip(columns, row, strict=True)) for row in rows]}


def split(*rows: tuple[str, str]) -> Parts:
    """Rows of task and percent."""
    return {"rows": [{"label": label, "percent": percent} for label, percent in rows]}
