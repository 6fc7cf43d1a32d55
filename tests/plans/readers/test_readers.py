"""The border: whatever a file is, a plan comes out of it or NotAPlan."""

import subprocess
import sys
import time
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.document import NotAPlan, to_json
from plans.readers import read
from plans.readers.grid import Paragraph
from plans.readers.surroundings import Surroundings
from tests.plans.readers import clipboards
from tests.sample_files import TWIN, excel_twin, make_excel, make_word, word_twin


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {
        "a.docx": make_word([["Tiltak", "Målgruppe"], ["Kurs", "Leger"]]),
        "a.xlsx": make_excel(["Tiltak", "Målgruppe"], ["Kurs", "Leger"]),
        "a.html": clipboards.EXCEL.encode(),
        "a.tsv": 'Tiltak\tMålgruppe\r\n"Kurs\nog møte"\tLeger\r\n'.encode(),
    }


def code_of(name: str, data: bytes) -> str:
    with pytest.raises(NotAPlan) as raised:
        read(name, data)
    return raised.value.code


def make_zip(**files: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx", "plan", "PLAN.DOC"])
def test_read_goes_by_content_not_by_name(name):
    assert read(name, word_twin()).document == TWIN
    assert read(name, excel_twin()).document == TWIN


def test_read_json_is_the_plan():
    assert read("plan.json", to_json(TWIN).encode()).document == TWIN


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"", "empty"),
        ("a.docx", b" \n", "empty"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "old_format"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.txt", b"Hei", "no_table"),
        ("a.txt", b"\0\1\2", "unknown_kind"),
        ("a.html", b"<p>Hei</p>", "no_table"),
        ("a.md", b"Tiltak;Status", "unknown_kind"),
        ("a.pdf", b"%PDF-1.7", "damaged"),
        ("a.docx", b"PK\x03\x04 and no more", "damaged"),
        ("a.zip", make_zip(a_txt="hei"), "unknown_kind"),
        ("a.docx", make_zip(word__document_xml="<w:document"), "damaged"),
        ("a.xlsx", make_zip(xl__workbook_xml="<workbook/>"), "damaged"),
        ("a.json", b"[1]", "bad_json"),
        ("a.json", b"\xff{", "bad_json"),
        ("a.json", b'{"schema": 1, "title": 5}', "bad_json"),
    ],
)
def test_read_what_is_no_plan_says_why(name, data, code):
    assert code_of(name, data) == code


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.html", "a.tsv"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 0.999), junk=st.binary(min_size=1, max_size=30))
def test_read_mutated_file_is_a_plan_or_not_a_plan(files, name, where, junk):
    data = bytearray(files[name])
    place = int(where * len(data))
    data[place : place + len(junk)] = junk

    try:
        reading = read(name, bytes(data))
    except NotAPlan as error:
        assert error.code
    else:
        assert list(reading.document.rows())


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_read_file_cut_short_is_damaged(files, name):
    assert code_of(name, files[name][: len(files[name]) // 2]) == "damaged"


def test_the_libraries_for_excel_and_pdf_are_not_loaded_for_other_files():
    ask = "import sys, plans.readers.border; print({'lxml', 'openpyxl', 'pdfminer'} & {*sys.modules})"
    run = subprocess.run([sys.executable, "-c", ask], stdout=subprocess.PIPE, check=True)
    assert run.stdout == b"{'lxml'}\n"


def test_a_service_line_of_blanks_takes_no_time_by_the_square():
    """A hundredfold margin: by the square these blanks take minutes."""
    began = time.process_time()
    Surroundings().take(Paragraph(text="Tjeneste: x" + " " * 300_000 + "y"))
    assert time.process_time() - began < 5
