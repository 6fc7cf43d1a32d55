"""Hostile files, made on the spot: small ones that are large inside, that lie, or that say what no plan says."""

import random
import struct
import zlib
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from tests.sample_files import make_excel, make_word

MB = 1_000_000
TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
WORD_XML = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
ENTITIES = f'<!DOCTYPE w:document [<!ENTITY l0 "lol">{LAUGHS}]>'


@cache
def plain_word() -> bytes:
    return make_word([["Tiltak", "Målgruppe"], ["Kurs", "Leger"]])


@cache
def plain_excel() -> bytes:
    return make_excel(["Tiltak", "Målgruppe"], ["Kurs", "Leger"])


def make_zip(parts: Mapping[str, bytes], compression: int = ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(data: bytes, **parts: bytes) -> bytes:
    """The archive with some parts changed or added; the keys are their names."""
    return make_zip(parts_of(data) | parts)


def word_of(xml: str | bytes) -> bytes:
    """A Word file whose main part is this."""
    return with_parts(plain_word(), **{DOCUMENT: xml if isinstance(xml, bytes) else xml.encode()})


@cache
def unpacking_to(size: int, padding: int = 0) -> bytes:
    """A Word file that holds `size` bytes in all; `padding` of them make the file larger."""
    parts = parts_of(plain_word())
    noise = random.Random(1).randbytes(padding)  # noqa: S311 no secret
    left = size - sum(map(len, parts.values())) - padding
    return make_zip({**parts, "word/media/noise.bin": noise, "word/media/image1.bmp": bytes(left)})


def half_a_megabyte() -> bytes:
    """A Word file of that size that holds two hundred."""
    return unpacking_to(200 * MB, padding=300_000)


@cache
def with_many_parts(number: int) -> bytes:
    """A Word file with so many parts."""
    parts = parts_of(plain_word())
    more = {f"word/media/{n}.png": b"" for n in range(number - len(parts))}
    return make_zip(parts | more, ZIP_STORED)


def with_declared_size(data: bytes, name: str, size: int) -> bytes:
    """Both headers of a part say that it is so large."""
    changed = bytearray(data)
    with ZipFile(BytesIO(data)) as archive:
        info = archive.getinfo(name)
        local = info.header_offset
        directory = data.index(b"PK\x01\x02", archive.start_dir)
        while data[directory + 46 : directory + 46 + len(name)] != name.encode():
            directory = data.index(b"PK\x01\x02", directory + 4)
    struct.pack_into("<L", changed, local + 22, size)
    struct.pack_into("<L", changed, directory + 24, size)
    return bytes(changed)


def with_flag(data: bytes, flag: int) -> bytes:
    """The first part's headers have the flag."""
    changed = bytearray(data)
    for start, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[data.index(start) + place] |= flag
    return bytes(changed)


def with_name(data: bytes, old: str, new: str) -> bytes:
    """The part called otherwise, in both of its headers, by a name of as many bytes."""
    assert len(old.encode()) == len(new.encode())
    return data.replace(old.encode(), new.encode())


def with_two_of_a_name() -> bytes:
    parts = parts_of(plain_word())
    return with_name(make_zip({**parts, "word/documenu.xml": b"<x/>"}), "word/documenu.xml", DOCUMENT)


def overlapping() -> bytes:
    """Several entries of the list lead to one and the same part."""
    data = bytearray(make_zip({f"word/{n}.bin": bytes(MB) for n in range(3)}))
    entries = [n for n in range(len(data)) if data[n : n + 4] == b"PK\x01\x02"]
    for entry in entries[1:]:
        data[entry + 42 : entry + 46] = data[entries[0] + 42 : entries[0] + 46]
        data[entry + 46 : entry + 46 + 10] = data[entries[0] + 46 : entries[0] + 56]
    return bytes(data)


def nested(depth: int) -> bytes:
    """A Word file whose main part nests so deep."""
    return word_of(WORD_XML.format("<w:sdt>" * depth + "</w:sdt>" * depth))


def tables_in_tables(depth: int) -> bytes:
    open_, close = "<w:tbl><w:tr><w:tc><w:p/>", "<w:p/></w:tc></w:tr></w:tbl>"
    return word_of(WORD_XML.format(open_ * depth + close * depth))


def pdf_of(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, of which the first is its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(
        out + b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, start)
    )


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), more, content)


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
WORDS = b"BT /F1 12 Tf 50 700 Td (Tiltak som er lange nok) Tj ET"


def pdf_page(content: bytes, more: bytes = b"", page: bytes = b"") -> bytes:
    """A PDF of one page: `more` goes into the content's own dictionary, `page` into the page's."""
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>"
    return pdf_of(
        [
            CATALOGUE,
            pages,
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R %b %b >>" % (FONT, page),
            stream(content, more),
        ]
    )


def pdf_of_pages(number: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (4 + page) for page in range(number))
    pages = b"<< /Type /Pages /Kids [%b] /Count %d /MediaBox [0 0 595 842] >>" % (kids, number)
    page = b"<< /Type /Page /Parent 2 0 R /Contents 3 0 R %b >>" % FONT
    return pdf_of([CATALOGUE, pages, stream(WORDS), *[page] * number])


def pdf_in_a_ring() -> bytes:
    """The tree of pages holds itself."""
    pages = b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 99999999 >>"
    return pdf_of([CATALOGUE, pages, b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 1 >>"])


def pdf_whose_lists_ring() -> bytes:
    """Its list of objects names itself as the one before."""
    data = pdf_page(WORDS)
    start = data.index(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def pdf_that_draws_itself() -> bytes:
    form = stream(
        b"/X1 Do /X1 Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 5 0 R >> >>"
    )
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>"
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X1 5 0 R >> >> >>"
    return pdf_of([CATALOGUE, pages, page, stream(b"/X1 Do"), form])


def pdf_of_marks(number: int) -> bytes:
    """So many letters and areas on a page; to read an area takes twenty times as long."""
    lines, areas = divmod(number - 1, 100)
    words = b"1 0 0 1 50 700 Tm (%b) Tj " % (b"x" * 100)
    return pdf_page(b"BT /F1 9 Tf " + words * lines + b"ET" + b" 0 0 5 5 re f" * (areas + 1))


@cache
def pdf_that_unpacks_to(size: int) -> bytes:
    """Its page's content is so many bytes, packed twice."""
    packed = zlib.compress(zlib.compress(WORDS + b" " * size, 1), 1)
    return pdf_page(packed, b"/Filter [/FlateDecode /FlateDecode]")
