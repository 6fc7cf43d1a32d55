"""What the styles of a page say that matters to a plan: the colour behind a cell, what is hidden, what is bold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lxml.etree import _Element as Element

from plans.readers.colours import shade

# The names that Excel, Word and people use for what stands behind text.
_NAMED = {
    "aqua": "00FFFF",
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "fuchsia": "FF00FF",
    "gold": "FFD700",
    "gray": "808080",
    "green": "008000",
    "grey": "808080",
    "lightblue": "ADD8E6",
    "lightgray": "D3D3D3",
    "lightgreen": "90EE90",
    "lightgrey": "D3D3D3",
    "lightyellow": "FFFFE0",
    "lime": "00FF00",
    "limegreen": "32CD32",
    "magenta": "FF00FF",
    "maroon": "800000",
    "navy": "000080",
    "olive": "808000",
    "orange": "FFA500",
    "orangered": "FF4500",
    "pink": "FFC0CB",
    "purple": "800080",
    "red": "FF0000",
    "salmon": "FA8072",
    "silver": "C0C0C0",
    "teal": "008080",
    "tomato": "FF6347",
    "white": "FFFFFF",
    "yellow": "FFFF00",
    "yellowgreen": "9ACD32",
}
_COLOUR = re.compile(
    r"#(?P<long>[0-9a-f]{6})(?![0-9a-f])|#(?P<short>[0-9a-f]{3})(?![0-9a-f])"
    r"|rgba?\(\s*(?P<red>\d{1,3})\s*[, ]\s*(?P<green>\d{1,3})\s*[, ]\s*(?P<blue>\d{1,3})\s*"
    r"(?:[,/]\s*(?P<alpha>[0-9.]{1,10})\s*)?\)"
    r"|(?<![\w#-])(?P<name>[a-z]{3,12})(?![\w(-])"
)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_CLASS = re.compile(r"[a-z0-9]*\.([\w-]+)", re.IGNORECASE)
_LONGEST = 200  # characters of a value; a picture as data is longer
_MOST_STYLES = 1_000_000  # characters of the rules on a page


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says; None where it says nothing. `colour` is RRGGBB in capitals, "" for none."""

    colour: str | None = None
    hidden: bool | None = None
    bold: bool | None = None
    mark: bool = False  # the bullet or number that Word writes before a paragraph
    comment: bool = False

    def over(self, other: "Look") -> "Look":
        """This one where it says something, else the other."""
        return Look(
            self.colour if self.colour is not None else other.colour,
            self.hidden if self.hidden is not None else other.hidden,
            self.bold if self.bold is not None else other.bold,
            self.mark or other.mark,
            self.comment or other.comment,
        )


NOTHING = Look()


def colour_of(words: str) -> str | None:
    """The colour in the value of "background" or "bgcolor": "" for a transparent one, None if there is none."""
    for found in _COLOUR.finditer(words[:_LONGEST].casefold()):
        if found["name"]:
            if found["name"] in _NAMED:
                return shade(_NAMED[found["name"]])
            if found["name"] in ("transparent", "none"):
                return ""
        elif found["red"]:
            parts = [min(int(found[part]), 255) for part in ("red", "green", "blue")]
            return "" if _is_clear(found["alpha"]) else shade("".join(f"{part:02X}" for part in parts))
        else:
            return shade(found["long"] or "".join(digit * 2 for digit in found["short"]))
    return None


def _is_clear(alpha: str | None) -> bool:
    return alpha is not None and not alpha.strip("0.")


@lru_cache(maxsize=2000)
def look_of(style: str) -> Look:
    """What the declarations of a style attribute or a rule say."""
    look = NOTHING
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        value = value.strip().casefold().removesuffix("!important").strip()
        look = _declared(name.strip().casefold(), value).over(look)
    return look


def _declared(name: str, value: str) -> Look:
    if name in ("background", "background-color"):
        return Look(colour=colour_of(value))
    if name == "display":
        return Look(hidden=value == "none")
    if name == "mso-hide" or (name == "visibility" and value in ("hidden", "collapse")):
        return Look(hidden=True)
    if name == "font-weight":
        return Look(bold=value in ("bold", "bolder", "600", "700", "800", "900"))
    return Look(mark=name == "mso-list" and value == "ignore", comment=name == "mso-element" and "comment" in value)


def rules_of(sheets: Iterable[str]) -> dict[str, Look]:
    """What the rules for single classes say, as ".xl65" and "td.xl65". A later rule goes over an earlier one."""
    rules: dict[str, Look] = {}
    for sheet in sheets:
        for rule in _COMMENT.sub(" ", sheet[:_MOST_STYLES]).split("}"):
            selectors, brace, style = rule.rpartition("{")
            for selector in selectors.split(",") if brace else ():
                if (found := _CLASS.fullmatch(selector.strip())) and (look := look_of(style)) != NOTHING:
                    rules[found[1]] = look.over(rules.get(found[1], NOTHING))
    return rules


def look(element: Element, rules: dict[str, Look]) -> Look:
    """What its attributes, its style and the rules for its classes say."""
    if not element.attrib:
        return NOTHING
    found = NOTHING
    if (colour := element.get("bgcolor")) is not None:
        found = Look(colour=colour_of(colour))
    for name in (element.get("class") or "").split()[:20] if rules else ():
        if name in rules:
            found = rules[name].over(found)
    if style := element.get("style"):
        found = look_of(style).over(found)
    return Look(hidden=True).over(found) if element.get("hidden") is not None else found
