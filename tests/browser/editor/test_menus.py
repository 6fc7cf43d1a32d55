"""Rows and areas by their menus."""

import uuid

import pytest
from playwright.sync_api import expect

from plans.actions import areas
from plans.models import Area
from tests.browser.conftest import axe
from tests.browser.editor.pages import do, field, row_named, stored, title
from tests.factories import make_area

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_menu_duplicates_splits_and_continues(editor):
    row = row_named("Nettside")
    field(editor, row, "instruments").fill("Film\nBok")
    do(editor, row, "split")
    expect(editor.locator("tr[data-row]")).to_have_count(4)
    do(editor, row, "continue")
    expect(editor.locator("tr[data-row]")).to_have_count(5)
    do(editor, row, "duplicate")
    expect(editor.locator("tr[data-row]")).to_have_count(8)
    expect(editor.locator("tr[data-row] .cont", has_text="Nettside")).to_have_count(4)
    assert stored(row, "instruments") == "Film"


def test_the_menu_moves_a_row_to_another_area(editor):
    row, area = row_named("Nettside"), Area.objects.get(title="Kurs")
    do(editor, row, "area")
    dialog = editor.locator("#area-dialog")
    expect(dialog).to_be_visible()
    assert axe(editor) == []
    dialog.locator("button[value=move]").click()
    expect(editor.locator(f"#omrade-{area.pk} #rad-{row.pk}")).to_be_attached()
    assert stored(row, "area") == area


def test_areas_and_headings_are_added_moved_and_deleted(editor, plan):
    row = row_named("Svelgkurs")
    field(editor, row, "measure").focus()
    editor.locator("[data-add=area]").click()
    expect(editor.locator("tbody[data-area]")).to_have_count(4)
    new = plan.areas.get(title="")
    expect(title(editor, new)).to_be_focused()
    assert new.parent == row.area.parent
    editor.keyboard.type("Film")
    editor.keyboard.press("Alt+ArrowUp")
    expect(editor.locator("tbody[data-area]").nth(2)).to_have_attribute("id", f"omrade-{new.pk}")
    expect(title(editor, new)).to_be_focused()
    assert stored(new, "title") == "Film"
    editor.locator("[data-add=band]").click()
    expect(editor.locator("tbody[data-kind=band]")).to_have_count(2)
    editor.locator(f"#omrade-{new.pk} [data-menu=area]").click()
    editor.locator("#area-menu [data-do=area-delete]").click()
    expect(editor.locator(f"#omrade-{new.pk}")).to_have_count(0)
    editor.locator(f"#omrade-{row.area_id} [data-menu=area]").click()
    editor.locator("#area-menu [data-do=area-delete]").click()
    expect(editor.locator(".messages")).to_be_visible()
    expect(editor.locator(f"#omrade-{row.area_id}")).to_be_attached()


def test_an_empty_area_offers_a_row(editor, plan):
    area = areas.add_area(plan=plan, key=uuid.uuid4(), title="Tomt", by=None)
    editor.reload()
    expect(editor.locator("#main[data-ready]")).to_be_attached()
    editor.locator(f"#omrade-{area.pk} [data-add=row]").click()
    expect(editor.locator(f"#omrade-{area.pk} tr[data-row]")).to_have_count(1)


def test_the_new_place_of_an_area_or_a_heading_is_told(editor, plan):
    make_area(plan, kind="band", title="Film")
    editor.reload()
    expect(editor.locator("#main[data-ready]")).to_be_attached()
    said = editor.locator("#said")
    title(editor, plan.areas.get(title="Nettsider")).focus()
    editor.keyboard.press("Alt+ArrowDown")
    expect(said).to_have_text(
        "Området «Nettsider» er nå nummer 1 av 2, under hovedoverskriften «Undervisning og kurs»."
    )
    editor.keyboard.press("Alt+ArrowUp")
    expect(said).to_have_text("Området «Nettsider» er nå nummer 1 av 2.")
    editor.keyboard.press("Alt+ArrowUp")
    expect(said).to_have_text("Kan ikke flyttes lenger.")
    editor.locator(f"#omrade-{plan.areas.get(title='Film').pk} [data-menu=area]").click()
    editor.locator("#area-menu [data-do=area-up]").click()
    expect(said).to_have_text("Hovedoverskriften «Film» er nå nummer 1 av 2.")
