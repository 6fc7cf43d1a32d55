"""Workbooks with parts that openpyxl would not write: a sheet's own XML, and others beside it."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from tests.sample_files import saved

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


RELATIONS_OF_SHEET = "xl/worksheets/_rels/sheet1.xml.rels"


def with_parts(data: bytes, parts: Mapping[str, str]) -> bytes:
    """The archive with these parts in place of, or beside, its own."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name in old.namelist():
            if name not in parts:
                archive.writestr(name, old.read(name))
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def sheet_of(cells: str, after: str = "", before: str = "") -> bytes:
    """A workbook whose one sheet has these rows, as XML, and what stands before and after them."""
    book = Workbook()
    book.worksheets[0].append(["in its place"])
    xml = f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}<sheetData>{cells}</sheetData>{after}</worksheet>'
    return with_parts(saved(book), {"xl/worksheets/sheet1.xml": xml})


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def relations(*found: tuple[str, str]) -> str:
    """The relations of a sheet, each of a kind and with a target in another folder."""
    each = (
        f'<Relationship Id="rId{at}" Type="{RELATIONS}/{kind}" Target="../{target}"/>'
        for at, (kind, target) in enumerate(found)
    )
    return f'<Relationships xmlns="{PACKAGE}">{"".join(each)}</Relationships>'
