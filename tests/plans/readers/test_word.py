from io import BytesIO

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from plans.document import NotAPlan
from plans.readers import read
from tests.sample_files import TWIN, make_word, saved, word_twin

HEADINGS = ["Område", "Tiltak", "Målgruppe", "Virkemidler", "Tidsaspekt", "Gjennomføringsgrad"]


def rows(data: bytes):
    return [row for _, row, _ in read("plan.docx", data).document.rows()]


def test_read_twin_is_the_plan_it_was_made_from():
    assert read("plan.docx", word_twin()).document == TWIN


def test_read_twin_leaves_no_doubt():
    assert read("plan.docx", word_twin()).doubts == ()


def test_twin_is_as_hard_as_promised():
    leaves = list(TWIN.leaf_areas())
    titles = [(band.title if band else None, area.title) for band, area in leaves]

    assert sum(len(area.rows) for _, area in leaves) == 46
    assert sum(area.kind == "band" for area in TWIN.areas) == 5
    assert sum(len(area.rows) for band, area in leaves if band is None) == 14
    assert len({band for band, title in titles if title == "Kurs"}) == 2
    assert sum(row.continues for _, row, _ in TWIN.rows()) >= 3
    assert sum(row.status == "" for _, row, _ in TWIN.rows()) == 1


def test_read_keeps_line_breaks_and_bullets_of_a_cell():
    word = Document(BytesIO(make_word([["Tiltak", "Virkemidler"], ["Kurs", ""]])))
    cell = word.tables[0].cell(1, 1)
    cell.paragraphs[0].add_run("Først").add_break()
    cell.paragraphs[0].add_run("så")
    cell.add_paragraph("ett", style="List Bullet")
    cell.add_paragraph("to", style="List Bullet")
    cell.add_paragraph("a", style="List Number")
    cell.add_paragraph("b", style="List Number")

    assert rows(saved(word))[0].instruments == "Først\nså\n- ett\n- to\n1. a\n2. b"


def test_read_takes_tracked_changes_as_accepted():
    word = Document(BytesIO(make_word([["Tiltak", "Målgruppe"], ["Kurs", "Leger"]])))
    paragraph = word.tables[0].cell(1, 0).paragraphs[0]._p
    paragraph.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t> på nett</w:t></w:r></w:ins>"))
    paragraph.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText> i sal</w:delText></w:r></w:del>"))

    assert rows(saved(word))[0].measure == "Kurs på nett"


def test_read_looks_into_content_controls():
    word = Document(BytesIO(make_word([["Tiltak", "Målgruppe"], ["Kurs", "Leger"]])))
    table = word.tables[0]._tbl
    control = OxmlElement("w:sdt")
    content = OxmlElement("w:sdtContent")
    control.append(content)
    table.addprevious(control)
    content.append(table)

    assert rows(saved(word))[0].measure == "Kurs"


def test_read_writes_out_the_address_of_a_link():
    word = Document(BytesIO(make_word([["Tiltak", "Målgruppe"], ["Se ", "Leger"]])))
    relation = word.part.relate_to(
        "https://kurs.example/a",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    link.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>kurssiden</w:t></w:r>"))
    word.tables[0].cell(1, 0).paragraphs[0]._p.append(link)

    assert rows(saved(word))[0].measure == "Se kurssiden (https://kurs.example/a)"


def test_read_joins_tables_with_headings_between_as_areas():
    first = [["Tiltak", "Målgruppe"], ["Kurs", "Leger"]]
    second = [["Tiltak", "Målgruppe"], ["Brosjyre", "Pasienter"], ["Film", "Alle"]]

    document = read(
        "plan.docx", make_word(first, second, before=["Plan", "# Undervisning"], between="# Informasjon")
    ).document

    assert [(area.title, len(area.rows)) for _, area in document.leaf_areas()] == [
        ("Undervisning", 1),
        ("Informasjon", 2),
    ]


def test_read_goes_on_in_a_table_that_a_page_break_cut_off():
    document = read("plan.docx", make_word([["Tiltak", "Målgruppe"], ["Kurs", "Leger"]], [["Film", "Alle"]])).document

    assert [row.measure for _, row, _ in document.rows()] == ["Kurs", "Film"]


def test_read_leaves_repeated_headings_out():
    found = rows(make_word([["Tiltak", "Målgruppe"], ["Kurs", "Leger"], ["Tiltak", "Målgruppe"], ["Film", "Alle"]]))

    assert [row.measure for row in found] == ["Kurs", "Film"]


def test_read_keeps_text_round_the_table():
    table = [["Tiltak", "Målgruppe"], ["Kurs", "Leger"]]
    document = read(
        "plan.docx", make_word(table, before=["Plan 2024–2026", "Hvorfor.", "# Bakgrunn", "Derfor."])
    ).document

    assert (document.title, document.purpose) == ("Plan 2024–2026", "Hvorfor.")
    assert [(section.heading, section.text, section.place) for section in document.sections] == [
        ("Bakgrunn", "Derfor.", "before")
    ]
    assert (document.period_start.year, document.period_end.year) == (2024, 2026)


def test_read_without_a_plan_says_so():
    with pytest.raises(NotAPlan) as raised:
        read("plan.docx", make_word([["Navn", "Telefon"], ["Kari", "123"]]))

    assert raised.value.code == "no_table"
