"""PDFs that others' programs made: ruled tables over several pages, words that a line's end cut, what stands round."""

from dataclasses import replace
from pathlib import Path

import pytest

from plans.document import NotAPlan, PlanDocument, from_json, to_json
from plans.readers import pdfpages, read, understand
from plans.readers.opened import from_json as opened_from_json
from plans.readers.opened import to_json as opened_to_json
from tests.plans.readers import papers
from tests.plans.readers.papers import box, drawn, grid_in, line, printed, table_of, texts, unsure, word

FROZEN = Path(__file__).parents[2] / "frozen"
HEADINGS = ("Tiltak", "Målgruppe", "Virkemidler")


def table(document: PlanDocument) -> list[tuple]:
    """What a file can tell of each row: band, area, words, and whether it goes on with the row above."""
    found = []
    for band, area in document.leaf_areas():
        for row in area.rows:
            words = (row.measure, row.target_group, row.instruments, row.timeframe.text)
            found.append((band.title if band else "", area.title, *words, row.status, row.continues))
    return found


def test_a_pdf_that_libreoffice_made_of_a_word_file_loses_no_word():
    expected = from_json((FROZEN / "plan-libreoffice.json").read_text())
    reading = read("plan.pdf", (FROZEN / "plan-libreoffice.pdf").read_bytes())
    assert table(reading.document) == table(expected)
    assert len(table(expected)) == 46
    assert (reading.document.title, reading.document.purpose) == (expected.title, expected.purpose)
    assert (reading.document.period_start, reading.document.period_end) == (expected.period_start, expected.period_end)
    assert reading.document.service == expected.service
    assert {(colour.status, colour.known) for colour in reading.colours} == {
        ("ongoing", True),
        ("done", True),
        ("planned", True),
    }
    # It divides a word that is too long for its column without a hyphen: that cannot be known, so it is asked.
    assert [(doubt.code, doubt.detail) for doubt in reading.doubts] == [("word_joined", "sykepleierutdanningens")]
    assert {one.code for one in reading.left_out} == {"legend"}


def test_what_was_opened_survives_its_way_between_the_processes():
    opened = papers.opened((FROZEN / "plan-libreoffice.pdf").read_bytes())
    assert understand(opened_from_json(opened_to_json(opened))) == understand(opened)


# ---- cells


def test_cells_have_their_words_colours_and_weight():
    rows = [HEADINGS, ("Kurs", '<td style="background: #92D050">Leger</td>', "")]
    grid = grid_in(printed(table_of(*rows), "thead td { font-weight: bold }"))
    assert texts(grid) == [[*HEADINGS], ["Kurs", "Leger", ""]]
    assert [cell.colour for cell in grid.lines[1]] == ["", "92D050", ""]


def test_a_line_that_is_full_runs_on_and_one_that_was_ended_does_not():
    words = "Informasjon om kurs og samlinger for alle som arbeider med svelging i hele landet"
    rows = [HEADINGS, (words, "<td>Leger<br>Logopeder</td>", "<td><p>Nettside</p><p>Brev</p></td>")]
    assert texts(grid_in(printed(table_of(*rows))))[1] == [words, "Leger\nLogopeder", "Nettside\nBrev"]


def test_bullets_and_numbers_begin_lines_as_in_the_other_readers():
    bullets = "<td>• Film<br>• Brev til alle fastlegene i regionen, to ganger i året<br>• Kurs</td>"
    numbers = "<td>1. Planlegge<br>2. Gjennomføre</td>"
    row = texts(grid_in(printed(table_of(HEADINGS, ("Kurs", bullets, numbers)))))[1]
    assert row[1] == "- Film\n- Brev til alle fastlegene i regionen, to ganger i året\n- Kurs"
    assert row[2] == "1. Planlegge\n2. Gjennomføre"


