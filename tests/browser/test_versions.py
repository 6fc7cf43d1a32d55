"""Versions in Chromium: every page of their life in both widths, also with errors, and all of it without script."""

import pytest
from playwright.sync_api import expect

from plans.actions import versions
from tests import factories as make
from tests.browser.conftest import axe, sign_in
from tests.browser.test_every_page import LONG, too_wide

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def row():
    area = make.make_area(make.make_plan(make.make_service(), title=f"Plan {LONG}"), title=f"Område {LONG}")
    row = make.make_row(area, measure=f"Svelgkurs {LONG}", target_group="Logopeder", status="ongoing")
    make.make_row(area, measure="", continues=True, target_group="Foreldre")
    make.make_row(area, measure="Nettside", instruments="Film")
    return row


@pytest.fixture
def plan(row):
    return row.area.plan


@pytest.fixture
def leader(plan):
    return make.make_member(plan.service, user=make.make_user("Kari Fjell"))


@pytest.fixture
def staff(plan):
    return make.make_staff(plan.service.trust.region, make.make_user("Stein Stab"))


def returned(plan, staff):
    version = make.make_version(plan)
    marks = {row.pk: f"Merknad {LONG}" for row in plan.rows.all()}
    return versions.take(version=version, verb="return", by=staff, reason=f"Grunn {LONG}", marks=marks)


def faults(page, live_server, *paths):
    found = {}
    for path in paths:
        if path:
            page.goto(live_server.url + path)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            if fault := [*axe(page), *too_wide(page)]:
                found[path, width] = fault
    return found


def send(page):
    page.locator("main form .form-foot button[type=submit]").first.click()


def test_pages_of_the_service_are_clean_after_a_return(page, live_server, plan, leader, staff):
    returned(plan, staff)
    sign_in(page, live_server, leader)
    home = plan.get_absolute_url()
    paths = (home, f"{home}send-inn/", f"{home}versjoner/", f"{home}versjoner/1/", f"{home}rediger/", "/")
    assert faults(page, live_server, *paths) == {}
    assert faults(page, live_server, f"{home}rader/{plan.rows.first().pk}/") == {}


def test_pages_of_those_who_decide_are_clean_also_with_errors(page, live_server, plan, row, staff):
    version = make.make_version(plan)
    sign_in(page, live_server, staff)
    home = version.get_absolute_url()
    assert faults(page, live_server, "/", plan.service.get_absolute_url(), home, f"{home}godkjenn/") == {}
    page.goto(f"{live_server.url}{home}send-tilbake/")
    remark = page.locator(f"[name='remark-{row.pk}']")
    expect(remark).to_be_hidden()
    page.locator(f"[name=row][value='{row.pk}']").check()
    remark.fill(LONG)
    assert faults(page, live_server, "") == {}
    send(page)
    expect(page.locator(".ds-error-summary")).to_be_focused()
    expect(remark).to_have_value(LONG)
    assert faults(page, live_server, "") == {}
    page.locator(".ds-error-summary a").click()
    expect(page.locator("[name=reason]")).to_be_focused()


@pytest.mark.parametrize("state", ["submitted", "approved", "published"])
def test_page_of_the_plan_and_of_an_impossible_step_are_clean(page, live_server, plan, leader, state):
    version = make.make_version(plan, state)
    sign_in(page, live_server, leader)
    wrong = "publiser/" if state != "approved" else "trekk/"
    assert faults(page, live_server, plan.get_absolute_url(), f"{version.get_absolute_url()}{wrong}") == {}


def test_all_of_it_works_without_script(someone_else, live_server, plan, row, leader, staff):
    mine, theirs = (someone_else(java_script_enabled=False) for _ in range(2))
    for page, person in ((mine, leader), (theirs, staff)):
        page.set_default_timeout(30_000)  # what is submitted is printed before the answer comes
        sign_in(page, live_server, person)
    mine.goto(live_server.url + plan.get_absolute_url())
    mine.locator(f"main a[href='{plan.get_absolute_url()}send-inn/']").click()
    mine.locator("[name=reason]").fill("Nytt i år: kursene")
    send(mine)
    expect(mine.locator("#state")).to_contain_text("Nytt i år: kursene")

    version = plan.versions.get()
    theirs.goto(live_server.url)
    theirs.locator(f"main .tasks a[href='{version.get_absolute_url()}']").first.click()
    theirs.locator(f"a[href='{version.get_absolute_url()}send-tilbake/']").click()
    theirs.locator("[name=reason]").fill("Hvem har ansvar?")
    theirs.locator(f"[name=row][value='{row.pk}']").check()
    theirs.locator(f"[name='remark-{row.pk}']").fill("Ta med fastlegene")
    send(theirs)
    expect(theirs.locator("#state")).to_contain_text("Ta med fastlegene")

    mine.reload()
    mine.locator(f"#state a[href$='#rad-{row.pk}']").click()
    expect(mine.locator(f"#rad-{row.pk} .remark")).to_contain_text("Ta med fastlegene")
    mine.goto(f"{live_server.url}{plan.get_absolute_url()}rader/{row.pk}/")
    expect(mine.locator("main")).to_contain_text("Ta med fastlegene")
