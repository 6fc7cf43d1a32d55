"""Paragraphs of a Word file, as XML."""

from xml.sax.saxutils import escape

from plans.writers.plain import one_line, plain

_BULLET = "- "


def paragraphs(text: str, style: str, bullet: str) -> str:
    """People's words: a paragraph for each line, lines that begin with a hyphen as a list.

    Where blank lines part them, which readers pass over, they stay lines of one paragraph.
    """
    text = plain(text)
    if "\n\n" in text:
        return paragraph(run(text), style)
    return "".join(_line(line, style, bullet) for line in text.split("\n"))


def _line(line: str, style: str, bullet: str) -> str:
    words = line.removeprefix(_BULLET)
    return paragraph(run(words), bullet) if words != line and words.strip() else paragraph(run(line), style)


def paragraph(runs: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def run(text: str, *, bold: bool = False, language: str = "") -> str:
    """Words of one kind. `language`: a tag, where they are not in that of the document."""
    text = plain(text)
    if not text:
        return ""
    bold_words = "<w:b/><w:bCs/>" if bold else ""
    spoken = f'<w:lang w:val="{language}"/>' if language else ""
    properties = f"<w:rPr>{bold_words}{spoken}</w:rPr>" if bold or language else ""
    words = escape(text).replace("\n", _between("<w:br/>")).replace("\t", _between("<w:tab/>"))
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def escaped(text: str) -> str:
    """Words as the value of an attribute."""
    return escape(one_line(text), {'"': "&quot;"})


def _between(mark: str) -> str:
    return f'</w:t>{mark}<w:t xml:space="preserve">'
