"""What a person says about a file, and what a reader says about itself."""

from dataclasses import replace

import pytest

from plans.document import NotAPlan
from plans.imported import AS_NOTE, BAND, LEAVE_OUT, ColourFound, Doubt, LeftOut
from plans.readers import compose, understand
from plans.readers.grid import MOST_ROWS, Cell, Grid, Paragraph, grid_of
from plans.readers.opened import Opened
from tests.plans.readers.grids import DOWN, LEGEND, codes, full, make_grid, read, read_pieces, rows, titles

GREEN, YELLOW = "92D050", "FFFF00"


def plain(*lines) -> Grid:
    """A table without headings."""
    return make_grid(*lines[1:], headings=lines[0])


def test_a_column_is_what_a_person_says():
    grid = make_grid(["Kurs", "Leger", "40 000"], headings=("Tiltak", "Målgruppe", "Budsjett"))
    reading = read_pieces(grid, columns={0: ("instruments", "measure", "responsible")})

    row = rows(reading)[0]
    assert (row.instruments, row.measure, row.responsible, row.note) == ("Kurs", "Leger", "40 000", "")
    assert reading.tables[0].columns == ("instruments", "measure", "responsible")
    assert reading.columns == ("measure", "instruments", "responsible")
    assert reading.doubts == ()


def test_a_column_left_out_is_said_to_be_so_with_its_words():
    grid = make_grid(["Kurs", "x", "40"], ["Film", "y", "50"], headings=("Tiltak", "Målgruppe", "Budsjett"))
    reading = read_pieces(grid, columns={0: ("measure", "target_group", LEAVE_OUT)})

    assert [row.note for row in rows(reading)] == ["", ""]
    assert reading.left_out == (LeftOut(code="column", text="Budsjett: 40 – 50"),)


def test_a_row_with_nothing_but_words_left_out_is_no_row():
    grid = make_grid(["Kurs", "x"], ["", "y"], headings=("Tiltak", "Målgruppe"))

    assert len(rows(read_pieces(grid, columns={0: ("measure", LEAVE_OUT)}))) == 1


def test_an_answer_about_other_columns_than_there_are_does_not_count():
    grid = make_grid(["Kurs", "x"], headings=("Tiltak", "Målgruppe"))

    assert read_pieces(grid, columns={0: ("measure",)}).tables[0].columns == ("measure", "target_group")


def test_a_meaning_that_nobody_knows_is_a_remark():
    grid = make_grid(["Kurs", "x"], headings=("Tiltak", "Målgruppe"))

    assert rows(read_pieces(grid, columns={0: ("measure", "owner")}))[0].note == "Målgruppe: x"


def test_answers_count_the_tables_of_the_plan_only():
    other = grid_of([[Cell(text="Leder"), Cell(text="Møter"), Cell(text="4")]])
    first = make_grid(["Kurs", "x"], headings=("Tiltak", "Målgruppe"))
    second = make_grid(["Film", "y"], headings=("Tiltak", "Målgruppe"))
    reading = read_pieces(other, first, second, columns={1: ("measure", "note")})

    assert [table.columns[1] for table in reading.tables] == ["target_group", "note"]
    assert [row.note for row in rows(reading)] == ["", "y"]


def test_what_the_columns_are_is_shown_with_their_first_words():
    table = read(["A", "Kurs i\nsamtale", "", "2024"], ["A", "Film", "Leger", ""]).tables[0]

    assert table.titles == ("Område", "Tiltak", "Målgruppe", "Tidsaspekt")
    assert table.samples == ("A", "Kurs i samtale", "Leger", "2024")
    assert not table.guessed


def test_colours_of_rows_are_counted_with_their_meaning():
    lines = [["A", "x", "", Cell(text="2024", colour=colour)] for colour in (GREEN, GREEN, "0000FF", "D9D9D9")]

    assert read(*lines).colours == (
        ColourFound(colour=GREEN, status="done", known=True, rows=2),
        ColourFound(colour="0000FF", status="", known=False, rows=1),
    )


