import socket
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings import env_place
from files import actions, limits, scanner, scans
from files.downloads import stored_attachment
from files.models import StoredFile
from files.refused import Withheld
from tests.files import bombs
from tests.files.clamds import EICAR, clamd

NAME = "plan.html"
CLEAN = b"<p>Tiltak"
HARMFUL = CLEAN + EICAR


@pytest.fixture(autouse=True)
def uploads(tmp_path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def free_place():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()


@pytest.fixture
def kept(db, django_capture_on_commit_callbacks):
    """Keeps a file, as in a transaction of its own."""

    def keep(data=CLEAN) -> StoredFile:
        with django_capture_on_commit_callbacks(execute=True):
            stored = actions.keep(NAME, data)
        return StoredFile.objects.get(pk=stored.pk)

    return keep


# The protocol


@pytest.mark.parametrize("over", ["tcp", "unix"])
@pytest.mark.parametrize(("data", "found"), [(b"Tiltak", ""), (EICAR, "Eicar-Test-Signature")])
def test_scanner_is_shown_the_whole_file_and_says_what_it_is(tmp_path, over, data, found):
    data += b"x" * (2 * limits.PIECE + 5)
    with clamd(tmp_path / "clamd" if over == "unix" else None) as (place, seen):
        assert scanner.found_in(data, place) == found
    assert seen == [data]


@pytest.mark.parametrize("mood", ["silent", "dying", "halting", "full"])
def test_scanner_that_gives_no_whole_answer_is_down(monkeypatch, mood):
    monkeypatch.setattr("files.limits.SCAN_SECONDS", 0.2)
    with clamd(mood=mood) as (place, _seen), pytest.raises(scanner.ScannerDown):
        scanner.found_in(b"x" * 20 * limits.PIECE, place)


@pytest.mark.parametrize("place", ["port", "path", "folder"])
def test_scanner_that_is_not_there_is_down(tmp_path, place):
    places = {"port": free_place(), "path": str(tmp_path / "clamd"), "folder": str(tmp_path)}
    with pytest.raises(scanner.ScannerDown):
        scanner.found_in(b"x", places[place])


# What is kept


def test_without_a_scanner_a_file_is_served_as_it_came(kept):
    stored = kept(HARMFUL)
    assert stored.scan == "not_scanned"
    assert stored_attachment(stored).content == HARMFUL


def test_a_clean_file_is_served_as_soon_as_it_is_kept(kept, settings):
    with clamd() as (settings.CLAMD, seen):
        stored = kept()
    assert (stored.scan, stored.found, seen) == ("clean", "", [CLEAN])
    assert stored_attachment(stored).content == CLEAN


def test_of_a_harmful_file_only_the_row_stays(kept, settings, uploads):
    with clamd() as (settings.CLAMD, _seen):
        stored = kept(HARMFUL)
    assert (stored.scan, stored.found) == ("infected", "Eicar-Test-Signature")
    assert not files_in(uploads)
    with pytest.raises(Withheld) as withheld:
        stored_attachment(stored)
    assert withheld.value.state == "infected"


@pytest.mark.parametrize("mood", ["down", "silent", "dying", "halting"])
def test_while_the_scanner_does_not_answer_a_file_waits_and_is_taken_up_after(kept, settings, monkeypatch, mood):
    monkeypatch.setattr("files.limits.SCAN_SECONDS", 0.2)
    if mood == "down":
        settings.CLAMD = free_place()
        stored = kept()
    else:
        with clamd(mood=mood) as (settings.CLAMD, _seen):
            stored = kept()
    assert stored.scan == "waiting"
    with pytest.raises(Withheld) as withheld:
        stored_attachment(stored)
    assert withheld.value.state == "waiting"
    scans.sweep()
    with pytest.raises(Withheld):
        stored_attachment(stored)
    with clamd() as (settings.CLAMD, _seen):
        scans.sweep()
    assert stored_attachment(stored).content == CLEAN


def test_a_file_that_waits_goes_on_waiting_when_the_scanner_is_taken_away(kept, settings):
    settings.CLAMD = free_place()
    stored = kept()
    settings.CLAMD = ""
    scans.sweep()
    assert not scans.scan(stored.pk)
    with pytest.raises(Withheld):
        stored_attachment(stored)


def test_sweep_asks_a_scanner_that_is_down_once_whatever_waits(kept, settings, monkeypatch):
    settings.CLAMD = free_place()
    for _number in range(3):
        kept()
    asked = []
    monkeypatch.setattr(scans, "scan", asked.append)  # says False
    scans.sweep()
    assert len(asked) == 1


def test_a_file_that_is_gone_holds_up_nobody(kept, settings, uploads):
    settings.CLAMD = free_place()
    kept()
    files_in(uploads)[0].unlink()
    second = kept()
    with clamd() as (settings.CLAMD, _seen):
        scans.sweep()
    second.refresh_from_db()
    assert second.scan == "clean"


def test_a_file_thrown_away_while_it_waited_is_nothing_to_scan(
    kept, settings, uploads, django_capture_on_commit_callbacks
):
    settings.CLAMD = free_place()
    with django_capture_on_commit_callbacks(execute=True):
        actions.drop(kept())
    with clamd() as (settings.CLAMD, seen):
        scans.sweep()
    assert (seen, files_in(uploads)) == ([], [])


@pytest.mark.django_db
def test_of_a_file_that_is_not_committed_the_scanner_sees_nothing(settings, django_capture_on_commit_callbacks):
    with clamd() as (settings.CLAMD, seen):
        with django_capture_on_commit_callbacks() as waiting:
            stored = actions.keep("plan.docx", bombs.plain_word())
        assert (stored.scan, seen) == ("waiting", [])
        for callback in waiting:
            callback()
    assert len(seen) == 1


# The setting


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("", ""),
        ("127.0.0.1:3310", ("127.0.0.1", 3310)),
        ("[::1]:3310", ("::1", 3310)),
        ("/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
    ],
)
def test_setting_is_a_port_or_a_socket(monkeypatch, value, place):
    monkeypatch.setenv("CLAMD", value)
    assert env_place("CLAMD") == place


@pytest.mark.parametrize(
    "value", ["localhost", ":3310", "localhost:", "localhost:0", "localhost:65536", "clamd.ctl", "a:٣"]
)
def test_setting_that_is_neither_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("CLAMD", value)
    with pytest.raises(ImproperlyConfigured, match="CLAMD must be"):
        env_place("CLAMD")
