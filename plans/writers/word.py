"""A plan as a Word file (.docx), as people know it: A4 across, the legend, one table, what else it says round it.

The body is written as XML: python-docx needs time by the square of a table's rows.
"""

from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from plans.document import PlanDocument
from plans.writers import wordstyles as style
from plans.writers.labels import TAGS, Labels
from plans.writers.plain import one_line, plain
from plans.writers.wordtable import legend, table
from plans.writers.wordtext import paragraph, paragraphs, run

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LENGTH, _MARGIN = 16838, 850  # twentieths of a point: the long side of A4, and what is left free round the text
_FOOT_TITLE = 90  # characters: a longer title would need a second line
_LONGEST_PROPERTY = 255


def write(document: PlanDocument, labels: Labels) -> bytes:
    word = Document()
    language = TAGS.get(document.language, TAGS["nb"])
    _replace(word.part.part_related_by(RELATIONSHIP_TYPE.STYLES), style.styles(language, labels.language))
    _replace(word.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING), style.numbering())
    _set_up(word, language)
    _foot(word, document, labels)
    _replace(word.part, f"<w:document {_W}><w:body>{_body(document, labels)}{_page(word)}</w:body></w:document>")
    _describe(word, document, labels, language)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _replace(part: Part, xml: str) -> None:
    """Puts other XML into a part that python-docx made. (To move elements over takes time by the square of them.)"""
    part._element = parse_xml(xml)  # type: ignore[attr-defined]  # all of these parts are of XML


def _body(document: PlanDocument, labels: Labels) -> str:
    parts = [paragraph(run(_title(document, labels)), style.TITLE)]
    parts += [_fact(label, words, labels) for label, words in labels.facts]
    if document.purpose.strip():
        parts += [paragraph(run(labels.purpose), style.HEADING), _text(document.purpose)]
    parts += _sections(document, "before")
    if "status" in document.columns:
        parts += [_gap(), legend(labels)]
    parts += [_gap(), table(document, labels), _gap()]
    parts += _sections(document, "after")
    return "".join(parts)


def _title(document: PlanDocument, labels: Labels) -> str:
    return one_line(document.title) or labels.kind


def _fact(label: str, words: str, labels: Labels) -> str:
    return paragraph(run(f"{label}: ", bold=True, language=labels.language) + run(one_line(words)), style.FACT)


def _sections(document: PlanDocument, place: str) -> list[str]:
    return [
        paragraph(run(one_line(section.heading)), style.HEADING) + _text(section.text)
        for section in document.sections
        if section.place == place
    ]


def _text(words: str) -> str:
    blocks = plain(words).split("\n\n")
    return "".join(paragraphs(block.strip("\n"), style.TEXT, style.BULLET) for block in blocks if block.strip())


def _gap() -> str:
    """Two tables without a paragraph between them would be one."""
    return paragraph("", style.FACT)


def _page(word: WordDocument) -> str:
    """What the last element of the body says: the page, and that the footer stands on it."""
    footer = word.element.body.find(f"{qn('w:sectPr')}/{qn('w:footerReference')}")
    key = footer.get(qn("r:id")) if footer is not None else ""
    margins = "".join(f' w:{edge}="{_MARGIN}"' for edge in ("top", "right", "bottom", "left"))
    return (
        '<w:sectPr xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<w:footerReference w:type="default" r:id="{key}"/>'
        f'<w:pgSz w:w="{_LENGTH}" w:h="11906" w:orient="landscape"/>'
        f'<w:pgMar{margins} w:header="454" w:footer="454" w:gutter="0"/></w:sectPr>'
    )


def _foot(word: WordDocument, document: PlanDocument, labels: Labels) -> None:
    """Whose plan it is, that it is a draft or which version, and "Page 2 of 6"."""
    service = one_line(document.service.abbreviation or document.service.name)
    parts = (service, _title(document, labels), labels.version, labels.changed)
    words = " · ".join(part if len(part) <= _FOOT_TITLE else f"{part[:_FOOT_TITLE]}…" for part in parts if part)
    footer = word.sections[0].footer
    footer.is_linked_to_previous = False
    page = f"{run(f'{labels.page} ')}{_field('PAGE')}{run(f' {labels.of} ')}{_field('NUMPAGES')}"
    tab = "<w:r><w:tab/></w:r>"
    _replace(footer.part, f"<w:ftr {_W}>{paragraph(run(words) + tab + page, style.FOOTER)}</w:ftr>")


def _field(name: str) -> str:
    """Something that the program counts. Until it has, there is a number one."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _set_up(word: WordDocument, language: str) -> None:
    """Words are divided at the ends of lines, and the compatibility mode is that of today's Word."""
    settings = word.settings.element
    settings.find(qn("w:defaultTabStop")).addnext(parse_xml(f"<w:autoHyphenation {_W}/>"))
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), language)
    for each in settings.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), "15")


def _describe(word: WordDocument, document: PlanDocument, labels: Labels, language: str) -> None:
    properties = word.core_properties
    properties.title = _title(document, labels)[:_LONGEST_PROPERTY]
    properties.author = one_line(document.service.name)[:_LONGEST_PROPERTY]
    properties.language, properties.comments = language, ""
    changed = (document.changed_at or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None)
    properties.created = properties.modified = changed
