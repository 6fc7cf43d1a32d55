import pytest

from files import limits, zips
from files.refused import Refused
from tests.files import bombs


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        zips.check(data)
    return refused.value.code


@pytest.mark.parametrize("data", [bombs.plain_word(), bombs.plain_excel()], ids=["word", "excel"])
def test_check_lets_plain_files_pass(data):
    zips.check(data)


def test_unpacked_at_the_limit_passes_and_one_byte_more_is_refused():
    zips.check(bombs.unpacking_to(limits.UNPACKED))
    assert refusal(bombs.unpacking_to(limits.UNPACKED + 1)) == "unpacked_too_large"


def test_half_a_megabyte_that_unpacks_to_two_hundred_is_refused():
    bomb = bombs.half_a_megabyte()
    assert 450_000 < len(bomb) < 550_000
    assert refusal(bomb) == "unpacked_too_large"


def test_many_parts_count_together():
    parts = {f"word/{n}.bin": bytes(limits.UNPACKED // 4) for n in range(4)}
    zips.check(bombs.make_zip(parts))
    assert refusal(bombs.make_zip(parts | {"word/one.bin": b"x"})) == "unpacked_too_large"


def test_parts_at_the_limit_pass_and_one_more_is_refused():
    zips.check(bombs.with_many_parts(limits.PARTS))
    assert refusal(bombs.with_many_parts(limits.PARTS + 1)) == "too_many_parts"


@pytest.mark.parametrize("size", [0, 100, 4_000_000_000])
def test_a_header_that_lies_about_the_size_is_refused(size):
    bomb = bombs.with_declared_size(bombs.unpacking_to(10 * bombs.MB), "word/media/image1.bmp", size)
    assert refusal(bomb) == "unsafe"


def test_a_header_that_hides_what_is_too_large_is_refused():
    bomb = bombs.with_declared_size(bombs.half_a_megabyte(), "word/media/image1.bmp", 1000)
    assert refusal(bomb) == "unpacked_too_large"


def test_entries_that_share_a_part_are_refused():
    assert refusal(bombs.overlapping()) == "unsafe"


def test_the_size_of_texts_leaves_out_images():
    parts = {"word/document.xml": b"<a/>", "word/media/image1.png": bytes(1000), "word/Notes.XML": b"<note/>"}
    assert zips.size_of_texts(bombs.make_zip(parts)) == len("<a/><note/>")


@pytest.mark.parametrize("flag", [0x1, 0x40])
def test_an_encrypted_part_is_refused(flag):
    assert refusal(bombs.with_flag(bombs.plain_word(), flag)) == "encrypted"


@pytest.mark.parametrize(
    "name",
    [
        "../a/document.xml",
        "word/../ument.xml",
        "/word/ocument.xml",
        "C:word/cument.xml",
        "word\\document.xml",
        "..\\..\\cument.xml",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name):
    name = name.ljust(len(bombs.DOCUMENT), "l")
    assert refusal(bombs.with_name(bombs.plain_word(), bombs.DOCUMENT, name)) == "unsafe"


def test_dots_within_a_name_pass():
    zips.check(bombs.with_name(bombs.plain_word(), bombs.DOCUMENT, "word/..cument.xml"))


def test_two_parts_of_one_name_are_refused():
    assert refusal(bombs.with_two_of_a_name()) == "unsafe"


def test_two_names_that_differ_only_in_capitals_are_refused():
    assert refusal(bombs.with_parts(bombs.plain_word(), **{"Word/Document.xml": b"<x/>"})) == "unsafe"


def test_something_before_the_archive_is_refused():
    assert refusal(b"GIF89a" + bombs.plain_word()) == "unsafe"
    assert refusal(bombs.plain_excel() + bombs.plain_word()) == "unsafe"


@pytest.mark.parametrize("cut", [10, 500, 10_000])
def test_an_archive_cut_short_is_damaged(cut):
    assert refusal(bombs.plain_word()[:cut]) == "damaged"


def test_a_part_whose_bytes_are_spoilt_is_damaged():
    data = bytearray(bombs.plain_word())
    data[2000:2010] = bytes(10)
    assert refusal(bytes(data)) == "damaged"


def test_a_rare_compression_is_damaged():
    assert refusal(bombs.make_zip({"a.xml": b"<a/>" * 100}, compression=14)) == "damaged"


def test_a_list_of_half_a_million_entries_is_not_even_read():
    data = bombs.plain_word()
    assert refusal(data + b"PK\x01\x02" * 500_000) == "too_many_parts"
