"""The entries of a plan's chronicle in words: who, when, what, from which text to which."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from accounts.models import User
from plans.changed_words import Part, changed_words
from plans.chronicle import Entry, Happening, whole_records
from plans.document import TEXT_COLUMNS
from plans.models import Area, Plan, PlanRow
from plans.table import one_line
from plans.wording import STATUS_FULL, TEMPLATE_NAMES, Words, heading

TOLD_ONE_BY_ONE = 8  # a step over more things than this is told by their number
AREAS_TOLD = 50  # of those that such a step deleted

VERBS: dict[str, dict[str, Words]] = {
    "row": {
        "added": gettext_lazy("New row"),
        "changed": gettext_lazy("Changed row"),
        "deleted": gettext_lazy("Deleted row"),
        "restored": gettext_lazy("Restored row"),
    },
    "area": {
        "added": gettext_lazy("New area"),
        "changed": gettext_lazy("Changed area"),
        "deleted": gettext_lazy("Deleted area"),
        "restored": gettext_lazy("Restored area"),
    },
    "section": {
        "added": gettext_lazy("New section"),
        "changed": gettext_lazy("Changed section"),
        "deleted": gettext_lazy("Deleted section"),
        "restored": gettext_lazy("Restored section"),
    },
    "plan": {
        "added": gettext_lazy("New plan"),
        "changed": gettext_lazy("Changed settings"),
        "deleted": gettext_lazy("Deleted plan"),
        "restored": gettext_lazy("Restored plan"),
    },
}
DELETED_AND_RESTORED = gettext_lazy("Deleted and restored")
# Translators: in a history; nb: Endret og endret tilbake
CHANGED_BACK = gettext_lazy("Changed, and changed back")
NUMBERS: dict[tuple[str, str], Any] = {
    ("row", "added"): ngettext_lazy("%(n)d new row", "%(n)d new rows", "n"),
    ("row", "changed"): ngettext_lazy("%(n)d changed row", "%(n)d changed rows", "n"),
    ("row", "deleted"): ngettext_lazy("%(n)d deleted row", "%(n)d deleted rows", "n"),
    ("area", "added"): ngettext_lazy("%(n)d new area", "%(n)d new areas", "n"),
    ("area", "changed"): ngettext_lazy("%(n)d changed area", "%(n)d changed areas", "n"),
    ("area", "deleted"): ngettext_lazy("%(n)d deleted area", "%(n)d deleted areas", "n"),
    ("section", "added"): ngettext_lazy("%(n)d new section", "%(n)d new sections", "n"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldTold:
    """`field` is the name of a row's field whose earlier words can be brought back."""

    label: str
    parts: tuple[Part, ...]
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingTold:
    """`row` or `area` is the id of what it is about, `before` the history id of a row's words before they changed."""

    verb: str
    name: str
    fields: tuple[FieldTold, ...]
    row: str = ""
    area: str = ""
    is_gone: bool = False
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTold:
    at: datetime
    by: str
    things: tuple[ThingTold, ...]
    numbers: tuple[str, ...] = ()  # where the things are many; then only the areas it deleted are things
    title: str = ""  # of a step that has a name


