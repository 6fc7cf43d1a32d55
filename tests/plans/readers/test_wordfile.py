"""Tables, colours, headings and the parts round them in Word files, and the limits."""

import time
from io import BytesIO
from zipfile import ZipFile

import pytest

from plans.document import NotAPlan
from plans.readers import open_file, read, wordparts, wordtables
from plans.readers import word as word_reader
from plans.readers.grid import MOST_COLUMNS, MOST_ROWS
from tests.plans.readers.word_parts import MAIN, cell, paragraph, plan, reading, row, rows, run, table, word

HEADINGS = ("Område", "Tiltak", "Tidsaspekt")
LINE = plan(row("Kurs", "Leger"))
STYLES = (
    '<w:style w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Under"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Egen"><w:name w:val="NKIB-overskrift"/><w:basedOn w:val="Under"/></w:style>'
    '<w:style w:styleId="Dyp"><w:name w:val="Dyp"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/></w:style>'
    '<w:style w:styleId="Innhold"><w:name w:val="toc 1"/></w:style>'
)
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:accent6><a:srgbClr val="70AD47"/></a:accent6>'
    "</a:clrScheme></a:themeElements></a:theme>"
)


def styled(text: str, style: str) -> str:
    return paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')


def cells(data: bytes):
    """The cells of the last table in the file."""
    return open_file("plan.docx", data).pieces[-1].lines


