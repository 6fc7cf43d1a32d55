"""Two people in one row."""

import pytest
from playwright.sync_api import expect

from plans.actions import row_steps
from tests.browser.conftest import axe
from tests.browser.editor.pages import clashing, field, opened, row_named, saved, stored
from tests.factories import make_member

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_people_in_two_fields_of_a_row_both_keep_their_text(editor, someone_else, live_server, plan):
    row = row_named("Nettside")
    other = opened(someone_else(), live_server, plan, make_member(plan.service, "editor"))
    answers = []
    other.on("response", lambda response: answers.append(response.status))
    field(editor, row, "instruments").fill("Min tekst")
    editor.keyboard.press("Tab")
    saved(editor)
    field(other, row, "target_group").fill("Din tekst")
    other.keyboard.press("Tab")
    saved(other)
    expect(field(other, row, "instruments")).to_have_value("Min tekst")
    assert 409 not in answers
    assert (stored(row, "instruments"), stored(row, "target_group")) == ("Min tekst", "Din tekst")


def test_two_people_in_one_field_see_both_texts(editor):
    row = row_named("Nettside")
    box = clashing(editor, row)
    clash = editor.locator("tr.clash")
    expect(clash).to_contain_text("Hanne Foss")
    expect(clash.locator("[data-slot=mine] ins")).to_have_text("film")
    expect(clash.locator("[data-slot=theirs] ins")).to_have_text("bøker")
    expect(box).to_have_value("Artikler og film")
    assert stored(row, "instruments") == "Artikler og bøker"
    assert axe(editor) == []


@pytest.mark.parametrize(
    ("choice", "result"),
    [
        ("mine", "Artikler og film"),
        ("theirs", "Artikler og bøker"),
        ("both", "Artikler og bøker\nArtikler og film"),
    ],
)
def test_a_conflict_is_ended_by_a_choice(editor, choice, result):
    row = row_named("Nettside")
    box = clashing(editor, row)
    editor.locator(f"[data-choose={choice}]").click()
    expect(editor.locator("tr.clash")).to_have_count(0)
    expect(box).to_be_focused()
    expect(box).to_have_value(result)
    editor.keyboard.press("Control+s")
    saved(editor)
    assert stored(row, "instruments") == result


def test_two_tabs_of_one_person_in_one_field_conflict_too(editor, context, live_server, plan, leader):
    row = row_named("Nettside")
    second = context.new_page()
    second.goto(editor.url)
    expect(second.locator("#main[data-ready]")).to_be_attached()
    field(second, row, "instruments").fill("Fra den andre fanen")
    second.keyboard.press("Tab")
    saved(second)
    field(editor, row, "instruments").fill("Fra den første fanen")
    editor.keyboard.press("Tab")
    expect(editor.locator("tr.clash")).to_be_visible()
    expect(editor.locator("[data-slot=theirs]")).to_have_text("Fra den andre fanen")


def test_a_conflict_survives_a_step_and_other_fields_go_on_saving(editor):
    row = row_named("Nettside")
    clashing(editor, row)
    field(editor, row, "target_group").fill("Fastleger")
    editor.keyboard.press("Control+Enter")
    expect(editor.locator("tr[data-row]")).to_have_count(4)
    expect(editor.locator("tr.clash")).to_have_count(1)
    expect(field(editor, row, "instruments")).to_have_value("Artikler og film")
    assert stored(row, "target_group") == "Fastleger"


def test_a_row_deleted_by_someone_else_can_be_fetched_back_and_the_text_is_saved(editor, plan):
    row = row_named("Nettside")
    row_steps.delete_row(plan=plan, row_pk=row.pk, by=None)
    box = field(editor, row, "instruments")
    box.fill("Skrevet likevel")
    editor.keyboard.press("Tab")
    editor.locator("[data-fetch-back]").click()
    saved(editor)
    expect(box).to_have_value("Skrevet likevel")
    assert stored(row, "instruments") == "Skrevet likevel"
    assert row.deleted_at is None