def test_cells_merged_over_rows_and_columns():
    rows = [
        ("Område", *HEADINGS),
        ("<td rowspan=2>Kurs</td>", "A", "B", "C"),
        ("D", "<td colspan=2>Alle og ingen</td>"),
    ]
    grid = grid_in(printed(table_of(*rows)))
    assert texts(grid) == [["Område", *HEADINGS], ["Kurs", "A", "B", "C"], ["", "D", "Alle og ingen", ""]]
    assert (grid.lines[2][0].down, grid.lines[2][2].span, grid.lines[2][3].across) == (True, 2, True)


def test_words_that_reach_over_a_cells_side_belong_to_where_they_begin():
    rows = [HEADINGS, ("<td style='overflow-wrap: normal'>Ernæringsfysiologutdanningene</td>", "Leger", "Brev")]
    grid = grid_in(printed(table_of(*rows), "table { width: 6cm } td { font-size: 8pt }"))
    assert texts(grid)[1] == ["Ernæringsfysiologutdanningene", "Leger", "Brev"]


def test_a_table_in_a_cell_is_words_of_the_cell():
    inner = "<td><table><tr><td>Film</td><td>Brev</td></tr></table></td>"
    grid = grid_in(printed(table_of(HEADINGS, ("Kurs", "Leger", inner)), "td { padding: 8pt }"))
    assert texts(grid)[1] == ["Kurs", "Leger", "Film Brev"]


def test_white_words_are_read_on_a_colour_only():
    hidden = "<td style='color: white'>Skjult</td>"
    shown = "<td style='color: white; background: #1F497D'>Synlig</td>"
    assert texts(grid_in(printed(table_of(HEADINGS, (hidden, shown, "Brev")))))[1] == ["", "Synlig", "Brev"]


# ---- hyphens and words that a line's end cuts


def hyphenated(words: str, width: str = "8.2cm", **habits) -> tuple[str, list]:
    """The words in a narrow cell of a text whose words are divided by hyphens."""
    other = "Kompetansespredningsplanen beskriver helsepersonellets opplæringsbehov og spredningstiltakene " * 3
    grid = grid_in(
        printed(table_of(HEADINGS, (words, other, "Brev")), f"table {{ width: {width} }} td {{ hyphens: auto }}")
    )
    return texts(grid)[1][0], unsure(grid)


def test_hyphens_that_divide_words_at_lines_ends_are_removed():
    words = "Kompetansespredningsplanen for spesialisthelsetjenesten"
    text, doubts = hyphenated(words)
    assert text == words
    assert {code for code, *_ in doubts} <= {"hyphen_removed"}


@pytest.mark.parametrize("words", ["E-læring og e-helse", "inn- og utpust ved svelging", "HLR-kurs for alle"])
def test_hyphens_of_the_words_themselves_are_kept(words):
    for width in ("5cm", "7cm"):
        assert hyphenated(words, width)[0] == words


def test_a_hyphen_that_is_removed_though_it_may_be_the_words_own_is_told():
    rows = [HEADINGS, ("<td>Opplæring i svelge-<br>undersøkelse</td>", "Leger", "Brev")]
    grid = grid_in(printed(table_of(*rows), "table { width: 9.5cm }"))
    assert texts(grid)[1][0] == "Opplæring i svelgeundersøkelse"
    assert unsure(grid) == [("hyphen_removed", "svelgeundersøkelse")]


def test_a_word_longer_than_its_line_is_joined_and_told():
    rows = [HEADINGS, ("Spesialisthelsetjenesteopplæringen", "Leger", "Brev")]
    grid = grid_in(printed(table_of(*rows), "table { width: 9cm }"))
    assert texts(grid)[1][0] == "Spesialisthelsetjenesteopplæringen"
    assert {code for code, *_ in unsure(grid)} <= {"word_joined"}


def test_an_address_over_two_lines_is_one():
    address = "https://www.example.org/kompetanse/svelging/kursplan"
    rows = [HEADINGS, (address, "Leger", "Brev")]
    assert texts(grid_in(printed(table_of(*rows), "td { overflow-wrap: anywhere }")))[1][0] == address


# ---- pages


