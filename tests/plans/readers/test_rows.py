from plans.readers.grid import Cell, Paragraph, grid_of
from tests.plans.readers.grids import DOWN, codes, full, make_grid, read, read_pieces, rows, titles


def test_full_width_line_is_a_band_and_a_first_cell_an_area():
    reading = read(
        ["Klinikk", "Kurs", "Leger", ""],
        [DOWN, "Film", "Alle", ""],
        full("Undervisning"),
        ["Kurs", "Fagdag", "Alle", ""],
        full("Media"),
        ["", "Avis", "Alle", ""],
        ["", "Radio", "Alle", ""],
    )

    assert titles(reading) == [(None, "Klinikk", 2), ("Undervisning", "Kurs", 1), ("Media", "", 2)]
    assert codes(reading) == []


def test_band_without_rows_is_kept():
    reading = read(["A", "Kurs", "", ""], full("Tomt"), full("Fullt"), ["B", "Film", "", ""])

    assert [area.title for area in reading.document.areas] == ["A", "Tomt", "Fullt"]


def test_same_area_title_in_two_bands_is_two_areas():
    reading = read(full("En"), ["Kurs", "a", "x", ""], full("To"), ["Kurs", "b", "x", ""])

    assert titles(reading) == [("En", "Kurs", 1), ("To", "Kurs", 1)]


def test_area_written_on_every_row_is_one_area():
    assert titles(read(["A", "x", "", ""], ["A", "y", "", ""], ["B", "z", "", ""])) == [(None, "A", 2), (None, "B", 1)]


def test_empty_area_cell_goes_on_with_the_area_and_is_doubted_once():
    reading = read(["A", "x", "", ""], ["", "y", "", ""], ["", "z", "", ""])

    assert titles(reading) == [(None, "A", 3)]
    assert codes(reading) == [("area_continues", 1, "area")]


def test_single_filled_line_before_an_area_is_guessed_to_be_a_band():
    reading = read(["Undervisning", "", "", ""], ["Kurs", "Fagdag", "Alle", ""])

    assert titles(reading) == [("Undervisning", "Kurs", 1)]
    assert codes(reading) == [("band_guessed", 0, "area")]


def test_single_filled_line_before_rows_without_area_is_guessed_to_be_an_area():
    reading = read(["Kurs", "", "", ""], ["", "Fagdag", "Alle", ""])

    assert titles(reading) == [(None, "Kurs", 1)]
    assert codes(reading)[0] == ("area_guessed", 0, "area")


def test_measure_merged_downwards_continues_without_doubt():
    reading = read(["A", "Kurs", "Leger", ""], [DOWN, DOWN, "Pasienter", ""])

    assert [(row.measure, row.continues) for row in rows(reading)] == [("Kurs", False), ("", True)]
    assert codes(reading) == []


def test_empty_measure_below_a_filled_one_continues_with_a_doubt():
    reading = read(["A", "Kurs", "Leger", ""], [DOWN, "", "Pasienter", ""])

    assert rows(reading)[1].continues
    assert codes(reading) == [("measure_continues", 1, "measure")]


def test_empty_measure_in_the_first_row_of_an_area_does_not_continue():
    reading = read(["A", "Kurs", "Leger", ""], ["B", "", "Pasienter", ""], [DOWN, "", "Pårørende", ""])

    assert [row.continues for row in rows(reading)] == [False, False, False]


def test_measure_merged_over_two_areas_is_written_into_both():
    reading = read(["A", "Kurs", "Leger", ""], ["B", DOWN, "Pasienter", ""])

    assert [(row.measure, row.continues) for row in rows(reading)] == [("Kurs", False), ("Kurs", False)]
    assert codes(reading) == [("measure_repeated", 1, "measure")]


def test_other_merged_cells_hold_for_every_row():
    reading = read(["A", "Kurs", "Leger", Cell(text="2024", colour="FFFF00")], [DOWN, "Film", "Alle", DOWN])

    assert [(row.timeframe.text, row.status) for row in rows(reading)] == [("2024", "ongoing")] * 2
    assert codes(reading) == [("merged_repeated", 1, "timeframe")]


