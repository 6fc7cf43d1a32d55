import pytest

from files import checks, limits
from files.kinds import ENDINGS, PASTED, UPLOADED, kind_of
from files.refused import Refused
from files.wording import KINDS, REFUSALS, refusal_words
from tests.files import bombs

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = b"<!DOCTYPE html>\n<html><table><tr><td>Tiltak</table></html>"
TABLE = b"Tiltak\tStatus\nKurs\tFerdig"
SPREADSHEET_XML = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


def refusal(name: str, data: bytes, kinds=UPLOADED) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        kind_of(name, data, kinds)
    return refused.value.code, refused.value.detail


def with_macros(types: bytes = b"", **parts: bytes) -> bytes:
    data = bombs.plain_word()
    content_types = bombs.parts_of(data)[bombs.TYPES]
    changed = content_types.replace(b"wordprocessingml.document.main", types) if types else content_types
    return bombs.with_parts(data, **{bombs.TYPES: changed} | parts)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("Plan.docx", bombs.plain_word(), "word"),
        ("a.docx", bombs.make_zip({"word/document2.xml": b"<x/>"}), "word"),
        ("PLAN 2025.v2.XLSX", bombs.plain_excel(), "excel"),
        ("plan.pdf", b"%PDF-1.7\n", "pdf"),
        ("plan.pdf", b"\xef\xbb\xbf\n%PDF-1.7\n", "pdf"),
        ("plan.html", PAGE, "html"),
        ("plan.htm", b"\xef\xbb\xbf  <table><tr><td>Tiltak</table>", "html"),
        ("plan.htm", b"\xff\xfe" + "<html>på".encode("utf-16-le"), "html"),
        ("plan.html", b"<!-- made by hand --><P>Tiltak</P>", "html"),
        ("plan.html", b"Plan <p>Tiltak", "html"),
        ("plan.json", b' {"schema": 1}', "json"),
        ("plan.json", b"\xef\xbb\xbf[]", "json"),
    ],
)
def test_kind_of_goes_by_content_and_name(name, data, kind):
    assert kind_of(name, data) == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [(PAGE, "html"), (TABLE, "text"), (b"{a}\tb", "text"), (b"[1] <b>\tb", "text"), (b"  <table>", "html")],
)
def test_kind_of_what_is_pasted_goes_by_content_alone(data, kind):
    assert kind_of("", data, PASTED) == kind


@pytest.mark.parametrize("said", ["docx", "xlsx", "pdf", "html", "json", "doc", "zip", "exe", ""])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (bombs.plain_word(), "word"),
        (bombs.plain_excel(), "excel"),
        (b"%PDF-1.7\n", "pdf"),
        (PAGE, "html"),
        (b'{"schema": 1}', "json"),
    ],
)
def test_a_name_that_says_another_kind_is_refused_in_words(said, data, kind):
    name = f"plan.{said}" if said else "plan"
    if ENDINGS.get(said) == kind:
        assert kind_of(name, data) == kind
    else:
        assert refusal(name, data) == ("other_kind", kind)
        assert str(KINDS[kind]) in refusal_words(*refusal(name, data))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"", "empty"),
        ("a.docx", b" \r\n\t", "empty"),
        ("a.doc", OLE + b"x" * 99, "old_format"),
        ("a.xls", OLE + b"x" * 99, "old_format"),
        ("a.docx", OLE + b"x" * 99, "old_format"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.docx", b"PK\x03\x04 and no more", "damaged"),
        ("a.docx", bombs.make_zip({"content.xml": b"<x/>"}), "unknown_kind"),
        ("a.xlsx", bombs.make_zip({"xl/workbook.bin": b""}), "unknown_kind"),
        ("a.zip", bombs.make_zip({"plan.docx": bombs.plain_word()}), "unknown_kind"),
        ("a.txt", TABLE, "unknown_kind"),
        ("a.csv", TABLE, "unknown_kind"),
        ("a.docx", TABLE, "unknown_kind"),
        ("a.html", TABLE, "unknown_kind"),
        ("a.xml", SPREADSHEET_XML, "unknown_kind"),
        ("a.rtf", rb"{\rtf1 Tiltak}", "unknown_kind"),
        ("a.mht", b"MIME-Version: 1.0\n\n<html>", "unknown_kind"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "unknown_kind"),
        ("a.exe", b"MZ\x90\0", "unknown_kind"),
        ("a.pdf", b"\0\0%PDF-1.7", "unknown_kind"),
        ("a.docx", b"\xff\xfe", "unknown_kind"),
    ],
)
def test_what_is_not_taken_has_its_code(name, data, code):
    assert refusal(name, data)[0] == code


def test_an_archive_of_too_many_parts_is_not_taken():
    assert refusal("a.docx", bombs.with_many_parts(limits.PARTS + 1))[0] == "too_many_parts"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.docm", bombs.plain_word()),
        ("plan.xlsm", bombs.plain_excel()),
        ("plan.docx", with_macros(b"ms-word.document.macroEnabled.main")),
        ("plan.docx", with_macros(**{"word/vbaProject.bin": b"x"})),
        ("plan.docx", with_macros(**{"word/VBAPROJECT.BIN": b"x"})),
        ("plan.xlsx", bombs.with_parts(bombs.plain_excel(), **{"xl/macrosheets/sheet1.xml": b"<x/>"})),
    ],
)
def test_a_file_with_macros_is_refused(name, data):
    assert refusal(name, data)[0] == "macros"


def test_text_is_a_kind_only_where_it_is_pasted():
    assert kind_of("tabell.txt", TABLE, PASTED) == "text"
    assert refusal("tabell.txt", TABLE)[0] == "unknown_kind"
    assert refusal("", bombs.plain_word(), PASTED)[0] == "unknown_kind"


def test_a_file_at_the_limit_is_taken_and_one_byte_more_is_refused():
    data = b"{}".ljust(limits.FILE)
    assert checks.checked("plan.json", data) == "json"
    with pytest.raises(Refused) as refused:
        checks.checked("plan.json", data + b" ")
    assert refused.value.code == "file_too_large"


def test_checked_looks_into_archives():
    with pytest.raises(Refused) as refused:
        checks.checked("plan.docx", bombs.word_of(bombs.ENTITIES + bombs.WORD_XML))
    assert refused.value.code == "unsafe"


def test_every_code_has_words_of_its_own_and_an_unknown_one_has_some():
    words = [refusal_words(code, "word") for code in REFUSALS]
    assert len(set(words)) == len(words)
    assert all("%" not in text for text in words)
    assert refusal_words("something_new") == refusal_words("damaged")
