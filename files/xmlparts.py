"""The text of a part, looked at while it is unpacked: XML that declares entities or a document type goes no further.

So neither a bomb of entities nor one from outside ever meets a parser, whatever that parser would do with it.
"""

import re

from files.refused import Refused

_NAMES = (".xml", ".rels", ".vml")
# Pictures and embedded pages may name a document type, as those who made them did; no reader looks into them.
_MAY_HAVE_TYPE = (".svg", ".htm", ".html", ".xhtml")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_EBCDIC = b"\x4c\x6f\xa7\x94"  # "<?xm" in an encoding that parsers know
_TYPE_OR_ENTITY = re.compile(rb"<!(?:DOCTYPE|(ENTITY))", re.IGNORECASE)
_DECLARED = re.compile(rb"""\bencoding\s*=\s*["']\s*([^"'\s]*)""")
# What the standard of Office files lets XML be in. In others, as UTF-7, the words looked for can be written otherwise.
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii"})
_DECLARATION = 1000  # bytes within which the XML declaration ends
_OVERLAP = 16  # more than the longest word looked for, so that none hides between two pieces


class Watch:
    """Looks at one part, piece by piece; `look` and `end` raise Refused("unsafe")."""

    def __init__(self, name: str) -> None:
        folded = name.casefold()
        self._named_xml = folded.endswith(_NAMES)
        self._may_have_type = folded.endswith(_MAY_HAVE_TYPE)
        self._is_xml: bool | None = None  # not known before its beginning is there
        self._before = b""

    def look(self, piece: bytes) -> None:
        if self._is_xml is False:
            return
        # Without NULs the two-byte encodings read as the one-byte ones do, in either order.
        text = self._before + piece.replace(b"\0", b"")
        if self._is_xml is None:
            if len(text) < _DECLARATION:
                self._before = text
                return
            self._begin(text)
        self._search(text)
        self._before = text[-_OVERLAP:]

    def end(self) -> None:
        if self._is_xml is None and self._before:
            self._begin(self._before)
            self._search(self._before)

    def _begin(self, text: bytes) -> None:
        for mark in _MARKS:
            text = text.removeprefix(mark)
        start = text.lstrip()
        self._is_xml = start.startswith(b"<")
        if text.startswith(_EBCDIC) or (self._named_xml and not self._is_xml):
            raise Refused("unsafe", "encoding")
        if start.startswith(b"<?xml"):
            declaration, end, _ = start[:_DECLARATION].partition(b"?>")
            declared = {encoding.lower() for encoding in _DECLARED.findall(declaration)}
            if not end or not declared <= _ENCODINGS:
                raise Refused("unsafe", "encoding")

    def _search(self, text: bytes) -> None:
        for found in _TYPE_OR_ENTITY.finditer(text) if self._is_xml else ():
            if found[1] or not self._may_have_type:
                raise Refused("unsafe", "entities")