def test_line_without_words_is_no_row():
    assert len(rows(read(["A", "Kurs", "", ""], [DOWN, DOWN, "", ""], ["", "", "", Cell(colour="FFFF00")]))) == 1


def test_headings_with_hyphens_and_brackets_are_known():
    for heading in (
        "Kompetanse-\nspredningstiltak",
        "Kompetanse\u00adsprednings\u00adtiltak",
        "TILTAK:",
        "Tiltak (hva)",
    ):
        reading = read(["A", "Kurs", "", ""], headings=("Område", heading, "Målgruppe\n(hvem)", "Tids-\naspekt"))

        assert rows(reading)[0].measure == "Kurs"


def test_second_line_of_headings_is_no_row():
    assert len(rows(read(["", "", "(hvem)", ""], ["A", "Kurs", "Leger", ""]))) == 1


def test_unknown_column_goes_to_the_note_with_its_heading():
    reading = read(["Kurs", "Leger", "40 000"], headings=("Tiltak", "Målgruppe", "Budsjett"))

    assert rows(reading)[0].note == "Budsjett: 40 000"
    assert [(doubt.code, doubt.detail) for doubt in reading.doubts] == [("column_unknown", "Budsjett")]


def test_columns_in_any_order():
    row = rows(read(["2024", "Alle", "Kurs"], headings=("Frist", "Ansvar", "Tiltak")))[0]

    assert (row.timeframe.text, row.responsible, row.measure) == ("2024", "Alle", "Kurs")


def test_status_in_words():
    lines = [["Kurs", "Ferdig"], ["Film", "ikke startet"], ["Bok", ""], ["Spill", "Venter på svar"]]
    reading = read(*lines, headings=("Tiltak", "Status"), legend=None)

    assert [row.status for row in rows(reading)] == ["done", "planned", "", ""]
    assert rows(reading)[3].note == "Venter på svar"
    assert codes(reading) == [("status_unknown_words", 3, "status")]


def test_status_by_colours_without_legend_is_asked_for():
    reading = read(["A", "Kurs", "", Cell(text="2024", colour="92D050")], legend=None)

    assert rows(reading)[0].status == ""
    assert [(doubt.code, doubt.detail) for doubt in reading.doubts] == [("legend_missing", "92D050")]


def test_status_by_a_colour_near_the_legend_is_taken_with_a_doubt():
    reading = read(["A", "Kurs", "", Cell(text="2024", colour="99CC55")])

    assert rows(reading)[0].status == "done"
    assert codes(reading) == [("status_near_colour", 0, "status")]


def test_status_by_a_colour_of_its_own_is_not_guessed():
    reading = read(["A", "Kurs", "", Cell(text="2024", colour="0000FF")], ["A", "Bok", "", Cell(colour="D9D9D9")])

    assert [row.status for row in rows(reading)] == ["", ""]
    assert codes(reading) == [("status_unknown_colour", 0, "status")]


def test_status_by_several_colours_is_not_guessed():
    reading = read(["A", Cell(text="Kurs", colour="92D050"), Cell(text="Leger", colour="FFFF00"), ""])

    assert rows(reading)[0].status == ""
    assert codes(reading) == [("status_several", 0, "status")]


def test_legend_may_have_its_colours_beside_the_words():
    legend = grid_of(
        [[Cell(colour="00B0F0"), Cell(text="Avsluttet")], [Cell(colour="FF0000"), Cell(text="Ikke startet")]]
    )
    reading = read(["A", "Kurs", "", Cell(text="2024", colour="FF0000")], legend=legend)

    assert rows(reading)[0].status == "planned"


def test_legend_of_the_document_itself_counts_whatever_the_colours():
    legend = grid_of([[Cell(text="Pågående", colour="92D050"), Cell(text="Fullført", colour="FF6666")]])
    reading = read(["A", "Kurs", "", Cell(text="2024", colour="92D050")], legend=legend)

    assert rows(reading)[0].status == "ongoing"


