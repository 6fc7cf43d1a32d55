"""Hostile files on their whole way: the checks, then the reading process. Each is refused clearly, or does no harm."""

from io import BytesIO

import pikepdf
import pytest

from files import checks, child, limits
from files.refused import Refused
from plans.readers import border
from plans.readers import pdfpages as limits_of_pdf
from tests.files import bombs
from tests.sample_files import excel_twin, word_twin

pytestmark = pytest.mark.usefixtures("nothing_left")

SHEET = "xl/worksheets/sheet1.xml"


def read(name: str, data: bytes) -> bytes:
    """In the reading process, without the checks before it."""
    return child.run(f"{border.__name__}:opened", name, data)


def code_of(name: str, data: bytes, *, checked: bool = True) -> str:
    with pytest.raises(Refused) as refused:
        if checked:
            checks.checked(name, data)
        read(name, data)
    return refused.value.code


def in_sheet(after: str, added: str) -> bytes:
    """A plain workbook with something added to its only sheet."""
    data = bombs.plain_excel()
    sheet = bombs.parts_of(data)[SHEET].decode()
    assert after in sheet
    return bombs.with_parts(data, **{SHEET: sheet.replace(after, after + added, 1).encode()})


def test_plain_files_are_read():
    for name, data in (("plan.docx", word_twin()), ("plan.xlsx", excel_twin())):
        checks.checked(name, data)
        assert b"pieces" in read(name, data)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (bombs.half_a_megabyte, "unpacked_too_large"),
        (
            lambda: bombs.with_declared_size(bombs.half_a_megabyte(), "word/media/image1.bmp", 99),
            "unpacked_too_large",
        ),
        (lambda: bombs.word_of(bombs.ENTITIES + bombs.WORD_XML.format("&l11;")), "unsafe"),
        (lambda: bombs.nested(100_000), "damaged"),
        (lambda: bombs.tables_in_tables(5000), "damaged"),
        (
            lambda: bombs.word_of(bombs.WORD_XML.format("<w:tbl>" + "<w:tr><w:tc/></w:tr>" * 1_000_000 + "</w:tbl>")),
            "too_large",
        ),
    ],
    ids=["bomb", "lie", "entities", "deep", "deep tables", "a million rows"],
)
def test_a_hostile_word_file_is_refused(make, code):
    assert code_of("plan.docx", make()) == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (
            in_sheet("</row>", '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'),
            "too_large",
        ),
        (in_sheet("</row>", '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'), "damaged"),
        (
            in_sheet("</row>", "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(3, 9000))),
            "too_large",
        ),
    ],
    ids=["far away", "beyond the sheet", "many rows"],
)
def test_a_hostile_excel_file_is_refused(data, code):
    assert code_of("plan.xlsx", data) == code


@pytest.mark.parametrize(
    "data",
    [
        in_sheet("</sheetData>", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        in_sheet("</sheetData>", "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 10_000 + "</mergeCells>"),
    ],
    ids=["the whole sheet", "many times"],
)
def test_merged_areas_without_end_take_no_time(data):
    assert b"Tiltak" in read("plan.xlsx", data)


def encrypted_pdf() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(bombs.pdf_page(bombs.WORDS))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="eier", user="hemmelig"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (bombs.pdf_in_a_ring, "no_text"),
        (bombs.pdf_whose_lists_ring, "damaged"),
        (bombs.pdf_that_draws_itself, "no_text"),
        (lambda: bombs.pdf_of_pages(limits_of_pdf.MOST_PAGES + 1), "too_many_pages"),
        (lambda: bombs.pdf_that_unpacks_to(150 * bombs.MB), "too_large"),
        (lambda: bombs.pdf_of_marks(limits_of_pdf.MOST_MARKS + 1), "too_large"),
        (encrypted_pdf, "encrypted"),
        (lambda: b"%PDF-1.7 and no more", "damaged"),
    ],
    ids=["ring", "lists in a ring", "draws itself", "pages", "bomb", "letters and drawings", "encrypted", "nothing"],
)
def test_a_hostile_pdf_is_refused(make, code):
    assert code_of("plan.pdf", make()) == code


def test_a_pdf_of_as_many_pages_and_marks_as_may_be_is_read():
    assert b"lange nok" in read("plan.pdf", bombs.pdf_of_pages(limits_of_pdf.MOST_PAGES))
    assert b"xxx" in read("plan.pdf", bombs.pdf_of_marks(limits_of_pdf.MOST_MARKS))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("plan.html", b"<table><tr><td colspan=999999999 rowspan=999999999>Tiltak<tr><td>a</table>", "too_large"),
        ("plan.html", b"<div>" * 1_000_000, "too_large"),
        ("plan.html", b"<table><tr><td>" * 50_000, "too_large"),
        ("plan.json", b"[" * 5_000_000, "bad_json"),
        ("plan.json", b'{"a":' * 1_000_000, "too_large"),
        ("plan.json", b'{"schema": ' + b"9" * 10_000_000 + b"}", "bad_json"),
    ],
    ids=["spans", "deep", "deep tables", "deep list", "deep objects", "a large number"],
)
def test_hostile_text_is_refused(name, data, code):
    assert code_of(name, data) == code


def test_entities_do_no_harm_even_to_the_parser_behind_the_checks():
    laughs = bombs.word_of(bombs.ENTITIES + bombs.WORD_XML.format("<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>"))
    assert code_of("plan.docx", laughs, checked=False) == "damaged"


def test_an_outside_entity_brings_no_file_in(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hemmelig")
    entity = f'<!DOCTYPE w:document [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    words = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Tiltak &e;</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    data = bombs.word_of(entity + bombs.WORD_XML.format(words))
    assert code_of("plan.docx", data) == "unsafe"
    try:
        answer = read("plan.docx", data)
    except Refused as refused:
        assert refused.code == "damaged"
    else:
        assert b"hemmelig" not in answer


def test_a_file_that_takes_more_memory_than_there_is_is_refused(monkeypatch):
    """The limit is lowered, rather than a file made that needs a gigabyte."""
    monkeypatch.setattr(limits, "MEMORY", 150_000_000)
    words = "".join(f"<w:p><w:r><w:t>{number}</w:t></w:r></w:p>" for number in range(400_000))
    data = bombs.word_of(bombs.WORD_XML.format(f"<w:tbl><w:tr><w:tc>{words}</w:tc></w:tr></w:tbl>"))
    assert code_of("plan.docx", data) == "too_heavy"
