"""Reads a PDF's tags back with pikepdf and names what is wrong: tree, page streams and tables must agree."""

import io
import subprocess
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pikepdf
from pikepdf import Dictionary, Object

PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"}
GROUPS = ("/THead", "/TBody", "/TFoot")


class Element(NamedTuple):
    value: Dictionary
    parent: Dictionary


class Report(NamedTuple):
    faults: list[str]
    tags: Counter
    scopes: Counter  # of the TH


def check(content: bytes) -> Report:
    """Everything wrong with the tags, and how often each tag occurs."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        elements = list(walk(pdf.Root.StructTreeRoot))
        faults = [*parent_faults(elements), *stream_faults(pdf, elements), *document_faults(pdf)]
        for element in elements:
            if tag(element.value) == "/Table":
                faults += table_faults(element.value)
        heads = [element.value for element in elements if tag(element.value) == "/TH"]
        return Report(
            faults,
            Counter(tag(element.value).removeprefix("/") for element in elements),
            Counter(str(head.A.get("/Scope", "none")) for head in heads),
        )


def tag(element: Dictionary) -> str:
    return str(element.get("/S"))


def kids(element: Dictionary) -> list:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def is_element(kid: object) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid and "/P" in kid


def walk(root: Dictionary) -> Iterator[Element]:
    """All structure elements in reading order."""
    waiting = [Element(kid, root) for kid in reversed(kids(root))]
    while waiting:
        element = waiting.pop()
        yield element
        below = [Element(kid, element.value) for kid in kids(element.value) if is_element(kid)]
        waiting += reversed(below)


def parent_faults(elements: list[Element]) -> Iterator[str]:
    seen = set()
    for element, parent in elements:
        if element.P.objgen != parent.objgen:
            yield f"{tag(element)} names another parent"
        if element.objgen in seen:
            yield f"{tag(element)} stands twice in the tree"
        seen.add(element.objgen)
        if "/ID" in element or "/Headers" in element.get("/A", {}):
            yield f"{tag(element)} has an ID or Headers, and there is no IDTree"
        if not kids(element) and tag(element) not in ("/TD", "/TH", "/Caption", "/NonStruct", "/Div"):
            yield f"{tag(element)} is empty"


def content_owners(pdf: pikepdf.Pdf, elements: list[Element]) -> tuple[dict, list[str]]:
    """(page, number of marked content) → the element that holds it."""
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    owners, faults = {}, []
    for element, _parent in elements:
        for kid in kids(element):
            if isinstance(kid, Object) and not isinstance(kid, Dictionary):
                faults.append(f"{tag(element)} has a strange kid")
            elif not isinstance(kid, Dictionary):
                place = pages[element.Pg.objgen], int(kid)
                if place in owners:
                    faults.append(f"content {place} has two owners")
                owners[place] = element.objgen
            elif kid.get("/Type") == "/OBJR" and parents(pdf)[int(kid.Obj.StructParent)].objgen != element.objgen:
                faults.append("a link belongs to another element")
    return owners, faults


def parents(pdf: pikepdf.Pdf) -> dict[int, Object]:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers), 2)}


def stream_faults(pdf: pikepdf.Pdf, elements: list[Element]) -> list[str]:
    owners, faults = content_owners(pdf, elements)
    by_page = parents(pdf)
    for index, page in enumerate(pdf.pages):
        named = by_page[int(page.StructParents)]
        marked, found = marked_content(page)
        faults += [f"page {index}: {fault}" for fault in found]
        for number in marked:
            owner = named[number].objgen if number < len(named) and is_element(named[number]) else None
            if owner is None or owners.pop((index, number), None) != owner:
                faults.append(f"page {index}: content {number} and its element do not agree")
        faults += [
            f"page {index}: content {number} is promised and missing"
            for number in range(len(named))
            if is_element(named[number]) and number not in marked
        ]
    return faults + [f"content {place} of the tree is on no page" for place in owners]


def marked_content(page: pikepdf.Page) -> tuple[set[int], list[str]]:
    """The numbers of marked content of a page's stream; faults: nested marks, paint outside any."""
    open_marks: list[bool] = []
    numbers: set[int] = set()
    faults = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            number = operands[1].get("/MCID") if name == "BDC" else None
            if open_marks and (number is not None or any(open_marks) or operands[0] == "/Artifact"):
                faults.append("nested marks")
            if number is not None and int(number) in numbers:
                faults.append(f"content {number} twice")
            if number is not None:
                numbers.add(int(number))
            open_marks.append(number is None)
        elif name == "EMC":
            open_marks.pop()
        elif name in PAINTING and not open_marks:
            faults.append(f"{name} outside any mark")
    return numbers, faults


