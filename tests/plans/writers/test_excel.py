from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, example, given, settings
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from plans.document import TEMPLATES, TEXT_COLUMNS, Area, NotAPlan, PlanDocument, Row
from plans.readers import read
from plans.writers import colours, excel
from plans.writers.flat import flat
from tests.plans.writers.examples import FORMULAS, PLAN, plan_of
from tests.plans.writers.round_trips import LANGUAGES, has_rows, labels_of, table_in_file, title_in_file
from tests.strategies import tables

UNTITLED_BAND = Area(kind="band", areas=(Area(rows=(Row(measure="Kurs"),)),))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tables(), LANGUAGES)
@example(PlanDocument(areas=(UNTITLED_BAND, Area())), "nb")  # the area behind the band lies in none
@example(PlanDocument(areas=(UNTITLED_BAND, UNTITLED_BAND)), "nb")
def test_excel_file_loses_nothing_of_the_table(document, language):
    labels = labels_of(document, language)
    data = excel.write(document, labels)
    if not has_rows(document):
        with pytest.raises(NotAPlan, match="no rows"):
            read("plan.xlsx", data)
        return
    reading = read("plan.xlsx", data)

    assert reading.document.title == title_in_file(document, labels)
    assert reading.document.areas == table_in_file(document)
    assert reading.doubts == ()


def book_of(document: PlanDocument = PLAN, language: str = "nb") -> Workbook:
    return load_workbook(BytesIO(excel.write(document, labels_of(document, language))))


def headings_of(sheet: Worksheet) -> list[str]:
    return [cell.value for cell in sheet[1]]


def column_of(sheet: Worksheet, heading: str) -> str:
    return sheet.cell(1, headings_of(sheet).index(heading) + 1).column_letter


def test_excel_file_opens_at_its_table_among_sheets_with_names():
    book = book_of()

    assert book.sheetnames == ["Om planen", "Plan", "Tegnforklaring"]
    assert book.active.title == "Plan"
    assert book_of(language="en").sheetnames == ["About the plan", "Plan", "Legend"]
    assert [cell.value for (cell,) in book["Om planen"]][:2] == [
        "Kompetansespredningsplan",
        "Tjeneste: Nasjonal tjeneste for prøver",
    ]


def test_excel_table_can_be_filtered_and_keeps_its_headings_in_sight():
    sheet = book_of()["Plan"]
    (table,) = sheet.tables.values()

    assert table.ref == table.autoFilter.ref == "A1:H6"
    assert [column.name for column in table.tableColumns] == headings_of(sheet)
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert not sheet.merged_cells.ranges
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_excel_headings_differ_from_each_other(template, language):
    """Excel calls a file damaged whose table has two columns of one name."""
    rows = (Row(measure="Kurs"), Row(continues=True, note="a"))
    band = Area(kind="band", areas=(Area(title="a", rows=rows),))
    document = PlanDocument(template=template, extra_columns=TEXT_COLUMNS, areas=(band,))
    labels = labels_of(document, language)
    headings = [labels.columns[name].casefold() for name in flat(document, labels).columns]

    assert len(set(headings)) == len(headings)


def test_excel_offers_the_statuses_in_a_list_for_every_row():
    sheet = book_of()["Plan"]
    letter = column_of(sheet, "Gjennomføringsgrad")
    (choice,) = sheet.data_validations.dataValidation

    assert choice.type == "list"
    assert choice.formula1 == '"Fullført,Pågående,Ikke startet,Ikke angitt"'
    assert str(choice.sqref) == f"{letter}2:{letter}6"
    assert [cell.value for cell in sheet[letter][1:]] == [
        "Ikke angitt",
        "Fullført",
        "Pågående",
        "Ikke startet",
        "Ikke angitt",
    ]


