"""The reading view in Chromium: a status by one click with and without script, narrow screens, axe, print."""

import pytest
from playwright.sync_api import expect

from plans.models import PlanRow
from tests.browser.conftest import axe, sideways, sign_in
from tests.factories import make_area, make_group_member, make_member, make_plan, make_row, make_service, make_user
from tests.printing.pdf_checks import words_of

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Spesialisthelsetjenesteutviklingsprosjektkoordinatorområde"


@pytest.fixture
def plan():
    plan = make_plan(make_service())
    band = make_area(plan, kind="band", title="Undervisning og kurs")
    area = make_area(plan, title="Kurs", parent=band)
    make_row(area, measure="Svelgkurs", target_group="Leger", instruments="Seminar\n• ett\n• to", status="ongoing")
    make_row(area, measure="", continues=True, target_group="Foreldre", timeframe_text="Neste høst 23?")
    make_row(
        make_area(plan, title="Nettsider"), measure="Nettside", instruments="Se https://example.org.", status="done"
    )
    return plan


@pytest.fixture
def leader(plan):
    return make_member(plan.service, user=make_user("Kari Fjell"))


def opened(page, live_server, plan, user, query=""):
    sign_in(page, live_server, user)
    page.goto(live_server.url + plan.get_absolute_url() + query)
    return page


def row_named(measure):
    return PlanRow.objects.get(measure=measure)


def status_button(page, row):
    return page.locator(f"#rad-{row.pk} .status button")


def count_of(page, status):
    return int(page.locator(f".counts [data-s={status}] b").inner_text())


def choose(page, row, status):
    status_button(page, row).click()
    page.locator(f"#status-menu [data-s={status}]").click()


def test_status_is_changed_in_its_cell_and_the_counts_follow(page, live_server, plan, leader):
    row = row_named("Svelgkurs")
    opened(page, live_server, plan, leader)
    choose(page, row, "done")
    expect(page.locator(f"#rad-{row.pk} .status[data-s=done]")).to_be_visible()
    expect(page.locator(".status-said")).not_to_be_empty()
    expect(status_button(page, row)).to_be_focused()
    row.refresh_from_db()
    assert row.status == "done"
    assert (count_of(page, "done"), count_of(page, "ongoing")) == (2, 0)
    choose(page, row, "unset")
    expect(page.locator(f"#rad-{row.pk} .status[data-s=unset]")).to_be_visible()
    row.refresh_from_db()
    assert (row.status, row.version) == ("", 3)


def test_status_is_changed_by_keyboard_alone(page, live_server, plan, leader):
    row = row_named("Svelgkurs")
    opened(page, live_server, plan, leader)
    status_button(page, row).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#status-menu [data-s=ongoing]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(status_button(page, row)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(f"#rad-{row.pk} .status[data-s=planned]")).to_be_visible()


def test_menu_stays_by_its_cell_when_the_page_is_scrolled(page, live_server, plan, leader):
    row = row_named("Svelgkurs")
    area = make_area(plan, title="Mer")
    for _ in range(20):
        make_row(area, instruments="ord " * 60)
    opened(page, live_server, plan, leader)
    status_button(page, row).click()
    page.mouse.wheel(0, 60)
    page.wait_for_function("scrollY >= 60")
    cell, menu = status_button(page, row).bounding_box(), page.locator("#status-menu").bounding_box()
    assert abs(cell["y"] + cell["height"] - menu["y"]) <= 2
    page.mouse.wheel(0, 5000)
    expect(page.locator("#status-menu")).to_be_hidden()


def test_status_changed_meanwhile_shows_both_and_asks(page, live_server, plan, leader, someone_else):
    row = row_named("Svelgkurs")
    opened(page, live_server, plan, leader)
    other = opened(someone_else(), live_server, plan, make_member(plan.service, "editor", make_user("Ola Dal")))
    choose(other, row, "planned")
    expect(other.locator(f"#rad-{row.pk} .status[data-s=planned]")).to_be_visible()
    choose(page, row, "done")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Ola Dal")
    expect(dialog.get_by_role("radio", checked=True)).to_have_value("done")
    assert axe(page) == []
    with page.expect_navigation():
        dialog.locator("button[type=submit]").click()
    expect(page.locator(f"#rad-{row.pk} .status[data-s=done]")).to_be_visible()
    row.refresh_from_db()
    assert row.status == "done"


def test_status_is_changed_without_script(live_server, plan, leader, someone_else):
    row = row_named("Svelgkurs")
    page = opened(someone_else(java_script_enabled=False), live_server, plan, leader, "?words=kurs")
    with page.expect_navigation():
        status_button(page, row).click()
    page.locator("input[type=radio][value=planned]").check()
    with page.expect_navigation():
        page.locator("main button[type=submit]").click()
    assert page.url == f"{live_server.url}{plan.get_absolute_url()}?words=kurs#rad-{row.pk}"
    expect(page.locator(f"#rad-{row.pk} .status[data-s=planned]")).to_be_visible()