def test_action_plan_with_areas_among_the_headings():
    reading = read(
        ["Mål:", "", "", ""],
        ["Mål:\nTrygge pasienter", "- Fagdag\n- Kurs", "Alle", "Kontinuerlig"],
        ["Område 2: Drift", "", "", ""],
        ["Oppdaterte lister", "", "Leder", "Innen 2025"],
        ["", "Ny nettside", "Leder", ""],
        ["Område 3: Ledelse", "Tiltak:", "Ansvar:", "Frist:"],
        ["Kjent nettverk", "Møter", "Leder", ""],
        headings=("Område 1: Pasientarbeid", "Tiltak:", "Ansvar:", "Frist:"),
    )

    areas = [("Område 1: Pasientarbeid", 1), ("Område 2: Drift", 2), ("Område 3: Ledelse", 1)]
    assert titles(reading) == [(None, *area) for area in areas]
    assert [row.aim for row in rows(reading)] == ["Trygge pasienter", "Oppdaterte lister", "", "Kjent nettverk"]
    assert reading.document.template == "action"


def test_new_aim_with_empty_measure_does_not_continue():
    reading = read(["Mål 1", "Kurs"], ["Mål 2", ""], headings=("Mål", "Tiltak"))

    assert not rows(reading)[1].continues


def test_template_follows_the_columns():
    cases = {
        ("Spredningstiltak", "Målgrupper", "Virkemidler"): "dissemination_short",
        ("Område", "Mål", "Tiltak", "Ansvar", "Frist"): "action",
        ("Tiltak", "Målgruppe", "Virkemidler", "Tidsaspekt"): "competence",
        ("Område", "Tiltak", "Målgruppe"): "dissemination",
    }
    for headings, template in cases.items():
        assert read(["x"] * len(headings), headings=headings).document.template == template


def test_columns_beside_the_template_are_kept_as_extra():
    document = read(["x", "y", ""], headings=("Mål", "Tiltak", "Gjennomføringsgrad")).document

    assert (document.template, document.extra_columns) == ("action", ("status",))


def test_table_that_is_no_plan_is_kept_as_text():
    other = grid_of([[Cell(text="Leder"), Cell(text="Møter")], [Cell(text="Ola"), Cell(text="fire")]])
    reading = read_pieces(Paragraph(text="Plan"), make_grid(["A", "Kurs", "", ""]), Paragraph(text="Til slutt."), other)

    assert reading.document.sections[0].text == "Til slutt.\nLeder – Møter\nOla – fire"
    assert [doubt.code for doubt in reading.doubts] == ["table_as_text"]


def test_nynorsk_headings_and_language():
    headings = (
        "Område",
        "Kompetansespreiingstiltak",
        "Målgruppe (kven)",
        "Verkemiddel (korleis)",
        "Gjennomføringsgrad",
    )
    reading = read(
        ["A", "Kurs for dei som ikkje kan", "Brukarar", "Nett", "Ikkje starta, ligg i plan"], headings=headings
    )

    assert reading.document.language == "nn"
    assert rows(reading)[0].instruments == "Nett"
    assert rows(reading)[0].status == "planned"


def test_what_else_stands_with_a_status_is_kept_as_remark():
    reading = read(["Kurs", "Fullført våren 2023"], ["Film", "Fullført"], headings=("Tiltak", "Status"), legend=None)

    assert [(row.status, row.note) for row in rows(reading)] == [("done", "Fullført våren 2023"), ("done", "")]


def test_doubts_of_a_cell_are_doubts_of_its_row_and_column():
    unsure = Cell(text="Leger", unsure=(("hyphen_kept", "spe-sialist"),))

    assert codes(read(["A", "x", "", ""], ["A", "y", unsure, ""])) == [("hyphen_kept", 1, "target_group")]
