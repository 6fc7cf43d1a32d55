"""Cells of pages that go over others, and tables that claim or hold more than any plan."""

import pytest

from plans.document import NotAPlan
from plans.readers import open_file
from plans.readers.grid import Grid


def grid_in(page: str) -> Grid:
    (grid,) = (piece for piece in open_file("", page.encode()).pieces if isinstance(piece, Grid))
    return grid


def drawn(page: str) -> list[str]:
    """The lines of the one table: words, "<" for what the cell to the left covers, "^" the one above, "·" nothing."""
    return [
        " ".join(cell.text or ("<" if cell.across else "") + ("^" if cell.down else "") or "·" for cell in line)
        for line in grid_in(page).lines
    ]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e", ["a < b", "c d e"]),
        ("<tr><td rowspan=2>a<td>b<tr><td>c", ["a b", "^ c"]),
        ("<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c", ["a < b", "^ <^ c"]),
        ("<tr><td>a<td rowspan=3>b<tr><td>c<tr><td>d", ["a b", "c ^", "d ^"]),
        ("<tr><td>a<td>b<td rowspan=2>c<tr><td>d", ["a b c", "d · ^"]),
        ("<tr><td rowspan=0>a<td>b<tr><td>c", ["a b", "^ c"]),
        ("<tr><td rowspan=9>a<td>b<tr><td>c", ["a b", "^ c"]),
        ("<tbody><tr><td rowspan=9>a<td>b<tbody><tr><td>c<td>d", ["a b", "c d"]),
        ("<tr><td rowspan=2>a<td>b<tr><td colspan=2>c", ["a b", "^ c"]),
        ("<tr><td>a<td rowspan=3>b<tr><td colspan=2>c<tr><td>d<td>e", ["a b", "c <", "d e"]),
        ("<tr><td colspan=2>a<tr><td colspan=2>b", ["a", "b"]),
        ("<tr><td colspan=100>a<tr><td>b<td>c", ["a <", "b c"]),
        ("<tr><td colspan='100%'>a<tr><td>b<td>c", ["a <", "b c"]),
        ("<tr><td colspan=x rowspan=-2>a<td>b", ["a b"]),
        ("<tr><td>a<tr><td>b<td>c<td></td>", ["a · ·", "b c ·"]),
        ("<tr><td>a<tr><td> <tr><td>b", ["a", "b"]),
        ("<tfoot><tr><td>a</tfoot><form><tr><td>b</form>", ["a", "b"]),
    ],
)
def test_cells_cover_others(rows, lines):
    assert drawn(f"<table>{rows}</table>") == lines


def test_rows_keep_their_numbers_where_empty_ones_lie_between():
    assert grid_in("<table><tr><td>a<tr><td><tr><td>b</table>").numbers == (1, 3)


def test_cells_in_content_controls_are_cells():
    assert drawn("<table><tr><w:sdt><td>a</td></w:sdt><td>b</td></tr></table>") == ["a b"]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ("<thead><tr><th>a<tr><th>b<tbody><tr><td>c", 2),
        ("<tr><th>a<th>b<tr><th>c<td>d", 1),
        ("<tr><th>a<tr><th>b", 0),
        ("<tr><td>a<tr><td>b", 0),
    ],
)
def test_lines_marked_as_headings_are_counted(rows, count):
    assert grid_in(f"<table>{rows}</table>").heading_lines == count


def test_a_column_is_hidden_if_all_its_cells_are():
    grid = grid_in("<table><tr><td>a<td hidden>b<td>c<tr><td>d<td hidden>e<td hidden>f</table>")
    assert (grid.hidden_columns, [cell.text for cell in grid.lines[1]]) == ((1,), ["d", "e", ""])


def test_a_single_hidden_cell_is_told():
    opened = open_file("", b"<table><tr><td>a<td hidden>b<tr><td>c<td>d</table>")
    assert [(each.code, each.text) for each in opened.left_out] == [("hidden", "b")]


def is_too_large(page: str) -> bool:
    try:
        open_file("", page.encode())
    except NotAPlan as error:
        assert error.code == "too_large"
        return True
    return False


@pytest.mark.parametrize(("count", "refused"), [(100, False), (101, True)])
def test_a_table_has_at_most_100_columns(count, refused):
    assert is_too_large("<table><tr>" + "<td>a" * count) == refused


@pytest.mark.parametrize(("count", "refused"), [(5000, False), (5001, True)])
def test_a_table_has_at_most_5000_rows(count, refused):
    assert is_too_large("<table>" + "<tr><td>a" * count) == refused


@pytest.mark.parametrize(("count", "refused"), [(2500, False), (2501, True)])
def test_all_tables_together_have_at_most_5000_rows(count, refused):
    assert is_too_large("<table>" + "<tr><td>a" * 2500 + "</table><table>" + "<tr><td>a" * count) == refused


def test_cells_that_claim_a_million_rows_and_columns_cost_nothing():
    assert drawn("<table>" + "<tr><td rowspan=1000000>a<td colspan=1000000>b" * 2) == ["a b <", "^ a b"]
