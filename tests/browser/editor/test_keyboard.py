"""By keyboard alone; the focus is never lost."""

import pytest
from playwright.sync_api import expect

from plans.models import PlanRow
from tests.browser.conftest import axe
from tests.browser.editor.pages import field, on_field, row_named, saved, shown, stored
from tests.factories import make_area, make_row

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_row_is_made_filled_moved_deleted_and_fetched_back_by_keyboard_alone(editor, plan):
    first, second = row_named("Nettside"), row_named("Svelgkurs")
    field(editor, first, "measure").focus()
    editor.keyboard.press("Control+Enter")
    expect(editor.locator("tr[data-row]")).to_have_count(4)
    new = PlanRow.objects.exclude(pk__in=[first.pk, second.pk]).get(continues=False)
    assert on_field(editor) == f"{new.pk}:measure"
    for text in ("Film", "Alle", "Linje 1\nLinje 2", "2027"):
        for line in text.split("\n"):
            editor.keyboard.type(line)
            if line == "Linje 1":
                editor.keyboard.press("Enter")
        editor.keyboard.press("Tab")
    assert on_field(editor) == f"{new.pk}:status"
    editor.keyboard.press("Shift+Tab")
    assert on_field(editor) == f"{new.pk}:timeframe"

    editor.keyboard.press("Alt+ArrowUp")
    expect(editor.locator("#said")).to_contain_text("1")
    assert on_field(editor) == f"{new.pk}:timeframe"
    assert shown(editor)[:2] == [str(new.pk), str(first.pk)]
    for _ in range(3):
        editor.keyboard.press("Alt+ArrowDown")
    expect(editor.locator(f"#rad-{new.pk}[data-number='4']")).to_be_attached()
    expect(editor.locator(f"#omrade-{second.area_id} #rad-{new.pk}")).to_be_attached()
    assert on_field(editor) == f"{new.pk}:timeframe"
    saved(editor)
    new.refresh_from_db()
    assert (new.measure, new.target_group, new.instruments, new.timeframe_text) == (
        "Film",
        "Alle",
        "Linje 1\nLinje 2",
        "2027",
    )

    editor.keyboard.press("Tab")
    editor.keyboard.press("Tab")
    editor.keyboard.press("Enter")
    expect(editor.locator("#row-menu")).to_be_visible()
    editor.keyboard.press("End")
    editor.keyboard.press("Enter")
    expect(editor.locator(f"#rad-{new.pk}")).to_have_count(0)
    assert on_field(editor).endswith(":target_group")
    editor.keyboard.press("Control+z")
    expect(editor.locator(f"#rad-{new.pk}")).to_be_attached()
    expect(field(editor, new, "measure")).to_be_focused()
    assert shown(editor)[-1] == str(new.pk)


def test_the_focus_goes_to_the_next_row_when_a_row_is_deleted(editor):
    first, second = row_named("Nettside"), row_named("Svelgkurs")
    editor.locator(f"#rad-{first.pk} [data-menu=row]").click()
    editor.locator("#row-menu [data-do=delete]").click()
    expect(field(editor, second, "measure")).to_be_focused()
    expect(editor.locator("[data-notice=deleted]")).to_be_visible()


def test_undo_is_in_sight_however_far_down_the_row_was(editor, plan, live_server):
    area = make_area(plan, title="Mange")
    rows = [make_row(area, measure=f"Tiltak {number}") for number in range(30)]
    editor.reload()
    editor.locator(f"#rad-{rows[25].pk} [data-menu=row]").click()
    editor.locator("#row-menu [data-do=delete]").click()
    expect(field(editor, rows[26], "measure")).to_be_focused()
    expect(editor.locator("[data-restore] button")).to_be_in_viewport()
    assert axe(editor) == []
    editor.locator("[data-restore] button").click()
    expect(field(editor, rows[25], "measure")).to_be_focused()


