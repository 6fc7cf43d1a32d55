"""A file or a pasted table on its way into a plan: kept, read, looked over, stored, taken back, thrown away.

Its row is locked first, then the service, then the plan, wherever more than one of them is.
"""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from files import actions as files
from files import checks, limits, scans
from files.kinds import PASTED, UPLOADED
from files.models import StoredFile
from plans.actions import import_progress, nudges
from plans.actions.fits import DoesNotFit
from plans.actions.opening import NotNow, read
from plans.actions.plans import bound_key, delete, locked
from plans.actions.previews import Preview, answered, preview
from plans.actions.taking_in import NAME, REASON, FileAgain, TooManyRows, check, current, take_in, write, written
from plans.actions.undo import undo
from plans.models import Area, Plan, PlanImport, PlanRow, Section
from services.conflicts import ChangedMeanwhile
from services.models import Service

__all__ = [
    "DoesNotFit",
    "FileAgain",
    "Preview",
    "TooManyRows",
    "answer",
    "answered",
    "begin",
    "discard",
    "preview",
    "progress",
    "read",
    "store",
    "sweep",
    "take_back",
    "take_in",
]

State = PlanImport.State
AT_ONCE = 450  # rows that are stored while their person waits for the page
LIES = timedelta(minutes=1)  # after that the worker is told again of what waits


def begin(
    *,
    service: Service,
    plan: Plan | None,
    by: User,
    key: uuid.UUID,
    name: str,
    data: bytes,
    place: uuid.UUID | None = None,
    column: str = "",
) -> PlanImport:
    """An import of the bytes into the plan, or into a new one of the service; what is pasted has no name.

    The same key from the same person for the same service gives the same import. A small file is read at once, a large
    one by the worker. Raises Refused (files.actions.keep) for what is no file to be read.
    """
    kinds = UPLOADED if name else PASTED
    kind = checks.checked(name, data, kinds)  # here too, so that a hostile file holds no lock while it is looked at
    is_large = checks.weight(kind, data) > limits.AT_ONCE
    bound = bound_key(key, by=by, service=service)
    with transaction.atomic():
        Service.objects.select_for_update().get(pk=service.pk)
        if made := PlanImport.objects.filter(creation_key=bound).first():
            return made
        stored = files.keep(name, data, kinds)
        imported = PlanImport.objects.create(
            service=service,
            plan=plan,
            by=by,
            file=stored,
            name=stored.name,
            sha256=stored.sha256,
            place=place,
            column=column,
            creation_key=bound,
        )
        if is_large:
            nudges.read_import.enqueue(str(imported.pk))
    if not is_large:
        _read_now(imported)
    return imported


def _read_now(imported: PlanImport) -> None:
    """Unless the virus scanner, which was shown the file a moment ago, did not answer: then `take_up` goes on."""
    if imported.file and not scans.is_settled(imported.file):
        return
    try:
        read(imported)
    except NotNow:
        nudges.read_import.enqueue(str(imported.pk))


def answer(*, imported: PlanImport, answers: dict[str, Any]) -> None:
    """Keep what a person said of the file. What comes after the import was stored changes nothing."""
    if PlanImport.objects.filter(pk=imported.pk, state=State.READY).update(answers=answers, refusal=""):
        imported.answers, imported.refusal = answers, ""


def store(*, imported: PlanImport, by: User, seen: str) -> PlanImport:
    """Into the plan, at once or, where it is large, by the worker. Twice: one effect.

    `seen` is that of the preview on which the person decided. Raises ChangedMeanwhile where it would no longer be the
    same, FileAgain, DoesNotFit, TooManyRows, NotAPlan, PermissionDenied.
    """
    shown = preview(imported) if imported.state == State.READY else None  # before anything is locked: it takes a while
    with transaction.atomic():
        stored = _held(imported)
        if stored.state not in (State.STORING, State.DONE):
            if shown is None or stored.state != State.READY:
                raise ChangedMeanwhile(stored)
            _store(stored, shown if stored.answers == imported.answers else preview(stored), by, seen)
    imported.refresh_from_db()
    return imported


