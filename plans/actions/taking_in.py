"""What was looked over goes into the plan: one transaction, one step of the history."""

import logging
import uuid
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from accounts import audit
from plans import permissions
from plans.actions import import_progress
from plans.actions.fits import DoesNotFit, misfits
from plans.actions.merging import Coming, merge
from plans.actions.previews import Preview, earlier_of, preview
from plans.actions.spots import Step
from plans.actions.steps import Locked, lock
from plans.actions.store import store as store_document
from plans.decode import NotAPlan
from plans.document import LANGUAGES, TEMPLATES, Area, PlanDocument, Row
from plans.models import Plan, PlanImport
from plans.readers.grid import MOST_ROWS
from services.conflicts import ChangedMeanwhile

logger = logging.getLogger(__name__)

State = PlanImport.State
REASON = "import"  # as the history calls the step: this word, then the file's name
NAME = 80  # characters of it that have room there


class FileAgain(Exception):
    """The same bytes are in the plan or service already: `earlier` brought them. Stored if answers["again"] says so."""

    def __init__(self, earlier: PlanImport) -> None:
        super().__init__("the same file again")
        self.earlier = earlier


class TooManyRows(ValueError):
    """The plan would have `rows` rows, more than `limit`."""

    def __init__(self, rows: int, limit: int) -> None:
        super().__init__(f"{rows} rows, at most {limit}")
        self.rows, self.limit = rows, limit


def take_in(pk: uuid.UUID) -> None:
    """Stores an import that is to be stored in the background. What hinders it is noted, and it is as before: ready.

    Safe to repeat, and for several at once. Raises what the database raises when it cannot be reached just now.
    """
    imported = PlanImport.objects.filter(pk=pk, state=State.STORING).select_related("by", "service").first()
    if imported is None:
        return
    try:
        _take_in(imported)
    except Exception as error:
        if isinstance(error, OperationalError | InterfaceError):
            raise
        code = code_of(error)
        if not code:
            logger.exception("an import could not be stored")
        _give_back(pk, code or "failed")
    finally:
        import_progress.forget(pk)


def _take_in(imported: PlanImport) -> None:
    shown = preview(imported)
    total = len(written(imported, shown))
    import_progress.note(imported.pk, 0, total)
    with transaction.atomic():
        stored = PlanImport.objects.select_for_update().get(pk=imported.pk)
        if stored.state == State.STORING:
            shown = current(stored, shown)
            write(stored, shown, told=lambda rows: import_progress.note(stored.pk, rows, total))


def code_of(error: Exception) -> str:
    """What hindered the storing, in the program's words: wording.py has people's. "" for what nobody foresaw."""
    if isinstance(error, NotAPlan):
        return error.code
    known: tuple[tuple[Any, str], ...] = (
        (ChangedMeanwhile, "changed_meanwhile"),
        (FileAgain, "file_again"),
        (DoesNotFit, "too_long"),
        (TooManyRows, "too_many_rows"),
        (Locked, "locked"),
        ((PermissionDenied, ObjectDoesNotExist), "not_allowed"),
    )
    return next((code for kinds, code in known if isinstance(error, kinds)), "")


def _give_back(pk: uuid.UUID, code: str) -> None:
    with transaction.atomic():
        stored = PlanImport.objects.select_for_update().filter(pk=pk, state=State.STORING).first()
        if stored:
            stored.state, stored.refusal = State.READY, code[:30]
            stored.save(update_fields=["state", "refusal"])


def current(stored: PlanImport, shown: Preview) -> Preview:
    """The preview as it now is, where the plan is locked so that it stays so; `shown` was made a moment ago.

    Raises ChangedMeanwhile where the plan is gone, PermissionDenied where it may not be changed, Locked where a version
    of it waits for a decision.
    """
    if stored.plan_id is None:
        if not permissions.can_create(stored.by, stored.service):
            raise PermissionDenied
        return shown
    plan = Plan.objects.filter(pk=stored.plan_id).first()
    if plan is None:
        raise ChangedMeanwhile(mine=stored)
    lock(plan)
    if not permissions.can_edit(stored.by, plan):
        raise PermissionDenied
    # Whatever changes in a plan changes that time: steps.py, plans.touch.
    changed_at = Plan.objects.values_list("changed_at", flat=True).get(pk=plan.pk)
    return shown if shown.target and shown.target.changed_at == changed_at else preview(stored)


