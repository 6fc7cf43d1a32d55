"""Pages, and what programs put on the clipboard."""

import pytest

from plans.document import NotAPlan
from plans.readers import open_file, read
from plans.readers.grid import Grid, Paragraph
from tests.plans.readers import clipboards


def opened(page: str | bytes):
    return open_file("", page if isinstance(page, bytes) else page.encode())


def grid_in(page: str) -> Grid:
    (grid,) = (piece for piece in opened(page).pieces if isinstance(piece, Grid))
    return grid


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in line] for line in grid.lines]


def colours(grid: Grid) -> list[list[str]]:
    return [[cell.colour for cell in line] for line in grid.lines]


def paragraphs(page: str) -> list[tuple[str, int]]:
    return [(piece.text, piece.level) for piece in opened(page).pieces if isinstance(piece, Paragraph)]


def left_out(page: str) -> list[tuple[str, str]]:
    return [(each.code, each.text) for each in opened(page).left_out]


def test_word_gives_its_cells_with_lists_links_and_changes_as_accepted():
    assert texts(grid_in(clipboards.WORD)) == [
        ["Tiltak", "Målgruppe (hvem)", "Tid"],
        ["Skrive brev til lagene\n- Til alle\n2. Etterpå", "Speidere\nKor", "2024"],
        ["", "Turlaget (https://turlaget.example.org/brev)", "høst\u00a02025"],
    ]


def test_word_gives_merged_cells_shades_and_bold():
    grid = grid_in(clipboards.WORD)
    assert colours(grid) == [["D9D9D9"] * 3, ["", "", "92D050"], ["", "", "FFFF00"]]
    assert [line[0].down for line in grid.lines] == [False, False, True]
    assert [line[0].bold for line in grid.lines] == [True, False, False]


def test_word_gives_headings_and_tells_comments():
    assert paragraphs(clipboards.WORD) == [("Område 1: Brev", 2)]
    assert left_out(clipboards.WORD) == [("comment", "Hvem skriver?")]


def test_excel_gives_its_cells_and_the_colours_of_its_classes():
    grid = grid_in(clipboards.EXCEL)
    assert texts(grid) == [
        ["Tiltak", "Målgruppe", "Internt", "Status"],
        ["Skrive brev\ntil lagene", "Speidere", "skjult", "Pågående"],
        ["Gammelt tiltak", "", "", ""],
        ["Media", "", "", ""],
    ]
    assert colours(grid) == [["C6E0B4"] * 4, ["", "", "", "FFFF00"], [""] * 4, ["C6E0B4"] * 4]
    assert (grid.lines[3][0].span, grid.lines[0][0].bold) == (4, True)
    assert paragraphs(clipboards.EXCEL) == []


def test_excel_gives_hidden_rows_and_columns_as_hidden():
    grid = grid_in(clipboards.EXCEL)
    assert (grid.hidden_lines, grid.hidden_columns) == ((2,), (2,))


def test_google_sheets_gives_cells_and_colours():
    grid = grid_in(clipboards.SHEETS)
    assert texts(grid) == [["Tiltak", "Målgruppe"], ["Skrive brev\nog svare", "Speidere"], ["", "turlaget.example.org"]]
    assert colours(grid)[1] == ["00FF00", "FFF2CC"]
    assert grid.lines[2][0].down


def test_google_docs_gives_cells_classes_and_links_without_detours():
    grid = grid_in(clipboards.DOCS)
    assert texts(grid) == [["Tiltak", "Ansvar"], ["- Skrive\n- Svare", "Kari her (https://turlaget.example.org/kari)"]]
    assert colours(grid)[0] == ["D9EAD3", "D9EAD3"]
    assert paragraphs(clipboards.DOCS) == [("Plan for 2024", 1), ("Brev", 2)]
    assert left_out(clipboards.DOCS) == [("comment", "[a] Sikker?")]


def test_writer_gives_cells_and_the_colours_of_cells_and_of_what_fills_them():
    grid = grid_in(clipboards.WRITER)
    assert texts(grid) == [["Tiltak", "Målgruppe"], ["Skrive lange brev", "- Speidere\n- Turgåere"]]
    assert colours(grid) == [["", "FFFF00"], ["92D050", ""]]
    assert grid.heading_lines == 1


def test_a_page_gives_its_text_and_not_what_stands_round_it():
    assert paragraphs(clipboards.PAGE) == [
        ("Handlingsplan 2024", 1),
        ("Planen viser hva laget gjør.", 0),
        ("Område 1: Brev", 2),
    ]
    assert texts(grid_in(clipboards.PAGE))[1] == ["Skrive brev (https://turlaget.example.org/brev)", "Kari"]
    assert opened(clipboards.PAGE).title == "Handlingsplan – Turlaget"


