"""What a preview says, from plain values: counts, doubts at their cells, changed words, pages of rows."""

import re

import pytest
from django.utils import translation

from plans.document import Area, PlanDocument, Row, Section
from plans.forms.imports import as_ranges, numbers_of
from plans.imported import Doubt, LeftOut, Reading
from plans.importing import ROWS_PER_PAGE, button_words, showing_of, stored_words
from plans.matching import Match


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def reading_of(*rows, **fields):
    document = PlanDocument(areas=(Area(title="Kurs", rows=rows),))
    return Reading(document=document, columns=("measure", "target_group"), **fields)


def many(number):
    return reading_of(*(Row(measure=f"Tiltak {n}") for n in range(number)))


def lines_of(showing):
    return [line for body in showing.bodies for line in body.lines]


def cell(line, name):
    return next(one.html for one in line.cells if f'class="{name}"' in one.attributes)


def test_a_new_plan_is_summed_up_by_rows_areas_and_headings():
    row = Row(measure="A")
    areas = (
        Area(title="En", rows=(row,)),
        Area(kind="band", title="B", areas=(Area(title="To", rows=(row, row)), Area(rows=(row,)))),
    )
    showing = showing_of(Reading(document=PlanDocument(areas=areas)))
    assert showing.summary == "4 rows in 2 areas and 1 main heading."
    assert showing.button == "Make the plan with 4 rows"
    assert [body.kind for body in showing.bodies] == ["area", "band", "area", "area"]
    assert showing.bodies[1].count_words == "3 rows"


def test_an_area_without_rows_is_shown_in_a_new_plan():
    document = PlanDocument(areas=(Area(title="Tomt"), Area(title="Kurs", rows=(Row(measure="A"),))))
    assert [body.title for body in showing_of(Reading(document=document)).bodies] == ["Tomt", "Kurs"]


def test_rows_that_are_in_the_plan_are_folded_and_changed_ones_show_both_texts():
    old = PlanDocument(areas=(Area(rows=(Row(id="1", measure="A"), Row(id="2", measure="B", target_group="Leger"))),))
    reading = reading_of(Row(measure="A"), Row(measure="B", target_group="Leger og sykepleiere"), Row(measure="C"))
    matches = (
        Match(row=0, kind="unchanged", id="1"),
        Match(row=1, kind="changed", id="2", columns=("target_group",)),
        Match(row=2, kind="new"),
    )
    showing = showing_of(reading, matches, plan=old)
    assert showing.summary == "3 rows: 1 new, 1 changed, 1 unchanged."
    assert [(line.index, line.kind) for line in lines_of(showing)] == [(1, "changed"), (2, "new")]
    assert showing_of(reading, (*matches[:1] * 2, matches[2]), plan=old).summary == "3 rows: 1 new, 2 unchanged."
    assert showing.unchanged.words == "1 row is unchanged"
    assert showing.unchanged.rows == ("A",)
    html = cell(lines_of(showing)[0], "target")
    assert re.sub(r"<span.*?</span>", "", html) == '<p class="changed">Leger<ins> og sykepleiere</ins></p>'
    assert showing.not_in_file is None


def test_a_changed_status_names_the_one_it_had():
    old = PlanDocument(areas=(Area(rows=(Row(id="1", measure="A", status="planned"),)),))
    reading = reading_of(Row(measure="A", status="done"))
    showing = showing_of(reading, (Match(row=0, kind="changed", id="1", columns=("status",)),), plan=old)
    html = cell(lines_of(showing)[0], "status")
    assert "Completed" in html
    assert "Was: Not started" in html


def test_a_changed_measure_is_the_one_that_holds_for_the_row():
    old_rows = (Row(id="1", measure="Kurs"), Row(id="2", continues=True, target_group="Leger"))
    old = PlanDocument(areas=(Area(title="Kurs", rows=old_rows),))
    reading = reading_of(Row(measure="Kurset"), Row(continues=True, target_group="Leger"))
    matches = [Match(row=n, kind="changed", id=str(n + 1), columns=("measure",)) for n in (0, 1)]
    for line in lines_of(showing_of(reading, matches, plan=old)):
        html = re.sub(r"<span.*?</span>", "", cell(line, "measure"))
        assert html == '<p class="changed"><del>Kurs</del><ins>Kurset</ins></p>'