def long_table(rows: int) -> str:
    lines = [(f"Tiltak {number}", "Helsepersonell", "Nettside og brev til alle") for number in range(rows)]
    return table_of(HEADINGS, *lines)


def test_a_table_over_several_pages_is_one_and_its_headings_come_once():
    data = printed(long_table(70))
    assert data.count(b"/Type /Page\n") != 1
    lines = texts(grid_in(data))
    assert lines[0] == [*HEADINGS]
    assert [first for first, *_ in lines[1:]] == [f"Tiltak {number}" for number in range(70)]


def test_a_row_that_a_pages_end_cuts_is_joined():
    long = " ".join(f"Setning nummer {number} om virkemidlene, som alle skal lese." for number in range(140))
    rows = [HEADINGS, ("Kurs", "Leger", long), ("Film", "Alle", "Nettside")]
    data = printed(table_of(*rows), "@page { size: A4 landscape }")
    assert texts(grid_in(data)) == [[*HEADINGS], ["Kurs", "Leger", long], ["Film", "Alle", "Nettside"]]


def test_a_cell_that_goes_on_over_a_pages_end_is_one():
    rows = [(f"Tiltak {number}", "Alle", "Brev") for number in range(1, 60)]
    data = printed(table_of(("Område", *HEADINGS), ("<td rowspan=60>Kurs</td>", "Tiltak 0", "Alle", "Brev"), *rows))
    reading = read("plan.pdf", data)
    assert [(area.title, len(area.rows)) for _band, area in reading.document.leaf_areas()] == [("Kurs", 60)]


def test_two_tables_with_words_between_them_are_two():
    data = printed(f"{long_table(2)}<h2>Undervisning</h2>{long_table(3)}")
    assert [len(grid.lines) for grid in papers.grids(data)] == [3, 4]
    assert [text for text, _level in papers.paragraphs(data)] == ["Undervisning"]


def test_heads_feet_and_page_numbers_are_left_out_and_told():
    style = "@page { @top-center { content: 'Helse Fjordheim' } @bottom-right { content: 'Side ' counter(page) } }"
    data = printed(long_table(70), style)
    assert papers.left_out(data) == [("page_header", "Helse Fjordheim"), ("page_header", "Side 1")]
    assert papers.paragraphs(data) == []
    assert len(grid_in(data).lines) == 71


def test_words_slanted_over_the_page_are_left_out_and_told():
    slanted = "<div style='position: fixed; top: 8cm; left: 3cm; transform: rotate(-40deg)'>UTKAST</div>"
    data = printed(slanted + long_table(3))
    assert papers.left_out(data) == [("slanted", "UTKAST")]
    assert len(grid_in(data).lines) == 4


def test_paragraphs_and_headings_are_told_by_their_size():
    body = "<h1>Kompetansespredningsplan 2025</h1><h2>Bakgrunn</h2><p>Om planen og hvorfor den er laget.</p>"
    found = papers.paragraphs(printed(f"{body}<p>Mer om den.</p>{long_table(2)}"))
    assert found == [
        ("Kompetansespredningsplan 2025", 1),
        ("Bakgrunn", 2),
        ("Om planen og hvorfor den er laget.", 0),
        ("Mer om den.", 0),
    ]