def table_faults(table: Dictionary) -> Iterator[str]:
    groups = [kid for kid in kids(table) if tag(kid) in GROUPS]
    if [tag(group) for group in groups].count("/THead") > 1:
        yield "several THead in a Table"
    widths = set()
    for row in (row for group in groups for row in kids(group)):
        cells = kids(row)
        if tag(row) != "/TR" or any(tag(cell) not in ("/TH", "/TD") for cell in cells):
            yield "a table row holds something else than cells"
        if any("/RowSpan" in cell.A for cell in cells):
            yield "a cell spans rows, and the pages' ends would cut it"
        widths.add(sum(int(cell.A.get("/ColSpan", 1)) for cell in cells))
        if any(tag(cell) == "/TH" and str(cell.A.get("/Scope")) not in ("/Row", "/Column") for cell in cells):
            yield "a TH without scope"
    if len(widths) > 1:
        yield f"rows of {sorted(widths)} columns in one table"


def document_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not str(pdf.docinfo.get("/Title", "")) or not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "no title, or none to be shown"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not marked as tagged"
    packet = root.Metadata.read_bytes()
    if packet.count(b"<rdf:RDF") != 1:
        yield "metadata in several pieces"
    with pdf.open_metadata() as metadata:
        marks = {name: metadata.get(name) for name in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")}
    carried = list(root.get("/AF", []))
    if marks != {"pdfuaid:part": "1", "pdfaid:part": "3" if carried else "2", "pdfaid:conformance": "A"}:
        yield f"marked as {marks}"
    yield from file_faults(root, carried)
    if b"pdfaSchema:prefix>pdfuaid<" not in packet:
        yield "pdfuaid is used and its schema is not declared"


def file_faults(root: Dictionary, carried: list[Dictionary]) -> Iterator[str]:
    """PDF/A-3: every file has a name, a kind, a date and its relationship to the document, and is named once."""
    named = list(root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", []))[1::2]
    if [file.objgen for file in carried] != [file.objgen for file in named]:
        yield "the files carried and the files named are not the same"
    for file in carried:
        stream = file.EF.F
        if not (str(file.get("/UF", "")) and str(file.get("/F", "")) and str(file.get("/Desc", ""))):
            yield "a file without a name or a description"
        if "/ModDate" not in stream.get("/Params", {}) or "/Subtype" not in stream:
            yield "a file without a date or a kind"
        if file.get("/AFRelationship") not in ("/Source", "/Data"):
            yield "a file without a relationship to the document"


def outline(content: bytes) -> list[tuple[int, str]]:
    """The bookmarks as (depth, words)."""
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as found:
        return list(_outline(found.root, 1))


def _outline(items: list, depth: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, item.title
        yield from _outline(item.children, depth + 1)


def attached(content: bytes) -> dict[str, bytes]:
    """The files that the PDF carries."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}


def words_of(content: bytes) -> str:
    """What stands on the pages, which end with a form feed."""
    return subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()


def fonts(content: bytes) -> set[str]:
    """Names of the embedded fonts without their subset's prefix."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return {
            str(item.BaseFont).partition("+")[2]
            for item in pdf.objects
            if isinstance(item, Dictionary) and item.get("/Type") == "/Font"
        }
