"""Colours that Excel gives cells for what stands in them: the simple rules, which look at the cell's own words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lxml.etree import _Element as Element

from plans.readers.excelsheet import Area, area_of, local_name

_MOST_AREAS = 50


@dataclass(frozen=True, slots=True)
class Condition:
    """Cells of these areas whose words fit have this colour. The lowest number comes first."""

    priority: int
    areas: tuple[Area, ...]
    fits: Callable[[str], bool]
    colour: str

    def paints(self, row: int, column: int, text: str) -> bool:
        inside = any(top <= row <= bottom and left <= column <= right for top, bottom, left, right in self.areas)
        return inside and self.fits(text)


def conditions_of(elements: Iterable[Element], colour: Callable[[int], str]) -> list[Condition]:
    """The rules that are simple enough, the first one first; `colour` tells that of a differential style."""
    found = []
    for element in elements:
        areas = tuple(area_of(part) for part in (element.get("sqref") or "").split()[:_MOST_AREAS])
        for rule in element:
            fits = _fits(rule) if local_name(rule) == "cfRule" else None
            style = rule.get("dxfId") or ""
            shade = colour(int(style)) if fits and style.isdecimal() else ""
            if fits and shade:
                found.append(Condition(int(rule.get("priority") or 0), areas, fits, shade))
    return sorted(found, key=lambda condition: condition.priority)


def _fits(rule: Element) -> Callable[[str], bool] | None:
    """What a rule asks of a cell's words; None for one that asks more. Case does not count, as in Excel."""
    kind, operator = rule.get("type"), rule.get("operator")
    formula = next((child.text or "" for child in rule if local_name(child) == "formula"), "")
    if kind == "cellIs" and operator == "equal":
        wanted = _literal(formula)
        return (lambda text: text.casefold() == wanted) if wanted else None
    wanted = (rule.get("text") or "").casefold()
    if not wanted:
        return None
    tests: dict[str | None, Callable[[str], bool]] = {
        "containsText": lambda text: wanted in text.casefold(),
        "beginsWith": lambda text: text.casefold().startswith(wanted),
        "endsWith": lambda text: text.casefold().endswith(wanted),
    }
    return tests.get(kind)


def _literal(formula: str) -> str:
    """The words or the number that a formula is, or "" when it is worked out from something."""
    formula = formula.strip()
    if len(formula) > 2 and formula.startswith('"') and formula.endswith('"'):
        return formula[1:-1].replace('""', '"').casefold()
    return formula.replace(".", ",") if formula.replace(".", "", 1).isdecimal() else ""
