"""The parts of a .docx file as trees of elements, each read within limits and without entities."""

import posixpath
import re
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element as Element

from plans.document import NotAPlan

MOST_BYTES = 64 * 1024 * 1024  # of one part, unpacked
# Beginnings and ends of elements in one part: 5000 rows as Word writes them have a million. A tree of three million
# takes half a gigabyte.
MOST_TAGS = 3_000_000
_PIECE = 64 * 1024

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PREFIXES = {
    "w": _W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
# "Strict Open XML" says the same with other names of the name spaces.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _PREFIXES["r"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": _PREFIXES["m"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": _PREFIXES["a"].encode(),
}
# Written so that "<!DOCTYPE" is found as such. Office writes UTF-8.
_PLAIN_ENCODING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml(?![^>]*encoding)|<\?xml[^>]*encoding=.(?:utf-8|us-ascii)|<[^?])", re.I
)


@cache
def qn(name: str) -> str:
    """ "w:p" with its name space, as lxml has it."""
    prefix, _, local = name.partition(":")
    return f"{{{_PREFIXES[prefix]}}}{local}"


VAL = qn("w:val")


def is_on(element: Element | None) -> bool:
    """Is a switch such as <w:b/> there and not turned off?"""
    return element is not None and element.get(VAL, "1") not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Relation:
    kind: str  # hyperlink, footnotes …
    target: str  # the name of a part, or an address
    is_external: bool


@dataclass(slots=True)
class Package:
    """An open file. Whatever zipfile and lxml raise for a damaged one is raised here."""

    archive: ZipFile
    main: str
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to, by id."""
        if part not in self._relations:
            self._relations[part] = _relations(self.archive, part)
        return self._relations[part]

    def body(self) -> Element:
        tree = tree_of(self.archive, self.main)
        body = tree.find(qn("w:body")) if tree is not None else None
        if body is None:
            raise NotAPlan("no document in the file", code="damaged")
        return body

    def title(self) -> str:
        """That of the file's properties."""
        for relation in self.relations("").values():
            tree = tree_of(self.archive, relation.target) if relation.kind == "core-properties" else None
            found = tree.find("{http://purl.org/dc/elements/1.1/}title") if tree is not None else None
            if found is not None and found.text:
                return found.text
        return ""

    def parts(self, kind: str) -> list[tuple[str, Element]]:
        """The parts of a kind that the document refers to, with their names."""
        names = [relation.target for relation in self.relations(self.main).values() if relation.kind == kind]
        return [(name, tree) for name in dict.fromkeys(names) if (tree := tree_of(self.archive, name)) is not None]

    def part(self, kind: str) -> Element | None:
        found = self.parts(kind)
        return found[0][1] if found else None


def package_of(data: bytes) -> Package:
    archive = ZipFile(BytesIO(data))
    package = Package(archive, "")
    start = (relation.target for relation in package.relations("").values() if relation.kind == "officeDocument")
    package.main = next(start, "word/document.xml")
    return package


def tree_of(archive: ZipFile, name: str) -> Element | None:
    """A part's root element; None if there is no such part.

    Raises NotAPlan: too_large before the tree is built, damaged for anything with a document type, where entities live.
    """
    if name not in archive.namelist():
        return None
    data = _bytes(archive, name)
    if data.count(b"<") > MOST_TAGS:
        raise NotAPlan("the document is too large", code="too_large")
    if b"<!DOCTYPE" in data or not _PLAIN_ENCODING.match(data):
        raise NotAPlan("the file has what no Word file has", code="damaged")
    if b"purl.oclc.org" in data[:8000]:
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def _bytes(archive: ZipFile, name: str) -> bytes:
    """Unpacked piece by piece, since the size that the archive declares may be a lie."""
    pieces, size = [], 0
    with archive.open(name) as file:
        while piece := file.read(_PIECE):
            size += len(piece)
            if size > MOST_BYTES:
                raise NotAPlan("the document is too large", code="too_large")
            pieces.append(piece)
    return b"".join(pieces)


def _relations(archive: ZipFile, part: str) -> dict[str, Relation]:
    folder, _, name = part.rpartition("/")
    tree = tree_of(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    relations = {}
    for element in tree if tree is not None else ():
        is_external = element.get("TargetMode") == "External"
        target = element.get("Target", "")
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        relations[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], target, is_external)
    return relations
