"""The styles of a Word file.

Headings are marked by Word's own styles and by some that rest on them, so that people and programs see what is what,
and our reader finds it again after the file was edited: heading 2 is a band, heading 3 an area, heading 4 the heading
of a column. What stands in the place of a heading without words rests on that heading, but is none in the outline.
"""

from plans.writers import colours

TITLE, HEADING, BAND, AREA, FOOTER = "Title", "Heading1", "Heading2", "Heading3", "Footer"
TEXT, BULLET, FACT, CELL, CELL_BULLET = "Normal", "ListBullet", "PlanFact", "PlanCell", "PlanCellBullet"
COLUMN, UNTITLED_BAND, UNTITLED_AREA, NO_BAND = "PlanColumn", "PlanUntitledBand", "PlanUntitledArea", "PlanBandEnd"
TABLE = "PlanTable"

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_KEPT = "<w:keepNext/><w:keepLines/>"
_LIST = '<w:numPr><w:numId w:val="1"/></w:numPr>'  # the only one in numbering()


def styles(language: str, ours: str) -> str:
    """`language` is the tag of the plan's words, `ours` that of our own."""
    everywhere = (
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="20"/>'
        f'<w:szCs w:val="20"/><w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
    )
    return (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{everywhere}</w:rPr></w:rPrDefault><w:pPrDefault/>"
        f"</w:docDefaults>{_text()}{_headings()}{_cells(ours)}{_tables()}</w:styles>"
    )


def _text() -> str:
    pale = f'<w:color w:val="{colours.PALE_INK}"/>'
    return (
        _style(TEXT, "Normal", _spacing(0, 100), "")
        + _style(BULLET, "List Bullet", _LIST + _spacing(0, 60) + _indent(284), "")
        + _style(FACT, "Plan Fact", _spacing(0, 20), "")
        + _style(FOOTER, "footer", '<w:tabs><w:tab w:val="right" w:pos="15137"/></w:tabs>', pale + _size(15))
    )


def _headings() -> str:
    return (
        _style(TITLE, "Title", _KEPT + _spacing(0, 100), _bold(36))
        + _style(HEADING, "heading 1", _KEPT + _spacing(240, 80) + _outline(1), _bold(26))
        + _style(BAND, "heading 2", _KEPT + _spacing(60, 60) + _outline(2), _bold(20))
        + _style(AREA, "heading 3", _spacing(40, 40) + _outline(3), _bold(18))
        + _style("Heading4", "heading 4", _KEPT + _spacing(40, 40) + _outline(4), _bold(17))
    )


def _cells(ours: str) -> str:
    unseen, language = _spacing(20, 20) + _outline(10), f'<w:lang w:val="{ours}"/>'
    return (
        _style(CELL, "Plan Cell", _spacing(40, 40), _size(18))
        + _style(CELL_BULLET, "Plan Cell Bullet", _LIST + _spacing(0, 20) + _indent(170), _size(18))
        + _style(COLUMN, "Plan Column", _spacing(40, 40) + _outline(10), language, base="Heading4")
        + _style(UNTITLED_AREA, "Plan Area Without Title", unseen, _size(18), base=AREA)
        + _style(UNTITLED_BAND, "Plan Band Without Title", _KEPT + unseen, _size(8), base=BAND)
        + _style(NO_BAND, "Plan Band End", _KEPT + unseen, _size(8), base=HEADING)
    )


def _tables() -> str:
    margins = '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{colours.LINE}"/>' for edge in edges)
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>'
        f'<w:style w:type="table" w:styleId="{TABLE}"><w:name w:val="Plan Table"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style>"
    )


def numbering() -> str:
    """The one list there is: bullets, indented as each style says."""
    return (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{_indent(284)}</w:pPr></w:lvl></w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _style(key: str, name: str, paragraph: str, letters: str, base: str = TEXT) -> str:
    default, rests = (' w:default="1"', "") if key == TEXT else ("", f'<w:basedOn w:val="{base}"/>')
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"{default}><w:name w:val="{name}"/>{rests}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _spacing(before: int, after: int) -> str:
    """In twentieths of a point."""
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _indent(width: int) -> str:
    """Of a list: the words stand that far in, the bullet at the edge."""
    return f'<w:ind w:left="{width}" w:hanging="{width}"/>'


def _outline(level: int) -> str:
    """Level 10 is not in the outline."""
    return f'<w:outlineLvl w:val="{level - 1}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _bold(half_points: int) -> str:
    return f'<w:b/><w:bCs/><w:color w:val="{colours.INK}"/>{_size(half_points)}'
