"""Colours of cells as every reader hands them on: RRGGBB in capitals, or "" for what looks like no colour."""

import re

_RRGGBB = re.compile(r"[0-9A-F]{6}")
_WHITE = 0xF8  # with no part of it below this, a colour cannot be told from the paper


def shade(colour: str) -> str:
    """A colour given as RRGGBB or rrggbb; "" for a near-white and for anything that is no colour."""
    colour = colour.upper()
    if not _RRGGBB.fullmatch(colour):
        return ""
    return "" if min(int(colour[at : at + 2], 16) for at in (0, 2, 4)) >= _WHITE else colour
