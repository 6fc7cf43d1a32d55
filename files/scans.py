"""A file that waits for the virus scanner: shown to it as soon as it is kept, and again until it has answered."""

import logging
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from files import names, scanner
from files.models import StoredFile
from files.refused import Withheld

logger = logging.getLogger(__name__)

State = StoredFile.Scan


def first_state() -> str:
    return State.WAITING if settings.CLAMD else State.NOT_SCANNED


def scan(pk: UUID) -> bool:
    """Whether the scanner has said what the file is, now or before. No transaction is open while it looks.

    Safe to repeat, and for several at once. Of what is harmful only the row stays.
    """
    waiting = StoredFile.objects.filter(pk=pk, scan=State.WAITING).first()
    if waiting is None:
        return True
    if not settings.CLAMD:
        return False
    try:
        with waiting.content.open("rb") as file:
            found = scanner.found_in(file.read(), settings.CLAMD)
    except scanner.ScannerDown as error:
        logger.error("the virus scanner does not answer: %s", error)
        return False
    except FileNotFoundError:
        logger.error("a file that waits for the virus scanner is gone")
        return True
    _settle(waiting, found)
    return True


@transaction.atomic
def _settle(waiting: StoredFile, found: str) -> None:
    stored = StoredFile.objects.select_for_update().filter(pk=waiting.pk, scan=State.WAITING).first()
    if stored is None:
        return
    stored.scan, stored.found = (State.INFECTED, names.fit(found)[:100] or "?") if found else (State.CLEAN, "")
    stored.save(update_fields=["scan", "found"])
    if found:
        logger.warning("the virus scanner found %s in a file", stored.found)
        path = Path(stored.content.path)
        transaction.on_commit(lambda: path.unlink(missing_ok=True))


def sweep() -> None:
    """What waits, the oldest first, until the scanner does not answer."""
    if not settings.CLAMD:
        return
    for pk in StoredFile.objects.filter(scan=State.WAITING).order_by("created_at").values_list("pk", flat=True):
        if not scan(pk):
            return


def is_settled(stored: StoredFile) -> bool:
    """Whether it does not wait, as the database knows it now."""
    if stored.scan == State.WAITING:
        stored.refresh_from_db(fields=["scan", "found"])
    return stored.scan != State.WAITING


def check_served(stored: StoredFile) -> None:
    """Raises Withheld where it waits for the scanner, or is harmful."""
    if not is_settled(stored) or not stored.is_served:
        raise Withheld(stored.scan)