def _store(stored: PlanImport, shown: Preview, by: User, seen: str) -> None:
    stored.by = by
    shown = current(stored, shown)
    stored.answers["seen"] = seen
    if len(written(stored, shown)) <= AT_ONCE:
        write(stored, shown)
        return
    check(stored, shown, seen)
    stored.state, stored.refusal = State.STORING, ""
    stored.save(update_fields=["state", "refusal", "answers", "by"])
    nudges.store_import.enqueue(str(stored.pk))


def _held(imported: PlanImport) -> PlanImport:
    """As it now stands, held until the transaction ends."""
    stored = PlanImport.objects.select_for_update().filter(pk=imported.pk).first()
    if stored is None:
        raise ChangedMeanwhile(mine=imported)
    return stored


@transaction.atomic
def discard(*, imported: PlanImport, by: User) -> None:
    """Thrown away, with its file. Raises ChangedMeanwhile for one that is in the plan, or on its way there."""
    stored = PlanImport.objects.select_for_update().filter(pk=imported.pk).first()
    if stored is None:
        return
    if stored.state in (State.STORING, State.DONE):
        raise ChangedMeanwhile(stored)
    _throw_away(stored)


@transaction.atomic
def take_back(*, imported: PlanImport, by: User) -> None:
    """Out of the plan again, as a step of its own; a plan that the import made is deleted. Then it is ready as before.

    Raises ChangedMeanwhile, and nothing is done, where what it brought was changed since. Twice: one effect.
    """
    stored = _held(imported)
    if stored.state == State.DONE:
        plan = stored.plan
        if plan is None or plan.deleted_at or stored.batch is None:
            raise ChangedMeanwhile(stored)
        if Plan.history.filter(id=plan.pk, batch=stored.batch).exists():
            _delete_untouched(plan, stored.batch, by)
            stored.plan = None
        else:
            undo(batch=stored.batch, plan=plan, by=by, reason=f"undo {REASON} {stored.name[:NAME]}".strip())
            audit.record(by, "plan.import_taken_back", plan)
        stored.state, stored.batch, stored.stored_at = State.READY, None, None
        stored.save(update_fields=["state", "batch", "stored_at", "plan"])
    imported.refresh_from_db()


def _delete_untouched(plan: Plan, batch: uuid.UUID, by: User) -> None:
    """Which plan of the service is the current one is nothing of the plan's own: it raises no version."""
    locked(plan)
    if plan.versions.exists():
        raise ChangedMeanwhile(plan)
    histories = (
        PlanRow.history.filter(area__plan=plan.pk),
        Area.history.filter(plan=plan.pk),
        Section.history.filter(plan=plan.pk),
    )
    if plan.version > 1 or any(history.exclude(batch=batch).exists() for history in histories):
        raise ChangedMeanwhile(plan)
    delete(plan=plan, by=by)


def progress(imported: PlanImport) -> tuple[int, int] | None:
    """Rows stored and rows in all while it is being stored; None where that is not known."""
    return import_progress.noted(imported.pk) if imported.state == State.STORING else None


def sweep() -> None:
    """What a day leaves behind goes; what waits although its time has come is told to the worker again."""
    remains = ~Q(state=State.DONE) | Q(file__isnull=False) | ~Q(opened="")
    for pk in PlanImport.objects.over().filter(remains).values_list("pk", flat=True):
        with transaction.atomic():
            stored = PlanImport.objects.select_for_update().filter(pk=pk).exclude(state=State.STORING).first()
            if stored and stored.state == State.DONE:
                _forget_file(stored)
            elif stored:
                _throw_away(stored)
    take_up()
    for pk in _lying(State.STORING):
        nudges.store_import.enqueue(str(pk))


def take_up() -> None:
    """What waits to be read although its time has come; what waits for the virus scanner has time."""
    for pk in _lying(State.WAITING).exclude(file__scan=StoredFile.Scan.WAITING):
        nudges.read_import.enqueue(str(pk))


def _lying(state: str) -> Any:
    lying = PlanImport.objects.filter(state=state, created_at__lt=timezone.now() - LIES)
    return lying.values_list("pk", flat=True)


def _throw_away(stored: PlanImport) -> None:
    file = stored.file
    stored.delete()
    if file:
        files.drop(file)


def _forget_file(stored: PlanImport) -> None:
    """The row stays, so that the same file is known again."""
    file, stored.file, stored.opened = stored.file, None, ""
    stored.save(update_fields=["file", "opened"])
    if file:
        files.drop(file)
