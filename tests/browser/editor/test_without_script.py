"""The editor where no script runs: rows and areas by ordinary forms and pages."""

import pytest
from playwright.sync_api import expect

from plans.actions import rows
from plans.models import Area, PlanRow
from tests.browser.conftest import sign_in
from tests.factories import make_area, make_member, make_plan, make_row, make_service, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan():
    plan = make_plan(make_service())
    make_row(make_area(plan, title="Nettsider"), measure="Nettside", instruments="Artikler")
    make_row(make_area(plan, title="Kurs"), measure="Svelgkurs")
    return plan


@pytest.fixture
def editor(someone_else, live_server, plan):
    page = someone_else(java_script_enabled=False)
    sign_in(page, live_server, make_member(plan.service, user=make_user("Kari Fjell")))
    page.goto(f"{live_server.url}/planer/{plan.pk}/rediger/")
    return page


def measures(plan):
    found = PlanRow.objects.filter(area__plan=plan).order_by("area__rank", "rank")
    return list(found.values_list("measure", flat=True))


def open_row(page, measure):
    row = PlanRow.objects.get(measure=measure)
    page.locator(f"#rad-{row.pk} [data-menu=row]").click()
    return row


def post_to(page, path, **values):
    """Press the button of the form on the page that posts there, and holds these values."""
    held = "".join(f":has([name={name}][value='{value}'])" for name, value in values.items())
    page.locator(f"form[action$='{path}']{held} button[type=submit]").click()


def test_a_row_is_added_filled_ordered_deleted_and_fetched_back(editor, plan):
    expect(editor.locator("noscript")).to_be_visible()
    post_to(editor, "/rader/ny/")
    editor.locator("tr[data-row]").last.locator("[data-menu=row]").click()
    editor.locator("[name=measure]").fill("Film")
    editor.locator("[name=timeframe]").fill("Neste høst 27?")
    editor.locator("[name=status][value=planned]").check()
    editor.locator("main form .form-foot button").first.click()
    new = PlanRow.objects.get(measure="Film")
    assert editor.url.endswith(f"#rad-{new.pk}")
    assert (new.timeframe_kind, new.status) == ("next", "planned")

    open_row(editor, "Film")
    post_to(editor, "/flytt/", direction="up")
    assert measures(plan) == ["Nettside", "Film", "Svelgkurs"]
    open_row(editor, "Film")
    post_to(editor, "/slett/")
    assert measures(plan) == ["Nettside", "Svelgkurs"]
    editor.locator("[data-restore] button").click()
    assert measures(plan) == ["Nettside", "Film", "Svelgkurs"]


def test_areas_and_headings_are_made_named_nested_and_deleted(editor, plan):
    post_to(editor, "/omrader/ny/", kind="band")
    band = Area.objects.get(kind="band")
    editor.locator(f"#omrade-{band.pk} [data-menu=area]").click()
    editor.locator("[name=title]").fill("Undervisning")
    editor.locator("main form .form-foot button").first.click()
    area = Area.objects.get(title="Kurs")
    editor.locator(f"#omrade-{area.pk} [data-menu=area]").click()
    editor.locator("[name=band]").select_option(label="Undervisning")
    post_to(editor, "/overskrift/")
    area.refresh_from_db()
    assert area.parent == band
    editor.locator(f"#omrade-{band.pk} [data-menu=area]").click()
    post_to(editor, "/slett/")
    expect(editor.locator(".messages")).to_be_visible()
    assert Area.objects.filter(pk=band.pk).exists()


def test_a_conflict_shows_both_texts_and_one_is_chosen(editor, plan):
    row = open_row(editor, "Nettside")
    editor.locator("[name=instruments]").fill("Min tekst")
    rows.save_field(
        plan=plan, row_pk=row.pk, field="instruments", text="Din tekst", base="Artikler", seen=1, by=make_user("Ola")
    )
    editor.locator("main form .form-foot button").first.click()
    expect(editor.locator("figure p")).to_have_text(["Min tekst", "Din tekst"])
    editor.locator("[value=mine]").check()
    editor.locator("main form .form-foot button").first.click()
    row.refresh_from_db()
    assert row.instruments == "Min tekst"
