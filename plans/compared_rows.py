"""The rows of a comparison that are shown, and what became of each, in the active language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from plans.changed_words import Budget, Part, changed_words
from plans.difference import AreaChange, Change, FieldChange
from plans.document import Area, PlanDocument, Row
from plans.reading import in_words
from plans.same_things import areas_of
from plans.table import one_line
from plans.telling import FieldTold
from plans.wording import PART_NAMES, Words

# What can be shown of a comparison, as the address says it: all changes, those of one kind, or the whole plan.
CHANGES, WHOLE = "endringer", "alt"
KINDS: dict[str, Words] = {
    # Translators: rows that are new in a plan, as a filter with their number; nb: Nye
    "added": pgettext_lazy("rows", "New"),
    # Translators: nb: Fjernet
    "removed": pgettext_lazy("rows", "Removed"),
    # Translators: nb: Endret
    "changed": pgettext_lazy("rows", "Changed"),
    # Translators: nb: Flyttet
    "moved": pgettext_lazy("rows", "Moved"),
}
BY_ADDRESS = {"nye": "added", "fjernet": "removed", "endret": "changed", "flyttet": "moved"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """`row` as it is now; a removed one as it was. `measure` holds for it, though it may stand in a row above."""

    change: Change[Row]
    row: Row
    measure: str
    moved: str  # where from, empty if it was not moved
    notes: tuple[FieldTold, ...]  # what changed in it that no column shows


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedArea:
    change: AreaChange
    area: Area
    is_inner: bool  # lies in a band
    title: tuple[Part, ...]
    moved: str
    rows: tuple[ComparedRow, ...]


def cell(row: ComparedRow, column: str, budget: Budget) -> tuple[Part, ...] | None:
    """The words of one column with what changed in them; None where nothing did."""
    change = next((each for each in row.change.shown if each.name == column), None)
    if change is None:
        return None
    if column == "timeframe":
        is_read_anew = change.before.text == change.after.text
        return None if is_read_anew else changed_words(change.before.text, change.after.text, budget)
    return changed_words(change.before, change.after, budget)


def status_before(row: ComparedRow) -> str | None:
    """The degree of completion that it had, where that changed."""
    return next((each.before for each in row.change.shown if each.name == "status"), None)


def whole(before: str, after: str) -> tuple[Part, ...]:
    """Two values of which no words are compared."""
    return tuple((mark, text) for mark, text in (("del", before), ("ins", after)) if text)


class Areas:
    """The areas with the rows that are to be shown; what is the same for all of them is made once."""

    def __init__(self, old: PlanDocument, show: str, budget: Budget) -> None:
        self.show, self.budget = show, budget
        self.places = areas_of(old)
        self.areas = [place.area for place in self.places]
        found = list(old.rows())
        self.rows = [row for _area, row, _measure in found]
        self.measures = [measure for _area, _row, measure in found]
        self.homes = {row: index for index, place in enumerate(self.places) for row in place.rows}

    def all(self, changes: Iterable[AreaChange], band: AreaChange | None = None) -> Iterator[ComparedArea]:
        for change in changes:
            rows = tuple(self._rows(change))
            inner = tuple(self.all(change.areas, change))
            if rows or inner or self.show == WHOLE or (self.show == CHANGES and not change.is_same):
                yield self._area(change, band, rows)
            yield from inner

    def _area(self, change: AreaChange, band: AreaChange | None, rows: tuple[ComparedRow, ...]) -> ComparedArea:
        area = change.result(self.areas)
        before = next((each.before for each in change.shown if each.name == "title"), area.title)
        return ComparedArea(
            change=change,
            area=area,
            is_inner=band is not None,
            title=changed_words(before, area.title, self.budget),
            moved=self._area_moved(change, band),
            rows=rows,
        )

    def _rows(self, area: AreaChange) -> Iterator[ComparedRow]:
        measure = ""
        for change in area.rows:
            row = change.result(self.rows)
            if not change.is_removed:
                measure = measure if row.continues else row.measure
            if self._is_shown(change):
                held = self.measures[change.at] if change.is_removed and change.at is not None else measure
                notes = tuple(_notes(change.shown))
                yield ComparedRow(change=change, row=row, measure=held, moved=self._moved(change, area), notes=notes)

    def _is_shown(self, change: Change[Row]) -> bool:
        if self.show in (CHANGES, WHOLE):
            return self.show == WHOLE or not change.is_same
        return change.is_moved if self.show == "moved" else change.kind == self.show

    def _moved(self, change: Change[Row], area: AreaChange) -> str:
        if not change.is_moved or change.at is None:
            return ""
        home = self.homes[change.at]
        if home == area.at:
            # Translators: a row; nb: Flyttet i området, sto som nr. %(number)d
            words = _("Moved within the area, was number %(number)d")
            return words % {"number": change.at - self.places[home].rows.start + 1}
        return _moved_from(self.areas[home].title)

    def _area_moved(self, change: AreaChange, band: AreaChange | None) -> str:
        if not change.is_moved or change.at is None:
            return ""
        parent = self.places[change.at].parent
        if parent is not None and parent != (band.at if band else None):
            return _moved_from(self.areas[parent].title)
        # Translators: an area or a heading over several areas; nb: Flyttet til et annet sted
        return pgettext("an area", "Moved to another place")


def _moved_from(title: str) -> str:
    # Translators: a row or an area; nb: Flyttet hit fra «%(area)s»
    return _("Moved here from “%(area)s”") % {"area": one_line(title, 60) or _("Area without a title")}


def _notes(changes: Sequence[FieldChange]) -> Iterator[FieldTold]:
    for change in changes:
        if change.name == "continues":
            words = _("Goes on with the measure above") if change.after else _("Has its own measure")
            yield FieldTold(label=words, parts=())
        elif change.name in ("tasks", "goals"):
            # Translators: the tasks that a service has by regulation; nb: Lovpålagte oppgaver
            label = _("Statutory tasks") if change.name == "tasks" else str(PART_NAMES["goals"])
            yield FieldTold(label=label, parts=whole(", ".join(change.before), ", ".join(change.after)))
        elif change.name == "timeframe" and change.before.text == change.after.text:
            # Translators: how words about time were understood; nb: Tiden lest som
            yield FieldTold(label=_("Time read as"), parts=whole(in_words(change.before), in_words(change.after)))
