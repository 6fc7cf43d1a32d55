"""A form is answered in the browser: it saves itself, nothing that is typed is lost, and it works without script."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from reviews.actions.answers import save_part
from reviews.models import Response
from tests.browser.conftest import axe, sideways, sign_in
from tests.factories import make_member, make_user
from tests.reviews_factories import leader_of, make_response, make_round, mark_signed, mark_waiting

pytestmark = pytest.mark.django_db(transaction=True)
SAVED = re.compile(r"saved at|lagret kl|lagra kl")
LONG = "Tverrspesialitetskommunikasjonsforbedringsgruppemedlemskapet"


@pytest.fixture
def response():
    return make_response()


@pytest.fixture
def form(page, live_server, response):
    return opened(page, live_server, response, leader_of(response))


def address(response, place="del/1/"):
    return f"/sporreskjemaer/svar/{response.pk}/{place}"


def opened(page, live_server, response, user, place="del/1/"):
    sign_in(page, live_server, user)
    page.goto(live_server.url + address(response, place))
    expect(page.locator("#main[data-ready]")).to_be_attached()
    return page


def saved(page):
    expect(page.locator("#save-state")).to_have_text(SAVED)
    expect(page.locator("#save-state")).to_have_attribute("data-s", "done")


def stored(response, key):
    answer = response.answers.filter(question__key=key).first()
    return answer.value if answer else None


def text(page, key):
    return page.locator(f"#f-{key}-text")


def choose(page, key, choice):
    page.locator(f"#q-{key} input[value={choice}]").check()


def write(response, key, part, value, by, base=""):
    save_part(response=response, key=key, part=part, value=value, base=base, seen=0, by=by)


def test_text_is_saved_two_seconds_after_the_last_key_and_on_leaving_the_field(form, response):
    text(form, "text").press_sequentially("Fast")
    expect(form.locator("#save-state")).to_have_attribute("data-s", "planned")
    saved(form)
    assert stored(response, "text")["text"] == "Fast"
    expect(form.locator("[data-section='1'] small")).to_have_text(re.compile("1 (of|av) 4"))
    text(form, "text").press_sequentially("leger")
    form.keyboard.press("Tab")
    saved(form)
    assert stored(response, "text")["text"] == "Fastleger"
    text(form, "text").fill("Straks")
    form.keyboard.press("Control+s")
    expect(form.locator("#said")).to_have_text(SAVED)
    assert stored(response, "text")["text"] == "Straks"


def test_a_slow_save_loses_no_letter(form, response):
    def wait(route):
        form.wait_for_timeout(1000)
        route.continue_()

    form.route("**/lagre/", wait)
    for word in ("en ", "to ", "tre ", "fire"):
        text(form, "text").press_sequentially(word, delay=20)
        form.keyboard.press("Control+s")
    expect(form.locator("#save-state")).to_have_text(SAVED, timeout=15_000)
    assert stored(response, "text")["text"] == text(form, "text").input_value() == "en to tre fire"


def test_a_choice_saves_at_once_and_the_text_beside_it_survives_that_it_flips(form, response):
    follow_up = form.locator("#q-yes_no [data-follow-up]")
    expect(follow_up).to_be_hidden()
    choose(form, "yes_no", "yes")
    saved(form)
    assert stored(response, "yes_no")["choice"] == "yes"
    text(form, "yes_no").fill("Utredning")
    choose(form, "yes_no", "no")
    expect(follow_up).to_be_hidden()
    expect(form.locator("#q-yes_no [data-follow-kept]")).to_be_visible()
    saved(form)
    assert stored(response, "yes_no") == {"choice": "no", "text": "Utredning", "rows": []}
    choose(form, "yes_no", "yes")
    expect(text(form, "yes_no")).to_have_value("Utredning")


def test_rows_have_a_live_sum_bars_and_soft_remarks(form, response):
    table = form.locator("#q-split table")
    table.get_by_label("Formidling").fill("60")
    expect(table.locator("[data-sum=percent]")).to_have_text("60 %")
    expect(table.locator("tbody tr").first.locator("[data-bar]")).to_have_attribute("width", "60")
    form.locator("#q-split [data-add-row]").click()
    form.keyboard.type("Drift")
    form.keyboard.press("Tab")
    form.keyboard.type("abc")
    form.keyboard.press("Enter")
    saved(form)
    remark = form.locator("#q-split [data-remark]")
    expect(remark).to_contain_text("40")
    expect(remark).to_contain_text("abc")
    assert axe(form) == []
    rows = [{"label": "Formidling", "percent": "60"}, {"label": "Drift", "percent": "abc"}]
    assert stored(response, "split")["rows"] == rows
    form.reload()
    expect(table.locator("tbody tr")).to_have_count(3)
    expect(remark).to_contain_text("abc")


def test_how_often_is_understood(page, live_server, response):
    form = opened(page, live_server, response, leader_of(response), "del/2/")
    text(form, "frequency").fill("Ved behov, 1–3 ganger i året")
    form.keyboard.press("Tab")
    expect(form.locator("#q-frequency [data-remark]")).to_contain_text("1–3")


def test_a_lost_connection_is_told_and_the_text_is_saved_when_it_is_back(form, context, response):
    context.set_offline(True)
    text(form, "text").fill("Uten nett")
    form.keyboard.press("Tab")
    expect(form.locator("#save-state[data-s=missing]")).to_be_visible()
    choose(form, "yes_no", "no")
    context.set_offline(False)
    saved(form)
    assert (stored(response, "text")["text"], stored(response, "yes_no")["choice"]) == ("Uten nett", "no")


def test_unsaved_answers_are_offered_back_where_the_form_is_opened_again(form, context, live_server, response):
    Session.objects.all().delete()  # so that nothing is saved, not even by the last act of a page that is closed
    text(form, "text").fill("Aldri lagret")
    form.locator("#q-split table").get_by_label("Forskning").fill("30")
    choose(form, "yes_no", "yes")
    form.keyboard.press("Control+s")
    expect(form.locator("[data-notice=signed-out]")).to_be_visible()
    form.close()
    page = context.new_page()
    sign_in(page, live_server, leader_of(response))
    page.goto(live_server.url + address(response))
    notice = page.locator("[data-notice=drafts]")
    for words in ("Aldri lagret", "Forskning, 30", "Ja"):
        expect(notice).to_contain_text(words)
    assert axe(page) == []
    notice.locator("[data-drafts=use]").click()
    saved(page)
    assert stored(response, "text")["text"] == "Aldri lagret"
    assert stored(response, "split")["rows"] == [{"label": "Forskning", "percent": "30"}]
    assert stored(response, "yes_no")["choice"] == "yes"


def test_an_expired_session_keeps_the_text_and_saves_it_after_a_new_sign_in(form, live_server, response):
    Session.objects.all().delete()
    text(form, "text").fill("Skrevet etter utløp")
    form.keyboard.press("Tab")
    notice = form.locator("[data-notice=signed-out]")
    expect(notice).to_be_visible()
    assert axe(form) == []
    assert stored(response, "text") is None
    sign_in(form, live_server, leader_of(response))
    form.locator("[data-retry]").click()
    saved(form)
    expect(notice).to_have_count(0)
    assert stored(response, "text")["text"] == "Skrevet etter utløp"


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_two_people_in_one_question_get_both_texts(form, response, choice):
    text(form, "text").fill("Mine ord")
    write(response, "text", "text", "Andres ord", make_member(response.service, "editor", user=make_user("Hanne Foss")))
    form.keyboard.press("Tab")
    clash = form.locator(".form-clash")
    for words in ("Mine ord", "Andres ord", "Hanne Foss"):
        expect(clash).to_contain_text(words)
    assert axe(form) == []
    assert stored(response, "text")["text"] == "Andres ord"
    clash.locator(f"[data-choose={choice}]").click()
    expect(text(form, "text")).to_be_focused()
    expect(form.locator("#save-state")).to_have_attribute("data-s", "done")
    wanted = {"mine": "Mine ord", "theirs": "Andres ord", "both": "Andres ord\nMine ord"}
    assert stored(response, "text")["text"] == wanted[choice]


def test_rows_and_choices_in_conflict_show_both(form, response):
    editor = make_member(response.service, "editor")
    form.locator("#q-split table").get_by_label("Formidling").fill("60")
    write(response, "split", "rows", [{"label": "Formidling", "percent": "70"}], editor, base=[])
    write(response, "yes_no", "choice", "no", editor)
    choose(form, "yes_no", "yes")
    expect(form.locator("#q-split .form-clash")).to_contain_text("Formidling, 70")
    expect(form.locator("#q-yes_no .form-clash")).to_contain_text("Nei")
    form.locator("#q-split [data-choose=theirs]").click()
    form.locator("#q-yes_no [data-choose=mine]").click()
    saved(form)
    expect(form.locator("#q-split [data-sum=percent]")).to_have_text("70 %")
    assert stored(response, "yes_no")["choice"] == "yes"


def test_two_people_in_two_questions_both_keep_their_words(form, live_server, response, someone_else):
    other = opened(someone_else(), live_server, response, make_member(response.service, "editor"))
    choose(other, "yes_no", "yes")
    text(other, "yes_no").fill("Utredning")
    other.keyboard.press("Tab")
    saved(other)
    text(form, "text").fill("Fastleger")
    choose(form, "yes_no", "yes")
    saved(form)
    expect(text(form, "yes_no")).to_have_value("Utredning")
    assert stored(response, "text")["text"] == "Fastleger"


def test_a_form_that_was_sent_meanwhile_keeps_the_text_in_the_browser(form, response):
    mark_waiting(response)
    text(form, "text").fill("For sent")
    form.keyboard.press("Tab")
    expect(form.locator("[data-notice=locked]")).to_be_visible()
    assert axe(form) == []
    Response.objects.filter(pk=response.pk).update(state="draft")
    form.locator("[data-notice=locked] [data-retry]").click()
    saved(form)
    assert stored(response, "text")["text"] == "For sent"


def test_a_text_the_server_refuses_is_told_at_the_field_and_kept(form, response):
    text(form, "text").fill("å" * 20_001)
    form.keyboard.press("Tab")
    expect(form.locator("#q-text .ds-validation-message")).to_be_visible()
    assert axe(form) == []
    assert len(text(form, "text").input_value()) == 20_001
    text(form, "text").fill("kort")
    form.keyboard.press("Tab")
    saved(form)
    assert stored(response, "text")["text"] == "kort"


def test_place_and_writer_save_themselves_on_the_first_page(page, live_server, response):
    start = opened(page, live_server, response, leader_of(response), "")
    start.get_by_label("Written by").or_(start.get_by_label("Skrevet av")).fill("Siri Dal")
    start.keyboard.press("Tab")
    saved(start)
    response.refresh_from_db()
    assert response.written_by == "Siri Dal"


def earlier_answer(response, value):
    user = leader_of(response)
    before = make_round(response.service, opened=True, year=2016, opens_on="2016-01-01", due_on="2016-03-01")
    old = Response.objects.get(round=before, audience="leader")
    write(old, "text", "text", value, user)
    return mark_signed(old)


def test_last_years_answer_is_taken_with_one_click(page, live_server, response):
    earlier_answer(response, "Helsepersonell")
    form = opened(page, live_server, response, leader_of(response))
    form.locator("#q-text .last-year summary").click()
    form.locator("#q-text [data-take]").click()
    saved(form)
    expect(text(form, "text")).to_have_value("Helsepersonell")
    assert stored(response, "text")["text"] == "Helsepersonell"


def test_going_on_saves_first(form, response):
    text(form, "text").fill("Før jeg går")
    form.locator("button[value=next]").click()
    expect(form.locator("#q-frequency")).to_be_visible()
    assert stored(response, "text")["text"] == "Før jeg går"
    text(form, "frequency").fill("to ganger i året")
    form.locator("a[href$='/se-over/']").click()
    expect(form.locator("#t-frequency")).to_be_visible()
    assert stored(response, "frequency")["text"] == "to ganger i året"


def test_change_links_reach_the_very_field(page, live_server, response):
    sign_in(page, live_server, leader_of(response))
    for key, field in (("text", "f-text-text"), ("yes_no", "f-yes_no-choice"), ("split", "f-split-rows")):
        page.goto(live_server.url + address(response, "se-over/"))
        page.locator(f"article:has(#t-{key}) .q-body a").click()
        expect(page.locator(f"#{field}")).to_be_focused()


def test_the_form_is_filled_by_keyboard_alone(form, response):
    text(form, "text").focus()
    form.keyboard.type("Fastleger")
    for _step in range(30):
        form.keyboard.press("Tab")
        if form.evaluate("document.activeElement.name") == "yes_no-choice":
            break
    form.keyboard.press("Space")
    form.keyboard.press("Tab")
    form.keyboard.type("Utredning")
    form.keyboard.press("Tab")
    form.keyboard.press("Enter")
    expect(form.locator("#q-frequency")).to_be_visible()
    assert stored(response, "yes_no") == {"choice": "yes", "text": "Utredning", "rows": []}


def test_the_longest_words_fit_a_window_of_320_px(form, live_server, response):
    leader = leader_of(response)
    write(response, "text", "text", LONG * 3, leader)
    write(response, "split", "rows", [{"label": LONG, "percent": "35"}], leader, base=[])
    write(response, "staffing", "rows", [{"role": LONG, "people": "2", "percent": "50"}], leader, base=[])
    earlier_answer(response, LONG * 3)
    form.set_viewport_size({"width": 320, "height": 800})
    for place in ("", "del/1/", "del/2/", "se-over/"):
        form.goto(live_server.url + address(response, place))
        assert (place, sideways(form), axe(form)) == (place, 0, [])


def test_a_form_is_answered_and_sent_without_script(someone_else, live_server, response):
    page = someone_else(java_script_enabled=False)
    sign_in(page, live_server, leader_of(response))
    page.goto(live_server.url + address(response))
    expect(page.locator("#q-yes_no [data-follow-up]")).to_be_visible()
    text(page, "text").fill("Fastleger")
    page.locator("#q-split").get_by_label("Formidling").fill("60")
    page.locator("#q-split [data-add-row]").click()
    expect(page.locator("#q-split tbody tr")).to_have_count(3)
    page.locator("#q-split tbody tr").last.locator("input").first.fill("Drift")
    page.locator("#q-split tbody tr").last.locator("input").last.fill("40")
    choose(page, "yes_no", "yes")
    text(page, "yes_no").fill("Utredning")
    page.locator("button[value=next]").click()
    text(page, "frequency").fill("to ganger i året")
    page.locator("button[value=next]").click()
    assert stored(response, "split")["rows"] == [
        {"label": "Formidling", "percent": "60"},
        {"label": "Drift", "percent": "40"},
    ]
    page.locator("form[action$='/send/'] button").click()
    expect(page).to_have_url(re.compile(r"/signer/$"))
    response.refresh_from_db()
    assert response.state == "waiting"
