"""The fill of an Excel cell as RRGGBB, also where the workbook names it by theme and tint or by an old index."""

import colorsys
import re

from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.styles.fills import Fill

from plans.readers.colours import shade

# The order in which a theme's colours are counted differs from that in which they are written: light comes first.
_ORDER = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)
_THEME = re.compile(r"<a:(?:srgbClr val|sysClr [^>]*lastClr)=\"([0-9A-Fa-f]{6})\"")
_RRGGBB = re.compile(r"[0-9A-Fa-f]{6}")


class Palette:
    """The colours of one workbook: those of its theme, and those that its indexes name."""

    def __init__(self, theme: str | bytes | None, indexed: tuple[str, ...] = COLOR_INDEX) -> None:
        text = theme.decode("utf-8", "replace") if isinstance(theme, bytes) else theme or ""
        written = _THEME.findall(text.partition("</a:clrScheme>")[0])[:12]
        self.theme = [written[at] for at in _ORDER] if len(written) == 12 else []
        self.indexed = indexed

    def of_cell(self, fill: Fill) -> str:
        """RRGGBB in capitals; "" for a cell without a solid fill, and for a near-white."""
        return self.colour(fill.fgColor) if fill.fill_type == "solid" else ""

    def of_condition(self, fill: Fill | None) -> str:
        """The same for what a condition paints: its colour stands where a cell's fill has that of its pattern."""
        if fill is None or fill.fill_type not in (None, "solid"):
            return ""
        return self.colour(fill.bgColor)

    def colour(self, colour: Color) -> str:
        base = ""
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            base = "" if colour.rgb == "00000000" else colour.rgb[-6:]
        elif colour.type == "theme" and 0 <= colour.theme < len(self.theme):
            base = self.theme[colour.theme]
        elif colour.type == "indexed" and 0 <= colour.indexed < len(self.indexed):
            base = self.indexed[colour.indexed][-6:]
        return shade(_tinted(base, colour.tint or 0.0)) if _RRGGBB.fullmatch(base) else ""


def _tinted(colour: str, tint: float) -> str:
    """A tint of -1 is black, 0 the colour itself, 1 white."""
    if not tint:
        return colour
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light + (1 - light) * tint
    parts = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation)
    return "".join(f"{round(part * 255):02X}" for part in parts)