def xml_of(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(MAIN)


def code_of(data: bytes) -> str:
    with pytest.raises(NotAPlan) as raised:
        read("plan.docx", data)
    return raised.value.code


def test_cells_merged_in_both_directions():
    span, start, go_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    lines = (
        row(cell("A", properties=start), "Kurs", "2024"),
        row(cell("", properties=go_on), "Film", "2025"),
        row(cell("Alt under ett", properties='<w:gridSpan w:val="3"/>')),
        row(cell("B", properties=span), "Bok"),
    )
    found = cells(word(plan(*lines, headings=HEADINGS)))

    assert [(each.down, each.across) for each in found[2]] == [(True, False), (False, False), (False, False)]
    assert [each.span for each in found[3]] == [3, 1, 1]
    assert [each.text for each in found[4]] == ["B", "", "Bok"]


def test_old_merging_to_the_side():
    line = row(cell("Bånd", properties='<w:hMerge w:val="restart"/>'), cell("", properties="<w:hMerge/>"), "x")

    assert cells(word(plan(line, headings=HEADINGS)))[1][1].across


def test_cells_left_out_before_and_after_a_row():
    line = row("Kurs", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')

    assert [each.text for each in cells(word(plan(line, headings=HEADINGS)))[1]] == ["", "Kurs", ""]


def test_words_that_a_merged_cell_covers_are_left_out():
    lines = (
        row(cell("A", properties='<w:vMerge w:val="restart"/>'), "Kurs", ""),
        row(cell("gjemt", properties="<w:vMerge/>"), "Film", ""),
    )

    assert [(item.code, item.text) for item in reading(plan(*lines, headings=HEADINGS)).left_out] == [
        ("hidden", "gjemt")
    ]


def test_rows_marked_as_headings_are_counted():
    header = "<w:tblHeader/>"
    grid = open_file(
        "a.docx",
        word(table(row("Tiltak", "Ansvar", properties=header), row("x", "y", properties=header), row("Kurs", "Kari"))),
    ).pieces[0]

    assert grid.heading_lines == 2


@pytest.mark.parametrize(
    ("shading", "colour"),
    [
        ('<w:shd w:val="clear" w:fill="92d050"/>', "92D050"),
        ('<w:shd w:val="clear" w:fill="auto"/>', ""),
        ('<w:shd w:val="clear" w:fill="FFFFFF"/>', ""),
        ('<w:shd w:val="solid" w:color="FF0000" w:fill="auto"/>', "FF0000"),
        ('<w:shd w:val="clear" w:themeFill="accent6"/>', "70AD47"),
        ('<w:shd w:val="clear" w:themeFill="accent6" w:themeFillTint="99"/>', "A9CE91"),
        ('<w:shd w:val="clear" w:themeFill="accent6" w:themeFillShade="80"/>', "385724"),
        ('<w:shd w:val="clear" w:themeFill="accent9"/>', ""),
    ],
)
def test_shading_of_a_cell(shading, colour):
    data = word(plan(row("Kurs", cell("2024", properties=shading)), headings=("Tiltak", "Frist")), theme=THEME)

    assert cells(data)[1][1].colour == colour


def test_marker_pen_over_all_letters_of_a_cell_is_its_colour():
    pen = '<w:highlight w:val="yellow"/>'
    lines = row(cell(run("2024", pen)), cell(run("a", pen), run("b")))

    assert [each.colour for each in cells(word(plan(lines)))[1]] == ["FFFF00", ""]


def test_legend_in_paragraphs_is_read():
    legend = paragraph(run("Fullført", '<w:highlight w:val="green"/>')) + paragraph(
        "Pågående", properties='<w:shd w:val="clear" w:fill="FFC000"/>'
    )
    shaded = cell("2024", properties='<w:shd w:val="clear" w:fill="FFC000"/>')
    found = reading(paragraph("Plan") + legend + plan(row("A", "Kurs", shaded), headings=HEADINGS))

    assert [item.status for _, item, _ in found.document.rows()] == ["ongoing"]
    assert [item.text for item in found.left_out] == ["Fullført", "Pågående"]


def test_levels_of_headings_by_name_base_and_outline():
    body = "".join(styled(name, name) for name in ("Title", "Under", "Egen", "Dyp", "Ring", "Ukjent"))
    pieces = open_file("a.docx", word(body + LINE, styles=STYLES)).pieces

    assert [piece.level for piece in pieces[:-1]] == [1, 2, 2, 3, 0, 0]


def test_heading_styles_in_cells_are_levels():
    lines = (
        row(cell(styled("Undervisning", "Under"), properties='<w:gridSpan w:val="3"/>')),
        row(cell(styled("Kurs", "Dyp"), paragraph("og mer")), "x", ""),
    )
    found = cells(word(plan(*lines, headings=HEADINGS), styles=STYLES))

    assert (found[1][0].level, found[2][0].level) == (2, 0)


def test_table_of_contents_is_not_read():
    assert (
        reading(styled("Plan", "Title") + styled("Bakgrunn 3", "Innhold") + LINE, styles=STYLES).document.purpose == ""
    )


def test_bold_paragraphs_are_told_apart():
    bold = "<w:b/>"
    body = paragraph(run("Kurs", bold), run(" ")) + paragraph(run("Husk", bold), run(" dette")) + LINE

    assert [piece.bold for piece in open_file("a.docx", word(body)).pieces[:-1]] == [True, False]


def test_title_may_stand_in_the_head_of_the_pages():
    found = reading(LINE, header=paragraph("Plan for 2024"), footer=paragraph("Side 1 av 7") + paragraph(""))

    assert found.document.title == "Plan for 2024"
    assert found.left_out == ()


def test_head_and_foot_of_the_pages_are_left_out_where_the_text_has_a_title():
    found = reading(paragraph("Min plan") + LINE, header=paragraph("Sykehuset"), footer=paragraph("Utkast"))

    assert found.document.title == "Min plan"
    assert [item.text for item in found.left_out] == ["Sykehuset", "Utkast"]
    assert {item.code for item in found.left_out} == {"page_header"}


def test_strict_files_are_read_too():
    strict = ' xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'

    assert [piece.width for piece in open_file("a.docx", word(LINE, names=strict)).pieces] == [2]


def test_document_may_have_another_name():
    assert len(list(read("a.docx", word(LINE, main="word/document2.xml")).document.rows())) == 1


def test_rows_within_wrappers_are_rows():
    control = f"<w:sdt><w:sdtContent>{row('Film', 'Alle')}</w:sdtContent></w:sdt>"
    wrapped = f"{control}<w:customXml>{row('Bok', 'Barn')}</w:customXml>"

    assert [found.measure for found in rows(plan(row("Kurs", "Leger"), wrapped))] == ["Kurs", "Film", "Bok"]


def test_as_many_rows_and_columns_as_a_plan_may_have():
    assert len(rows(plan(*[row("x", "y")] * (MOST_ROWS - 1)))) == MOST_ROWS - 1
    assert code_of(word(plan(*[row("x", "y")] * MOST_ROWS))) == "too_large"
    wide = row(*["x"] * MOST_COLUMNS)
    assert len(cells(word(plan(wide)))[1]) == MOST_COLUMNS
    assert code_of(word(plan(row(*["x"] * (MOST_COLUMNS + 1))))) == "too_large"


def test_rows_of_all_tables_are_counted_while_the_file_is_read():
    half = plan(*[row("x", "y")] * (MOST_ROWS // 2 - 1))

    assert len(open_file("a.docx", word(half + half)).pieces) == 2
    with pytest.raises(NotAPlan):
        open_file("a.docx", word(half + half + LINE))


def test_headings_over_the_whole_width_are_no_rows(monkeypatch):
    monkeypatch.setattr(wordtables, "MOST_ROWS", 4)
    monkeypatch.setattr(wordtables, "MOST_LINES", 7)
    band = row(cell(paragraph("Undervisning"), properties='<w:gridSpan w:val="2"/>'))

    assert len(rows(plan(*[band, row("x", "y")] * 3))) == 3
    assert code_of(word(plan(*[row("x", "y")] * 4, band))) == "too_large"
    assert code_of(word(plan(*[band] * 4, *[row("x", "y")] * 3))) == "too_large"


@pytest.mark.parametrize("name", ["gridSpan", "gridBefore"])
def test_span_wider_than_any_plan_is_refused(name):
    properties = f'<w:{name} w:val="1000000000"/>'
    line = row("x", properties=properties) if name == "gridBefore" else row(cell("x", properties=properties))

    assert code_of(word(plan(line))) == "too_large"


def test_elements_at_the_limit_and_one_over_it(monkeypatch):
    data = word(plan(*[row("Kurs", "Leger")] * 9))
    tags = xml_of(data).count(b"<")

    monkeypatch.setattr(wordparts, "MOST_TAGS", tags)
    assert len(list(read("a.docx", data).document.rows())) == 9
    monkeypatch.setattr(wordparts, "MOST_TAGS", tags - 1)
    assert code_of(data) == "too_large"


def test_size_of_a_part_at_the_limit_and_one_over_it(monkeypatch):
    data = word(plan(*[row("Kurs", "Leger")] * 9))
    size = len(xml_of(data))

    monkeypatch.setattr(wordparts, "MOST_BYTES", size)
    assert len(list(read("a.docx", data).document.rows())) == 9
    monkeypatch.setattr(wordparts, "MOST_BYTES", size - 1)
    assert code_of(data) == "too_large"


def test_two_million_paragraphs_are_refused_before_a_tree_is_built():
    """A tree of them takes a gigabyte; a hundredfold margin of time."""
    data = word("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 2_000_000)
    began = time.process_time()

    assert code_of(data) == "too_large"
    assert time.process_time() - began < 10


def test_paragraphs_at_the_limit_and_one_over_it(monkeypatch):
    monkeypatch.setattr(word_reader, "MOST_PARAGRAPHS", 3)

    assert len(rows(paragraph("Plan") + paragraph("x") * 2 + LINE)) == 1
    assert code_of(word(paragraph("Plan") + paragraph("x") * 3 + LINE)) == "too_large"


def test_empty_paragraphs_are_counted_too(monkeypatch):
    monkeypatch.setattr(wordtables, "MOST_BLOCKS", 15)  # the table and its four cells are five of them

    assert len(rows(paragraph() * 10 + LINE)) == 1
    assert code_of(word(paragraph() * 11 + LINE)) == "too_large"


def test_tables_in_tables_without_end_are_refused():
    nested = table(row("x"))
    for _ in range(30):
        nested = table(row(cell(nested, paragraph())))

    assert code_of(word(plan(row(cell(nested, paragraph()), "x")))) == "too_large"


@pytest.mark.parametrize("entity", ['<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/passwd">'])
def test_entities_are_refused(entity):
    assert code_of(word(plan(row("&a;", "Leger")), start=f"<!DOCTYPE w:document [{entity}]>")) == "damaged"


def test_encoding_that_may_hide_entities_is_refused():
    assert len(rows(LINE, start='<?xml version="1.0" encoding="UTF-8" standalone="yes"?>')) == 1
    assert len(rows(LINE, encoding="utf-8-sig")) == 1
    hidden = word(LINE, start='<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x>', encoding="utf-16")
    assert code_of(hidden) == "damaged"


def test_file_without_a_document_is_damaged():
    assert code_of(word(LINE, names=' xmlns:w="urn:other"')) == "damaged"
