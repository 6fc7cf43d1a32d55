"""Small Word files written element by element, for what python-docx cannot write."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from plans.document import Row
from plans.imported import Reading
from plans.readers import read

_NAMES = (
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "word/document.xml"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*parts: str, properties: str = "") -> str:
    """Parts that are no elements are runs of text."""
    runs = "".join(part if part.startswith("<") else run(part) for part in parts)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def cell(*parts: str, properties: str = "") -> str:
    """A cell; without paragraphs its parts are one."""
    content = (
        "".join(parts) if any(part.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) for part in parts) else paragraph(*parts)
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    whole = "".join(each if each.startswith(("<w:tc>", "<w:sdt>")) else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{whole}</w:tr>"


def table(*lines: str) -> str:
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def plan(*lines: str, headings: tuple[str, ...] = ("Tiltak", "Målgruppe")) -> str:
    return table(row(*headings), *lines)


def word(
    body: str,
    *,
    main: str = MAIN,
    names: str = _NAMES,
    addresses: dict[str, str] | None = None,
    start: str = "",
    encoding: str = "utf-8",
    **parts: str,
) -> bytes:
    """A .docx. `parts`: what stands in further parts, by their kind: styles, numbering, footnotes …
    `start`: what stands before the document's element."""
    relations = [f'<Relationship Id="{kind}" Type="{_KINDS}{kind}" Target="{kind}.xml"/>' for kind in parts]
    relations += [
        f'<Relationship Id="{key}" Type="{_KINDS}hyperlink" Target="{address}" TargetMode="External"/>'
        for key, address in (addresses or {}).items()
    ]
    folder, _, name = main.rpartition("/")
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels", _relations(f'<Relationship Id="a" Type="{_KINDS}officeDocument" Target="{main}"/>')
        )
        archive.writestr(main, f"{start}<w:document{names}><w:body>{body}</w:body></w:document>".encode(encoding))
        archive.writestr(f"{folder}/_rels/{name}.rels", _relations("".join(relations)))
        for kind, text in parts.items():
            root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
            whole = text if kind == "theme" else f"<w:{root}{names}>{text}</w:{root}>"
            archive.writestr(f"{folder}/{kind}.xml", whole)
    return stream.getvalue()


def _relations(inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


def reading(body: str, **parts) -> Reading:
    return read("plan.docx", word(body, **parts))


def rows(body: str, **parts) -> list[Row]:
    return [found for _, found, _ in reading(body, **parts).document.rows()]


def measure(*parts: str, **others) -> str:
    """What is read of a cell with these paragraphs or runs."""
    return rows(plan(row(cell(*parts), "Leger")), **others)[0].measure


def left_out(*parts: str, **others) -> list[tuple[str, str]]:
    """What is left out of a cell with these."""
    found = reading(plan(row(cell("Kurs", *parts), "Leger")), **others)
    return [(item.code, item.text) for item in found.left_out]
