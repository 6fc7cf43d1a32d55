"""Headings of two lines, tables after each other, and legends wherever people put them."""

from dataclasses import replace

from plans.imported import AS_NOTE, LeftOut
from plans.readers.grid import Cell, Paragraph, grid_of
from tests.plans.readers.grids import DOWN, codes, full, make_grid, read, read_pieces, rows, titles

ACROSS = Cell(across=True)
TABLE = ("Tiltak", "Målgruppe", "Virkemidler")


def over(text: str, span: int) -> list[Cell]:
    return [Cell(text=text, span=span), *[ACROSS] * (span - 1)]


def table(*measures: str):
    return make_grid(*[[measure, "Alle", ""] for measure in measures], headings=TABLE)


def test_headings_under_one_that_goes_over_them():
    reading = read(
        [DOWN, DOWN, "Hvem", "Når", "Hvordan"],
        ["A", "Kurs", "Leger", "2024", "Nett"],
        headings=("Område", "Tiltak", *over("Gjennomføring", 3)),
    )

    row = rows(reading)[0]
    assert (row.measure, row.target_group, row.timeframe.text, row.instruments) == ("Kurs", "Leger", "2024", "Nett")
    assert reading.tables[0].titles[2] == "Gjennomføring Hvem"


def test_headings_below_a_line_that_groups_them():
    reading = read(
        ["Område", "Tiltak", "Hvem", "Frist"],
        ["A", "Kurs", "Leger", "2024"],
        headings=(*over("Hva", 2), *over("Plan for arbeidet", 2)),
    )

    assert [row.measure for row in rows(reading)] == ["Kurs"]
    assert reading.document.sections == ()
    assert reading.document.title == "Plan"


def test_who_under_responsible_is_who_is_responsible():
    reading = read([DOWN, "Hvem", "Rolle"], ["Kurs", "Kari", "Leder"], headings=("Tiltak", *over("Ansvar", 2)))

    assert rows(reading)[0].responsible == "Kari\nLeder"


def test_brackets_below_a_heading_do_not_say_what_it_means():
    assert rows(read(["", "(hvem)"], ["Kurs", "Kari"], headings=("Tiltak", "Ansvar")))[0].responsible == "Kari"


def test_beginning_and_end_in_columns_of_their_own_are_one_time():
    reading = read([DOWN, "Start", "Slutt"], ["Kurs", "2021", "2023"], headings=("Tiltak", *over("Tid", 2)))

    assert rows(reading)[0].timeframe.text == "2021 – 2023"
    assert rows(reading)[0].timeframe.kind == "range"


def test_second_line_marked_as_heading_in_the_file_is_no_row():
    grid = make_grid(["Skriv kort", "", "Kanal"], ["Kurs", "Leger", "Nett"], headings=TABLE)

    assert len(rows(read_pieces(grid))) == 2
    assert len(rows(read_pieces(replace(grid, heading_lines=2)))) == 1


def test_first_row_under_headings_that_go_over_columns_is_a_row():
    reading = read(["Kurs", "i samtale", "Leger"], headings=(*over("Tiltak", 2), "Målgruppe"))

    assert rows(reading)[0].measure == "Kurs\ni samtale"


def test_headings_on_each_page_with_unknown_ones_are_no_rows():
    headings = ("Tiltak", "Målgruppe", "Budsjett")
    reading = read(["Kurs", "x", "4"], headings, ["", "(hvem)", ""], ["Film", "y", ""], headings=headings)

    assert [(row.measure, row.note) for row in rows(reading)] == [("Kurs", "Budsjett: 4"), ("Film", "")]


def test_a_row_that_begins_like_a_heading_is_a_row():
    assert len(rows(read(["Tiltak", "for alle", ""], ["Hvem", "", ""], headings=TABLE))) == 2


def test_two_columns_of_areas_are_bands_and_areas():
    reading = read(
        ["Drift", "A", "x"], [DOWN, "B", "y"], ["Fag", "A", "z"], headings=("Hovedområde", "Område", "Tiltak")
    )

    assert titles(reading) == [("Drift", "A", 1), ("Drift", "B", 1), ("Fag", "A", 1)]


def test_column_without_heading_is_kept_as_remark():
    reading = read(["Kurs", "Leger", "husk rom"], headings=("Tiltak", "Målgruppe", ""))

    assert rows(reading)[0].note == "husk rom"
    assert reading.tables[0].columns[2] == AS_NOTE
    assert [doubt.code for doubt in reading.doubts] == ["column_untitled"]


def test_a_cell_over_several_columns_is_doubted():
    reading = read(["Kurs", *over("Leger og nett", 2)], headings=TABLE)

    assert rows(reading)[0].target_group == "Leger og nett"
    assert codes(reading) == [("cell_spread", 0, "target_group")]


def test_levels_of_headings_in_cells_leave_no_doubt():
    band, area = Cell(text="Undervisning", level=2), Cell(text="Kurs", level=3)
    reading = read([band, "", "", ""], [area, "", "", ""], ["", "Fagdag", "", ""], [area, "Kveld", "", ""])

    assert titles(reading) == [("Undervisning", "Kurs", 2)]
    assert codes(reading) == [("area_continues", 0, "area")]


def test_band_without_words_ends_the_one_before():
    untitled = [Cell(level=2, span=4), *[ACROSS] * 3]
    reading = read(full("En"), ["A", "x", "", ""], untitled, ["A", "y", "", ""])

    assert [(band.title, area.title) for band, area in reading.document.leaf_areas()] == [("En", "A"), ("", "A")]


