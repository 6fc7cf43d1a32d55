"""The next plan made from the last one, as people do it: rows chosen, years moved, followed; without script too."""

from datetime import date

import pytest
from playwright.sync_api import expect

from plans.actions.row_steps import delete_row
from plans.models import Plan
from tests.browser.conftest import axe, sideways, sign_in
from tests.browser.editor.pages import field, saved
from tests.factories import make_area, make_member, make_plan, make_row, make_service, make_user
from tests.plans.test_actions_successors import row_of, when

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan():
    plan = make_plan(
        make_service(), title="Plan 2019–2021", period_start=date(2019, 1, 1), period_end=date(2021, 12, 31)
    )
    area = make_area(plan, title="Kurs", parent=make_area(plan, kind="band", title="Undervisning"))
    make_row(area, measure="Svelgkurs", target_group="Leger", status="done", **when("2019–2020"))
    make_row(area, measure="", continues=True, target_group="Foreldre", status="ongoing", **when("Avslag 2020"))
    make_row(make_area(plan, title="Nettsider"), measure="Nettside", status="ongoing", **when("Neste høst 21?"))
    return plan


@pytest.fixture
def leader(plan):
    return make_member(plan.service, user=make_user("Kari Fjell"))


def opened(page, live_server, plan, user):
    sign_in(page, live_server, user)
    page.goto(live_server.url + plan.get_absolute_url())
    page.locator("[popovertarget=more]").click()
    page.locator(f"a[href$='/planer/{plan.pk}/ny-plan/']").click()
    return page


def made_after(plan):
    return Plan.objects.exclude(pk=plan.pk).get()


def ticked(page):
    return page.locator("[name=take]:checked")


def make(page):
    page.locator(".import-foot button").click()
    page.wait_for_url("**/rediger/**")


def test_the_next_plan_is_made_edited_and_followed(page, live_server, plan, leader):
    opened(page, live_server, plan, leader)
    assert axe(page) == []
    expect(page.locator("[name=title]")).to_have_value("Plan 2022–2024")
    expect(ticked(page)).to_have_count(2)
    button = page.locator(".import-foot button")
    expect(button).to_have_text("Lag planen med 2 rader")
    page.locator("[name=title]").fill("Neste plan")
    area = plan.areas.get(title="Kurs")
    page.locator(f"#omrade-{area.pk} [name=tick]").click()  # no new page: what is written stays
    expect(button).to_have_text("Lag planen med 3 rader")
    page.locator("[name=untick][value=done]").click()
    page.locator("[name=years]").fill("4")
    page.locator("[name=show]").click()
    expect(page.locator("ins", has_text="25")).to_be_visible()
    expect(ticked(page)).to_have_count(2)
    make(page)

    new = made_after(plan)
    assert new.title == "Neste plan"
    row = row_of(new, target_group="Foreldre")
    assert (row.measure, row.timeframe_text) == ("Svelgkurs", "Avslag 2020")
    assert row_of(new, measure="Nettside").timeframe_text == "Neste høst 25?"
    expect(page.locator("#main[data-ready]")).to_be_attached()
    assert axe(page) == []
    mark = page.locator(f"#rad-{row.pk} .carried")
    expect(mark).to_be_visible()
    field(page, row, "instruments").fill("Film")
    field(page, row, "target_group").focus()
    saved(page)
    expect(mark).to_have_count(0)

    page.locator(f"#rad-{row.pk} [data-menu=row]").click()
    page.locator("#row-menu [data-go='gjennom-arene/']").click()
    expect(page.locator(".years tbody tr")).to_have_count(2)
    expect(page.locator(".years ins", has_text="Film")).to_be_visible()
    assert axe(page) == []
    page.locator(".years a", has_text="Plan 2019").click()
    expect(page.locator(f"#rad-{row.origin_id}")).to_be_visible()


def test_everything_works_without_script(someone_else, live_server, plan, leader):
    page = opened(someone_else(java_script_enabled=False), live_server, plan, leader)
    page.locator("[name=title]").fill("Neste plan")
    area = plan.areas.get(title="Kurs")
    page.locator(f"#omrade-{area.pk} [name=tick]").click()
    assert page.url.endswith(f"#omrade-{area.pk}")
    expect(ticked(page)).to_have_count(3)
    page.locator("[name=untick][value=all]").click()
    page.locator(".import-foot button").click()
    expect(page.locator(".ds-error-summary")).to_be_visible()
    page.locator("[name=take]").last.check()
    page.locator("[name=statuses][value=reset]").check()
    page.locator("[name=show]").click()
    expect(page.locator(".was").last).to_be_visible()
    make(page)
    new = made_after(plan)
    assert (new.title, [(row.measure, row.status) for row in new.rows]) == ("Neste plan", [("Nettside", "planned")])


def test_enter_in_a_field_makes_no_plan(page, live_server, plan, leader):
    opened(page, live_server, plan, leader)
    page.locator("[name=title]").fill("Neste plan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ny-plan/#rader")
    expect(page.locator("[name=title]")).to_have_value("Neste plan")
    assert Plan.objects.count() == 1


def test_pages_fit_a_narrow_window_also_with_errors_and_a_conflict(page, live_server, plan, leader):
    page.set_viewport_size({"width": 320, "height": 800})
    opened(page, live_server, plan, leader)
    assert (sideways(page), axe(page)) == (0, [])
    page.locator("[name=years]").fill("99")
    page.locator(".import-foot button").click()
    expect(page.locator(".ds-error-summary")).to_be_focused()
    assert (sideways(page), axe(page)) == (0, [])
    delete_row(plan=plan, row_pk=row_of(plan, measure="Nettside").pk, by=leader)
    page.locator("[name=years]").fill("3")
    page.locator(".import-foot button").click()
    expect(page.locator(".ds-alert[role=alert]")).to_be_visible()
    assert (sideways(page), axe(page)) == (0, [])
    make(page)
    page.goto(live_server.url + made_after(plan).get_absolute_url())
    expect(page.locator(".carried")).to_have_count(1)
    assert (sideways(page), axe(page)) == (0, [])
