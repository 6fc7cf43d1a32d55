from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from plans.document import NotAPlan
from plans.readers import read
from tests.sample_files import TWIN, excel_twin, make_excel, saved


def rows(data: bytes):
    return [row for _, row, _ in read("plan.xlsx", data).document.rows()]


def test_read_twin_is_the_plan_it_was_made_from():
    assert read("plan.xlsx", excel_twin()).document == TWIN


def test_read_twin_leaves_no_doubt():
    assert read("plan.xlsx", excel_twin()).doubts == ()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (2022, "2022"),
        (2022.0, "2022"),
        (1.5, "1,5"),
        (date(2024, 12, 31), "31.12.2024"),
        (datetime(2024, 12, 31, 9, 30), "31.12.2024 09:30"),
        ("  2019 –\n2021 ", "2019 –\n2021"),
    ],
)
def test_read_writes_values_as_people_do(value, words):
    data = make_excel(["Tiltak", "Målgruppe", "Frist"], ["Kurs", "Leger", value])

    assert rows(data)[0].timeframe.text == words


def test_read_takes_the_lines_above_the_headings_as_text():
    data = make_excel(
        ["Handlingsplan 2024"], ["Service: Lungenettverket (LN)"], [], ["Tiltak", "Ansvar"], ["Kurs", "Alle"]
    )
    document = read("plan.xlsx", data).document

    assert (document.title, document.template) == ("Handlingsplan 2024", "action")
    assert (document.service.name, document.service.abbreviation) == ("Lungenettverket", "LN")


def test_read_finds_the_table_that_does_not_begin_in_the_first_column():
    assert rows(make_excel([], [None, None, "Tiltak", "Ansvar"], [None, None, "Kurs", "Alle"]))[0].responsible == "Alle"


def test_read_goes_through_all_sheets_and_finds_the_legend_in_another():
    book = Workbook()
    book.worksheets[0].append(["Tiltak", "Målgruppe"])
    book.worksheets[0].append(["Kurs", "Leger"])
    book.worksheets[0]["A2"].fill = PatternFill("solid", fgColor="00B050")
    other = book.create_sheet("Forklaring")
    other.append([None, "Fullført"])
    other["A1"].fill = PatternFill("solid", fgColor="00B050")

    assert rows(saved(book))[0].status == "done"


def test_read_understands_colours_of_the_theme():
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (["Pågående"], [], ["Tiltak", "Målgruppe"], ["Kurs", "Leger"]):
        sheet.append(line)
    sheet["A1"].fill = PatternFill("solid", fgColor=Color(theme=7, tint=0.4))
    sheet["B4"].fill = PatternFill("solid", fgColor=Color(theme=7, tint=0.4))

    assert rows(saved(book))[0].status == "ongoing"


def test_read_too_many_columns_says_so():
    book = Workbook()
    book.worksheets[0].append(["Tiltak", "Målgruppe"])
    book.worksheets[0].cell(2, 101, "for langt ut")

    with pytest.raises(NotAPlan) as raised:
        read("plan.xlsx", saved(book))

    assert raised.value.code == "too_large"


@pytest.mark.parametrize(("count", "fits"), [(4999, True), (5000, False)])
def test_read_takes_five_thousand_lines_and_no_more(count, fits):
    data = make_excel(["Tiltak", "Målgruppe"], *(["Kurs", "Leger"] for _ in range(count)))

    if fits:
        assert len(rows(data)) == count
    else:
        with pytest.raises(NotAPlan):
            read("plan.xlsx", data)


def test_read_empty_workbook_says_so():
    with pytest.raises(NotAPlan) as raised:
        read("plan.xlsx", make_excel())

    assert raised.value.code == "no_table"


def test_read_cell_in_the_last_corner_is_refused_at_once():
    book = Workbook()
    book.worksheets[0].append(["Tiltak", "Målgruppe"])
    book.worksheets[0].cell(1_048_576, 16_384, "langt borte")

    with pytest.raises(NotAPlan) as raised:
        read("plan.xlsx", saved(book))

    assert raised.value.code == "too_large"
