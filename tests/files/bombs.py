"""Hostile files, made on the spot: small ones that are large inside, that lie, or that say what no plan says."""

import random
import struct
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from tests.sample_files import make_excel, make_word

MB = 1_000_000
TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
WORD_XML = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
ENTITIES = f'<!DOCTYPE w:document [<!ENTITY l0 "lol">{LAUGHS}]>'


def plain_word() -> bytes:
    return make_word([["Tiltak", "Målgruppe"], ["Kurs", "Leger"]])


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


def unpacking_to(size: int, padding: int = 0) -> bytes:
    """A Word file that holds `size` bytes in all; `padding` of them make the file larger."""
    parts = parts_of(plain_word())
    noise = random.Random(1).randbytes(padding)  # noqa: S311 no secret
    left = size - sum(map(len, parts.values())) - padding
    return make_zip({**parts, "word/media/noise.bin": noise, "word/media/image1.bmp": bytes(left)})


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
