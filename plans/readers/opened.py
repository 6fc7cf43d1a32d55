"""What a file holds before anybody has decided what it means: the one value that a parsing process hands back."""

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from plans.decode import NotAPlan, value_of
from plans.document import PlanDocument
from plans.imported import Doubt, LeftOut
from plans.readers.grid import Cell, Grid, Paragraph, Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Paragraphs and tables in the order of the page; or, from a file of our own, the finished document."""

    kind: str  # word, excel, pdf, html, text, json
    pieces: tuple[Piece, ...] = ()
    title: str = ""
    document: PlanDocument | None = None
    doubts: tuple[Doubt, ...] = ()  # about the whole file
    left_out: tuple[LeftOut, ...] = ()


_DEFAULTS = {kind: {field.name: field.default for field in fields(kind)} for kind in (Cell, Grid, Paragraph)}


def to_json(opened: Opened) -> str:
    # A grid has lines, a paragraph none: that tells them apart again.
    data = asdict(replace(opened, pieces=())) | {"pieces": [_brief(piece) for piece in opened.pieces]}
    return json.dumps(data, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    return _brief(value) if isinstance(value, (Cell, Grid)) else value.isoformat()  # type: ignore[attr-defined]


def _brief(value: Any) -> dict[str, object]:
    """What a cell, a grid or a paragraph says beyond its defaults: most cells have nothing but their text."""
    said = {name: getattr(value, name) for name in _DEFAULTS[type(value)]}
    return {name: part for name, part in said.items() if part != _DEFAULTS[type(value)][name]}


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