def test_a_row_that_changes_its_area_says_where_it_comes_from():
    old = PlanDocument(areas=(Area(title="Nettsider", rows=(Row(id="1", measure="A"),)),))
    match = Match(row=0, kind="changed", id="1", columns=("area",))
    line = lines_of(showing_of(reading_of(Row(measure="A")), [match], plan=old))[0]
    assert '<p class="moved">Moves here from “Nettsider”</p>' in cell(line, "measure")


def test_areas_and_headings_without_a_row_to_look_over_are_shown_in_a_new_plan_only():
    areas = (
        Area(kind="band", title="Gammelt", areas=(Area(title="Kurs", rows=(Row(measure="A"),)),)),
        Area(kind="band", title="Tomt", areas=(Area(title="Ingenting"),)),
        Area(title="Nytt", rows=(Row(measure="B"),)),
    )
    reading = Reading(document=PlanDocument(areas=areas))
    matches = (Match(row=0, kind="unchanged", id="1"), Match(row=1, kind="new"))
    old = PlanDocument(areas=(Area(title="Kurs", rows=(Row(id="1", measure="A"),)),))
    assert [body.title for body in showing_of(reading, matches, plan=old).bodies] == ["Nytt"]
    assert [body.title for body in showing_of(reading).bodies] == ["Gammelt", "Kurs", "Tomt", "Ingenting", "Nytt"]


def test_text_that_a_plan_has_or_keeps_is_not_offered():
    there, new = Section(heading="Mål", text="Om målene"), Section(heading="Bakgrunn", text="Om den")
    document = PlanDocument(areas=(Area(rows=(Row(measure="A"),)),), purpose="Ny hensikt", sections=(there, new))
    old = PlanDocument(purpose="Hensikt", sections=(there,))
    showing = showing_of(Reading(document=document), [Match(row=0, kind="new")], plan=old)
    assert [(section.index, section.heading) for section in showing.sections] == [(1, "Bakgrunn")]
    assert showing.purpose == ""
    assert [one.text for one in showing.left_out] == ["Ny hensikt"]


def test_rows_of_the_plan_that_are_not_in_the_file_are_named_but_not_for_a_pasted_part():
    old = PlanDocument(areas=(Area(rows=(Row(id="1", measure="Gammelt"),)),))
    matches = (Match(row=0, kind="new"),)
    showing = showing_of(reading_of(Row(measure="A")), matches, plan=old)
    assert showing.not_in_file.words.startswith("1 row of the plan is not in the file")
    assert showing.not_in_file.rows == ("Gammelt",)
    assert showing_of(reading_of(Row(measure="A")), matches, plan=old, has_name=False).not_in_file is None


def test_a_doubt_stands_at_its_cell_and_in_the_list_with_a_link_to_it():
    doubts = (
        Doubt(code="measure_continues", row=1, column="measure"),
        Doubt(code="measure_continues", row=2, column="measure"),
        Doubt(code="band_guessed", detail="Undervisning"),
    )
    rows = (Row(measure="A"), Row(continues=True, target_group="x"), Row(continues=True, target_group="y"))
    showing = showing_of(reading_of(*rows, doubts=doubts))
    assert showing.doubt_count == "3 things we were not sure of."
    first, whole = showing.doubts
    assert first.words == "The measure is empty. The row was taken to go on with the measure above."
    assert [address for address, _name in first.places] == ["#tvil-0", "#tvil-1"]
    assert whole.places == ()
    line = lines_of(showing)[1]
    assert 'id="tvil-0"' in cell(line, "measure")
    assert "Not certain:" in cell(line, "measure")
    assert line.described == "tvil-0"
    assert "«A»" in cell(line, "measure")


def test_a_doubt_about_a_column_that_is_not_shown_stands_at_the_measure():
    showing = showing_of(reading_of(Row(measure="A"), doubts=(Doubt(code="x", row=0, column="note"),)))
    assert 'id="tvil-0"' in cell(lines_of(showing)[0], "measure")