def told(entries: list[Entry], plan: Plan) -> list[EntryTold]:
    """The entries in the active language. At most seven queries, however many entries and rows."""
    shown = [replace(entry, happenings=_one_by_one(entry)) for entry in entries]
    whole = whole_records(shown)
    names: dict[int | None, str] = dict(
        User.objects.filter(pk__in={entry.by for entry in entries}).values_list("pk", "name")
    )
    areas = {area.pk: area for area in Area.with_deleted.filter(plan=plan)}
    titles = {pk: str(area) for pk, area in areas.items()}
    gone = {pk for pk, area in areas.items() if area.deleted_at} | _rows_gone(shown)

    def thing(happening: Happening) -> ThingTold:
        after = whole[happening.after.kind, happening.after.history_id]
        before = whole[happening.before.kind, happening.before.history_id] if happening.before else None
        kind, verb, key = happening.after.kind, happening.verb, happening.after.thing
        fields = () if verb == "deleted" else tuple(FIELDS[kind](before, after, plan, titles))
        return ThingTold(
            verb=str(_came_to_nothing(happening) if verb == "changed" and not fields else VERBS[kind][verb]),
            name=_name(kind, after),
            fields=fields,
            row=str(key) if kind == "row" else "",
            area=str(key) if kind == "area" else "",
            is_gone=key in gone,
            before=happening.before.history_id if happening.before and kind == "row" and verb == "changed" else None,
        )

    def entry_told(entry: Entry, happenings: tuple[Happening, ...]) -> EntryTold:
        worth_telling = [happening for happening in entry.happenings if happening.verb != "come_and_gone"]
        return EntryTold(
            at=entry.at,
            by=names.get(entry.by or 0) or _("the program"),
            things=tuple(thing(happening) for happening in happenings),
            numbers=() if len(entry.happenings) <= TOLD_ONE_BY_ONE else tuple(_numbers(worth_telling)),
            title=_title(entry),
        )

    return [entry_told(entry, few.happenings) for entry, few in zip(entries, shown, strict=True)]


def _one_by_one(entry: Entry) -> tuple[Happening, ...]:
    """What is told thing by thing: where they are many, the areas that went, since they can be brought back."""
    if len(entry.happenings) <= TOLD_ONE_BY_ONE:
        return tuple(happening for happening in entry.happenings if happening.verb != "come_and_gone")
    gone = (one for one in entry.happenings if one.after.kind == "area" and one.verb == "deleted")
    return tuple(islice(gone, AREAS_TOLD))


def _rows_gone(entries: list[Entry]) -> set[Any]:
    """The rows among the things that are deleted now, or whose area is."""
    rows = {one.after.thing for entry in entries for one in entry.happenings if one.after.kind == "row"}
    live = PlanRow.objects.filter(pk__in=rows, area__deleted_at=None).values_list("pk", flat=True)
    return rows.difference(live)


def _came_to_nothing(happening: Happening) -> Words:
    return DELETED_AND_RESTORED if happening.was_deleted else CHANGED_BACK


def _title(entry: Entry) -> str:
    """What a step with a name was: 14 rows brought in from plan.docx."""
    is_undo = entry.reason.startswith("undo ")
    kind, _space, name = entry.reason.removeprefix("undo ").partition(" ")
    if kind == "successor":
        # Translators: in the history of a new plan; nb: Laget fra «%(name)s»
        return _("Made from “%(name)s”") % {"name": name}
    if kind == "restore":
        # Translators: in a history; nb: Hentet tilbake fra historikken
        return _("Brought back from the history")
    if kind != "import":
        return ""
    rows = sum(happening.after.kind == "row" and happening.verb != "come_and_gone" for happening in entry.happenings)
    if is_undo:
        # Translators: in a history; nb: Tok ut igjen det som var hentet inn fra %(name)s
        words = _("Took out again what was brought in from %(name)s") if name else _("Took out again what was pasted")
    elif name:
        # Translators: in a history; nb: Hentet inn %(n)d rader fra %(name)s
        words = ngettext("Brought in %(n)d row from %(name)s", "Brought in %(n)d rows from %(name)s", rows)
    else:
        # Translators: in a history; nb: Limte inn %(n)d rader
        words = ngettext("Pasted %(n)d row", "Pasted %(n)d rows", rows)
    return words % {"n": rows, "name": name}


def _numbers(happenings: list[Happening]) -> Iterable[str]:
    counts = Counter((happening.after.kind, happening.verb) for happening in happenings)
    for key, number in counts.items():
        if key in NUMBERS:
            yield NUMBERS[key] % {"n": number}
        else:
            yield f"{VERBS[key[0]][key[1]]}: {number}" if number > 1 else str(VERBS[key[0]][key[1]])


def _name(kind: str, record: Any) -> str:
    if kind == "row":
        words = (getattr(record, name) for name in ("measure", *TEXT_COLUMNS))
        return one_line(next((text for text in words if text.strip()), "")) or _("Row without words")
    return one_line(record.heading if kind == "section" else record.title) or _("Without a title")


