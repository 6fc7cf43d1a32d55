"""Lost connections, sessions over, crashes, sign-out."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from plans.models import PlanRow
from tests.browser.conftest import axe, sideways, sign_in
from tests.browser.editor.pages import field, row_named, saved, stored
from tests.factories import make_area, make_row

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_lost_connection_is_told_and_the_text_is_saved_when_it_is_back(editor, context):
    row = row_named("Nettside")
    context.set_offline(True)
    field(editor, row, "instruments").fill("Uten nett")
    editor.keyboard.press("Tab")
    expect(editor.locator("#save-state[data-s=missing]")).to_be_visible()
    field(editor, row, "target_group").fill("Fortsatt uten")
    context.set_offline(False)
    saved(editor)
    assert (stored(row, "instruments"), stored(row, "target_group")) == ("Uten nett", "Fortsatt uten")


def test_an_expired_session_keeps_the_text_and_saves_it_after_a_new_sign_in(editor, live_server, plan, leader):
    row = row_named("Nettside")
    Session.objects.all().delete()
    field(editor, row, "instruments").fill("Skrevet etter utløp")
    editor.keyboard.press("Tab")
    notice = editor.locator("[data-notice=signed-out]")
    expect(notice.locator("a[target=_blank]")).to_have_attribute("href", re.compile(r"next=/planer/\d+/rediger/"))
    assert stored(row, "instruments") == "Artikler"
    sign_in(editor, live_server, leader)
    editor.locator("[data-retry]").click()
    saved(editor)
    expect(notice).to_have_count(0)
    assert stored(row, "instruments") == "Skrevet etter utløp"


def test_unsaved_text_is_offered_back_where_the_plan_is_opened_again(editor, context, live_server, plan, leader):
    row = row_named("Nettside")
    Session.objects.all().delete()  # so that nothing is saved, not even by the last act of a page that is closed
    field(editor, row, "instruments").fill("Aldri lagret")
    editor.keyboard.press("Tab")
    expect(editor.locator("[data-notice=signed-out]")).to_be_visible()
    editor.close()
    page = context.new_page()
    sign_in(page, live_server, leader)
    page.goto(f"{live_server.url}/planer/{plan.pk}/rediger/")
    notice = page.locator("[data-notice=drafts]")
    expect(notice).to_contain_text("Aldri lagret")
    assert axe(page) == []
    notice.locator("[data-drafts=use]").click()
    saved(page)
    assert stored(row, "instruments") == "Aldri lagret"


def test_unsaved_text_is_wiped_at_sign_out(editor, context):
    row = row_named("Nettside")
    editor.route("**/lagre/", lambda route: route.abort("internetdisconnected"))
    editor.on("dialog", lambda dialog: dialog.accept())
    field(editor, row, "instruments").fill("Hemmelig")
    keys = "() => Object.keys(localStorage).filter(key => key.startsWith('kompetanseplan:')).length"
    assert editor.evaluate(keys) == 1
    editor.locator("form[data-sign-out]").first.evaluate("form => form.requestSubmit()")
    expect(editor.locator("#plan-table")).to_have_count(0)
    assert editor.evaluate(keys) == 0


def test_another_persons_unsaved_text_is_not_offered(editor, live_server, plan):
    row = row_named("Nettside")
    editor.evaluate(
        '([plan, row]) => localStorage.setItem(`kompetanseplan:999999:${plan}:${row}:note`, \'{"text":"x"}\')',
        [plan.pk, str(row.pk)],
    )
    editor.reload()
    expect(editor.locator("#main[data-ready]")).to_be_attached()
    expect(editor.locator("[data-notice=drafts]")).to_have_count(0)


def test_a_text_the_server_refuses_is_told_at_the_field_and_kept(editor):
    row = row_named("Nettside")
    box = field(editor, row, "instruments")
    box.fill("å" * 20_001)
    editor.keyboard.press("Tab")
    expect(editor.locator(f"#rad-{row.pk} .ds-validation-message")).to_be_visible()
    assert axe(editor) == []
    assert len(box.input_value()) == 20_001
    box.fill("kort")
    editor.keyboard.press("Tab")
    saved(editor)
    assert stored(row, "instruments") == "kort"


@pytest.mark.parametrize("width", [320, 1280])
def test_what_hinders_saving_is_told_in_sight_far_down_in_the_table(editor, plan, width):
    area = make_area(plan, title="Mange")
    rows = [make_row(area, measure=f"Tiltak {number}") for number in range(30)]
    editor.set_viewport_size({"width": width, "height": 800})
    editor.reload()
    expect(editor.locator("#main[data-ready]")).to_be_attached()
    PlanRow.objects.filter(pk=rows[25].pk).update(deleted_at=timezone.now())
    field(editor, rows[25], "instruments").fill("Skrevet etter sletting")
    editor.keyboard.press("Tab")
    expect(editor.locator("[data-fetch-back]")).to_be_in_viewport(ratio=1)
    assert axe(editor) == []
    assert sideways(editor) == 0
    editor.locator("[data-fetch-back]").click()
    editor.mouse.move(1, 1)  # a button that comes to stand under it changes colour by and by
    saved(editor)
    Session.objects.all().delete()
    field(editor, rows[25], "instruments").fill("Skrevet etter utløp")
    editor.keyboard.press("Tab")
    expect(editor.locator("[data-retry]")).to_be_in_viewport(ratio=1)
    assert axe(editor) == []
    assert sideways(editor) == 0
