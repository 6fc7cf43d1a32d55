"""Text is saved by itself, and nothing that is typed is lost."""

import pytest
from playwright.sync_api import expect

from plans.models import Area
from tests.browser.editor.pages import SAVED, field, row_named, saved, stored, title

pytestmark = pytest.mark.django_db(transaction=True)


def test_text_is_saved_two_seconds_after_the_last_key(editor):
    row = row_named("Nettside")
    field(editor, row, "instruments").press_sequentially("X")
    expect(editor.locator("#save-state")).to_have_attribute("data-s", "planned")
    saved(editor)
    assert "X" in stored(row, "instruments")


def test_text_is_saved_on_leaving_the_field_and_stands_after_a_reload(editor):
    row = row_named("Nettside")
    field(editor, row, "target_group").fill("\nLinje én\n\n  • innrykk <b>\n")
    editor.keyboard.press("Tab")
    saved(editor)
    editor.reload()
    assert field(editor, row, "target_group").input_value() == "\nLinje én\n\n  • innrykk <b>\n"
    assert stored(row, "target_group") == "\nLinje én\n\n  • innrykk <b>\n"


def test_status_is_saved_and_its_symbol_follows(editor):
    row = row_named("Nettside")
    field(editor, row, "status").select_option("planned")
    expect(editor.locator(f"#rad-{row.pk} .status[data-s=planned] use[href$='#st-planned']")).to_be_attached()
    saved(editor)
    assert stored(row, "status") == "planned"


def test_words_about_time_show_how_they_are_read(editor):
    row = row_named("Svelgkurs")
    field(editor, row, "timeframe").fill("Neste høst 27?")
    editor.keyboard.press("Tab")
    expect(editor.locator(f"#rad-{row.pk} .read-as")).to_contain_text("2027")
    assert stored(row, "timeframe_kind") == "next"


def test_titles_of_areas_and_bands_are_saved(editor):
    for name in ("Nettsider", "Undervisning og kurs"):
        area = Area.objects.get(title=name)
        title(editor, area).fill(f"{name} 2")
        editor.keyboard.press("Tab")
        saved(editor)
        assert stored(area, "title") == f"{name} 2"


def test_a_slow_save_loses_no_letter(editor):
    row = row_named("Nettside")
    slow = []

    def wait(route):
        slow.append(route.request.post_data_json["text"])
        editor.wait_for_timeout(1000)
        route.continue_()

    editor.route("**/lagre/", wait)
    box = field(editor, row, "instruments")
    box.fill("")
    for word in ("en ", "to ", "tre ", "fire"):
        box.press_sequentially(word, delay=20)
        editor.keyboard.press("Control+s")
    expect(editor.locator("#save-state")).to_have_text(SAVED, timeout=15_000)
    assert box.input_value() == "en to tre fire"
    assert stored(row, "instruments") == "en to tre fire"
    assert len(slow) > 1


def test_escape_takes_back_the_field(editor):
    row = row_named("Nettside")
    box = field(editor, row, "instruments")
    box.press_sequentially("feil")
    editor.keyboard.press("Escape")
    expect(box).to_have_value("Artikler")
    editor.keyboard.press("Control+s")
    expect(editor.locator("#said")).not_to_be_empty()
    assert stored(row, "instruments") == "Artikler"


def test_control_s_saves_now(editor):
    row = row_named("Nettside")
    field(editor, row, "instruments").fill("Straks")
    editor.keyboard.press("Control+s")
    expect(editor.locator("#said")).to_have_text(SAVED)
    assert stored(row, "instruments") == "Straks"


def test_leaving_by_a_link_saves_first(editor):
    row = row_named("Nettside")
    field(editor, row, "instruments").fill("Før jeg går")
    editor.locator(".done-link").click()
    expect(editor.locator("#rad-" + str(row.pk))).to_contain_text("Før jeg går")
