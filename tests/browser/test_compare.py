"""Two versions compared, in Chromium: accessible, narrow, without script; every kind of change at once."""

import pytest
from playwright.sync_api import expect

from plans.models import Section
from tests.browser.conftest import axe, sideways, sign_in
from tests.browser.test_every_page import LONG
from tests.factories import make_area, make_member, make_plan, make_row, make_service, make_user, make_version

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan():
    """With a version of before, and something of every kind changed since, in words as long as they come."""
    plan = make_plan(make_service(), purpose=f"Å spre {LONG}")
    band = make_area(plan, kind="band", title=f"Bolk {LONG}")
    area, other = make_area(plan, parent=band, title=f"Kurs {LONG}"), make_area(plan, title="Nett")
    rows = [make_row(area, measure=f"Tiltak {number} {LONG}", target_group=LONG) for number in range(5)]
    follows = make_row(area, measure="", continues=True, target_group="Sykepleiere")
    make_version(plan, "named", name=LONG)
    for changed, fields in {
        plan: {"title": f"Plan {LONG}", "purpose": "Å samle"},
        band: {"title": f"{LONG} bolk"},
        rows[0]: {"deleted_at": plan.changed_at},
        rows[1]: {"measure": LONG * 3, "status": "done", "timeframe_text": "Høst 2027"},
        rows[2]: {"area": other},
        rows[3]: {"rank": 1},
        follows: {"target_group": "Leger"},
    }.items():
        for name, value in fields.items():
            setattr(changed, name, value)
        changed.save()
    make_row(area, measure=f"Nytt {LONG}")
    make_area(plan, title=f"Nytt område {LONG}")
    Section.objects.create(plan=plan, heading=LONG, text=f"Tekst {LONG}")
    return plan


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_comparison_is_accessible_and_fits_its_window(page, live_server, plan, language):
    sign_in(page, live_server, make_member(plan.service, user=make_user(language=language)))
    for show in ("", "?vis=alt"):
        page.goto(f"{live_server.url}/planer/{plan.pk}/sammenlign/{show}")
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator(".compare-table ins").count() > 3
        for width in (1280, 800, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert (axe(page), max(0, sideways(page))) == ([], 0), width


def test_versions_are_chosen_and_rows_filtered_without_script(someone_else, live_server, plan):
    make_version(plan, "named")
    page = someone_else(java_script_enabled=False)
    sign_in(page, live_server, make_member(plan.service))
    page.goto(f"{live_server.url}/planer/{plan.pk}/sammenlign/")
    expect(page.locator(".compare-table")).to_have_count(0)
    page.locator("[name=fra]").select_option("1")
    page.locator("[name=til]").select_option("2")
    page.locator(".sides button").click()
    expect(page.locator(".compare-table tr.removed")).to_have_count(1)
    page.locator(".counts a[href*='vis=nye']").click()
    expect(page.locator(".compare-table tr.added")).to_have_count(1)
    expect(page.locator(".compare-table tr.removed")).to_have_count(0)
    expect(page.locator(".counts [aria-current]")).to_have_count(1)
