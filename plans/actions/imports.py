"""A file or a pasted table on its way into a plan: kept, read, looked over, stored, taken back, thrown away."""

import hashlib
import uuid

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from files.models import StoredFile
from plans.actions.previews import Preview, preview
from plans.actions.store import DoesNotFit
from plans.actions.store import store as store_document
from plans.document import NotAPlan
from plans.models import Plan, PlanImport
from plans.readers import open_file
from plans.readers.opened import to_json
from services.conflicts import ChangedMeanwhile
from services.models import Service

__all__ = [
    "DoesNotFit",
    "FileAgain",
    "Preview",
    "TooManyRows",
    "answer",
    "begin",
    "discard",
    "preview",
    "progress",
    "read",
    "store",
    "take_back",
    "take_in",
]


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
    """An import of the bytes into the plan, or into a new one of the service. The same key from the same person for
    the same service gives the same import."""
    bound = uuid.uuid5(key, f"{by.pk} {service.pk}")
    with transaction.atomic():
        Service.objects.select_for_update().get(pk=service.pk)
        if made := PlanImport.objects.filter(creation_key=bound).first():
            return made
        digest = hashlib.sha256(data).hexdigest()
        stored = StoredFile(name=name[:250], kind="", size=len(data), sha256=digest)
        stored.content.save(name, ContentFile(data), save=False)
        stored.save(force_insert=True)
        imported = PlanImport.objects.create(
            service=service,
            plan=plan,
            by=by,
            file=stored,
            name=stored.name,
            sha256=digest,
            place=place,
            column=column,
            creation_key=bound,
        )
    read(imported)
    return imported


def read(imported: PlanImport) -> None:
    """From waiting to ready or refused."""
    if imported.state != "waiting":
        return
    try:
        imported.opened = to_json(open_file(imported.name, imported.file.content.read()))
        imported.state = "ready"
        preview(imported)
    except NotAPlan as error:
        imported.state, imported.refusal = "refused", error.code
    imported.save()


def answer(*, imported: PlanImport, answers: dict) -> None:
    imported.answers = answers
    imported.save(update_fields=["answers"])


def store(*, imported: PlanImport, by: User, seen: str) -> PlanImport:
    """Into the plan. Twice: one effect. Raises ChangedMeanwhile, FileAgain, DoesNotFit, TooManyRows, NotAPlan."""
    shown = preview(imported)
    if shown.seen != seen:
        raise ChangedMeanwhile(imported)
    imported.plan = store_document(shown.reading.document, service=imported.service, by=by)
    imported.state, imported.stored_at = "done", timezone.now()
    imported.save()
    return imported


def take_in(pk: uuid.UUID) -> None:
    """Stores a large one, in the background."""


def discard(*, imported: PlanImport, by: User) -> None:
    """Thrown away, with its file."""
    imported.delete()


def take_back(*, imported: PlanImport, by: User) -> None:
    """Out of the plan again. Raises ChangedMeanwhile where what it brought was changed since."""


def progress(imported: PlanImport) -> tuple[int, int] | None:
    """Rows stored and rows in all while it is being stored; None where that is not known."""
    return None
