"""Narrow windows, axe, a long plan."""

import pytest
from playwright.sync_api import expect

from plans.models import Area, PlanRow
from tests.browser.conftest import axe, sideways
from tests.browser.editor.pages import clashing, field, opened, row_named, stored

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [320, 900, 1280])
def test_the_editor_is_accessible_and_no_wider_than_the_window(page, live_server, plan, leader, width):
    row = row_named("Svelgkurs")
    row.instruments = "Spesialisthelsetjenesteutviklingsprosjektkoordinatorområde " * 3
    row.save()
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, live_server, plan, leader)
    assert axe(page) == []
    assert sideways(page) == 0
    page.locator(f"#rad-{row.pk} [data-menu=row]").click()
    expect(page.locator("#row-menu")).to_be_in_viewport()
    assert axe(page) == []
    page.keyboard.press("Escape")
    clashing(page, row_named("Nettside"))
    assert axe(page) == []
    assert sideways(page) == 0


def test_the_editor_of_450_rows_opens_and_saves(page, live_server, plan, leader):
    area = Area.objects.get(title="Kurs")
    PlanRow.objects.bulk_create(
        PlanRow(area=area, measure=f"Tiltak {number}", instruments="Kurs og film", rank=10**6 + number)
        for number in range(450)
    )
    opened(page, live_server, plan, leader)
    row = row_named("Tiltak 400")
    field(page, row, "instruments").fill("Annet")
    page.keyboard.press("Control+Enter")
    expect(page.locator("tr[data-row]")).to_have_count(454, timeout=30_000)
    assert stored(row, "instruments") == "Annet"


@pytest.mark.parametrize("path", ["", "rediger/"])
def test_cells_stand_in_the_order_they_are_read_in_on_a_narrow_screen(page, live_server, plan, leader, path):
    plan.template = "action"
    plan.save()
    PlanRow.objects.update(aim="Flere når målet")
    page.set_viewport_size({"width": 320, "height": 800})
    opened(page, live_server, plan, leader)
    page.goto(f"{live_server.url}/planer/{plan.pk}/{path}")
    rows = page.locator(".plan-table tr[id^=rad-]").evaluate_all(
        """rows => rows.map(row => [...row.querySelectorAll(":scope > :is(td, th):not(.more)")]
             .filter(cell => cell.checkVisibility()).map(cell => cell.getBoundingClientRect().top))"""
    )
    assert [len(tops) > 2 for tops in rows] == [True] * 3
    assert rows == [sorted(tops) for tops in rows]
    assert axe(page) == []
    assert sideways(page) == 0