def test_a_page_tells_what_it_hides_and_what_stands_round_it():
    assert left_out(clipboards.PAGE) == [
        ("page_part", "Turlaget"),
        ("page_part", "Om oss"),
        ("page_part", "Søk"),
        ("hidden", "Hemmelig"),
        ("hidden", "Også hemmelig"),
        ("page_part", "Les også: andre saker"),
        ("page_part", "Følg oss"),
    ]


def test_a_page_with_a_main_part_is_that_part():
    page = "<h1>Laget</h1><div><p>Meny</p><main><p>Formål</p><table><tr><td>Kurs</table></main><p>Under</p></div>"
    assert paragraphs(page) == [("Formål", 0)]
    assert sorted(left_out(page)) == [("page_part", "Laget"), ("page_part", "Meny"), ("page_part", "Under")]


def test_a_main_part_without_a_table_is_not_all_there_is():
    assert paragraphs("<main>Velkommen</main><p>Formål</p><table><tr><td>Kurs</table>") == [
        ("Velkommen", 0),
        ("Formål", 0),
    ]


@pytest.mark.parametrize(
    "page", [clipboards.WORD, clipboards.EXCEL, clipboards.SHEETS, clipboards.DOCS, clipboards.WRITER, clipboards.PAGE]
)
def test_every_program_gives_a_plan(page):
    row = next(iter(read("", page.encode()).document.rows()))[1]
    assert row.measure.startswith(("Skrive", "- Skrive"))


def test_a_page_into_the_plan_keeps_areas_measures_and_status():
    document = read("plan.html", clipboards.WORD.encode()).document
    ((area, first, _), (_, second, measure)) = document.rows()
    assert (area.title, first.target_group, second.continues, measure) == (
        "Område 1: Brev",
        "Speidere\nKor",
        True,
        first.measure,
    )


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=windows-1252><p>Måned – år</p>".encode("cp1252"),
        "<p>Måned – år</p>".encode("cp1252"),
        '<meta content="text/html; charset=iso-8859-1"><p>Måned – år</p>'.encode("cp1252"),
        '<meta charset="windows-1252"><p>Måned – år</p>'.encode(),
        "<p>Måned – år</p>".encode("utf-8-sig"),
        "<p>Måned – år</p>".encode("utf-16"),
        '<?xml version="1.0" encoding="iso-8859-1"?><p>Måned – år</p>'.encode(),
        b"<p>M&aring;ned &ndash; &#229;r</p>",
        '<meta charset="macintosh"><p>Måned – år</p>'.encode("mac-roman"),
        '<meta charset="hex"><p>Måned – år</p>'.encode("cp1252"),
    ],
)
def test_letters_are_right_however_they_were_written(data):
    assert [piece.text for piece in opened(data).pieces] == ["Måned – år"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>a<br></p><p></p><p>&nbsp;</p><div>b</div>c", "a\nb\nc"),
        ("<pre>a\n b</pre>", "a\nb"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
        ("<ol><li>a<ol><li>b<li>c</ol><li>d<li><ul><li>e</ul></ol>", "1. a\n1. b\n2. c\n2. d\n- e"),
        ('<ul><li style="list-style-type: none">a</ul>', "a"),
        ("·&nbsp;&nbsp;&nbsp; a", "- a"),
        ("to\u00adda\u200bger", "todager"),
        ("a &nbsp; b&nbsp;c", "a b\u00a0c"),
        ("<b>a</b><i>b</i> <u>c</u>", "ab c"),
        ("<img alt=bilde><svg><text>nei</text></svg><select><option>nei</select>a", "a"),
        ("<textarea>a\nb</textarea>", "a\nb"),
        ("😀&#x1F600;", "😀😀"),
        ("&lt;b&gt;", "<b>"),
        ('<a href="mailto:post@example.org">post@example.org</a>', "post@example.org"),
        ('<a href="javascript:alert(1)">a</a>', "a"),
        ('<a href="#under">a</a>', "a"),
        ('<a href="https://a.example.org"><p>a</p></a>', "a"),
        ('<a href="https://a.example.org"><img></a>a', "a"),
        ('<span style="display:none">nei</span>a', "a"),
        ('<span style="mso-hide:all">nei</span>a', "a"),
        ('<span style="visibility: hidden !important">nei</span>a', "a"),
    ],
)
def test_words_of_a_cell_come_line_by_line(inside, text):
    assert texts(grid_in(f"<table><tr><td>{inside}</table>"))[0] == [text]


