"""Attachments of a form in the browser: chosen, sent, refused, put in order; with and without script."""

import pytest

from tests.browser.conftest import axe, sideways, sign_in
from tests.factories import make_area, make_plan, make_row
from tests.reviews_factories import leader_of, make_response, word_file

PDF = {"name": "Resultater.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n"}
PAGE = {"name": "side.pdf", "mimeType": "application/pdf", "buffer": b"<html><p>Hei"}


@pytest.fixture
def response(live_server, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return make_response()


def slot_of(page, live_server, response):
    sign_in(page, live_server, leader_of(response))
    page.goto(f"{live_server.url}/sporreskjemaer/svar/{response.pk}/vedlegg/1/")


def faults(page):
    found = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        found += [*axe(page), *([sideways(page)] if sideways(page) > 0 else [])]
    return found


def test_files_are_attached_refused_ones_named_and_the_order_changed(page, live_server, response):
    slot_of(page, live_server, response)
    page.set_input_files("#files-1", [PDF, PAGE])
    page.locator("button[form=attach-1]").click()
    page.wait_for_selector(".ds-error-summary")
    assert page.title().startswith(("Feil:", "Error:"))
    assert page.evaluate("document.activeElement.className") == "ds-error-summary"
    page.locator(".ds-error-summary a").click()
    assert page.evaluate("document.activeElement.id") == "files-1"
    assert faults(page) == []
    word = {"name": "Plan.docx", "mimeType": "", "buffer": word_file("Plan")}
    page.set_input_files("#files-1", [word])
    page.locator("button[form=attach-1]").press("Enter")
    page.wait_for_url("**/del/1/#vedlegg-1")
    assert page.locator(".file-words > a").all_inner_texts() == ["Resultater.pdf", "Plan.docx"]
    assert faults(page) == []
    page.locator(".slot a.push").click()
    page.wait_for_url("**/vedlegg/1/")
    page.locator("li", has_text="Plan.docx").locator("button[value=up]").click()
    page.wait_for_load_state()
    assert page.locator(".file-words > a").all_inner_texts() == ["Plan.docx", "Resultater.pdf"]
    page.locator("li", has_text="Resultater.pdf").locator("a[href$='/fjern/']").click()
    assert faults(page) == []
    page.locator("form.confirm button").click()
    page.wait_for_load_state()
    assert page.locator(".file-words > a").all_inner_texts() == ["Plan.docx"]


def test_without_script_a_file_and_the_plan_are_attached(someone_else, live_server, response):
    make_row(make_area(make_plan(response.service, title="Planen vår")))
    page = someone_else(java_script_enabled=False)
    sign_in(page, live_server, leader_of(response))
    page.goto(f"{live_server.url}/sporreskjemaer/svar/{response.pk}/del/1/")
    assert not page.locator("#files-1").is_visible()
    page.locator("textarea").first.fill("Skrevet før vedlegget")
    page.locator("button[value=vedlegg-1]").click()
    page.set_input_files("#files-1", [PDF])
    page.locator("button[form=attach-1]").click()
    assert page.locator("textarea").first.input_value() == "Skrevet før vedlegget"
    page.locator("button[value=vedlegg-1]").click()
    page.locator("a[href$='/vedlegg/1/plan/']").click()
    page.locator("input[type=radio]").first.check()
    page.locator("main form button[type=submit]").click()
    assert page.locator(".file-words > a").all_inner_texts() == ["Resultater.pdf", "Planen vår"]
    with page.expect_download() as download:
        page.locator(".file-words > a").first.click()
    assert download.value.suggested_filename == "Resultater.pdf"
