"""What people call a colour."""

from colorsys import rgb_to_hls

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

RED = pgettext_lazy("a colour", "red")
ORANGE = pgettext_lazy("a colour", "orange")
PINK = pgettext_lazy("a colour", "pink")
# Up to which hue, in degrees, a colour has the name.
HUES = (
    (15, RED),
    (48, ORANGE),
    (70, pgettext_lazy("a colour", "yellow")),
    (165, pgettext_lazy("a colour", "green")),
    (195, pgettext_lazy("a colour", "turquoise")),
    (260, pgettext_lazy("a colour", "blue")),
    (295, pgettext_lazy("a colour", "purple")),
    (345, PINK),
    (360, RED),
)


def colour_name(colour: str) -> str | Promise:
    """Of one given as RRGGBB."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    if lightness < 0.12:
        return pgettext_lazy("a colour", "black")
    if saturation < 0.15:
        return pgettext_lazy("a colour", "grey")
    name = next(name for most, name in HUES if hue * 360 <= most)
    if name is ORANGE and lightness < 0.35:
        return pgettext_lazy("a colour", "brown")
    return PINK if name is RED and lightness > 0.8 else name
