"""What happened to a plan: the histories of its rows, areas, sections and its own facts, as one list of entries.

The list is made of a few values of every record, so a page of it takes the same few queries however long the history
is; whole records are fetched for the entries shown only. What one person changed in one thing within 15 minutes is one
entry, and so is a step over several things (an import, a move).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from plans.models import Area, Plan, PlanRow, Section

ONE_ENTRY = timedelta(minutes=15)
MODELS: dict[str, Any] = {"row": PlanRow, "area": Area, "section": Section, "plan": Plan}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record of a history table, without its words. `before` is the record of that thing before it."""

    kind: str
    history_id: int
    thing: Any
    at: datetime
    by: int | None
    batch: UUID | None
    is_deleted: bool
    reason: str = ""  # what a step calls itself: "import plan.docx"
    before: "Record | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What became of one thing in an entry: from the record before its first change (None: it is new) to its last.

    `was_deleted`: at some time in between.
    """

    before: Record | None
    after: Record
    was_deleted: bool = False

    @property
    def verb(self) -> str:
        was_there = self.before is not None and not self.before.is_deleted
        if self.after.is_deleted:
            return "deleted" if was_there else "come_and_gone"
        return "changed" if was_there else "restored" if self.before else "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    at: datetime
    by: int | None
    happenings: tuple[Happening, ...]
    reason: str = ""


def plan_entries(plan: Plan) -> list[Entry]:
    """Everything that happened to the plan, newest first. Four queries."""
    histories = {
        "row": PlanRow.history.filter(area__plan=plan.pk),
        "area": Area.history.filter(plan=plan.pk),
        "section": Section.history.filter(plan=plan.pk),
        "plan": Plan.history.filter(id=plan.pk),
    }
    records = [record for kind, history in histories.items() for record in _records(kind, history)]
    return _entries(records)


def row_entries(row: PlanRow) -> list[Entry]:
    """Everything that happened to one row, newest first. One query."""
    return _entries(_records("row", PlanRow.history.filter(id=row.pk)))


def entry_of(records: Iterable[tuple[str, int, UUID]]) -> Entry:
    """What happened in the records of one step: (kind, history id, thing). One query for each kind."""
    things: dict[str, set[UUID]] = {}
    wanted = set()
    for kind, history_id, thing in records:
        things.setdefault(kind, set()).add(thing)
        wanted.add((kind, history_id))
    found = (
        record for kind, ids in things.items() for record in _records(kind, MODELS[kind].history.filter(id__in=ids))
    )
    mine = [record for record in found if (record.kind, record.history_id) in wanted]
    return _entry(sorted(mine, key=lambda record: record.at))


def whole_records(entries: Iterable[Entry]) -> dict[tuple[str, int], Any]:
    """The history records that the entries begin and end with, by kind and history id. One query for each kind."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        for happening in entry.happenings:
            for record in (happening.before, happening.after):
                if record:
                    wanted.setdefault(record.kind, set()).add(record.history_id)
    return {
        (kind, whole.history_id): whole
        for kind, ids in wanted.items()
        for whole in MODELS[kind].history.filter(history_id__in=ids)
    }


def _records(kind: str, history: Any) -> list[Record]:
    """Oldest first, each with the one before it."""
    latest: dict[Any, Record] = {}
    records = []
    values = history.order_by("history_date", "history_id").values_list(
        "history_id", "id", "history_date", "history_user_id", "batch", "deleted_at", "history_change_reason"
    )
    for history_id, thing, at, by, batch, deleted_at, reason in values:
        latest[thing] = Record(
            kind=kind,
            history_id=history_id,
            thing=thing,
            at=at,
            by=by,
            batch=batch,
            is_deleted=deleted_at is not None,
            reason=reason or "",
            before=latest.get(thing),
        )
        records.append(latest[thing])
    return records


def _entries(records: list[Record]) -> list[Entry]:
    """Records that belong together, put together. A batch of one thing counts as a change like any other, unless it
    has a name."""
    sizes: dict[UUID, set[Any]] = {}
    for record in records:
        if record.batch:
            sizes.setdefault(record.batch, set()).add(record.thing)
    gathered: list[list[Record]] = []
    by_batch: dict[UUID, list[Record]] = {}
    open_entry: dict[Any, list[Record]] = {}
    for record in sorted(records, key=lambda record: (record.at, record.history_id)):
        if record.batch and (record.reason or len(sizes[record.batch]) > 1):
            entry = by_batch.setdefault(record.batch, [])
            open_entry.pop(record.thing, None)
        else:
            entry = open_entry.get(record.thing, [])
            if not entry or entry[0].by != record.by or record.at - entry[0].at > ONE_ENTRY:
                entry = open_entry[record.thing] = []
        if not entry:
            gathered.append(entry)
        entry.append(record)
    entries = [_entry(members) for members in gathered]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _entry(records: list[Record]) -> Entry:
    first: dict[Any, Record] = {}
    last: dict[Any, Record] = {}
    deleted: set[Any] = set()
    for record in records:
        key = record.kind, record.thing
        first.setdefault(key, record)
        last[key] = record
        if record.is_deleted:
            deleted.add(key)
    happenings = tuple(
        Happening(before=first[key].before, after=last[key], was_deleted=key in deleted) for key in first
    )
    return Entry(at=records[-1].at, by=records[-1].by, happenings=happenings, reason=records[-1].reason)