def check(stored: PlanImport, shown: Preview, seen: str) -> None:
    """May it be stored? Raises ChangedMeanwhile, FileAgain, TooManyRows, DoesNotFit."""
    if shown.seen != seen:
        raise ChangedMeanwhile(stored)
    earlier = earlier_of(stored)
    if earlier and not stored.answers.get("again"):
        raise FileAgain(earlier)
    rows = written(stored, shown)
    there = Plan.objects.get(pk=stored.plan_id).rows.count() if stored.plan_id else 0
    total = there + sum(shown.matches[number].kind == "new" for number in rows)
    if total > MOST_ROWS and rows:
        raise TooManyRows(total, MOST_ROWS)
    wanted, left_sections = frozenset(rows), left(stored, "left_sections")
    for misfit in misfits(shown.reading.document):
        if misfit.row in wanted or (misfit.section is not None and misfit.section not in left_sections):
            raise misfit


def written(stored: PlanImport, shown: Preview) -> list[int]:
    """The rows of the file that are new or changed, and wanted."""
    unwanted = left(stored, "left")
    return [match.row for match in shown.matches if match.kind != "unchanged" and match.row not in unwanted]


def left(stored: PlanImport, name: str) -> frozenset[int]:
    return frozenset(stored.answers.get(name) or ())


def write(stored: PlanImport, shown: Preview, *, told: Callable[[int], None] = lambda rows: None) -> None:
    """Call it in a transaction that holds the import and has locked its plan. Raises what `check` raises."""
    check(stored, shown, stored.answers.get("seen", ""))
    stored.batch = uuid.uuid4()
    reason = f"{REASON} {stored.name[:NAME]}".strip()
    if stored.plan_id is None:
        document, title = _answered(shown.reading.document, stored.answers), stored.answers.get("title")
        chosen = chosen_of(document, left(stored, "left"), left(stored, "left_sections"))
        stored.plan = store_document(
            chosen, service=stored.service, by=stored.by, title=title, batch=stored.batch, reason=reason, told=told
        )
    else:
        coming = Coming(
            document=shown.reading.document,
            matches=shown.matches,
            left=left(stored, "left"),
            left_sections=left(stored, "left_sections"),
            place=stored.place,
        )
        plan = Plan.objects.get(pk=stored.plan_id)
        merge(plan, coming, Step(by=stored.by, batch=stored.batch, reason=reason, told=told))
        audit.record(stored.by, "plan.imported", plan)
    stored.state, stored.stored_at, stored.refusal = State.DONE, timezone.now(), ""
    stored.save(update_fields=["plan", "batch", "state", "stored_at", "refusal", "answers"])


def _answered(document: PlanDocument, answers: dict[str, Any]) -> PlanDocument:
    """The document of a new plan, as its person answered."""
    changes: dict[str, Any] = {}
    if answers.get("template") in TEMPLATES:
        changes["template"] = answers["template"]
    if answers.get("language") in LANGUAGES:
        changes["language"] = answers["language"]
    for name in ("period_start", "period_end"):
        if name in answers:
            changes[name] = date.fromisoformat(answers[name]) if answers[name] else None
    return replace(document, **changes)


def chosen_of(document: PlanDocument, unwanted: Collection[int], sections: Collection[int]) -> PlanDocument:
    """The document without the rows and sections of those numbers; areas and bands that they leave empty go too."""
    numbers = iter(range(sum(1 for _ in document.rows())))

    def of(areas: tuple[Area, ...]) -> tuple[Area, ...]:
        made = []
        for area in areas:
            rest = replace(area, areas=of(area.areas), rows=_chosen_rows(area.rows, numbers, unwanted))
            if rest.areas or rest.rows or not (area.areas or area.rows):
                made.append(rest)
        return tuple(made)

    kept = tuple(section for number, section in enumerate(document.sections) if number not in sections)
    return replace(document, areas=of(document.areas), sections=kept)


def _chosen_rows(rows: tuple[Row, ...], numbers: Any, unwanted: Collection[int]) -> tuple[Row, ...]:
    """A row that goes on with one that is left out gets the measure itself."""
    made: list[Row] = []
    measure, is_led = "", False
    for row in rows:
        if not row.continues:
            measure, is_led = row.measure, False
        if next(numbers) in unwanted:
            continue
        made.append(row if is_led or not row.continues else replace(row, continues=False, measure=measure))
        is_led = True
    return tuple(made)
