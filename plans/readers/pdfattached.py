"""The plan's own data that our PDF carries as an attached file, as PDF/A-3 allows."""

import zlib
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from plans.document import NotAPlan, PlanDocument
from plans.readers import json

MOST_BYTES = 20_000_000  # of an attached file, unpacked
_MOST_FILES = 50
_DEEPEST = 8  # levels of the tree of names
_PACKED = (PSLiteral("FlateDecode"), PSLiteral("Fl"))


def attached_plan(document: PDFDocument) -> PlanDocument | None:
    """The first attached file that is a plan, or None."""
    if document.encryption is not None:  # ours are not
        return None
    for number, stream in enumerate(_files(document.catalog)):
        if number >= _MOST_FILES:
            break
        data = _unpacked(stream)
        if data.lstrip()[:1] != b"{":
            continue
        try:
            return json.open_file(data).document
        except NotAPlan:  # the pages can still be read
            continue
    return None


def _files(catalog: dict[str, Any]) -> Iterator[PDFStream]:
    """The attached files named .json: those of the whole document first, then those of the tree of names."""
    found = _list(catalog.get("AF"))
    found = [*found, *_named(_dict(_dict(catalog.get("Names")).get("EmbeddedFiles")), _DEEPEST)]
    for each in found[:_MOST_FILES]:
        each = _dict(each)
        name = text_of(resolve1(each.get("UF"))) or text_of(resolve1(each.get("F")))
        held = _dict(each.get("EF"))
        stream = resolve1(held.get("UF")) or resolve1(held.get("F"))
        if isinstance(stream, PDFStream) and name.casefold().endswith(".json"):
            yield stream


def _named(tree: dict[str, Any], deepest: int) -> list[Any]:
    """The values of a tree of names: every second entry of its leaves."""
    found = list(_list(tree.get("Names"))[1::2])
    for branch in _list(tree.get("Kids"))[:_MOST_FILES] if deepest else ():
        found += _named(_dict(branch), deepest - 1)
        if len(found) > _MOST_FILES:
            break
    return found


def _dict(value: Any) -> dict[str, Any]:
    value = resolve1(value)
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    value = resolve1(value)
    return value if isinstance(value, list) else []


def text_of(value: Any) -> str:
    """A text of the file's structure, such as a name or a title."""
    return decode_text(value) if isinstance(value, bytes) else ""


def _unpacked(stream: PDFStream) -> bytes:
    """What a stream holds, b"" where that is too much or packed in a way that we never use."""
    data = stream.get_rawdata() or b""
    filters = [name for name, _ in stream.get_filters()]
    if not filters:
        return data if len(data) <= MOST_BYTES else b""
    if len(filters) > 1 or filters[0] not in _PACKED:
        return b""
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(data, MOST_BYTES)
    except zlib.error:
        return b""
    return b"" if unpacking.unconsumed_tail else data
