"""Excel files that claim, or hold, more than any plan: refused at once, or read for what they are."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from plans.document import NotAPlan
from plans.readers import open_file
from plans.readers.excelsheet import Left, read_sheet
from tests.plans.readers.excel_parts import MAIN, cell, sheet_of
from tests.sample_files import make_excel, saved

HEADINGS = ["Tiltak", "Målgruppe"]


def is_too_large(data: bytes) -> bool:
    try:
        open_file("a.xlsx", data)
    except NotAPlan as error:
        assert error.code == "too_large"
        return True
    return False


@pytest.mark.parametrize(("column", "refused"), [(100, False), (101, True)])
def test_a_sheet_has_at_most_100_columns(column, refused):
    book = Workbook()
    book.worksheets[0].append(HEADINGS)
    book.worksheets[0].cell(2, column, "langt ute")
    assert is_too_large(saved(book)) == refused


def test_columns_are_counted_from_the_first_one_with_words():
    book = Workbook()
    for column in (150, 249):
        book.worksheets[0].cell(2, column, "langt ute")
    assert not is_too_large(saved(book))
    book.worksheets[0].cell(1, 250, "for langt ute")
    assert is_too_large(saved(book))


@pytest.mark.parametrize(("count", "refused"), [(4999, False), (5000, True)])
def test_all_sheets_together_have_at_most_5000_rows(count, refused):
    book = Workbook()
    for rows in (1, count):
        sheet = book.create_sheet()
        for _ in range(rows):
            sheet.append(["Kurs"])
    assert is_too_large(saved(book)) == refused


def test_a_cell_in_the_last_corner_costs_nothing():
    data = sheet_of(f'<row r="1">{cell("A1", "Tiltak")}</row><row r="1048576">{cell("XFD1048576", "her")}</row>')
    with pytest.raises(NotAPlan, match="XFD1048576") as raised:
        open_file("a.xlsx", data)
    assert raised.value.code == "too_large"


def test_a_cell_in_the_last_row_is_a_row_like_others():
    data = sheet_of(f'<row r="1">{cell("A1", "Tiltak")}</row><row r="1048576">{cell("A1048576", "her")}</row>')
    (grid,) = open_file("a.xlsx", data).pieces
    assert (len(grid.lines), grid.numbers) == (2, (1, 1048576))


@pytest.mark.parametrize("place", ["XFE1", "A1048577", "A0", "1", "AAAA1"])
def test_a_cell_beyond_the_sheet_is_damage(place):
    with pytest.raises(NotAPlan) as raised:
        open_file("a.xlsx", sheet_of(f"<row>{cell(place, 'her')}</row>"))
    assert raised.value.code == "damaged"


def test_the_size_a_sheet_claims_counts_for_nothing():
    data = sheet_of(f"<row>{cell('A1', 'Tiltak')}</row>", before='<dimension ref="A1:XFD1048576"/>')
    assert len(open_file("a.xlsx", data).pieces[0].lines) == 1


def test_merged_areas_of_a_million_cells_are_not_walked_through():
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A:XFD"/></mergeCells>'
    rows = "".join(f"<row>{cell(f'A{at}', 'Kurs')}{cell(f'B{at}', 'Leger')}</row>" for at in range(1, 4))
    (grid,) = open_file("a.xlsx", sheet_of(rows, merged)).pieces
    assert [c.text for line in grid.lines for c in line] == ["Kurs", "", "", "", "", ""]


@pytest.mark.parametrize(("count", "refused"), [(5, False), (6, True)])
def test_merged_areas_that_lie_over_each_other_may_cover_no_more_than_a_grid_has(count, refused):
    rows = "".join(f"<row>{''.join(cell(f'{c}{at}', 'x') for c in ('A', 'CV'))}</row>" for at in range(1, 1001))
    merged = "<mergeCells>" + '<mergeCell ref="A1:CV1000"/>' * count + "</mergeCells>"
    assert is_too_large(sheet_of(rows, merged)) == refused


def rows_of(xml: str, left: Left) -> dict:
    """The rows of a sheet, read as every sheet is, with so much left to be read."""
    return read_sheet(BytesIO(xml.encode()), "Ark1", left, lambda cell: cell.value or "", lambda style: "").rows


@pytest.mark.parametrize(
    "left", [Left(rows=2, cells=6, characters=8), Left(rows=1), Left(cells=5), Left(characters=7)], ids=str
)
def test_what_is_read_of_all_sheets_has_limits(left):
    """Two rows, six cells and eight letters fit into the first of these, and into no other."""
    row = f"<row>{cell('', 'fire')}<c/><c/></row>".replace(' r=""', "")
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{row}{row}</sheetData></worksheet>'
    if left == Left(rows=2, cells=6, characters=8):
        assert len(rows_of(xml, left)) == 2
    else:
        with pytest.raises(NotAPlan, match="Ark1") as raised:
            rows_of(xml, left)
        assert raised.value.code == "too_large"


def test_half_a_million_cells_and_no_more_are_looked_at():
    book = sheet_of("".join(f"<row>{'<c/>' * 1000}</row>" for _ in range(501)))
    assert is_too_large(book)


def test_words_that_are_shown_again_and_again_count_each_time():
    assert is_too_large(make_excel(*[["x" * 20_000] * 100] * 11))


def test_rows_of_nothing_but_colours_do_not_count():
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    for row in range(2, 6000):
        sheet.cell(row, 1).style = "Good"
    (grid,) = open_file("a.xlsx", saved(book)).pieces
    assert len(grid.lines) == 2
    assert not is_too_large(saved(book))


@pytest.mark.parametrize("said", ['"satt inn"', 'SYSTEM "file:///etc/hostname"'])
def test_no_entity_of_a_sheet_is_put_in(said):
    row = f"<row>{cell('A1', 'Kurs&a;')}</row>"
    xml = f'<!DOCTYPE w [<!ENTITY a {said}>]><worksheet xmlns="{MAIN}"><sheetData>{row}</sheetData></worksheet>'
    assert rows_of(xml, Left())[1][1].text == "Kurs"