def test_a_doubt_about_an_area_stands_at_the_areas_heading():
    doubt = Doubt(code="area_continues", row=1, column="area", detail="Kurs")
    showing = showing_of(reading_of(Row(measure="A"), Row(measure="B"), doubts=(doubt,)))
    assert 'id="tvil-0"' in showing.bodies[0].notes


def test_what_the_page_asks_about_is_not_told_as_a_doubt():
    doubts = (Doubt(code="legend_missing", column="status"), Doubt(code="column_unknown", detail="Sted"))
    showing = showing_of(reading_of(Row(measure="A"), doubts=doubts))
    assert (showing.doubts, showing.doubt_count) == ((), "")


def test_people_s_words_are_escaped():
    old = PlanDocument(areas=(Area(rows=(Row(id="1", measure="A", target_group="<i>"),)),))
    reading = reading_of(
        Row(measure="A", target_group="<b>"), doubts=(Doubt(code="area_continues", row=0, detail="<u>"),)
    )
    matches = (Match(row=0, kind="changed", id="1", columns=("target_group",)),)
    for showing in (showing_of(reading), showing_of(reading, matches, plan=old)):
        html = "".join(one.html for line in lines_of(showing) for one in line.cells)
        assert "&lt;u&gt;" in html
        assert not re.search(r"<[biu]>", html)


def test_many_rows_come_on_pages_and_the_page_says_what_it_shows():
    showing = showing_of(many(1000), left=(3, 999), page=2)
    assert (showing.page, showing.pages) == (2, 3)
    assert showing.shown == tuple(range(ROWS_PER_PAGE, 2 * ROWS_PER_PAGE))
    assert showing.shown_words == "Rows 451–900 of 1000 are shown here."
    assert showing.chosen.new == 998
    assert showing.chosen.new_elsewhere == 998 - ROWS_PER_PAGE
    assert showing_of(many(10)).shown_words == ""
    assert showing_of(many(1000), page=99).page == 3


def test_a_doubt_on_another_page_leads_there():
    reading = reading_of(
        *(Row(measure=f"Tiltak {n}") for n in range(500)),
        doubts=(Doubt(code="area_continues", row=460, column="area"),),
    )
    assert showing_of(reading).doubts[0].places == (("?side=2#tvil-0", "Row 461, Area"),)
    assert showing_of(reading, page=2).doubts[0].places[0][0] == "#tvil-0"


def test_rows_that_are_left_are_not_ticked_nor_counted():
    showing = showing_of(many(3), left=(1,))
    assert [line.is_taken for line in lines_of(showing)] == [True, False, True]
    assert showing.button == "Make the plan with 2 rows"


def test_text_round_the_table_and_what_was_left_out_are_told():
    document = PlanDocument(
        areas=(Area(rows=(Row(measure="A"),)),), purpose="Derfor", sections=(Section(heading="Mål", text="Om <b>"),)
    )
    reading = Reading(document=document, left_out=(LeftOut(code="hidden_row", text="Bort", place="Ark1", line=7),))
    showing = showing_of(reading, left_sections=(0,))
    assert showing.purpose == "Derfor"
    assert (showing.sections[0].heading, showing.sections[0].is_taken) == ("Mål", False)
    assert showing.left_out[0].reason == "Ark1, row 7: The row is hidden in the file."


@pytest.mark.parametrize(
    ("new", "changed", "words"),
    [
        (1, 0, "Add 1 row"),
        (14, 0, "Add 14 rows"),
        (0, 1, "Change 1 row"),
        (14, 3, "Add 14 rows and change 3"),
        (0, 0, "Add 0 rows"),
    ],
)
def test_button_says_what_it_does(new, changed, words):
    assert button_words(new, changed, is_new_plan=False) == words


def test_what_was_done_is_said_with_the_files_name():
    assert stored_words(14, 0, "plan.docx") == "14 rows were added from plan.docx."
    assert stored_words(1, 2, "") == "1 row was added, and 2 rows were changed from the table you pasted."


@pytest.mark.parametrize("numbers", [[], [0], [0, 1, 2, 5], [3, 7, 8], list(range(450))])
def test_numbers_in_short_are_the_same_numbers(numbers):
    assert numbers_of(as_ranges(numbers)) == set(numbers)
