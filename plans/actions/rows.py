"""Words in the cells of a row. Adding, moving and deleting rows: row_steps.py and moves.py."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from plans import timeframe
from plans.actions.plans import touch
from plans.actions.steps import keep_words, lock, who_changed
from plans.actions.words import Unacceptable, accepted, with_plain_ends
from plans.document import TEXT_COLUMNS
from plans.models import Area, Plan, PlanRow
from plans.own_steps import step_key
from plans.timeframe import Timeframe
from services.conflicts import ChangedMeanwhile

FIELDS = (*TEXT_COLUMNS, "timeframe", "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What stands after a save. `others` are the cells that changed since the version the sender had seen.

    `step` is the key by which the save can be taken back: own_steps.py; None where nothing was changed, "" where the
    words of the person's last step are as before it again.
    """

    version: int
    text: str
    at: datetime
    step: str | None = None
    others: dict[str, str] = field(default_factory=dict)
    timeframe: Timeframe = field(default_factory=Timeframe)
    is_corrected: bool = False


class CellChanged(ChangedMeanwhile):
    """That very field was changed by someone else: `theirs` is stored, `text` is what was sent and is not."""

    def __init__(self, thing: PlanRow | Area, name: str, text: str) -> None:
        super().__init__(stored=thing, mine=text)
        self.field, self.text, self.theirs, self.version = name, text, words_of(thing, name), thing.version
        self.by, self.at = who_changed(thing, _attribute(name))


def words_of(row: PlanRow | Area, name: str) -> str:
    return getattr(row, _attribute(name))


@transaction.atomic
def save_field(*, plan: Plan, row_pk: uuid.UUID, field: str, text: str, base: str, seen: int, by: User | None) -> Saved:
    """Store the text of one field. `base` is the text the sender began from, `seen` the row's version at that time.

    Only a change of this field by someone else since is a conflict (CellChanged); other cells are both kept. Text that
    is stored already is a success whatever was seen. Raises Unacceptable, PlanRow.DoesNotExist.
    """
    lock(plan)
    row = PlanRow.objects.get(pk=row_pk, area__plan=plan, area__deleted_at=None)
    others = _changed_since(row, seen, field)
    step = _store(row, plan=plan, by=by) if _write(row, field, text, base) else None
    return _saved(row, field, others, step)


@transaction.atomic
def save_row(
    *, plan: Plan, row_pk: uuid.UUID, texts: Mapping[str, str], bases: Mapping[str, str], by: User | None
) -> list[CellChanged]:
    """Store several fields of a row at once. The ones in conflict are handed back, the others are stored."""
    lock(plan)
    row = PlanRow.objects.get(pk=row_pk, area__plan=plan, area__deleted_at=None)
    conflicts, written = [], False
    for name, text in texts.items():
        try:
            written = _write(row, name, text, bases[name]) or written
        except CellChanged as conflict:
            conflicts.append(conflict)
    if written:
        _store(row, plan=plan, by=by)
    return conflicts


@transaction.atomic
def correct_timeframe(*, plan: Plan, row_pk: uuid.UUID, reading: Timeframe, by: User | None) -> Saved:
    """A person's own reading of the words `reading.text`. It lasts as long as they do."""
    if reading.start and reading.end and reading.end < reading.start:
        raise Unacceptable("reading")
    lock(plan)
    row = PlanRow.objects.get(pk=row_pk, area__plan=plan, area__deleted_at=None)
    text = accepted(reading.text)
    if row.timeframe_text != text:
        raise CellChanged(row, "timeframe", text)
    if row.timeframe != replace(reading, text=text):
        _set_timeframe(row, replace(reading, text=text))
        row.timeframe_corrected = row.timeframe != timeframe.read(text)
        _store(row, plan=plan, by=by)
    return _saved(row, "timeframe", {})


def set_words(row: PlanRow, name: str, text: str) -> None:
    """Put accepted words in a field; new words about time are read anew."""
    if name == "timeframe":
        _set_timeframe(row, timeframe.read(text))
        row.timeframe_corrected = False
        return
    setattr(row, name, text)
    if name == "measure" and text:
        row.continues = False  # a row with a measure of its own goes on with nobody's


def _write(row: PlanRow, name: str, text: str, base: str) -> bool:
    """Put the text in the row unless it stands there already."""
    if name not in FIELDS:
        raise Unacceptable("field")
    text = accepted(text)
    if name == "status" and text not in ("", *PlanRow.Status.values):
        raise Unacceptable("status")
    stored = with_plain_ends(words_of(row, name))  # a browser's field knows no other line endings
    if stored == text:
        return False
    if stored != accepted(base):
        raise CellChanged(row, name, text)
    set_words(row, name, text)
    return True


def _store(row: PlanRow, *, plan: Plan, by: User | None) -> str:
    row.version += 1
    row.changed_at = timezone.now()
    entry = keep_words(row, by=by)
    touch(plan, by)
    return step_key("row", entry) if entry else ""


def _saved(row: PlanRow, name: str, others: dict[str, str], step: str | None = None) -> Saved:
    return Saved(
        version=row.version,
        text=words_of(row, name),
        at=row.changed_at,
        step=step,
        others=others,
        timeframe=row.timeframe,
        is_corrected=row.timeframe_corrected,
    )


def _changed_since(row: PlanRow, seen: int, name: str) -> dict[str, str]:
    """The other cells that differ from that version; all of them where the history no longer has it."""
    if row.version == seen:
        return {}
    entry = row.history.filter(version=seen).order_by("-history_date", "-history_id").first()
    return {
        other: words_of(row, other)
        for other in FIELDS
        if other != name and (entry is None or getattr(entry, _attribute(other)) != words_of(row, other))
    }


def _attribute(name: str) -> str:
    return "timeframe_text" if name == "timeframe" else name


def _set_timeframe(row: PlanRow, reading: Timeframe) -> None:
    row.timeframe_text, row.timeframe_kind = reading.text, reading.kind
    row.timeframe_start, row.timeframe_end = reading.start, reading.end
    row.timeframe_precision, row.timeframe_uncertain = reading.precision or "", reading.uncertain