def test_a_table_in_a_cell_is_words_of_the_cell():
    inside = "<table><tr><td>a<td>b<tr><td><p>c<p>d</table>e"
    assert texts(grid_in(f"<table><tr><td>Kurs<td>{inside}</table>")) == [["Kurs", "a\nb\nc\nd\ne"]]


@pytest.mark.parametrize(
    ("look", "colour"),
    [
        ('bgcolor="#92d050"', "92D050"),
        ('bgcolor="lime"', "00FF00"),
        ('style="background:#0f0"', "00FF00"),
        ('style="BACKGROUND-COLOR: RGB(146 208 80 / 1)"', "92D050"),
        ('style="background-color: rgba(1,2,3,0.0)" bgcolor="red"', ""),
        ('style="background: transparent"', ""),
        ('style="background: url(x.png) no-repeat yellow"', "FFFF00"),
        ('style="background:#fafafa"', ""),
        ('style="background:#12"', ""),
        ('style="color:red"', ""),
        ('class="x Gul y"', "FFFF00"),
        ('class="Gul" style="background:#FF6666 !important"', "FF6666"),
        ('class="begge"', "00FFFF"),
        ('class="ukjent"', ""),
    ],
)
def test_colours_are_told_from_attributes_styles_and_simple_rules(look, colour):
    rules = "<style>.a b{background:red} td.Gul, .begge {background-color: yellow} .begge{background:aqua}"
    rules += ".begge{font-weight:bold}</style>"
    assert colours(grid_in(f"{rules}<table><tr><td {look}>a</table>")) == [[colour]]


def test_a_row_gives_its_colour_to_cells_without_one():
    page = '<table><tbody style="background:red"><tr bgcolor="blue"><td>a<td bgcolor="white">b<tr><td>c<td>d</table>'
    assert colours(grid_in(page)) == [["0000FF", ""], ["FF0000", "FF0000"]]


@pytest.mark.parametrize(
    ("block", "level"),
    [
        ("<h1>A</h1>", 1),
        ("<h4>A</h4>", 4),
        ("<p class=MsoTitle>A</p>", 1),
        ("<p>A</p>", 0),
        ('<div role="heading" aria-level="3">A</div>', 3),
        ('<div role="heading">A</div>', 2),
    ],
)
def test_headings_have_levels_outside_cells_and_in_them(block, level):
    assert paragraphs(block) == [("A", level)]
    assert grid_in(f"<table><tr><td>{block}</table>").lines[0][0].level == (level if level > 1 else 0)


def test_a_paragraph_is_bold_if_all_of_it_is():
    bold = [
        piece.bold for piece in opened("<p><b>a</b> <strong>b</strong><p><b>a</b> b<p style='font-weight:600'>a").pieces
    ]
    assert bold == [True, False, True]


def test_a_table_that_only_holds_things_in_their_places_is_looked_into():
    page = "<table><tr><td><h2>Brev</h2><table><tr><td>Tiltak<td>Ansvar</table></table>"
    assert (paragraphs(page), texts(grid_in(page))) == ([("Brev", 2)], [["Tiltak", "Ansvar"]])
    page = '<table role="presentation"><tr><td>Brev<td><table><tr><td>Tiltak<td>Ansvar</table></table>'
    assert (paragraphs(page), texts(grid_in(page))) == ([("Brev", 0)], [["Tiltak", "Ansvar"]])


def test_a_page_too_deep_is_refused_and_not_cut_off():
    with pytest.raises(NotAPlan) as raised:
        opened("<div>" * 300 + "Kurs")
    assert raised.value.code == "too_large"


def test_a_page_of_nothing_has_no_pieces():
    assert opened("<!-- Kurs -->").pieces == ()


@pytest.mark.parametrize(("count", "refused"), [(10_000, False), (10_001, True)])
def test_a_page_has_at_most_10000_paragraphs(count, refused):
    page = "<p>x" * count
    if refused:
        with pytest.raises(NotAPlan) as raised:
            opened(page)
        assert raised.value.code == "too_large"
    else:
        assert len(opened(page).pieces) == count


def test_a_page_of_a_million_tags_is_refused_before_it_is_read():
    with pytest.raises(NotAPlan, match="too many tags"):
        opened("<br>" * 1_000_001)


def test_nothing_that_a_page_names_is_fetched(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a page was to be fetched")

    monkeypatch.setattr("socket.socket.connect", refuse)
    page = (
        '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><link rel=stylesheet href="http://127.0.0.1:9/x.css"><p>Kurs'
    )
    assert paragraphs(page) == [("Kurs", 0)]