def test_a_colour_means_what_a_person_says_even_against_the_legend():
    grid = make_grid(["A", "x", "", Cell(text="2024", colour=GREEN)], ["A", "y", "", Cell(text="2", colour="0000FF")])
    reading = read_pieces(LEGEND, grid, colours={GREEN: "planned", "0000FF": ""})

    assert [row.status for row in rows(reading)] == ["planned", ""]
    assert reading.colours[0] == ColourFound(colour=GREEN, status="planned", known=True, rows=1)
    assert reading.doubts == ()


def test_colours_without_a_legend_are_asked_for_until_each_has_an_answer():
    lines = [["A", "x", "", Cell(text="2024", colour=colour)] for colour in (GREEN, "FF0000")]
    grid = make_grid(*lines)

    assert codes(read_pieces(grid)) == [("legend_missing", None, "status")]
    assert read_pieces(grid, colours={GREEN: "done"}).doubts == (
        Doubt(code="legend_missing", column="status", detail="FF0000"),
    )
    assert read_pieces(grid, colours={GREEN: "done", "FF0000": ""}).doubts == ()


def test_colours_do_not_matter_where_rows_say_their_status_in_words():
    lines = [["Kurs", Cell(text="Ferdig", colour=GREEN)], [Cell(text="Film", colour=GREEN), Cell(colour="FF0000")]]
    reading = read(*lines, ["Bok", "I gang"], headings=("Tiltak", "Status"), legend=None)

    assert reading.colours == ()
    assert reading.doubts == ()


def test_the_legend_is_left_out_with_its_words_and_place():
    legend = replace(LEGEND, name="Farger", lines=(*LEGEND.lines, (Cell(text="Tegnforklaring for planen"),)))
    reading = read(["A", "x", "", ""], legend=replace(legend, lines=legend.lines[:2]))

    assert reading.left_out == (
        LeftOut(code="legend", text="Fullført", place="Farger", line=1),
        LeftOut(code="legend", text="Pågående", place="Farger", line=2),
    )


def test_hidden_lines_and_columns_are_left_out_with_their_words():
    grid = replace(
        make_grid(["Kurs", "hemmelig", "x"], ["Film", "", "y"], headings=("Tiltak", "Merknad", "Målgruppe")),
        name="Ark1",
        hidden_lines=(2,),
        hidden_columns=(1,),
        numbers=(4, 5, 9),
    )
    reading = read_pieces(grid)

    assert [(row.measure, row.target_group, row.note) for row in rows(reading)] == [("Kurs", "x", "")]
    assert reading.tables[0].titles == ("Tiltak", "Målgruppe")
    assert reading.left_out == (
        LeftOut(code="hidden_row", text="Film – y", place="Ark1", line=9),
        LeftOut(code="hidden_column", text="Merknad – hemmelig", place="Ark1"),
    )


def test_hidden_lines_and_columns_are_taken_when_a_person_says_so():
    grid = make_grid(["Kurs", "hemmelig", "x"], ["Film", "", "y"], headings=("Tiltak", "Merknad", "Målgruppe"))
    reading = read_pieces(replace(grid, hidden_lines=(2,), hidden_columns=(1,)), hidden=True)

    assert [(row.measure, row.note) for row in rows(reading)] == [("Kurs", "hemmelig"), ("Film", "")]
    assert reading.left_out == ()


def test_words_of_a_merged_cell_that_begins_in_a_hidden_line_hold_for_those_shown():
    grid = make_grid(["A", "x", "Leger", ""], [DOWN, "y", DOWN, ""], [DOWN, "z", "", ""])
    reading = read_pieces(replace(grid, hidden_lines=(1,)))

    assert titles(reading) == [(None, "A", 2)]
    assert [row.target_group for row in rows(reading)] == ["Leger", ""]


def test_a_band_whose_first_column_is_hidden_keeps_its_words():
    grid = make_grid(
        full("Undervisning", 5), ["1", "A", "x", "", ""], headings=("Nr", "Område", "Tiltak", "Hvem", "Tid")
    )

    assert titles(read_pieces(replace(grid, hidden_columns=(0,)))) == [("Undervisning", "A", 1)]


