"""Tables as plain text: what Excel puts on the clipboard beside the cells, and CSV."""

import pytest

from plans.document import NotAPlan
from plans.readers import open_file, read

HEADINGS = "Tiltak\tMålgruppe\tFrist\r\n"


def texts(text: str | bytes, name: str = "") -> list[list[str]]:
    pieces = open_file(name, text if isinstance(text, bytes) else text.encode()).pieces
    return [[cell.text for cell in line] for piece in pieces for line in piece.lines]


def code_of(text: str | bytes, name: str = "a.csv") -> str:
    with pytest.raises(NotAPlan) as raised:
        open_file(name, text if isinstance(text, bytes) else text.encode())
    return raised.value.code


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('a\t"b\nc\r\nd"\r\ne\tf', [["a", "b\nc\nd"], ["e", "f"]]),
        ('"a\nb"\tc\r\n', [["a\nb", "c"]]),
        ('"sa ""hei""\nog gikk"\tb', [['sa "hei"\nog gikk', "b"]]),
        ('han sa "hei"\tb', [['han sa "hei"', "b"]]),
        ('"Kurset" for alle\tb\nc\td', [['"Kurset" for alle', "b"], ["c", "d"]]),
        ('"Kurset\tb\nc\td', [['"Kurset', "b"], ["c", "d"]]),
        ("a\tb\r\n\t\r\n\r\nc\td", [["a", "b"], ["c", "d"]]),
        ("a\n\tb\tc\n", [["a", "", ""], ["", "b", "c"]]),
        ("a\tb\t\t\t\n" + "\t" * 16383, [["a", "b"]]),
        ("a\nb", [["a"], ["b"]]),
        ("a, b; c\td", [["a, b; c", "d"]]),
        (" a \x07\t b", [["a", "b"]]),
    ],
)
def test_cells_are_told_apart_as_excel_puts_them_on_the_clipboard(text, cells):
    assert texts(text) == cells


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a;b, c\nd;e", [["a", "b, c"], ["d", "e"]]),
        ("a,b\nd;e,f", [["a", "b"], ["d;e", "f"]]),
        ('"a;b";c\n"d\ne";f', [["a;b", "c"], ["d\ne", "f"]]),
        ("sep=;\r\na,b,c;d", [["a,b,c", "d"]]),
        ("sep=,\na;b,c", [["a;b", "c"]]),
        ("'=1+1;'-3;'hei;'@a", [["=1+1", "-3", "'hei", "@a"]]),
    ],
)
def test_csv_is_divided_by_what_divides_its_first_line(text, cells):
    assert texts(text, "a.csv") == cells


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_are_right_however_excel_wrote_them(encoding):
    assert texts("Målgruppe\t–".encode(encoding), "a.txt") == [["Målgruppe", "–"]]


def test_rows_keep_their_numbers():
    (grid,) = open_file("", b"a\tb\n\n\nc\td").pieces
    assert grid.numbers == (1, 4)


def test_a_pasted_table_is_a_plan():
    text = HEADINGS + '"Kurs\n- første\n- andre"\tLeger\t2025\r\n"Si ""hei"""\tAlle\t\r\n'
    document = read("", text.encode()).document
    assert [(row.measure, row.timeframe.text) for _, row, _ in document.rows()] == [
        ("Kurs\n- første\n- andre", "2025"),
        ('Si "hei"', ""),
    ]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"PNG\0\0\1", "unknown_kind"),
        ("a.md", b"a;b", "unknown_kind"),
        ("", b"a" * 140_000, "too_large"),
    ],
)
def test_what_is_no_table_is_refused(name, data, code):
    assert code_of(data, name) == code


@pytest.mark.parametrize(("count", "refused"), [(5000, False), (5001, True)])
def test_a_table_has_at_most_5000_rows(count, refused):
    if refused:
        assert code_of("a;b\n" * count) == "too_large"
    else:
        assert len(texts("a;b\n" * count)) == count


@pytest.mark.parametrize(("count", "refused"), [(100, False), (101, True)])
def test_a_table_has_at_most_100_columns(count, refused):
    if refused:
        assert code_of(";".join("a" * count)) == "too_large"
    else:
        assert len(texts(";".join("a" * count))[0]) == count
