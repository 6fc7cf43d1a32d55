import tempfile
from pathlib import Path
from time import monotonic

import pytest

from files import child


@pytest.fixture
def nothing_left(tmp_path, monkeypatch):
    """After the test: no temporary file or folder, and no process that was begun for it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []
    deadline = monotonic() + 5  # what was killed needs a moment to be gone
    while (left := processes_of(folder)) and monotonic() < deadline:
        pass
    assert left == []


def processes_of(folder: Path) -> list[str]:
    """The command lines of the processes that have a folder of their own in this one."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(folder).encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text())
        except OSError:  # it has ended meanwhile
            continue
    return found


@pytest.fixture
def places(settings):
    """Sets how many files are read at once."""

    def set_places(number: int) -> None:
        settings.READING_PLACES = number
        child.begin()

    yield set_places
    settings.READING_PLACES = 2
    child.begin()