def test_excel_colours_follow_the_status_that_is_chosen():
    sheet = book_of()["Plan"]
    status, time = column_of(sheet, "Gjennomføringsgrad"), column_of(sheet, "Tidsaspekt")
    painted = {
        (str(area.sqref), rule.formula[0]): rule.dxf.fill.fgColor.rgb[2:]
        for area in sheet.conditional_formatting
        for rule in area.rules
    }

    words = {"done": "Fullført", "ongoing": "Pågående", "planned": "Ikke startet"}
    assert painted == {
        (f"{column}2:{column}6", f'${status}2="{words[key]}"'): colours.STATUSES[key]
        for column in (time, status)
        for key in words
    }


def test_excel_legend_says_each_status_in_its_colour():
    lines = list(book_of()["Tegnforklaring"])[1:]

    assert [[cell.value for cell in line] for line in lines] == [
        ["Fullført", "Fullført og vedlikeholdes eller avsluttet"],
        ["Pågående", "Pågående"],
        ["Ikke startet", "Ikke startet, ligger i plan"],
    ]
    found = [{cell.fill.fgColor.rgb[2:] for cell in line} for line in lines]
    assert found == [{colours.STATUSES[status]} for status in ("done", "ongoing", "planned")]


def test_excel_file_without_statuses_has_neither_legend_nor_list():
    book = book_of(PlanDocument(template="dissemination_short", areas=plan_of("Kurs").areas))

    assert "Tegnforklaring" not in book.sheetnames
    assert not book["Plan"].data_validations.dataValidation


def test_excel_says_which_rows_go_on_only_where_some_do():
    assert "Samme tiltak som over" in headings_of(book_of()["Plan"])
    assert "Samme tiltak som over" not in headings_of(book_of(plan_of("Kurs", "Kurs"))["Plan"])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_excel_columns_are_as_wide_as_the_words_of_their_headings(language):
    sheet = book_of(language=language)["Plan"]

    for cell in sheet[1]:
        width = sheet.column_dimensions[cell.column_letter].width
        assert max(map(len, cell.value.split())) < width < 60, cell.value


def test_excel_rows_are_as_high_as_their_words():
    words = ["Kurs", "To\nlinjer", "x " * 200, "y" * 600, "linje\n" * 60]
    sheet = book_of(plan_of(*words))["Plan"]
    heights = [sheet.row_dimensions[at].height for at in range(2, len(words) + 2)]

    assert heights[0] < 20 < heights[1] < 40 < heights[2] < heights[3] < heights[4] == 409
    with ZipFile(BytesIO(excel.write(PLAN, labels_of(PLAN)))) as archive:
        assert b'customHeight="1"' not in archive.read("xl/worksheets/sheet2.xml")  # it gives way to other words


@pytest.mark.parametrize("words", FORMULAS)
def test_excel_makes_no_formula_of_words(words):
    data = excel.write(plan_of(words), labels_of(PLAN))
    cell = load_workbook(BytesIO(data))["Plan"]["B2"]

    assert (cell.data_type, cell.value) == ("s", words)
    assert cell.quotePrefix  # nor when somebody goes into the cell and out again
    with ZipFile(BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet2.xml")


def test_excel_keeps_times_as_they_were_typed():
    sheet = book_of()["Plan"]
    letter = column_of(sheet, "Tidsaspekt")

    assert [(cell.value, cell.number_format) for cell in sheet[letter][2:4]] == [("2025", "@"), ("2026", "@")]


def test_excel_marks_where_bands_and_areas_begin():
    """So that what was sorted and edited is read as it was meant: heading 2 is a band, heading 3 an area."""
    sheet = book_of()["Plan"]
    marked = [(row[0].value, row[0].style, row[1].value, row[1].style) for row in sheet.iter_rows(min_row=3)]

    assert [each[1] for each in marked] == ["Heading 2", "Plan again", "Plan again", "Plan again"]
    assert [(title, kind) for _, _, title, kind in marked if kind == "Heading 3"] == [
        ("Kurs", "Heading 3"),
        ("Film", "Heading 3"),
    ]
