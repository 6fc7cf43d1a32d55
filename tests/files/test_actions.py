import errno
import os
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from files import actions, limits
from files.kinds import PASTED
from files.models import StoredFile
from files.refused import Refused
from tests.files import bombs

NAME = "Plan på Ås.docx"


@pytest.fixture(autouse=True)
def uploads(tmp_path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_keep_stores_the_bytes_under_a_name_that_tells_nothing(uploads):
    data = bombs.plain_word()
    stored = StoredFile.objects.get(pk=actions.keep(NAME, data).pk)
    assert (stored.name, stored.kind, stored.size) == (NAME, "word", len(data))
    assert stored.sha256 == sha256(data).hexdigest()
    assert stored.content.read() == data
    [path] = files_in(uploads)
    assert UUID(path.name) == stored.pk
    assert path == uploads / path.name[:2] / path.name


@pytest.mark.django_db
def test_what_is_kept_nobody_else_on_the_machine_can_read(uploads):
    before = os.umask(0)
    try:
        actions.keep(NAME, bombs.plain_word())
    finally:
        os.umask(before)
    [path] = files_in(uploads)
    assert [f"{place.stat().st_mode & 0o777:o}" for place in (path, path.parent, uploads)] == ["600", "700", "700"]


@pytest.mark.django_db
def test_keep_takes_a_pasted_table_without_a_name():
    stored = actions.keep("", b"Tiltak\tStatus", PASTED)
    assert (stored.name, stored.kind) == ("", "text")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "code"), [(bytes, "empty"), (lambda: bombs.unpacking_to(limits.UNPACKED + 1), "unpacked_too_large")]
)
def test_what_is_refused_leaves_neither_row_nor_file(uploads, make, code):
    with pytest.raises(Refused) as refused:
        actions.keep(NAME, make())
    assert refused.value.code == code
    assert not StoredFile.objects.exists()
    assert not files_in(uploads)


@pytest.mark.django_db(transaction=True)
def test_keep_that_is_rolled_back_leaves_no_file(uploads):
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.keep(NAME, bombs.plain_word())
        assert len(files_in(uploads)) == 1
        raise RuntimeError
    assert not files_in(uploads)


@pytest.mark.django_db(transaction=True)
def test_keep_in_a_part_that_is_rolled_back_leaves_no_file_and_the_rest_stays(uploads):
    with transaction.atomic():
        first = actions.keep(NAME, bombs.plain_word())
        with pytest.raises(RuntimeError), transaction.atomic():
            actions.keep(NAME, bombs.plain_word())
            raise RuntimeError
    [path] = files_in(uploads)
    assert UUID(path.name) == first.pk
    assert StoredFile.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_keep_stays_when_it_is_committed_with_and_without_a_transaction_around_it(uploads):
    with transaction.atomic():
        actions.keep(NAME, bombs.plain_word())
    actions.keep(NAME, bombs.plain_word())
    assert len(files_in(uploads)) == 2


@pytest.mark.django_db(transaction=True)
def test_drop_removes_row_and_file(uploads):
    actions.drop(actions.keep(NAME, bombs.plain_word()))
    assert not StoredFile.objects.exists()
    assert not files_in(uploads)


@pytest.mark.django_db(transaction=True)
def test_drop_that_is_rolled_back_keeps_both(uploads):
    stored = actions.keep(NAME, bombs.plain_word())
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.drop(StoredFile.objects.get())
        raise RuntimeError
    assert StoredFile.objects.get() == stored
    assert len(files_in(uploads)) == 1


@pytest.mark.django_db(transaction=True)
def test_drop_of_what_is_gone_from_the_disk_removes_the_row(uploads):
    stored = actions.keep(NAME, bombs.plain_word())
    files_in(uploads)[0].unlink()
    actions.drop(stored)
    assert not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_kept_and_dropped_in_one_transaction_leaves_nothing(uploads):
    with transaction.atomic():
        actions.drop(actions.keep(NAME, bombs.plain_word()))
    assert not files_in(uploads)


FULL_DISK = """
import os, resource, signal, sys
from pathlib import Path
import django
django.setup()
from files import actions
from files.refused import Refused
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
actions.FULL = (*actions.FULL, {file_too_big})
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    actions.keep("plan.json", b"{{}}" + b" " * 200)
except Refused as refused:
    print(refused.code)
"""


def test_a_disk_that_is_full_in_the_middle_of_a_file_leaves_no_half_one(uploads, tmp_path):
    """A limit on the size of files stands in for the disk: it too lets the first bytes through."""
    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK.format(file_too_big=errno.EFBIG)],
        cwd=settings.BASE_DIR,
        env=os.environ | {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"},
        stdout=subprocess.PIPE,
        check=True,
    )
    assert run.stdout == b"disk_full\n"
    assert not files_in(uploads)


@pytest.mark.django_db
def test_sweep_removes_only_old_files_that_no_row_knows(uploads):
    kept = actions.keep(NAME, bombs.plain_word())
    [path] = files_in(uploads)
    old = path.with_name("0" * 32)
    fresh = path.with_name("1" * 32)
    for orphan in (old, fresh):
        orphan.write_bytes(b"x")
    long_ago = time.time() - limits.ORPHAN_SECONDS
    os.utime(path, (long_ago - 60,) * 2)
    os.utime(old, (long_ago - 60,) * 2)
    os.utime(fresh, (long_ago + 60,) * 2)
    assert actions.sweep() == 1
    assert set(files_in(uploads)) == {path, fresh}
    assert actions.sweep() == 0
    assert default_storage.exists(kept.content.name)


@pytest.mark.django_db
def test_sweep_where_nothing_was_ever_uploaded(uploads):
    assert not uploads.exists()
    assert actions.sweep() == 0
