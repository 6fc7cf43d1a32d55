"""The reference group's statements in Chromium: asked for, made, seen who has not; in both widths, without script."""

import re

import pytest
from playwright.sync_api import expect

from plans.models import Statement, StatementRequest
from tests import factories as make
from tests.browser.conftest import axe, sign_in
from tests.browser.test_every_page import LONG, too_wide

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan():
    return make.make_row(make.make_area(make.make_plan(make.make_service())), measure="Svelgkurs").area.plan


@pytest.fixture
def leader(plan):
    return make.make_member(plan.service, user=make.make_user("Kari Fjell"))


@pytest.fixture
def members(plan):
    return [make.make_group_member(plan.service, user=make.make_user(name)) for name in ("Mona Medlem", "Nils Neste")]


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def window(request, someone_else, live_server):
    """A function that opens the person's own window."""

    def open_page(user):
        page = someone_else(java_script_enabled=request.param)
        page.set_default_timeout(30_000)  # what the group is asked about is printed before the answer comes
        sign_in(page, live_server, user)
        return page

    return open_page


def send(page):
    page.locator("main .form-foot button[type=submit]").click()


def voice(page, name):
    return page.locator(f".voices li:has-text('{name}')")


def clean(page):
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert (width, axe(page), too_wide(page)) == (width, [], [])


def test_group_is_asked_states_and_is_heard(window, live_server, plan, leader, members):
    mine = window(leader)
    mine.goto(live_server.url + plan.get_absolute_url())
    mine.locator("[popovertarget=more]").click()
    mine.locator("main a[href$='/be-om-uttalelse/']").click()
    expect(mine.locator("main")).to_contain_text("Mona Medlem, Nils Neste")
    mine.locator("[name=name]").fill("Til gruppen")
    mine.locator("[name=message]").fill("Les helst del to.")
    send(mine)
    expect(voice(mine, "Mona Medlem")).to_have_attribute("data-opinion", "none")
    asked = StatementRequest.objects.get()

    theirs = window(members[0])
    theirs.goto(live_server.url)
    theirs.locator(f"main a[href='{asked.get_absolute_url()}']").first.click()
    expect(theirs.locator("main")).to_contain_text("Les helst del to.")
    theirs.locator("[name=opinion][value=remarks]").check()
    send(theirs)
    expect(theirs).to_have_title(re.compile("^Feil:"))
    theirs.locator("[name=text]").fill("Si mer om fastlegene.")
    send(theirs)
    expect(voice(theirs, "Mona Medlem")).to_contain_text("Si mer om fastlegene.")

    mine.goto(live_server.url + plan.get_absolute_url())
    expect(mine.locator("main")).to_contain_text("1 av 2 har svart")
    expect(voice(mine, "Mona Medlem")).to_have_attribute("data-opinion", "remarks")
    expect(voice(mine, "Nils Neste")).to_have_attribute("data-opinion", "none")


def test_pages_are_clean_also_with_errors_and_long_words(page, live_server, plan, leader, members):
    asked = make.make_request(make.make_version(plan, "named", name=LONG), message=LONG, by=leader)
    make.make_statement(asked, plan.service.group_members.last(), "opposes", text=LONG)
    sign_in(page, live_server, leader)
    page.goto(f"{live_server.url}{plan.get_absolute_url()}be-om-uttalelse/")
    send(page)
    expect(page.locator(".ds-error-summary")).to_be_focused()
    clean(page)
    page.locator(".ds-error-summary a").click()
    expect(page.locator("[name=name]")).to_be_focused()
    sign_in(page, live_server, members[0])
    page.goto(live_server.url + asked.get_absolute_url())
    clean(page)
    send(page)
    clean(page)
    page.locator(".ds-error-summary a").click()
    expect(page.locator("[name=opinion]").first).to_be_focused()
    assert Statement.objects.count() == 1


def test_second_window_is_shown_what_the_first_sent_and_keeps_its_own(page, live_server, plan, members):
    asked = make.make_request(make.make_version(plan, "named"))
    sign_in(page, live_server, members[0])
    page.goto(live_server.url + asked.get_absolute_url())
    make.make_statement(asked, plan.service.group_members.first(), "endorses", version=1)
    page.locator("[name=opinion][value=opposes]").check()
    page.locator("[name=text]").fill("Målgruppen mangler.")
    send(page)
    expect(page.locator("[role=alert]")).to_contain_text("Slutter seg til")
    expect(page.locator("[name=text]")).to_have_value("Målgruppen mangler.")
    clean(page)
    send(page)
    expect(voice(page, "Mona Medlem")).to_have_attribute("data-opinion", "opposes")
