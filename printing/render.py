"""The way in: HTML becomes a PDF in a warm child process, within a time and a memory limit, or CouldNotPrint."""

import atexit
import json
import logging
import os
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from time import monotonic

from django.conf import settings

from printing.children import Child, ChildFailed

logger = logging.getLogger(__name__)

SECONDS = 15  # a reader waits no longer; what takes more belongs in the background
LONG_WAIT = 1  # seconds for a place; after more, what failed may have lacked time


class CouldNotPrint(Exception):
    """The document took too long, too much memory, or is none that can be printed. The message is for the log."""


class NoPlace(CouldNotPrint):
    """The places were taken for so long that the document had not its time: it says nothing of the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A text that the PDF carries as a file: what the document was made from. `changed` is aware; it is given, so that
    equal input gives equal bytes."""

    name: str
    text: str
    description: str
    changed: datetime = datetime(2000, 1, 1, tzinfo=UTC)


class _Press:
    """The warm children of this process: at most `places` at a time, begun when needed, used again when free."""

    def __init__(self, places: int) -> None:
        self._places = threading.BoundedSemaphore(places)
        self._free: list[Child] = []

    def print(self, order: bytes, seconds: float) -> bytes:
        begun = monotonic()
        if not self._places.acquire(timeout=seconds):
            raise NoPlace("all printing places are taken")
        waited = monotonic() - begun
        try:
            if monotonic() >= begun + seconds:  # a warm child would be ended for what it cannot do
                raise ChildFailed("it took too long")
            return self._print(order, begun + seconds)
        except ChildFailed as error:
            raise (NoPlace if waited > LONG_WAIT else CouldNotPrint)(str(error)) from error
        finally:
            self._places.release()

    def _print(self, order: bytes, deadline: float) -> bytes:
        while child := self._free_child():
            if child.is_alive():
                try:
                    return self._ask(child, order, deadline)
                except EOFError:  # it may have ended for idleness just now: a new one decides
                    break
        try:
            return self._ask(Child(settings.PRINTING_ASSETS), order, deadline)
        except EOFError as error:
            raise ChildFailed("the printing process ended") from error

    def _ask(self, child: Child, order: bytes, deadline: float) -> bytes:
        try:
            pdf, reusable = child.ask(order, deadline)
        except BaseException:
            child.end()
            raise
        if reusable:
            self._free.append(child)
        else:
            child.end()
        return pdf

    def _free_child(self) -> Child | None:
        """Taken, not looked for and then taken: another thread may come in between."""
        try:
            return self._free.pop()
        except IndexError:
            return None

    def end(self) -> None:
        while child := self._free_child():
            child.end()


def to_pdf(
    html: str, *, stylesheets: Sequence[Path], attachments: Sequence[Attachment] = (), seconds: float = SECONDS
) -> bytes:
    """The whole HTML document as a tagged PDF marked as PDF/UA-1 and PDF/A-2a; equal input gives equal bytes. With
    attachments it is PDF/A-3a, which may carry files of any kind.

    It needs `<html lang>` and `<title>`. Nothing is loaded but `asset:` addresses named in settings.PRINTING_ASSETS.
    A `<th data-once>` that repeats the heading of the row above is seen only where a page begins.
    """
    order = {
        "html": html,
        "stylesheets": [str(path) for path in stylesheets],
        "attachments": [asdict(attachment) for attachment in attachments],
        "seconds": seconds,
    }
    try:
        return _press.print(json.dumps(order, default=datetime.isoformat).encode(), seconds)
    except CouldNotPrint as error:
        logger.warning("could not print: %s", error)
        raise


def edition(stylesheets: Sequence[Path]) -> bytes:
    """Differs whenever equal HTML could print differently: WeasyPrint, this room's code, style sheets, assets."""
    files = [*sorted(Path(__file__).parent.glob("*.py")), *stylesheets, *settings.PRINTING_ASSETS.values()]
    return _edition(tuple((path, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=8)
def _edition(files: tuple[tuple[Path, int], ...]) -> bytes:
    digest = sha256(version("weasyprint").encode())
    for path, _changed in files:
        digest.update(sha256(path.read_bytes()).digest())
    return digest.digest()


def begin() -> None:
    """Begin with no children, as many places as the settings say."""
    global _press
    _press = _Press(settings.PRINTING_PLACES)


def end() -> None:
    """End the children that wait; the next document begins a new one."""
    _press.end()


_press: _Press
begin()
# The children belong to the process that began them; a fork must begin its own.
os.register_at_fork(after_in_child=begin)
atexit.register(end)
