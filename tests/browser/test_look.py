"""What every page shares, in Chromium: menu, error summary, icons, narrow and enlarged, forced colours."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import axe, sideways, sign_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)

LONG_NAME = "Spesialisthelsetjenesteutviklingsprosjektkoordinatorsen"
SIGN_IN_PAGES = ["account_login", "account_reset_password", "account_reset_password_done", "account_signup"]


@pytest.fixture
def user():
    return make_user(LONG_NAME, is_staff=True)


@pytest.mark.parametrize("name", [*SIGN_IN_PAGES, "home:help", "home:privacy", "home:accessibility"])
def test_open_page_is_clean_and_narrow_enough(page, live_server, name):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(live_server.url + reverse(name))
    assert sideways(page) <= 0
    assert axe(page) == []


def test_menu_opens_closes_and_leads_on_without_script(someone_else, live_server, user):
    page = someone_else(java_script_enabled=False, viewport={"width": 320, "height": 700})
    sign_in(page, live_server, user)
    page.goto(live_server.url + reverse("home:help"))
    menu = page.locator("#menu")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Men").click()
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Men").click()
    menu.get_by_role("button", name="Nynorsk").click()
    expect(page.locator("html")).to_have_attribute("lang", "nn")


def test_wide_menu_is_clean_and_within_the_page(page, live_server, user):
    sign_in(page, live_server, user)
    page.goto(live_server.url + reverse("home:help"))
    page.get_by_role("button", name=LONG_NAME).click()
    expect(page.locator("#menu")).to_be_visible()
    assert page.locator("#menu a[href='/admin/']").is_visible()
    assert sideways(page) <= 0
    assert axe(page) == []


def test_error_summary_takes_the_focus_and_its_link_reaches_the_field(page, live_server):
    page.goto(live_server.url + reverse("account_login"))
    page.locator("main button[type=submit]").click()
    expect(page.locator(".ds-error-summary")).to_be_focused()
    assert page.title().startswith(("Feil:", "Error:"))
    assert axe(page) == []
    page.locator(".ds-error-summary a").last.click()
    expect(page.locator("[name=password]")).to_be_focused()


def test_icons_are_drawn_in_the_colour_of_their_words(page, live_server):
    page.goto(live_server.url + reverse("home:help"))
    symbol = page.locator("main .st").first
    size = symbol.evaluate("svg => svg.querySelector('use').getBBox().width")
    assert size > 10
    # An icon of the library as a file of ours: the policy would have stopped its data: address, and failed the test.
    page.goto(live_server.url + reverse("account_login"))
    page.locator("main button[type=submit]").click()
    mask = page.locator(".ds-validation-message").first.evaluate("it => getComputedStyle(it, '::before').maskImage")
    assert "masks/error.svg" in mask


@pytest.mark.parametrize("name", ["home:help", "account_login"])
def test_enlarged_text_does_not_widen_the_page(page, live_server, name):
    page.set_viewport_size({"width": 640, "height": 900})
    page.goto(live_server.url + reverse(name))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert sideways(page) <= 0


def test_forced_colours_keep_the_page_clean(someone_else, live_server, user):
    page = someone_else(forced_colors="active")
    sign_in(page, live_server, user)
    page.goto(live_server.url + reverse("home:help"))
    assert axe(page) == []


def test_keyboard_goes_past_the_menu_to_the_content(page, live_server, user):
    sign_in(page, live_server, user)
    page.goto(live_server.url + reverse("home:help"))
    page.keyboard.press("Tab")
    expect(page.locator(".ds-skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
