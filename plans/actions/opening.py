"""A file that waits is read, once, in a process of its own."""

import contextlib
import logging

from django.db import transaction

from files import child, scans
from files.models import StoredFile
from files.refused import Refused, Withheld
from plans.decode import NotAPlan
from plans.imported import Answers
from plans.models import PlanImport
from plans.readers import understand
from plans.readers.opened import from_json

logger = logging.getLogger(__name__)

State = PlanImport.State
READER = "plans.readers.border:opened"
FOR_NOW = ("busy", "disk_full")  # no fault of the file: it goes on waiting, to be read later


class NotNow(Exception):
    """There was no room to read the file, or the virus scanner has not answered. It still waits."""


def read(imported: PlanImport) -> None:
    """From waiting to ready, or to refused with a code. Safe to repeat, and for several at once: the first one counts.

    No transaction is open while the file is read. Raises NotNow.
    """
    waiting = PlanImport.objects.filter(pk=imported.pk).first()
    if waiting is None:  # it was thrown away
        return
    if waiting.state == State.WAITING:
        _settle(waiting)
    with contextlib.suppress(PlanImport.DoesNotExist):
        imported.refresh_from_db()


def _settle(imported: PlanImport) -> None:
    opened, refusal = _read(imported)
    with transaction.atomic():
        stored = PlanImport.objects.select_for_update().filter(pk=imported.pk).first()
        if stored and stored.state == State.WAITING:
            stored.opened, stored.refusal = opened, refusal[:30]
            stored.state = State.REFUSED if refusal else State.READY
            stored.save(update_fields=["opened", "refusal", "state"])


def _read(imported: PlanImport) -> tuple[str, str]:
    """What the file holds, or why nothing can be made of it."""
    if imported.file is None:
        return "", "damaged"
    if not scans.scan(imported.file.pk):
        raise NotNow
    try:
        opened = child.run(READER, imported.name, _content(imported.file)).decode()
        understand(from_json(opened), Answers(start=imported.column))
    except Refused as refused:
        if refused.code in FOR_NOW:
            raise NotNow from refused
        return "", refused.code
    except NotAPlan as error:
        return "", error.code
    except FileNotFoundError:
        logger.error("the file of an import is gone")
        return "", "damaged"
    except Exception:  # as at the readers' border: whatever it is, the file is the cause, and the next try would be too
        logger.exception("an opened file could not be understood")
        return "", "damaged"
    return opened, ""


def _content(stored: StoredFile) -> bytes:
    try:
        scans.check_served(stored)
    except Withheld as withheld:
        raise Refused(withheld.state) from withheld
    with stored.content.open("rb") as file:
        return file.read()