def test_lost_connection_says_that_nothing_was_saved(page, live_server, plan, leader):
    row = row_named("Svelgkurs")
    opened(page, live_server, plan, leader)
    page.context.set_offline(True)
    choose(page, row, "done")
    expect(page.locator(".status-said")).to_have_text(page.locator(".status-said").get_attribute("data-failed"))
    expect(page.locator(f"#rad-{row.pk} .status[data-s=ongoing]")).to_be_visible()


def test_finding_needs_no_script(live_server, plan, leader, someone_else):
    page = opened(someone_else(java_script_enabled=False), live_server, plan, leader)
    page.locator("input[type=search]").fill("foreldre")
    with page.expect_navigation():
        page.locator(".filters button[type=submit]").click()
    expect(page.locator(".plan-table tbody tr[id]")).to_have_count(1)
    expect(page.locator(".plan-table .measure")).to_contain_text("Svelgkurs")
    with page.expect_navigation():
        page.locator(".chips a").click()
    expect(page.locator(".plan-table tbody tr[id]")).to_have_count(3)


@pytest.mark.parametrize("width", [320, 375, 900, 1280])
def test_longest_words_fit_every_width(page, live_server, plan, leader, width):
    plan.title = LONG * 2
    plan.save()
    area = make_area(plan, title=LONG)
    make_row(area, measure=LONG * 2, target_group=LONG, instruments="https://example.org/" + "a" * 200, note=LONG)
    make_row(make_area(plan, kind="area", title=LONG * 3), measure="", timeframe_text=LONG, responsible=LONG, aim=LONG)
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, live_server, plan, leader, f"?words={LONG[:20].lower()}")
    assert sideways(page) <= 0
    page.goto(live_server.url + plan.get_absolute_url() + "historikk/")
    assert sideways(page) <= 0


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("query", ["", "?words=foreldre&status=unset", "?words=finnesikke", "historikk/"])
def test_axe_finds_nothing(page, live_server, plan, leader, width, query):
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, live_server, plan, leader, query)
    assert axe(page) == []


def test_axe_finds_nothing_on_the_menu_and_the_page_without_script(page, live_server, plan, leader):
    row = row_named("Svelgkurs")
    opened(page, live_server, plan, leader)
    status_button(page, row).click()
    expect(page.locator("#status-menu [data-s=ongoing]")).to_be_focused()
    page.locator("#status-menu").evaluate("menu => Promise.all(menu.getAnimations().map(one => one.finished))")
    assert axe(page) == []
    page.goto(f"{live_server.url}{plan.get_absolute_url()}rader/{row.pk}/gjennomforingsgrad/")
    assert axe(page) == []
    page.goto(f"{live_server.url}{plan.get_absolute_url()}rader/{row.pk}/historikk/")
    assert axe(page) == []


@pytest.mark.parametrize("script", [True, False])
def test_buttons_stand_in_one_row_and_the_rest_is_reached_by_keyboard(someone_else, live_server, plan, leader, script):
    make_group_member(plan.service)
    page = opened(someone_else(java_script_enabled=script), live_server, plan, leader)
    buttons = page.locator(".actions > .ds-button:visible")
    assert len({buttons.nth(number).bounding_box()["y"] for number in range(buttons.count())}) == 1
    page.locator("[popovertarget=more]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#more a")).to_have_count(4)
    assert not script or axe(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    expect(page.locator("#more")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(page.locator("#more")).to_be_hidden()
    expect(page.locator("[popovertarget=more]")).to_be_focused()
    for key in ("Enter", "Tab", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url("**/hent-inn/")


def test_axe_finds_nothing_on_an_empty_plan(page, live_server, leader, plan):
    empty = make_plan(plan.service, title="Tom plan", template="action", language="nn")
    opened(page, live_server, empty, leader)
    assert axe(page) == []


def test_browsers_print_says_on_every_page_that_it_is_a_draft(page, live_server, plan, leader):
    area = make_area(plan, title="Mer")
    for _ in range(12):
        make_row(area, instruments="ord " * 100)
    opened(page, live_server, plan, leader)
    sheets = words_of(page.pdf(prefer_css_page_size=True)).rstrip("\f").split("\f")
    assert len(sheets) > 1
    assert all("UTKAST" in sheet for sheet in sheets)
    page.emulate_media(media="print")
    expect(page.locator(".plan-table")).to_be_visible()
    for hidden in (".top", ".actions", ".filters", ".counts"):
        expect(page.locator(hidden).first).to_be_hidden()
