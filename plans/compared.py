"""What a comparison of two plans says, in the active language: facts, sections, parts, and the rows that are shown."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.changed_words import Budget, Part, changed_words
from plans.compared_rows import KINDS, WHOLE, Areas, ComparedArea, whole
from plans.difference import Difference
from plans.document import COLUMNS, PlanDocument
from plans.models import Plan
from plans.telling import FieldTold
from plans.wording import PART_NAMES, TEMPLATE_NAMES, Words, heading

FACTS: dict[str, Words] = {
    "title": gettext_lazy("Title"),
    "template": gettext_lazy("Template"),
    "language": gettext_lazy("Language"),
    "period_start": gettext_lazy("Period from"),
    "period_end": gettext_lazy("Period to"),
    "extra_columns": gettext_lazy("Added columns"),
    "purpose": gettext_lazy("Purpose"),
}
SERVICE_FACTS: dict[str, Words] = {
    "code": gettext_lazy("Code of the service"),
    "name": gettext_lazy("Name of the service"),
    "abbreviation": gettext_lazy("Abbreviation"),
    "trust": gettext_lazy("Host institution"),
    "region": gettext_lazy("Health region"),
    "leader": gettext_lazy("Leader of the service"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedSection:
    kind: str
    is_moved: bool
    heading: tuple[Part, ...]
    text: tuple[Part, ...]
    place: tuple[Part, ...]  # where it stands, if that changed

    @property
    def is_same(self) -> bool:
        return self.kind == "same" and not self.is_moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """`areas` in the order of the page, each band before what lies in it. `budget`: what may still be compared."""

    new: PlanDocument
    budget: Budget
    facts: tuple[FieldTold, ...]
    sections: tuple[ComparedSection, ...]
    parts: tuple[FieldTold, ...]
    areas: tuple[ComparedArea, ...]
    columns: tuple[tuple[str, str], ...]  # key, heading
    counts: Counter[str]  # rows by kind; "all" is of those with any change
    area_count: int  # areas and bands with a change of their own


def compared(old: PlanDocument, found: Difference, new: PlanDocument, *, show: str) -> Compared:
    """What is to be shown of the difference; `show`: CHANGES, WHOLE or one of KINDS."""
    is_table_only = show in KINDS
    budget = Budget()
    sections = () if is_table_only else tuple(_sections(old, found, budget))
    return Compared(
        new=new,
        budget=budget,
        facts=() if is_table_only else tuple(_facts(found, new, budget)),
        sections=tuple(each for each in sections if show == WHOLE or not each.is_same),
        parts=() if is_table_only else tuple(_parts(found, budget)),
        areas=tuple(Areas(old, show, budget).all(found.areas)),
        columns=_columns(old, new, found),
        counts=_counts(found),
        area_count=sum(not change.is_same for change in found.all_areas()),
    )


def _columns(old: PlanDocument, new: PlanDocument, found: Difference) -> tuple[tuple[str, str], ...]:
    """Those of either plan under the new one's headings; also that of the areas where one of them changed."""
    keys = {*old.columns, *new.columns}
    if any(not area.is_same for area in found.all_areas()):
        keys.add("area")
    return tuple((key, str(heading(new.template, key))) for key in COLUMNS if key in keys)


def _counts(found: Difference) -> Counter[str]:
    counts: Counter[str] = Counter()
    for change in found.all_rows():
        counts["all"] += not change.is_same
        counts[change.kind] += 1
        counts["moved"] += change.is_moved
    return counts


def _facts(found: Difference, new: PlanDocument, budget: Budget) -> Iterator[FieldTold]:
    order = list(FACTS)
    for change in sorted(found.shown_facts, key=lambda each: order.index(each.name) if each.name in order else 99):
        is_text = change.name in ("title", "purpose")
        before, after = (_said(change.name, value, new) for value in (change.before, change.after))
        parts = changed_words(before, after, budget) if is_text else whole(before, after)
        yield FieldTold(label=str(FACTS.get(change.name, change.name)), parts=parts)
    for change in found.service:
        yield FieldTold(
            label=str(SERVICE_FACTS.get(change.name, change.name)), parts=whole(str(change.before), str(change.after))
        )


def _said(name: str, value: Any, new: PlanDocument) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if name == "template":
        return str(TEMPLATE_NAMES[value])
    if name == "language":
        return str(dict(Plan.Language.choices).get(value, value))
    if name == "extra_columns":
        return ", ".join(str(heading(new.template, key)) if key in COLUMNS else key for key in value)
    return str(value) if value is not None else ""


def _sections(old: PlanDocument, found: Difference, budget: Budget) -> Iterator[ComparedSection]:
    places = {
        # Translators: where a section of a plan stands; nb: Over tabellen
        "before": _("Above the table"),
        "after": _("Below the table"),
    }
    for change in found.sections:
        now = change.result(old.sections)
        was = {each.name: each.before for each in change.shown}
        yield ComparedSection(
            kind=change.kind,
            is_moved=change.is_moved,
            heading=changed_words(was.get("heading", now.heading), now.heading, budget),
            text=changed_words(was.get("text", now.text), now.text, budget),
            place=whole(places[was["place"]], places[now.place]) if "place" in was else (),
        )


def _parts(found: Difference, budget: Budget) -> Iterator[FieldTold]:
    for change in found.parts:
        before, after = ("\n".join(_lines(value)) for value in (change.before, change.after))
        yield FieldTold(label=str(PART_NAMES[change.name]), parts=changed_words(before, after, budget))


def _lines(value: Any) -> Iterator[str]:
    """Each thing of a part of the plan on a line of its own, with what it says; what lies in it on the lines below."""
    for thing in value:
        if not is_dataclass(thing):
            yield str(thing)
            continue
        values = [getattr(thing, each.name) for each in fields(thing) if each.name != "id"]
        yield " · ".join(_said("", said, PlanDocument()) for said in values if said and not isinstance(said, tuple))
        yield from chain.from_iterable(_lines(inner) for inner in values if isinstance(inner, tuple))