def test_what_was_just_written_is_undone_before_a_deletion(editor):
    first, second = row_named("Nettside"), row_named("Svelgkurs")
    editor.locator(f"#rad-{first.pk} [data-menu=row]").click()
    editor.locator("#row-menu [data-do=delete]").click()
    expect(field(editor, second, "measure")).to_be_focused()
    editor.keyboard.insert_text("Mer ")
    editor.keyboard.press("Control+z")
    expect(field(editor, second, "measure")).to_have_value("Svelgkurs")
    expect(editor.locator(f"#rad-{first.pk}")).to_have_count(0)
    editor.keyboard.press("Control+z")
    expect(field(editor, first, "measure")).to_be_focused()


def test_the_menu_opens_walks_and_closes_by_keyboard(editor):
    row = row_named("Nettside")
    button = editor.locator(f"#rad-{row.pk} [data-menu=row]")
    button.focus()
    editor.keyboard.press("Enter")
    expect(editor.locator("#row-menu [data-do=up]")).to_be_focused()
    editor.keyboard.press("ArrowDown")
    expect(editor.locator("#row-menu [data-do=down]")).to_be_focused()
    assert axe(editor) == []
    editor.keyboard.press("Escape")
    expect(editor.locator("#row-menu")).to_be_hidden()
    expect(button).to_be_focused()


def test_typing_goes_on_while_a_step_is_under_way(editor):
    row = row_named("Nettside")
    editor.route("**/flytt/", lambda route: (editor.wait_for_timeout(700), route.continue_()))
    box = field(editor, row, "instruments")
    box.fill("")
    box.press_sequentially("før ")
    editor.keyboard.press("Alt+ArrowDown")
    box.press_sequentially("under", delay=30)
    expect(editor.locator(f"#omrade-{row_named('Svelgkurs').area_id} #rad-{row.pk}")).to_be_attached()
    expect(box).to_be_focused()
    box.press_sequentially(" etter")
    expect(box).to_have_value("før under etter")
    editor.keyboard.press("Control+s")
    saved(editor)
    assert stored(row, "instruments") == "før under etter"


def test_tab_selects_the_text_of_the_field_it_comes_to_and_a_click_does_not(editor):
    row = row_named("Nettside")
    chosen = "() => getSelection().toString()"
    field(editor, row, "measure").click()
    assert editor.evaluate(chosen) == ""
    field(editor, row, "target_group").click()
    editor.keyboard.press("Shift+Tab")
    expect(field(editor, row, "measure")).to_be_focused()
    assert editor.evaluate(chosen) == "Nettside"
    editor.keyboard.press("Tab")
    editor.keyboard.press("Tab")
    editor.keyboard.type("Film")
    expect(field(editor, row, "instruments")).to_have_value("Film")
    editor.keyboard.press("Escape")
    expect(field(editor, row, "instruments")).to_have_value("Artikler")


def test_a_step_that_renews_the_table_does_not_select_the_text(editor):
    row = row_named("Nettside")
    field(editor, row, "target_group").click()
    editor.keyboard.press("Tab")
    editor.keyboard.press("End")
    editor.keyboard.press("Alt+ArrowDown")
    expect(editor.locator(f"#omrade-{row_named('Svelgkurs').area_id} #rad-{row.pk}")).to_be_attached()
    editor.keyboard.type(" og film")
    expect(field(editor, row, "instruments")).to_have_value("Artikler og film")


def test_a_new_plan_opens_in_the_first_field_of_its_example(editor, live_server, plan):
    editor.goto(f"{live_server.url}/planer/ny/")
    editor.locator("main form button[type=submit]").click()
    editor.wait_for_url("**/rediger/#rad-*")
    expect(field(editor, PlanRow.objects.exclude(area__plan=plan).get(), "measure")).to_be_focused()
    editor.wait_for_load_state("networkidle")
    expect(field(editor, PlanRow.objects.exclude(area__plan=plan).get(), "measure")).to_be_focused()
