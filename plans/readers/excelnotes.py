"""What stands beside the cells of an Excel sheet, and has no place in a plan: comments and text boxes."""

from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element as Element
from openpyxl.packaging.relationship import get_dependents, get_rels_path

from plans.imported import LeftOut
from plans.readers.excelsheet import local_name, plain_words
from plans.readers.grid import cleaned

MOST = 200  # of each kind in a sheet
_LENGTH = 1000  # characters of each that are shown


@dataclass(frozen=True, slots=True)
class Relations:
    """What a sheet refers to: the addresses of its links by their ids, and its parts by kind."""

    addresses: dict[str, str]
    parts: tuple[tuple[str, str], ...]  # kind (comments, threadedComment, drawing), name


def relations_of(archive: ZipFile, path: str) -> Relations:
    name = get_rels_path(path)
    if name not in archive.namelist():
        return Relations({}, ())
    found = list(get_dependents(archive, name))
    outside = {each.Id: each.Target for each in found if each.TargetMode == "External"}
    inside = [(each.Type.rpartition("/")[2], each.Target) for each in found if each.TargetMode != "External"]
    return Relations(outside, tuple(inside))


def notes_of(archive: ZipFile, relations: Relations, sheet: str) -> Iterator[LeftOut]:
    """The comments, each once, and the text boxes of a sheet."""
    threads = [name for kind, name in relations.parts if kind == "threadedComment"]
    # For older programs Excel writes a thread as a comment, too, with a notice before it.
    plain = [name for kind, name in relations.parts if kind == "comments"]
    comments = [found for name in threads for found in _comments(archive, name, "threadedComment")]
    said = {place for place, _ in comments}
    comments += [found for name in plain for found in _comments(archive, name, "comment") if found[0] not in said]
    for place, text in comments:
        yield LeftOut(code="comment", text=text, place=f"{sheet}, {place}")
    for kind, name in relations.parts:
        if kind == "drawing":
            for text in _texts(archive, name):
                yield LeftOut(code="text_box", text=text, place=sheet)


def _comments(archive: ZipFile, name: str, tag: str) -> Iterator[tuple[str, str]]:
    for element in _elements(archive, name, tag):
        if text := cleaned(plain_words(element) or "".join(element.itertext()))[:_LENGTH]:
            yield element.get("ref") or "", text


def _texts(archive: ZipFile, name: str) -> Iterator[str]:
    for element in _elements(archive, name, "txBody"):
        lines = [plain_words(paragraph) for paragraph in element if local_name(paragraph) == "p"]
        if text := cleaned("\n".join(lines))[:_LENGTH]:
            yield text


def _elements(archive: ZipFile, name: str, tag: str) -> Iterator[Element]:
    if name not in archive.namelist():
        return
    with archive.open(name) as source:
        parser = etree.iterparse(
            source, tag=f"{{*}}{tag}", resolve_entities=False, no_network=True, remove_comments=True
        )
        for number, (_, element) in enumerate(parser):
            if number >= MOST:
                return
            yield element
            element.clear()
