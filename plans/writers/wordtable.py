"""The plan's table in a Word file, as XML: bands over the whole width, areas and measures merged downwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans.document import Area, PlanDocument, Row
from plans.writers import colours, widths
from plans.writers import wordstyles as style
from plans.writers.labels import Labels
from plans.writers.lines import Group, table_of
from plans.writers.wordtext import escaped, paragraph, paragraphs, run

WIDTH = 15137  # twentieths of a point: A4 across, without its margins
_BEGINS, _GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
_EMPTY = paragraph("", style.CELL)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The table's columns by name, with their widths in percent and in twentieths of a point."""

    percents: dict[str, float]
    widths: dict[str, int]

    @property
    def width(self) -> int:
        return sum(self.widths.values())


def table(document: PlanDocument, labels: Labels) -> str:
    found = table_of(document)
    percents = widths.percents(found.columns)
    columns = _Columns(percents, {name: round(WIDTH * share / 100) for name, share in percents.items()})
    lines = [line for at, group in enumerate(found.groups) for line in _group(group, columns, labels, first=at == 0)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns.widths.values())
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style.TABLE}"/><w:tblW w:w="{columns.width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escaped(labels.table)}"/><w:tblDescription w:val="{escaped(labels.table_described)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_headings(columns, labels)}"
        f"{''.join(lines or [_line(columns, {})])}</w:tbl>"
    )


def _headings(columns: _Columns, labels: Labels) -> str:
    cells = {name: paragraph(run(labels.columns[name]), style.COLUMN) for name in columns.widths}
    return _line(columns, cells, fills=dict.fromkeys(cells, colours.HEADING), heads=True)


def _group(group: Group, columns: _Columns, labels: Labels, *, first: bool) -> Iterator[str]:
    """A band's line with those of its areas. Areas in no band that come after one have an empty line above them."""
    if group.band is not None:
        words = paragraph(run(group.band.title), style.BAND if group.band.title else style.UNTITLED_BAND)
        yield _across(columns, words, colours.BAND)
    elif not first:
        yield _across(columns, paragraph("", style.NO_BAND), "")
    for area in group.areas:
        yield from _area(area, columns, labels)


def _area(area: Area, columns: _Columns, labels: Labels) -> Iterator[str]:
    title = paragraph(run(area.title), style.AREA if area.title else style.UNTITLED_AREA)
    if not area.rows:
        yield _line(columns, {"area": title})
    for at, row in enumerate(area.rows):
        cells = {name: _words(row, name, labels) for name in columns.widths}
        merges = {"area": _GOES_ON if at else _BEGINS if len(area.rows) > 1 else ""}
        merges["measure"] = _GOES_ON if row.continues else _BEGINS if _is_gone_on(area.rows, at) else ""
        cells["area"] = _EMPTY if at else title
        colour = colours.STATUSES[row.status]
        yield _line(columns, cells, merges, {"timeframe": colour, "status": colour}, tall=_is_tall(row, columns))


def _is_gone_on(rows: Sequence[Row], at: int) -> bool:
    return at + 1 < len(rows) and rows[at + 1].continues


def _words(row: Row, column: str, labels: Labels) -> str:
    if column == "status":
        return paragraph(run(labels.statuses[row.status], language=labels.language), style.CELL)
    words = "" if column == "area" else row.words(column)
    return paragraphs(words, style.CELL, style.CELL_BULLET) if words else _EMPTY


def _is_tall(row: Row, columns: _Columns) -> bool:
    """Is a row about a page high? Then it has to be parted, or some programs would cut it off."""
    texts = ((row.words(name), width) for name, width in columns.percents.items() if name not in ("area", "status"))
    return any(
        len(words) > widths.LINES_PER_PAGE and widths.height(words, width) > widths.LINES_PER_PAGE
        for words, width in texts
    )


def _across(columns: _Columns, words: str, fill: str) -> str:
    span = f'<w:gridSpan w:val="{len(columns.widths)}"/>'
    return f"<w:tr>{_properties()}{_cell(words, columns.width, span, fill)}</w:tr>"


def _line(
    columns: _Columns,
    cells: dict[str, str],
    merges: dict[str, str] | None = None,
    fills: dict[str, str] | None = None,
    *,
    heads: bool = False,
    tall: bool = False,
) -> str:
    merges, fills = merges or {}, fills or {}
    made = (
        _cell(cells.get(name, _EMPTY), width, merges.get(name, ""), fills.get(name, ""))
        for name, width in columns.widths.items()
    )
    return f"<w:tr>{_properties(heads=heads, tall=tall)}{''.join(made)}</w:tr>"


def _properties(*, heads: bool = False, tall: bool = False) -> str:
    whole = "" if tall else "<w:cantSplit/>"
    return f"<w:trPr>{whole}{'<w:tblHeader/>' if heads else ''}</w:trPr>" if whole or heads else ""


def _cell(words: str, width: int, merge: str, fill: str) -> str:
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}{shading}</w:tcPr>{words}</w:tc>'


def legend(labels: Labels) -> str:
    """The colours of the degrees of completion and what they mean, as a small table."""
    width = WIDTH // 3
    lines = [(labels.columns["status"], style.COLUMN, colours.HEADING)]
    lines += [(words, style.CELL, colours.STATUSES[status]) for status, words in labels.meanings.items() if status]
    rows = "".join(
        f"<w:tr>{_properties()}{_cell(paragraph(run(words), kind), width, '', fill)}</w:tr>"
        for words, kind, fill in lines
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style.TABLE}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCaption w:val="{escaped(labels.columns["status"])}"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{rows}</w:tbl>'
    )
