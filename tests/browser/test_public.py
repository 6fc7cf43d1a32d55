"""What anyone reads without signing in, in Chromium: found, read, fetched, in both widths, without script."""

import pytest
from playwright.sync_api import expect

from plans.actions import versions
from tests import factories as make
from tests.browser.conftest import axe
from tests.browser.test_every_page import LONG, too_wide

pytestmark = pytest.mark.django_db(transaction=True)

PDF = b"%PDF-1.7 stands for a PDF"


@pytest.fixture
def version():
    """Published, with a draft begun after it and another service's plan that nobody has approved."""
    service = make.make_service()
    plan = make.make_plan(service, title=f"Plan for svelg {LONG}", purpose=f"Å spre {LONG}")
    area = make.make_area(plan, title="Kurs")
    row = make.make_row(area, measure="Svelgkurs", target_group="Fastleger", timeframe_text="2027", status="ongoing")
    make.make_row(area, measure="Nettside", target_group="Foreldre")
    version = make.make_version(plan, "published", pdf=PDF)
    row.measure = "Hemmelig kladd"
    row.save()
    make.make_version(make.make_row(make.make_area(title="Annet"), measure="Hemmelig innsendt").area.plan)
    return version


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def window(request, someone_else):
    return someone_else(java_script_enabled=request.param)


def test_a_plan_is_found_by_its_words_and_read(window, live_server, version):
    window.goto(f"{live_server.url}/offentlig/")
    window.locator("[name=words]").fill("hemmelig")
    window.locator("form.filters button[type=submit]").click()
    expect(window.locator("main .published")).to_have_count(0)
    window.locator("[name=words]").fill("fastleger")
    window.locator("form.filters button[type=submit]").click()
    window.locator("main").get_by_role("link", name=version.title).click()
    rows = window.locator("main tbody tr[id^=rad-]")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Svelgkurs")
    window.goto(f"{live_server.url}/offentlig/planer/{version.plan_id}/")
    expect(rows).to_have_count(2)
    expect(window.locator("main")).not_to_contain_text("Hemmelig")
    expect(window.locator("main a[href*='/planer/']:not([href^='/offentlig/'])")).to_have_count(0)


def test_its_files_are_fetched_from_the_page(page, live_server, version):
    page.goto(f"{live_server.url}/offentlig/planer/{version.plan_id}/")
    page.locator("[popovertarget=downloads]").click()
    with page.expect_download() as fetched:
        page.locator("#downloads a[href$='/pdf/']").click()
    assert fetched.value.path().read_bytes() == PDF
    assert fetched.value.suggested_filename.endswith(".pdf")


def test_pages_are_clean_and_fit_their_window(page, live_server, version):
    paths = ("", "?words=finnesikke", f"tjenester/{version.plan.service_id}/", f"planer/{version.plan_id}/")
    for path in paths:
        page.goto(f"{live_server.url}/offentlig/{path}")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert (path, width, axe(page), too_wide(page)) == (path, width, [], [])


def test_what_the_browser_has_is_not_sent_again_until_the_next_is_published(page, live_server, version):
    address = f"{live_server.url}/offentlig/planer/{version.plan_id}/"
    seen = page.goto(address).all_headers()["etag"]

    def asked_again():
        return page.request.get(address, headers={"If-None-Match": seen})

    assert (asked_again().status, asked_again().body()) == (304, b"")
    following = make.make_version(version.plan, "approved")
    versions.take(version=following, verb="publish", by=make.make_member(version.plan.service))
    assert asked_again().status == 200
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Hemmelig kladd")