def test_doubts_and_left_out_words_of_the_opened_file_are_carried_on():
    doubt, left = Doubt(code="text_box", detail="Hei"), LeftOut(code="text_box", text="Hei")
    pieces = (make_grid(["A", "x", "", ""]),)
    reading = understand(Opened(kind="word", pieces=pieces, doubts=(doubt,), left_out=(left,)))

    assert (reading.doubts, reading.left_out) == ((doubt,), (left,))


def test_a_doubt_about_a_row_that_never_came_is_about_the_whole():
    reading = read(["A", "x", "", ""], ["B", "", "", ""])

    assert codes(reading) == [("area_guessed", None, "area")]


def test_columns_are_those_the_file_has_filled_or_not():
    reading = read(full("Band", 3), ["x", "", ""], headings=("Tiltak", "Ansvar", "Budsjett"))

    assert reading.columns == ("area", "measure", "responsible", "note")


@pytest.mark.parametrize(("width", "columns"), [
    (3, ("measure", "target_group", "instruments")),
    (4, ("area", "measure", "target_group", "instruments")),
    (5, ("area", "measure", "target_group", "instruments", "timeframe")),
    (6, ("area", "measure", "target_group", "instruments", "timeframe", AS_NOTE)),
])  # fmt: skip
def test_columns_without_headings_are_guessed_by_their_place(width, columns):
    reading = read_pieces(plain(*[[f"ord {line} {column}" for column in range(width)] for line in range(3)]))

    assert reading.tables[0].columns == columns
    assert reading.tables[0].guessed
    assert [doubt.code for doubt in reading.doubts] == ["columns_guessed"]
    assert len(rows(reading)) == 3


def test_columns_without_headings_are_guessed_by_what_stands_in_them():
    reading = read_pieces(
        plain(
            ["1.", "2024", "Undervisning", "Kurs i samtale", "Leger", "Pågående"],
            ["2.", "Kontinuerlig", DOWN, "Film", "Alle", "Fullført"],
            ["3.", "høst 2025", "Media", "Avis", "Alle", ""],
        )
    )

    assert reading.tables[0].columns == (AS_NOTE, "timeframe", "area", "measure", "target_group", "status")
    assert titles(reading) == [(None, "Undervisning", 2), (None, "Media", 1)]


def test_unknown_headings_that_are_set_off_are_no_row():
    heading = [Cell(text=text, bold=True) for text in ("Hovedgrep", "Deltakere", "Gjøres slik")]
    reading = read_pieces(plain(heading, ["Kurs", "Leger", "I grupper"]))

    assert reading.tables[0].titles == ("Hovedgrep", "Deltakere", "Gjøres slik")
    assert [row.measure for row in rows(reading)] == ["Kurs"]


def test_the_table_with_most_words_is_guessed_to_be_the_plan():
    small = grid_of([[Cell(text=text) for text in ("Leder", "Møter", "fire")]])
    reading = read_pieces(small, plain(["Kurs", "Leger", "Nett"], ["Film", "Alle", "Kino"]))

    assert [row.measure for row in rows(reading)] == ["Kurs", "Film"]
    assert [doubt.code for doubt in reading.doubts] == ["table_as_text", "columns_guessed"]


def test_an_answer_takes_the_doubt_about_guessed_columns_away():
    grid = plain(["Kurs", "Leger", "Nett"])
    reading = read_pieces(grid, columns={0: ("measure", "target_group", "instruments")})

    assert reading.doubts == ()
    assert reading.tables[0].guessed


@pytest.mark.parametrize("lines", [[["Kurs"], ["Film"]], [["Kurs", "Leger"], ["Film", "Alle"]], [["", "", ""]]])
def test_a_table_of_too_few_columns_is_no_plan(lines):
    with pytest.raises(NotAPlan) as raised:
        read_pieces(plain(*lines))

    assert raised.value.code == "no_table"


def test_a_pasted_table_of_two_columns_is_guessed():
    assert rows(read_pieces(plain(["Kurs", "Leger"], ["Film", "Alle"]), kind="text"))[1].target_group == "Alle"


