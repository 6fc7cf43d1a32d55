"""The plan is submitted while somebody writes in it."""

import pytest
from playwright.sync_api import expect

from plans.actions import versions
from tests.browser.conftest import axe, sideways
from tests.browser.editor.pages import do, field, row_named, saved, shown, stored
from tests.factories import make_version

pytestmark = pytest.mark.django_db(transaction=True)


def test_text_is_kept_and_saved_when_the_plan_can_be_edited_again(editor, plan, leader):
    row = row_named("Nettside")
    version = make_version(plan)
    asked = []
    editor.on("request", lambda request: asked.append(request.url) if request.url.endswith("/lagre/") else None)
    field(editor, row, "instruments").fill("Skrevet etter innsending")
    editor.keyboard.press("Tab")
    notice = editor.locator("[data-notice=locked]")
    expect(notice).to_be_visible()
    expect(editor.locator("#save-state")).to_have_attribute("data-s", "missing")
    field(editor, row, "target_group").fill("Og mer")
    editor.keyboard.press("Tab")
    editor.keyboard.press("Control+s")
    expect(editor.locator("#said")).not_to_be_empty()
    assert len(asked) == 1  # it is not tried again and again
    assert stored(row, "instruments") == "Artikler"
    assert axe(editor) == []

    versions.take(version=version, verb="withdraw", by=leader)
    editor.locator("[data-notice=locked] [data-retry]").click()
    saved(editor)
    expect(notice).to_have_count(0)
    assert (stored(row, "instruments"), stored(row, "target_group")) == ("Skrevet etter innsending", "Og mer")


@pytest.mark.parametrize("width", [320, 1280])
def test_step_of_the_table_says_why_it_cannot_be_done(editor, plan, width):
    editor.set_viewport_size({"width": width, "height": 800})
    before = shown(editor)
    make_version(plan)
    do(editor, row_named("Nettside"), "duplicate")
    expect(editor.locator("[data-notice=locked]")).to_be_visible()
    assert shown(editor) == before
    assert axe(editor) == []
    assert sideways(editor) == 0


def test_text_is_offered_back_after_the_editor_was_left(editor, plan, leader, live_server):
    row = row_named("Nettside")
    version = make_version(plan)
    field(editor, row, "instruments").fill("Tatt vare på")
    editor.keyboard.press("Tab")
    expect(editor.locator("[data-notice=locked]")).to_be_visible()
    editor.on("dialog", lambda dialog: dialog.accept())
    editor.goto(live_server.url + plan.get_absolute_url())
    editor.goto(f"{live_server.url}/planer/{plan.pk}/rediger/")
    expect(editor.locator(".trouble")).to_be_visible()
    versions.take(version=version, verb="withdraw", by=leader)
    editor.reload()
    notice = editor.locator("[data-notice=drafts]")
    expect(notice).to_contain_text("Tatt vare på")
    notice.locator("[data-drafts=use]").click()
    saved(editor)
    assert stored(row, "instruments") == "Tatt vare på"
