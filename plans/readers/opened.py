"""What a file holds before anybody has decided what it means: the one value that a parsing process hands back."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from plans.decode import NotAPlan, value_of
from plans.document import PlanDocument
from plans.imported import Doubt, LeftOut
from plans.readers.grid import Grid, Paragraph, Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Paragraphs and tables in the order of the page; or, from a file of our own, the finished document."""

    kind: str  # word, excel, pdf, html, text, json
    pieces: tuple[Piece, ...] = ()
    title: str = ""
    document: PlanDocument | None = None
    doubts: tuple[Doubt, ...] = ()  # about the whole file
    left_out: tuple[LeftOut, ...] = ()


def to_json(opened: Opened) -> str:
    # A grid has lines, a paragraph none: that tells them apart again.
    return json.dumps(asdict(opened), ensure_ascii=False, default=lambda value: value.isoformat())


def from_json(text: str) -> Opened:
    """Raises NotAPlan for what `to_json` never wrote."""
    data: Any = json.loads(text)
    if not isinstance(data, dict) or not isinstance(data.get("pieces"), list):
        raise NotAPlan("not an opened file")
    pieces = tuple(_piece(piece, f"pieces[{index}]") for index, piece in enumerate(data.pop("pieces")))
    opened: Opened = value_of(Opened, data | {"pieces": []}, "opened")
    return Opened(
        kind=opened.kind,
        pieces=pieces,
        title=opened.title,
        document=opened.document,
        doubts=opened.doubts,
        left_out=opened.left_out,
    )


def _piece(data: Any, place: str) -> Piece:
    piece: Piece = value_of(Grid if isinstance(data, dict) and "lines" in data else Paragraph, data, place)
    return piece