def test_a_pasted_table_begins_in_the_column_in_which_it_was_pasted():
    grid = plain(["Leger", "Nett", "2024"], ["Alle", "Kino", "2025"])
    reading = read_pieces(grid, kind="html", start="target_group")

    row = rows(reading)[1]
    assert (row.target_group, row.instruments, row.timeframe.text) == ("Alle", "Kino", "2025")
    assert reading.doubts == ()
    assert reading.tables[0].guessed


def test_a_pasted_table_follows_the_columns_of_the_plan():
    grid = plain(["Kurs", "Leder", "2024", "mer"])
    reading = read_pieces(
        grid, kind="text", start="measure", order=("area", "aim", "measure", "responsible", "timeframe")
    )

    assert reading.tables[0].columns == ("measure", "responsible", "timeframe", AS_NOTE)


def test_a_single_pasted_column_goes_into_its_column():
    reading = read_pieces(plain(["Leger"], ["Alle"]), kind="text", start="responsible")

    assert [row.responsible for row in rows(reading)] == ["Leger", "Alle"]


def test_known_headings_count_more_than_the_place_of_pasting():
    reading = read_pieces(make_grid(["A", "Kurs", "", ""]), kind="html", start="note")

    assert rows(reading)[0].measure == "Kurs"


def test_bands_in_a_column_of_their_own():
    reading = read(
        ["", "Før", "a", ""],
        ["En", "A", "b", ""],
        ["En", "B", "c", ""],
        ["To", "A", "d", ""],
        ["Tre", "", "", ""],
        ["", "Etter", "e", ""],
        headings=("Hovedoverskrift", "Område", "Tiltak", "Tidsaspekt"),
    )

    assert titles(reading) == [(None, "Før", 1), ("En", "A", 1), ("En", "B", 1), ("To", "A", 1), (None, "Etter", 1)]
    assert [area.title for area in reading.document.areas] == ["Før", "En", "To", "Tre", "Etter"]
    assert reading.tables[0].columns[0] == BAND
    assert reading.doubts == ()


def test_a_column_says_that_a_row_goes_on_with_the_measure_above():
    reading = read(
        ["A", "Kurs", "", "x"],
        ["A", "Kurs", "Ja", "y"],
        ["A", "", "Ja", "z"],
        ["A", "Film", "Ja", "w"],
        ["A", "", "nei", "v"],
        headings=("Område", "Tiltak", "Samme tiltak som over", "Målgruppe"),
    )

    assert [(row.measure, row.continues) for row in rows(reading)] == [
        ("Kurs", False),
        ("", True),
        ("", True),
        ("Film", False),
        ("", False),
    ]
    assert reading.doubts == ()


def test_more_lines_than_any_plan_has_are_refused():
    half = make_grid(*[["x"] * 2] * (MOST_ROWS // 2), headings=("Tiltak", "Målgruppe"))
    most = replace(half, lines=half.lines[: MOST_ROWS // 2])

    assert len(rows(read_pieces(most, most))) == MOST_ROWS - 2
    with pytest.raises(NotAPlan) as raised:
        read_pieces(most, half)
    assert raised.value.code == "too_large"


def test_bands_are_counted_apart_from_rows(monkeypatch):
    monkeypatch.setattr(compose, "MOST_ROWS", 3)
    monkeypatch.setattr(compose, "MOST_LINES", 5)

    assert len(rows(read_pieces(make_grid(full("Kurs"), ["A", "x", "", ""], full("Film"), ["B", "y", "", ""])))) == 2
    for more in (full("Media"), ["C", "z", "", ""]):
        with pytest.raises(NotAPlan, match="too large"):
            read_pieces(make_grid(full("Kurs"), ["A", "x", "", ""], full("Film"), ["B", "y", "", ""], more))


def test_the_title_of_the_file_is_taken_where_the_text_has_none():
    opened = Opened(kind="word", pieces=(make_grid(["A", "x", "", ""]),), title="Plan 2024")

    assert understand(opened).document.title == "Plan 2024"
    assert understand(replace(opened, pieces=(Paragraph(text="Min plan"), *opened.pieces))).document.title == "Min plan"
