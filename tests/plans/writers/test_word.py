from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from hypothesis import HealthCheck, given, settings

from plans.document import NotAPlan, PlanDocument, Row
from plans.readers import read
from plans.writers import colours, word
from tests.plans.writers.examples import FORMULAS, PLAN, plan_of
from tests.plans.writers.round_trips import LANGUAGES, has_rows, labels_of, table_in_file, title_in_file
from tests.strategies import tables


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tables(), LANGUAGES)
def test_word_file_loses_nothing_of_the_table(document, language):
    labels = labels_of(document, language)
    data = word.write(document, labels)
    if not has_rows(document):
        with pytest.raises(NotAPlan, match="no rows"):
            read("plan.docx", data)
        return
    reading = read("plan.docx", data)

    assert reading.document.title == title_in_file(document, labels)
    assert reading.document.areas == table_in_file(document)
    assert reading.doubts == ()


def opened(document: PlanDocument = PLAN, language: str = "nb") -> WordDocument:
    return Document(BytesIO(word.write(document, labels_of(document, language))))


def colour_of(cell: _Cell) -> str:
    shading = cell._tc.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    return "" if shading is None else shading.get(qn("w:fill"))


def row_marks(table: Table, name: str) -> list[bool]:
    return [row._tr.find(f"{qn('w:trPr')}/{qn(name)}") is not None for row in table.rows]


def test_word_file_is_a4_across():
    (section,) = opened().sections

    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


def test_word_headings_have_words_own_styles():
    file = opened()
    found = [(each.text, each.style.name) for each in file.paragraphs if each.style.name not in ("Normal", "Plan Fact")]
    cells = {
        each.text: each.style.name for row in file.tables[1].rows for cell in row.cells for each in cell.paragraphs
    }

    assert found == [("Kompetansespredningsplan", "Title"), ("Formål", "Heading 1")]
    assert (cells["Opplæring"], cells["Kurs"], cells["Tidsaspekt"]) == ("Heading 2", "Heading 3", "Plan Column")
    assert file.styles["Plan Column"].base_style.name == "Heading 4"


def test_word_table_repeats_its_headings_and_parts_no_row():
    table = opened().tables[1]

    assert row_marks(table, "w:tblHeader") == [True] + [False] * 6
    assert all(row_marks(table, "w:cantSplit"))


def test_word_row_higher_than_a_page_may_be_parted():
    table = opened(plan_of("Kurs", "linje\n" * 60)).tables[1]

    assert row_marks(table, "w:cantSplit") == [True, True, False]


def test_word_table_merges_bands_areas_and_measures():
    table = opened().tables[1]
    cells = [[cell.text for cell in row.cells] for row in table.rows]  # a merged cell says the same at each place

    assert set(cells[2]) == {"Opplæring"}
    assert [line[0] for line in cells[1:]] == ["Nyheter", "Opplæring", "Kurs", "Kurs", "Kurs", "Film"]
    assert [line[1] for line in cells[3:]] == ["Grunnkurs", "Grunnkurs", "Videregående kurs", "Opplæringsfilm"]
    assert table.cell(3, 0)._tc is table.cell(5, 0)._tc
    assert table.cell(3, 1)._tc is table.cell(4, 1)._tc
    assert table.cell(3, 2)._tc is not table.cell(4, 2)._tc


def test_word_legend_explains_the_colours_of_the_rows():
    legend, table = opened().tables

    assert {cell.text: colour_of(cell) for cell in legend.columns[0].cells[1:]} == {
        "Fullført og vedlikeholdes eller avsluttet": colours.STATUSES["done"],
        "Pågående": colours.STATUSES["ongoing"],
        "Ikke startet, ligger i plan": colours.STATUSES["planned"],
    }
    shown = [(row.cells[5].text, colour_of(row.cells[4]), colour_of(row.cells[5])) for row in table.rows[3:]]
    done, ongoing, planned = (colours.STATUSES[status] for status in ("done", "ongoing", "planned"))
    assert shown == [
        ("Fullført", done, done),
        ("Pågående", ongoing, ongoing),
        ("Ikke startet", planned, planned),
        ("Ikke angitt", "", ""),
    ]


def test_word_file_without_statuses_has_no_legend():
    assert len(opened(PlanDocument(template="dissemination_short", areas=plan_of("Kurs").areas)).tables) == 1


@pytest.mark.parametrize(("language", "tag"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("se", "se-NO"), ("en", "en-GB")])
def test_word_file_is_in_the_language_of_the_plan_and_our_words_in_theirs(language, tag):
    file = opened(replace(PLAN, language=language), "nn")
    defaults = file.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    status = file.tables[1].cell(3, 5).paragraphs[0].runs[0]

    assert defaults.get(qn("w:val")) == file.core_properties.language == tag
    assert status._r.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) == "nn-NO"


def test_word_footer_says_whose_plan_it_is_and_counts_pages():
    footer = opened().sections[0].footer._element
    words = "".join(footer.itertext())

    assert words.startswith("Nasjonal tjeneste for prøver · Kompetansespredningsplan · Utkast")
    assert [each.get(qn("w:instr")).strip() for each in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_word_lines_with_hyphens_are_lists():
    cell = opened().tables[1].cell(6, 3)

    assert [(each.text, each.style.name) for each in cell.paragraphs] == [
        ("nett", "Plan Cell Bullet"),
        ("møter", "Plan Cell Bullet"),
    ]


@pytest.mark.parametrize("words", [*FORMULAS, "<w:p/>&amp;", "{ PAGE }"])
def test_word_words_are_words_and_nothing_else(words):
    areas = (replace(PLAN.areas[0], title=words, rows=(Row(measure="Kurs", note=words),)),)
    table = opened(replace(PLAN, title=words, areas=areas)).tables[1]

    assert (table.cell(1, 0).text, table.cell(1, 6).text) == (words.strip(), words)