def test_headings_of_one_size_with_nothing_else_are_of_the_areas():
    tables = "".join(f"<h1>{title}</h1>{long_table(2)}" for title in ("Kurs", "Nettsider"))
    areas = [area.title for _band, area in read("plan.pdf", printed(tables)).document.leaf_areas()]
    assert areas == ["Kurs", "Nettsider"]
    titled = read("plan.pdf", printed(f"<h1>Kompetansespredningsplan 2025</h1>{tables}")).document
    assert (titled.title, titled.areas[0].title) == ("Kompetansespredningsplan 2025", "Kurs")
    alone = read("plan.pdf", printed(f"<h1>Kompetansespredningsplan 2025</h1>{long_table(2)}")).document
    assert alone.title == "Kompetansespredningsplan 2025"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_the_right_way_up(turn):
    marks = [word(60, 705, "Tiltak"), word(260, 705, "Leger"), word(60, 675, "Kurs i svelging"), word(260, 675, "Alle")]
    rules = [box(50, 700 - 30 * row, 200, 30) for row in (0, 1)] + [box(250, 700 - 30 * row, 200, 30) for row in (0, 1)]
    placed = {90: b"0 1 -1 0 842 0 cm", 180: b"-1 0 0 -1 595 842 cm", 270: b"0 -1 1 0 0 595 cm"}[turn]
    size = b"/MediaBox [0 0 842 842]" if turn != 180 else b""
    data = drawn(placed, *rules, *marks, page=size)
    assert texts(grid_in(data)) == [["Tiltak", "Leger"], ["Kurs i svelging", "Alle"]]


# ---- rulings


def test_a_table_with_level_lines_only_is_parted_by_its_words():
    marks = [line(x, y, x + 200, y) for y in (730, 700, 670, 640) for x in (50, 250)]
    for y, words in ((710, ("Tiltak", "Leger")), (680, ("Kurs i svelging", "Alle"))):
        marks += [word(x, y, each) for x, each in zip((60, 260), words, strict=True)]
    grid = grid_in(drawn(*marks, word(60, 650, "Denne teksten er for begge kolonnene i tabellen")))
    assert texts(grid) == [
        ["Tiltak", "Leger"],
        ["Kurs i svelging", "Alle"],
        ["Denne teksten er for begge kolonnene i tabellen", ""],
    ]


def test_thin_areas_are_ruling_lines_and_dashes_are_one():
    level = [box(50, y, 400, 1, b"f") for y in (730, 700, 670)]
    upright = [box(x, y, 1, 5, b"f") for x in (50, 250, 449) for y in range(670, 730, 6)]
    words = [word(60, 710, "Tiltak"), word(260, 710, "Leger"), word(60, 680, "Kurs her"), word(260, 680, "Alle")]
    assert texts(grid_in(drawn(*level, *upright, *words))) == [["Tiltak", "Leger"], ["Kurs her", "Alle"]]


def test_a_single_box_is_no_table_and_a_page_without_rulings_is_no_plan():
    data = drawn(box(50, 600, 400, 100), word(60, 650, "Bare en ramme om litt tekst"))
    assert papers.grids(data) == []
    with pytest.raises(NotAPlan) as refused:
        read("plan.pdf", data)
    assert refused.value.code == "no_table"


def test_more_lines_or_marks_than_a_page_can_have_are_too_large(monkeypatch):
    words = [word(60, 710, "Tiltak og mer")]
    rules = [line(50, y % 800, 450 + y // 800, y % 800) for y in range(4001)]
    assert refusal(drawn(*words, *rules)) == "too_large"
    assert papers.opened(drawn(*words, *rules[:3000]))
    monkeypatch.setattr(pdfpages, "MOST_MARKS", 13)
    assert papers.opened(drawn(*words))
    assert refusal(drawn(*words, box(0, 0, 50, 50, b"f", b"1 0 0 rg"))) == "too_large"


def refusal(data: bytes) -> str:
    with pytest.raises(NotAPlan) as refused:
        papers.opened(data)
    return refused.value.code


# ---- our own


def test_a_plan_that_the_pdf_carries_is_read_before_its_pages():
    from tests.mutation_samples import _ruled, _unpacked

    plan = PlanDocument(title="Planen i fila", areas=from_json((FROZEN / "plan-libreoffice.json").read_text()).areas)
    data = _unpacked(_ruled([HEADINGS, ("Kurs", "Leger", "Brev")]), carries=to_json(plan).encode())
    assert read("plan.pdf", data).document == replace(plan, schema=1)
    other = _unpacked(_ruled([HEADINGS, ("Kurs", "Leger", "Brev")]), carries=b'{"noe": "annet"}')
    assert [row.measure for _area, row, _measure in read("plan.pdf", other).document.rows()] == ["Kurs"]
