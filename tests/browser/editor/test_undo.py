"""Undo of my last changes in the editor: by keyboard, by button, and refused where others wrote since."""

import pytest
from playwright.sync_api import expect

from plans.actions import rows
from plans.models import PlanRow
from tests.browser.conftest import axe, sideways, sign_in
from tests.browser.editor.pages import do, field, on_field, opened, row_named, saved, shown, stored
from tests.factories import make_member, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def button(page, kind="undo"):
    return page.locator(f"[data-take={kind}] button")


def test_words_moves_and_new_rows_are_taken_back_one_after_the_other_and_done_again(editor):
    first, second = row_named("Nettside"), row_named("Svelgkurs")
    before = shown(editor)
    expect(button(editor)).to_be_hidden()
    field(editor, first, "instruments").fill("Film")
    field(editor, first, "target_group").focus()
    saved(editor)
    expect(button(editor)).to_contain_text("Virkemidler")
    editor.keyboard.press("Alt+ArrowDown")
    expect(editor.locator(f"#omrade-{second.area_id} #rad-{first.pk}")).to_be_attached()
    editor.keyboard.press("Control+Enter")
    expect(editor.locator("tr[data-row]")).to_have_count(4)
    moved = [key for key in shown(editor) if key in before]
    editor.keyboard.press("Control+z")
    expect(editor.locator("tr[data-row]")).to_have_count(3)
    assert shown(editor) == moved
    assert on_field(editor) != "body"
    editor.keyboard.press("Control+z")
    expect(editor.locator(f"#omrade-{second.area_id} #rad-{first.pk}")).to_have_count(0)
    assert shown(editor) == before
    assert stored(first, "instruments") == "Film"
    editor.keyboard.press("Control+z")
    expect(field(editor, first, "instruments")).to_have_value("Artikler")
    expect(field(editor, first, "instruments")).to_be_focused()
    assert stored(first, "instruments") == "Artikler"
    expect(button(editor)).to_be_hidden()
    editor.keyboard.press("Control+y")
    expect(field(editor, first, "instruments")).to_have_value("Film")
    editor.keyboard.press("Control+Shift+z")
    expect(editor.locator(f"#omrade-{second.area_id} #rad-{first.pk}")).to_be_attached()


def test_what_is_being_written_is_the_browsers_to_undo_and_what_is_unsaved_is_saved_first(editor):
    row = row_named("Nettside")
    box = field(editor, row, "instruments")
    box.click()
    editor.keyboard.press("End")
    editor.keyboard.insert_text(" og bøker")
    editor.keyboard.press("Control+z")
    expect(box).to_have_value("Artikler")
    editor.keyboard.insert_text(" og film")
    button(editor).evaluate("button => button.form.hidden = false")  # at hand before the save has said so
    button(editor).click()
    expect(box).to_have_value("Artikler")
    saved(editor)
    assert stored(row, "instruments") == "Artikler"


def test_the_button_can_be_pressed_again_and_the_row_is_in_sight(editor):
    row = row_named("Nettside")
    for name in ("duplicate", "delete"):
        do(editor, row, name)
        expect(editor.locator("tr[data-row]")).to_have_count({"duplicate": 4, "delete": 3}[name])
    button(editor).click()
    expect(editor.locator(f"#rad-{row.pk}")).to_be_in_viewport()
    expect(editor.locator("[data-notice=deleted]")).to_have_count(0)
    expect(button(editor)).to_be_focused()
    editor.keyboard.press("Enter")
    expect(editor.locator("tr[data-row]")).to_have_count(3)
    expect(button(editor)).to_be_hidden()
    assert on_field(editor) != "body"
    assert axe(editor) == []


def test_what_somebody_else_wrote_over_is_refused_in_words_and_the_change_before_it_offered(editor, plan):
    row, other = row_named("Nettside"), row_named("Svelgkurs")
    field(editor, other, "instruments").fill("Mine første ord")
    field(editor, row, "instruments").fill("Mine ord")
    field(editor, row, "target_group").focus()
    saved(editor)
    row.refresh_from_db()
    theirs = make_member(plan.service, "editor", user=make_user("Hanne Foss"))
    rows.save_field(
        plan=plan, row_pk=row.pk, field="instruments", text="Hannes ord", base="Mine ord", seen=row.version, by=theirs
    )
    editor.keyboard.press("Control+z")
    expect(editor.locator("main > .messages")).to_contain_text("Hanne Foss")
    expect(field(editor, row, "instruments")).to_have_value("Hannes ord")
    editor.keyboard.press("Control+z")
    expect(field(editor, other, "instruments")).to_have_value("Seminar")
    assert stored(row, "instruments") == "Hannes ord"
    assert axe(editor) == []


def test_the_tools_fit_a_narrow_screen(page, live_server, plan, leader):
    page.set_viewport_size({"width": 320, "height": 640})
    editor = opened(page, live_server, plan, leader)
    box = field(editor, row_named("Nettside"), "instruments")
    box.fill("Film")
    box.blur()
    saved(editor)
    expect(button(editor)).to_be_visible()
    assert sideways(editor) <= 0
    button(editor).click()
    expect(box).to_have_value("Artikler")
    assert sideways(editor) <= 0
    assert axe(editor) == []


def test_without_script_the_newest_change_is_taken_back_by_its_button(someone_else, live_server, plan, leader):
    row = row_named("Nettside")
    rows.save_field(plan=plan, row_pk=row.pk, field="instruments", text="Film", base="Artikler", seen=1, by=leader)
    page = someone_else(java_script_enabled=False)
    sign_in(page, live_server, leader)
    page.goto(f"{live_server.url}/planer/{plan.pk}/rediger/")
    button(page).click()
    expect(page.locator("main > .messages")).to_be_visible()
    assert PlanRow.objects.get(pk=row.pk).instruments == "Artikler"
    button(page, "redo").click()
    assert stored(row, "instruments") == "Film"


def test_earlier_words_are_brought_back_on_the_page_of_the_row(page, live_server, plan, leader):
    row = row_named("Nettside")
    rows.save_field(plan=plan, row_pk=row.pk, field="instruments", text="Film", base="Artikler", seen=1, by=leader)
    sign_in(page, live_server, leader)
    page.goto(f"{live_server.url}/planer/{plan.pk}/rader/{row.pk}/historikk/")
    assert axe(page) == []
    page.locator("button[name=what][value$=instruments]").click()
    expect(page.locator("main > .messages")).to_be_visible()
    assert stored(row, "instruments") == "Artikler"
    page.set_viewport_size({"width": 320, "height": 640})
    assert sideways(page) <= 0
