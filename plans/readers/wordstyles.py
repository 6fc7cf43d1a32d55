"""What the styles and the theme of a Word file say that matters for a plan: levels of headings, and colours."""

from dataclasses import dataclass

from lxml.etree import _Element as Element

from plans.readers.colours import shade
from plans.readers.wordparts import VAL, Package, is_on, qn

_STYLES_DEEP = 10
_HEADINGS = ("heading ", "overskrift ")
_TITLES = ("title", "tittel")
_CONTENTS = ("toc ", "toc heading", "innh", "contents ")
_HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "red": "FF0000",
    "blue": "0000FF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
}
# What a document calls its theme's colours, and what the theme does.
_THEME = {
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
    "background1": "lt1",
    "light1": "lt1",
    "background2": "lt2",
    "light2": "lt2",
    "text1": "dk1",
    "dark1": "dk1",
    "text2": "dk2",
    "dark2": "dk2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}


@dataclass(slots=True)
class Styles:
    elements: dict[str, Element]  # by id
    levels: dict[str, int]  # 1 for a title, 1–9 for headings, 0 for text
    contents: frozenset[str]  # ids of styles of tables of contents
    theme: dict[str, str]  # lt1, accent1 … → RRGGBB

    def level(self, paragraph: Element) -> int:
        properties = paragraph.find(_PPR)
        if properties is None:
            return 0
        outline = properties.find(_OUTLINE)
        return _outline_level(outline) or self.levels.get(_style_of(properties), 0)

    def is_contents(self, paragraph: Element) -> bool:
        properties = paragraph.find(qn("w:pPr"))
        return properties is not None and _style_of(properties) in self.contents

    def fill(self, properties: Element | None) -> str:
        """The shading that properties of a cell, a paragraph or a run give, as RRGGBB or ""."""
        shading = properties.find(_SHADING) if properties is not None else None
        if shading is None:
            return ""
        name = "color" if shading.get(VAL) == "solid" else "fill"
        colour = shade(shading.get(qn(f"w:{name}"), ""))
        if colour or name == "color":
            return colour
        base = self.theme.get(_THEME.get(shading.get(qn("w:themeFill"), ""), ""), "")
        return shade(_mixed(base, shading.get(_TINT, ""), 255, shading.get(_SHADE, "")))

    def marked(self, run: Element) -> str:
        """The colour behind a run's letters: shading, or the marker pen."""
        properties = run.find(qn("w:rPr"))
        if properties is None:
            return ""
        highlight = properties.find(qn("w:highlight"))
        pen = _HIGHLIGHTS.get(highlight.get(VAL, ""), "") if highlight is not None else ""
        return pen or self.fill(properties)


_PPR, _OUTLINE, _P_STYLE = qn("w:pPr"), qn("w:outlineLvl"), qn("w:pStyle")
_SHADING, _TINT, _SHADE = qn("w:shd"), qn("w:themeFillTint"), qn("w:themeFillShade")


def styles_of(package: Package) -> Styles:
    tree = package.part("styles")
    elements = {
        style.get(qn("w:styleId"), ""): style for style in (tree.findall(qn("w:style")) if tree is not None else ())
    }
    names = {key: _name(style) for key, style in elements.items()}
    contents = frozenset(key for key, name in names.items() if name.startswith(_CONTENTS))
    return Styles(elements, {key: _level(key, elements, names) for key in elements}, contents, _theme(package))


def _name(style: Element) -> str:
    name = style.find(qn("w:name"))
    return name.get(VAL, "").casefold() if name is not None else ""


def _level(key: str, elements: dict[str, Element], names: dict[str, str]) -> int:
    """The level of a style, by its name, its outline or the style that it rests on."""
    for _ in range(_STYLES_DEEP):
        style, name = elements.get(key), names.get(key, "")
        if style is None:
            break
        number = name.rpartition(" ")[2]
        if name in _TITLES:
            return 1
        if name.startswith(_HEADINGS) and number.isdecimal():
            return min(int(number), 9)
        if level := _outline_level(style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")):
            return level
        base = style.find(qn("w:basedOn"))
        key = base.get(VAL, "") if base is not None else ""
    return 0


def _outline_level(outline: Element | None) -> int:
    """Outlines count from 0; 9 is body text."""
    number = outline.get(VAL, "") if outline is not None else ""
    return int(number) + 1 if number.isdecimal() and int(number) < 9 else 0


def _style_of(properties: Element) -> str:
    style = properties.find(_P_STYLE)
    return style.get(VAL, "") if style is not None else ""


def _theme(package: Package) -> dict[str, str]:
    tree = package.part("theme")
    scheme = tree.find(f".//{qn('a:clrScheme')}") if tree is not None else None
    colours = {}
    for entry in scheme if scheme is not None else ():
        for colour in entry:
            colours[entry.tag.rpartition("}")[2]] = colour.get("lastClr") or colour.get("val", "")
    return colours


def _mixed(colour: str, tint: str, most: int, dark: str) -> str:
    """A colour mixed with white by its tint, or with black by its shade; both are two hexadecimal digits."""
    try:
        parts = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
        white, black = (int(share, 16) / most if share else 1.0 for share in (tint, dark))
    except ValueError:
        return ""
    return "".join(f"{round((most - (most - part) * white) * black):02X}" for part in parts)


def all_bold(runs: list[Element]) -> bool:
    """Are all these runs bold themselves?"""
    return bool(runs) and all(is_on(run.find(f"{qn('w:rPr')}/{qn('w:b')}")) for run in runs)
