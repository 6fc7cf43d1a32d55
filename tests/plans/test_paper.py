from datetime import date

import pytest
from django.utils import translation

from plans.document import Area, Row, Section
from plans.paper import paper_of
from plans.paper_table import paper_words
from plans.timeframe import Timeframe
from plans.writers.widths import FLOORS
from tests.printing.documents import CHANGED, make_document


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def cells(paper, row: int, body: int = 0) -> list[str]:
    return [str(cell.words) for cell in paper.bodies[body].rows[row].cells]


def test_a_draft_says_so_on_every_page():
    paper = paper_of(make_document())
    assert paper.is_draft
    assert (paper.stamp, paper.mark) == ("DRAFT", "DRAFT – not approved")
    assert paper.foot == "NKLS · Kompetansespredningsplan 2025–2028 · Draft · last changed 22.11.2026 at 13.58"


def test_a_version_names_its_number_and_its_last_change():
    paper = paper_of(make_document(version=3))
    assert (paper.stamp, paper.mark) == ("Version 3", "")
    assert "Version 3 · last changed 22.11.2026 at 13.58" in paper.foot
    assert paper.changed == CHANGED.isoformat()


def test_a_document_without_a_time_of_change_names_none():
    paper = paper_of(make_document(changed_at=None))
    assert paper.changed == ""
    assert paper.foot.endswith("Draft")


def test_a_long_title_is_cut_at_the_foot_only():
    title = "Plan " * 50
    paper = paper_of(make_document(title=title))
    assert paper.title == title.strip()
    assert len(paper.foot) < 180


def test_facts_that_are_unknown_are_left_out():
    assert paper_of(make_document()).facts[0] == ("Period", "2025–2028")
    assert not paper_of(
        make_document(service=make_document().service.__class__(), period_start=None, period_end=None)
    ).facts


@pytest.mark.parametrize("template", ["dissemination", "dissemination_short", "action", "competence"])
@pytest.mark.parametrize("extra", [(), ("note", "responsible", "status", "aim")])
def test_column_widths_fill_the_page(template, extra):
    columns = paper_of(make_document(template=template, extra_columns=extra)).columns
    assert sum(column.width for column in columns) == pytest.approx(100, abs=0.1)
    assert all(column.width >= FLOORS.get(column.key, 0) for column in columns)


def test_a_repeated_area_is_marked_and_a_continuing_measure_is_said():
    rows = (Row(measure="A"), Row(continues=True), Row(continues=True), Row())
    paper = paper_of(make_document(areas=(Area(title="Kurs", rows=rows),)))
    assert [cells(paper, index)[:2] for index in range(4)] == [
        ["Kurs", "A"],
        ["Kurs (cont.)", "↳ same measure"],
        ["Kurs (cont.)", "↳ same measure"],
        ["Kurs (cont.)", "Not filled in"],
    ]
    assert [line.kind for line in paper.bodies[0].rows] == ["", "more second", "more", ""]
    assert [line.cells[0].is_repeated for line in paper.bodies[0].rows] == [False, True, True, True]
    assert len(paper.keys) == 1


def test_empty_cells_hold_a_dash_and_a_status_its_word():
    paper = paper_of(make_document(areas=(Area(title="Kurs", rows=(Row(measure="A"),)),)))
    assert cells(paper, 0) == ["Kurs", "A", "–", "–", "–", "◌ Not stated"]


def test_bands_begin_a_body_and_untitled_areas_leave_their_cell_empty():
    row = Row(measure="A")
    band = Area(kind="band", title="Media", areas=(Area(rows=(row,)), Area(title="Nett", rows=(row,))))
    paper = paper_of(make_document(areas=(Area(title="Kurs", rows=(row,)), Area(title="Tom"), band)))
    assert [body.band for body in paper.bodies] == ["", "Media"]
    assert cells(paper, 1) == ["Tom", "No measures yet"]
    assert [cells(paper, index, 1)[0] for index in range(2)] == ["", "Nett"]


def test_without_an_area_column_the_measure_heads_its_row():
    paper = paper_of(make_document(template="competence", areas=(Area(rows=(Row(measure="A"),)),)))
    first, *others = paper.bodies[0].rows[0].cells
    assert (first.words, first.is_heading) == ("A", True)
    assert not any(cell.is_heading for cell in others)


def test_only_a_row_of_about_a_page_may_be_cut():
    def kind(words: str) -> str:
        rows = (Row(measure="A", instruments=words, timeframe=Timeframe(text="2026")),)
        return paper_of(make_document(areas=(Area(title="Kurs", rows=rows),))).bodies[0].rows[0].kind

    assert kind("word " * 200) == ""
    assert kind("word " * 400) == "tall"
    assert kind("a\n" * 40) == "tall"


def test_a_long_area_title_takes_no_height_where_rows_follow():
    rows = tuple(Row(measure=str(number)) for number in range(6))
    lines = paper_of(make_document(areas=(Area(title="Lukt og smak etter infeksjon", rows=rows),))).bodies[0].rows
    assert ["over" in line.cells[0].words for line in lines] == [True] * 4 + [False] * 2


def test_the_legend_names_only_what_can_stand_in_the_table():
    stated = (Area(title="Kurs", rows=(Row(measure="A", status="done"),)),)
    assert [status for status, _ in paper_of(make_document()).legend] == ["done", "ongoing", "planned", "unset"]
    assert [status for status, _ in paper_of(make_document(areas=stated)).legend] == ["done", "ongoing", "planned"]
    assert paper_of(make_document(template="action", areas=())).legend == []


def test_sections_stand_before_and_after_the_table():
    sections = (Section(heading="Bakgrunn", text="a\nb\n\nc"), Section(heading="Slutt", text="d", place="after"))
    paper = paper_of(make_document(sections=sections))
    assert paper.before == [("Bakgrunn", ["a<br>b", "c"])]
    assert paper.after == [("Slutt", ["d"])]


def test_a_period_may_have_one_end():
    assert paper_of(make_document(period_start=None, period_end=date(2026, 3, 9))).facts[0][1] == "until 09.03.2026"


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("Se www.x.example.", 'Se <a href="https://www.x.example">www.x.example</a>.'),
        ("(https://x.example/a_(b))", '(<a href="https://x.example/a_(b)">https://x.example/a_(b)</a>)'),
        (
            "https://x.example/?a=1&b=2, så",
            '<a href="https://x.example/?a=1&amp;b=2">https://x.example/?a=1&amp;b=2</a>, så',
        ),
        ("post@x.example!", '<a href="mailto:post@x.example">post@x.example</a>!'),
        ("a < b\r\nc & d", "a &lt; b<br>c &amp; d"),
        ('https://x.example/"onclick=', '<a href="https://x.example/">https://x.example/</a>&quot;onclick='),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("www.", "www."),
        ("https://", "https://"),
    ],
)
def test_addresses_become_links_and_the_rest_is_text(words, html):
    assert paper_words(words) == html
