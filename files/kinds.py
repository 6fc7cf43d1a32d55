"""Which kind of file it is: its content has to say so, and its name the same."""

import re

from files import limits, names, zips
from files.refused import Refused

ENDINGS = {
    "docx": "word",
    "xlsx": "excel",
    "pdf": "pdf",
    "html": "html",
    "htm": "html",
    "json": "json",
    "txt": "text",
    "tsv": "text",
}
UPLOADED = frozenset({"word", "excel", "pdf", "html", "json"})
PASTED = frozenset({"html", "text"})
ZIPPED = frozenset({"word", "excel"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_WORD = re.compile(r"word/document\d*\.xml")
_WITH_MACROS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam"})
_MACRO_PARTS = re.compile(r"(^|/)(vbaproject\.bin|macrosheets/)", re.IGNORECASE)
_CONTENT_TYPES = "[Content_Types].xml"
_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_START = 4000
_JSON = re.compile(r"""\{\s*["}]|\[\s*["{\[\]]""")
_PAGE = re.compile(r"<(!doctype\s+html|html|head|meta|body|table|div|style|p|span|h[1-6])\b", re.IGNORECASE)


def kind_of(name: str, data: bytes, kinds: frozenset[str] = UPLOADED) -> str:
    """One of `kinds`: word, excel, pdf, html, json or text. What has no name at all, as what is pasted, is as it is.

    Raises Refused: empty, encrypted, old_format, macros, damaged, too_many_parts, unknown_kind, or other_kind, whose
    detail is the kind that the content is.
    """
    if not data.strip():
        raise Refused("empty")
    ending = names.ending_of(name)
    said = ENDINGS.get(ending)
    found = _by_content(data, said, kinds)
    if ending in _WITH_MACROS and found in ZIPPED:
        raise Refused("macros")
    if found not in kinds:
        raise Refused("unknown_kind")
    if name and found != said:
        raise Refused("other_kind", found)
    return found


def _by_content(data: bytes, said: str | None, kinds: frozenset[str]) -> str:
    """What the content is, "" for none of ours. What is text could be several: name and `kinds` decide."""
    if data.startswith(_OLE):
        raise Refused("encrypted" if _ENCRYPTED in data else "old_format")
    if data.startswith(_ZIP):
        return _by_parts(data)
    start = _beginning(data)
    if start.startswith("%PDF-"):
        return "pdf"
    if not start or "\0" in start:
        return ""
    if _PAGE.search(start) and (start.startswith("<") or said == "html"):
        return "html"
    return "json" if "json" in kinds and (said == "json" or _JSON.match(start)) else "text"


def _beginning(data: bytes) -> str:
    """The first characters, without byte order mark and blanks; "" when they are no text."""
    encoding = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "latin-1")
    try:
        return data[:_START].decode(encoding, errors="ignore").lstrip("\ufeff \t\r\n\f")
    except UnicodeDecodeError:
        return ""


def _by_parts(data: bytes) -> str:
    parts = zips.names_in(data)
    kind = "word" if any(map(_WORD.fullmatch, parts)) else "excel" if "xl/workbook.xml" in parts else ""
    if kind and (any(map(_MACRO_PARTS.search, parts)) or b"macroEnabled" in _content_types(data, parts)):
        raise Refused("macros")
    return kind


def _content_types(data: bytes, parts: frozenset[str]) -> bytes:
    return zips.part(data, _CONTENT_TYPES, limits.PIECE) if _CONTENT_TYPES in parts else b""