def _row(before: Any, after: Any, plan: Plan, areas: dict) -> Iterable[FieldTold]:
    for name in (*TEXT_COLUMNS, "timeframe"):
        for field in _text(str(heading(plan.template, name)), before, after, _attribute(name)):
            yield replace(field, field=name)
    for field in _choice(str(heading(plan.template, "status")), before, after, "status", STATUS_FULL.get):
        yield replace(field, field="status")
    if before:
        yield from _choice(str(heading(plan.template, "area")), before, after, "area_id", areas.get)
        yield from _flag(before, after, "continues", _("Goes on with the measure above"), _("Has its own measure"))
        yield from _moved(before, after, "area_id")


def _area(before: Any, after: Any, plan: Plan, areas: dict) -> Iterable[FieldTold]:
    if before:
        yield from _text(_("Title"), before, after, "title")
        yield from _choice(_("Is under"), before, after, "parent_id", areas.get)
        yield from _moved(before, after, "parent_id")


def _section(before: Any, after: Any, plan: Plan, areas: dict) -> Iterable[FieldTold]:
    if before:
        yield from _text(_("Heading"), before, after, "heading")
        yield from _moved(before, after, "place")
    yield from _text(_("Text"), before, after, "text")


def _plan(before: Any, after: Any, plan: Plan, areas: dict) -> Iterable[FieldTold]:
    if not before:
        return
    languages = {key: str(words) for key, words in Plan.Language.choices}
    yield from _text(_("Title"), before, after, "title")
    yield from _text(_("Purpose"), before, after, "purpose")
    yield from _choice(_("Template"), before, after, "template", TEMPLATE_NAMES.get)
    yield from _choice(_("Language"), before, after, "language", languages.get)
    for label, name in ((_("Period from"), "period_start"), (_("Period to"), "period_end")):
        yield from _choice(label, before, after, name, lambda day: f"{day:%d.%m.%Y}" if day else "")
    columns = {key: str(heading(plan.template, key)) for key in ("area", "timeframe", "status", *TEXT_COLUMNS)}
    yield from _choice(
        _("Added columns"),
        before,
        after,
        "extra_columns",
        lambda keys: ", ".join(columns.get(key, key) for key in keys),
    )
    yield from _flag(before, after, "is_current", _("Made the current plan"), _("No longer the current plan"))
    yield from _flag(before, after, "archived_at", _("Archived"), _("Restored from the archive"))


FIELDS: dict[str, Callable[[Any, Any, Plan, dict], Iterable[FieldTold]]] = {
    "row": _row,
    "area": _area,
    "section": _section,
    "plan": _plan,
}


def _attribute(name: str) -> str:
    return "timeframe_text" if name == "timeframe" else name


def _text(label: str, before: Any, after: Any, name: str) -> Iterable[FieldTold]:
    old, new = getattr(before, name, ""), getattr(after, name)
    if old != new:
        yield FieldTold(label=label, parts=changed_words(old, new) if before else (("", new),))


def _choice(label: str, before: Any, after: Any, name: str, words: Callable[[Any], Any]) -> Iterable[FieldTold]:
    new = getattr(after, name)
    old = getattr(before, name, "")
    if old != new:
        parts = [("del", str(words(old) or "")), ("ins", str(words(new) or ""))] if before else [("", str(words(new)))]
        yield FieldTold(label=label, parts=tuple((mark, text) for mark, text in parts if text))


def _flag(before: Any, after: Any, name: str, on: str, off: str) -> Iterable[FieldTold]:
    if bool(getattr(before, name)) != bool(getattr(after, name)):
        yield FieldTold(label=on if getattr(after, name) else off, parts=())


def _moved(before: Any, after: Any, home: str) -> Iterable[FieldTold]:
    if before.rank != after.rank and getattr(before, home) == getattr(after, home):
        yield FieldTold(label=_("Moved to another place"), parts=())
