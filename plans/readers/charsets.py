"""Bytes of a text, in whatever characters its program wrote them."""

import re

_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,30})", re.IGNORECASE)
_SEARCHED = 4096  # bytes from the top in which a page names its characters
_SINGLE_BYTES = re.compile(r"(?:windows|cp)-?125\d|iso-?8859-?(?:2|5|7|9|10|13|14|15)|macintosh")


def decoded(data: bytes) -> str:
    """The text: by its byte order mark; else as UTF-8, if it is that, whatever it says (what is pasted says what it was
    before); else as it says itself; else as Windows writes in Norway."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode(_declared(data), errors="replace")


def _declared(data: bytes) -> str:
    """What browsers take ISO 8859-1 and ASCII to be is windows-1252, too."""
    found = _DECLARED.search(data, 0, _SEARCHED)
    name = found[1].decode().casefold() if found else ""
    return name if _SINGLE_BYTES.fullmatch(name) else "windows-1252"