def test_two_lines_over_the_columns_are_band_and_area_where_areas_have_no_column():
    reading = read(
        over("Undervisning", 3), over("Kurs", 3), ["a", "", ""], over("Fagdager", 3), ["b", "", ""], headings=TABLE
    )

    assert titles(reading) == [("Undervisning", "Kurs", 1), ("Undervisning", "Fagdager", 1)]
    assert codes(reading) == [("band_guessed", 0, "area")]


def test_headings_of_two_levels_before_tables_are_bands_and_areas():
    reading = read_pieces(
        Paragraph(text="Plan", level=1),
        Paragraph(text="Undervisning", level=2),
        Paragraph(text="Kurs", level=3),
        table("a"),
        Paragraph(text="Fagdager", level=3),
        table("b"),
        Paragraph(text="Media", level=2),
        table("c"),
    )

    assert titles(reading) == [("Undervisning", "Kurs", 1), ("Undervisning", "Fagdager", 1), ("Media", "", 1)]
    assert reading.document.sections == ()
    assert reading.doubts == ()


def test_text_between_a_heading_and_its_table_is_kept():
    reading = read_pieces(
        Paragraph(text="Plan"),
        Paragraph(text="Kurs", level=2),
        Paragraph(text="Slik lærer vi."),
        table("a"),
        Paragraph(text="Media", level=2),
        table("b"),
    )

    assert titles(reading) == [(None, "Kurs", 1), (None, "Media", 1)]
    assert [(section.heading, section.text) for section in reading.document.sections] == [("Kurs", "Slik lærer vi.")]
    assert codes(reading) == [("area_guessed", 0, "area")]


def test_a_heading_far_above_the_table_is_one_of_text():
    prose = [Paragraph(text=f"Setning nummer {number}.") for number in range(3)]
    reading = read_pieces(Paragraph(text="Plan"), Paragraph(text="Bakgrunn", level=2), *prose, table("a"), table("b"))

    assert titles(reading) == [(None, "", 2)]
    assert reading.document.sections[0].text.count("\n") == 2


def test_bold_words_before_tables_are_areas_with_a_doubt():
    reading = read_pieces(
        Paragraph(text="Plan", bold=True),
        Paragraph(text="Kurs", bold=True),
        table("a"),
        Paragraph(text="Media"),
        table("b"),
    )

    assert titles(reading) == [(None, "Kurs", 1), (None, "Media", 1)]
    assert codes(reading) == [("area_guessed", 0, "area"), ("area_guessed", 1, "area")]


def test_a_sentence_between_tables_is_text():
    reading = read_pieces(Paragraph(text="Plan"), table("a"), Paragraph(text="Dette er viktig."), table("b"))

    assert titles(reading) == [(None, "", 2)]
    assert reading.document.sections[0].text == "Dette er viktig."


def test_a_table_without_headings_under_a_heading_goes_on_with_a_doubt():
    more = grid_of([[Cell(text=text) for text in ("Film", "Alle", "Kino")]])
    reading = read_pieces(Paragraph(text="Plan"), table("a"), Paragraph(text="Media", level=2), more)

    assert titles(reading) == [(None, "", 1), (None, "Media", 1)]
    assert codes(reading) == [("table_continues", 1, "")]


def test_a_heading_over_bold_words_is_the_band_of_their_area():
    reading = read_pieces(
        Paragraph(text="Plan"),
        Paragraph(text="Drift", level=2),
        Paragraph(text="Kurs", bold=True),
        table("a"),
        Paragraph(text="Fagdager", bold=True),
        table("b"),
    )

    assert titles(reading) == [("Drift", "Kurs", 1), ("Drift", "Fagdager", 1)]


def test_legend_beside_the_table_is_read_and_left_out():
    done, ongoing = Cell(text="Fullført", colour="00B050"), Cell(text="Pågående", colour="FFC000")
    reading = read(
        ["A", "Kurs", Cell(text="2024", colour="FFC000"), "", done],
        ["A", "Film", Cell(text="2025", colour="00B050"), "", ongoing],
        headings=("Område", "Tiltak", "Tid", "", ""),
        legend=None,
    )

    assert [(row.status, row.note) for row in rows(reading)] == [("ongoing", ""), ("done", "")]
    assert reading.left_out == (
        LeftOut(code="legend", text="Fullført", line=2),
        LeftOut(code="legend", text="Pågående", line=3),
    )


def test_legend_below_the_table_is_read_and_left_out():
    reading = read(
        ["A", "Kurs", Cell(text="2024", colour="FFC000")],
        ["", "", ""],
        ["Fargekoder", "", ""],
        [Cell(colour="FFC000"), "Pågående", ""],
        headings=("Område", "Tiltak", "Tid"),
        legend=None,
    )

    assert [row.status for row in rows(reading)] == ["ongoing"]
    assert [item.text for item in reading.left_out] == ["Fargekoder", "Pågående"]
    assert reading.doubts == ()


def test_status_words_in_rows_are_no_legend():
    reading = read(
        ["Kurs", "", Cell(text="Fullført", colour="00B050")],
        ["", "", Cell(text="Pågående", colour="FFC000")],
        headings=("Tiltak", "Målgruppe", "Status"),
        legend=None,
    )

    assert [row.status for row in rows(reading)] == ["done", "ongoing"]
    assert reading.left_out == ()


def test_what_else_stands_in_the_table_of_the_legend_is_kept():
    legend = grid_of([[Cell(text="Fullført", colour="00B050"), Cell(text="Vi måler hvert år i desember måned.")]])
    reading = read(["A", "Kurs", "", Cell(text="2024", colour="00B050")], legend=legend)

    assert reading.document.purpose == "Vi måler hvert år i desember måned."
    assert rows(reading)[0].status == "done"
