import io
import tempfile
import tracemalloc
from itertools import chain, count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from files import limits
from tests.files import bombs
from tests.files.forms import TakeForm

BORDER = b"x-border-x"


@pytest.fixture(autouse=True)
def address(settings):
    settings.ROOT_URLCONF = "tests.files.forms"
    settings.MIDDLEWARE = []


class Body(io.RawIOBase):
    """A form sent as it is made: two fields, and between them files of so many bytes, blanks after an empty JSON."""

    def __init__(self, *sizes: int) -> None:
        self._parts: list[tuple[bytes, int]] = [(_field("word", "før"), 0)]
        for size, name in zip(sizes, chain(("file", "pasted"), map("more{}".format, count())), strict=False):
            self._parts += [(_head(f'name="{name}"; filename="plan.json"') + b"{}", size - 2), (b"\r\n", 0)]
        self._parts += [(_field("after", "etter") + b"--" + BORDER + b"--\r\n", 0)]
        self.length = sum(len(fixed) + blanks for fixed, blanks in self._parts)

    def read(self, size: int = -1) -> bytes:
        if not self._parts:
            return b""
        fixed, blanks = self._parts.pop(0)
        if fixed:
            self._parts.insert(0, (b"", blanks))
            return self._part(fixed, size)
        if blanks > size:
            self._parts.insert(0, (b"", blanks - size))
        return b" " * min(size, blanks) or self.read(size)

    def _part(self, fixed: bytes, size: int) -> bytes:
        if len(fixed) > size:
            self._parts[0] = (fixed[size:], self._parts[0][1])
        return fixed[:size]


def _head(disposition: str) -> bytes:
    return b"--" + BORDER + f"\r\nContent-Disposition: form-data; {disposition}\r\n\r\n".encode()


def _field(name: str, value: str) -> bytes:
    return _head(f'name="{name}"') + value.encode() + b"\r\n"


def send(client, body: Body):
    form = {"CONTENT_TYPE": f"multipart/form-data; boundary={BORDER.decode()}", "CONTENT_LENGTH": str(body.length)}
    return client.generic("POST", "/take/", **{"wsgi.input": body} | form)


def test_a_file_at_the_limit_is_taken(client):
    answer = send(client, Body(limits.FILE))
    assert answer.status_code == 200
    assert answer.json() == {
        "word": "før",
        "after": "etter",
        "fields": 2,
        "name": "plan.json",
        "size": limits.FILE,
        "pasted": None,
    }


def test_a_file_one_byte_over_the_limit_is_an_error_of_the_form_and_nothing_else_is_lost(client):
    answer = send(client, Body(limits.FILE + 1))
    assert answer.status_code == 422
    assert answer.json()["errors"]["file"][0]["code"] == "file_too_large"
    assert (answer.json()["word"], answer.json()["after"]) == ("før", "etter")


def test_a_body_of_a_gigabyte_takes_no_disk_and_no_more_memory_than_a_file_may(client, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no such folder"))  # to write there would be an error
    tracemalloc.start()
    try:
        answer = send(client, Body(1_000_000_000))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert answer.json()["errors"]["file"][0]["code"] == "file_too_large"
    assert (answer.json()["word"], answer.json()["after"]) == ("før", "etter")
    assert most < 2 * limits.FILE + 10 * limits.MB


def test_several_files_share_the_limit(client):
    half = limits.FILE // 2
    assert send(client, Body(half, half)).status_code == 200
    answer = send(client, Body(half, half + 1))
    assert answer.json()["errors"]["pasted"][0]["code"] == "file_too_large"
    answer = send(client, Body(limits.FILE + 1, half))  # the large one was not kept
    assert list(answer.json()["errors"]) == ["file"]


def test_too_many_files_are_no_form(client):
    assert send(client, Body(*[10] * 20)).status_code == 200
    assert send(client, Body(*[10] * 21)).status_code == 400


def test_a_preview_of_the_largest_plan_can_be_answered(client):
    rows = {f"row-{number}": "on" for number in range(5900)}
    assert client.post("/take/", rows).json()["fields"] == 5900
    assert client.post("/take/", rows | {f"more-{number}": "on" for number in range(200)}).status_code == 400


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("plan.docx", bytes, "empty"),
        ("plan.docx", lambda: b"<html><p>Tiltak", "other_kind"),
        ("plan.docx", lambda: bombs.unpacking_to(limits.UNPACKED + 1), "unpacked_too_large"),
        ("plan.docx", lambda: bombs.word_of(bombs.ENTITIES + bombs.WORD_XML), "unsafe"),
        ("plan.exe", lambda: b"MZ\0", "unknown_kind"),
    ],
    ids=["empty", "other kind", "bomb", "entities", "program"],
)
def test_the_field_says_why_it_does_not_take_a_file(client, name, make, code):
    answer = client.post("/take/", {"file": SimpleUploadedFile(name, make()), "word": "hei"})
    assert answer.status_code == 422
    assert [error["code"] for error in answer.json()["errors"]["file"]] == [code]
    assert answer.json()["word"] == "hei"


def test_the_field_gives_the_whole_file_and_its_name_cleaned(client):
    data = bombs.plain_word()
    answer = client.post("/take/", {"file": SimpleUploadedFile("plan\u202e på\u00ad Ås.docx", data)})
    assert (answer.json()["name"], answer.json()["size"]) == ("plan på Ås.docx", len(data))


def test_a_field_for_what_is_pasted_does_not_ask_for_a_name(client):
    files = {"file": SimpleUploadedFile("a.json", b"{}"), "pasted": SimpleUploadedFile("blob", b"<table><tr><td>a")}
    assert client.post("/take/", files).json()["pasted"] == "<table><tr><td>a"
    files = {"file": SimpleUploadedFile("a.json", b"{}"), "pasted": SimpleUploadedFile("blob", b"%PDF-1.7")}
    assert client.post("/take/", files).json()["errors"]["pasted"][0]["code"] == "unknown_kind"


def test_no_file_is_an_error_where_one_is_required(client):
    assert client.post("/take/", {"word": "hei"}).json()["errors"]["file"][0]["code"] == "required"


def test_the_field_tells_the_browser_what_it_takes():
    form = TakeForm()
    assert 'accept=".docx,.xlsx,.pdf,.html,.htm,.json"' in str(form["file"])
    assert "accept" not in str(form["pasted"])
