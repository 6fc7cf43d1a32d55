"""A table on the clipboard, pasted into a cell: to a preview and back; and what is pasted as text as ever."""

import re

import pytest
from playwright.sync_api import expect

from plans.models import PlanImport, PlanRow
from tests.browser.conftest import axe, sideways
from tests.browser.editor.pages import field, opened, row_named, saved, stored
from tests.factories import make_member, make_user

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = """<html><body><!--StartFragment--><table style='mso-x:y'>
  <tr style='mso-yfti-irow:0'><td>Tiltak</td><td>Målgruppe</td></tr>
  <tr><td>Fagdag</td><td>Leger<br>Logopeder</td></tr></table></body></html>"""
TEXT = 'Tiltak\tMålgruppe\nFagdag\t"Leger\nLogopeder"\n'

PASTE = """(field, { html, text }) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  return !field.dispatchEvent(event);
}"""


def paste(box, *, html="", text=TEXT):
    """Whether the page took the paste upon itself; else the browser pastes the text."""
    box.focus()
    return box.evaluate(PASTE, {"html": html, "text": text})


@pytest.mark.parametrize("html", [TABLE, ""])
def test_a_table_leads_to_the_preview_and_back_and_is_undone(editor, plan, html):
    assert paste(field(editor, row_named("Nettside"), "instruments"), html=html)
    expect(editor.locator("#import [name=take]")).to_have_count(1)
    expect(editor.locator(".import-table")).to_contain_text("Logopeder")
    editor.locator(".import-foot button[formaction$='/lagre/']").click()
    expect(editor.locator("[data-notice=brought]")).to_be_visible()
    new = PlanRow.objects.get(measure="Fagdag")
    assert new.target_group == "Leger\nLogopeder"
    expect(editor).to_have_url(re.compile(f"#rad-{new.pk}$"))
    expect(editor.locator(f"#rad-{new.pk} [data-field=measure]")).to_be_focused()
    editor.locator("[data-take-back] [type=submit]").click()
    expect(editor.locator("[data-notice=brought]")).to_have_count(0)
    assert not PlanRow.objects.filter(measure="Fagdag").exists()
    assert row_named("Nettside").instruments == "Artikler"


def test_what_is_unsaved_is_saved_first(editor):
    row = row_named("Nettside")
    field(editor, row, "target_group").fill("Alle i landet")
    paste(field(editor, row, "instruments"), html=TABLE)
    expect(editor.locator("#import")).to_be_visible()
    assert stored(row, "target_group") == "Alle i landet"


def test_the_place_of_the_paste_comes_along(editor):
    row = row_named("Svelgkurs")
    paste(field(editor, row, "target_group"), html=TABLE)
    expect(editor.locator("#import")).to_be_visible()
    imported = PlanImport.objects.get()
    assert (imported.place, imported.column) == (row.pk, "target_group")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<table><tr><td>Bare én</td></tr></table>", "Bare én"),
        ("<table><tr><td>Én</td></tr><tr><td>kolonne</td></tr></table>", "Én\nkolonne"),
        ("<p>Et <b>avsnitt</b></p>", "Et avsnitt"),
        ("", "Vanlig tekst\npå to linjer"),
    ],
)
def test_one_cell_one_column_and_plain_words_are_pasted_as_text(editor, html, text):
    assert not paste(field(editor, row_named("Nettside"), "instruments"), html=html, text=text)
    assert not PlanImport.objects.exists()


def test_pasted_with_shift_a_table_is_text(editor):
    box = field(editor, row_named("Nettside"), "instruments")
    box.focus()
    editor.keyboard.down("Control")
    editor.keyboard.down("Shift")
    editor.keyboard.down("KeyV")
    assert not paste(box, html=TABLE)
    for key in ("KeyV", "Shift", "Control"):
        editor.keyboard.up(key)
    assert paste(box, html=TABLE)


def test_what_cannot_be_read_leaves_the_cell_and_can_be_pasted_as_text(editor):
    row = row_named("Nettside")
    box = field(editor, row, "instruments")
    editor.route("**/lim-inn/", lambda route: route.fulfill(status=422, json={"error": "Det er ingen tabell her."}))
    paste(box, html=TABLE)
    notice = editor.locator("[data-notice=paste]")
    expect(notice).to_contain_text("Det er ingen tabell her.")
    expect(box).to_have_value("Artikler")
    assert (axe(editor), sideways(editor)) == ([], 0)
    box.select_text()
    notice.locator("[data-as-text]").click()
    expect(box).to_have_value(TEXT)
    expect(notice).to_have_count(0)
    editor.keyboard.press("Control+s")
    saved(editor)
    assert stored(row, "instruments") == TEXT


@pytest.mark.parametrize("status", [401, 403, 413])
def test_a_server_that_refuses_is_told_in_words(page, live_server, plan, status):
    # The page is asked for a new token on 403, so only the post is answered so.
    editor = opened(page, live_server, plan, make_member(plan.service, user=make_user("Ola Dal")))
    editor.route("**/lim-inn/", lambda route: route.fulfill(status=status, body=""))
    box = field(editor, row_named("Nettside"), "instruments")
    paste(box, html=TABLE)
    expect(editor.locator("[data-notice=paste][data-color=warning] [data-as-text]")).to_be_visible()
    expect(box).to_have_value("Artikler")
    editor.locator("[data-notice=paste] [data-dismiss]").click()
    expect(editor.locator("[data-notice=paste]")).to_have_count(0)


def test_the_button_leads_to_a_page_with_room_for_a_table(editor):
    editor.locator(".toolbar a[href$='#id_text']").click()
    expect(editor.locator("[name=text]")).to_be_focused()
    editor.locator("[name=text]").fill(TEXT)
    editor.locator("main .form-foot button").click()
    expect(editor.locator(".import-table")).to_contain_text("Logopeder")
