"""Signs that Word writes as places in its symbol fonts."""

_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "☐",
    0x71: "☐",
    0x76: "❖",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "☐",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x97: "•", 0xA3: "☐"}
_SYMBOL = {
    0xA3: "≤",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB9: "≠",
    0xBB: "≈",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xDE: "⇒",
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE = 0xF000  # symbol fonts are written with or without it


def symbol(font: str, code: str) -> str:
    """The sign at a place, given in hexadecimal digits; "" for one that cannot be told."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    place = number - _PRIVATE if _PRIVATE <= number < _PRIVATE + 0x100 else number
    if font.casefold() in _FONTS:
        return _FONTS[font.casefold()].get(place, "")
    is_private = 0xE000 <= number <= 0xF8FF
    return "" if is_private or not 0x20 <= number <= 0x10FFFF else chr(number)
