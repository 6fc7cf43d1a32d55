"""Files on the disk and the rows that know of them: both are there or neither, whatever becomes of the transaction."""

import contextlib
import errno
import logging
import os
import time
import weakref
from functools import partial
from hashlib import sha256
from itertools import batched
from pathlib import Path

from django.conf import settings
from django.db import transaction

from files import checks, limits, names, scans
from files.kinds import UPLOADED
from files.models import StoredFile, opaque_name
from files.refused import Refused

logger = logging.getLogger(__name__)

FULL = (errno.ENOSPC, errno.EDQUOT)


def keep(name: str, data: bytes, kinds: frozenset[str] = UPLOADED) -> StoredFile:
    """Raises Refused: what checks.checked raises, and disk_full. If the transaction rolls back, the file goes too.

    Where a virus scanner is set, it is shown the file when the transaction is committed.
    """
    stored = StoredFile(
        name=name and names.cleaned(name),
        kind=checks.checked(name, data, kinds),
        size=len(data),
        sha256=sha256(data).hexdigest(),
        scan=scans.first_state(),
    )
    stored.content.name = opaque_name(stored, name)
    path = Path(stored.content.path)
    try:
        _write(path, data)
    except OSError as error:
        path.unlink(missing_ok=True)
        if error.errno in FULL:
            logger.error("no room for a file of %d bytes", len(data))
            raise Refused("disk_full") from error
        raise
    unwritten = _UntilCommit(path)
    stored.save(force_insert=True)
    transaction.on_commit(unwritten)
    if stored.scan == StoredFile.Scan.WAITING:
        transaction.on_commit(partial(scans.scan, stored.pk), robust=True)
    return stored


class _UntilCommit:
    """Removes a file unless the transaction is committed.

    Django tells of commits only. On a rollback it lets go of what waited for the commit; so this is what waits.
    """

    def __init__(self, path: Path) -> None:
        self._end = weakref.finalize(self, path.unlink, missing_ok=True)
        self._end.atexit = False  # a process that ends within a transaction may not know how that went: the sweep does

    def __call__(self) -> None:
        self._end.detach()


def drop(stored: StoredFile) -> None:
    """The row now, the file when the transaction is committed."""
    path = Path(stored.content.path)
    stored.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def sweep() -> int:
    """Remove files that no row knows, as a process that was killed leaves them. Returns how many."""
    oldest = time.time() - limits.ORPHAN_SECONDS
    files = [path for path in Path(settings.MEDIA_ROOT).glob("*/*") if _changed(path) < oldest]
    removed = 0
    for some in batched(files, 500):
        known = set(StoredFile.objects.filter(content__in=map(_stored_name, some)).values_list("content", flat=True))
        for path in some:
            if _stored_name(path) not in known:
                path.unlink(missing_ok=True)
                removed += 1
    if removed:
        logger.warning("swept away %d files that no row knew", removed)
    return removed


def _write(path: Path, data: bytes) -> None:
    """On the disk when this returns, and nobody's but the program's."""
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    # The name lies in the folder, which has to be on the disk too.
    number = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _stored_name(path: Path) -> str:
    return path.relative_to(settings.MEDIA_ROOT).as_posix()


def _changed(path: Path) -> float:
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_mtime
    return time.time()
