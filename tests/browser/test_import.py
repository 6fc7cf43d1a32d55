"""A plan brought in from a file, as people do it: sent in, looked over, answered, added; with and without script."""

import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from plans.actions.documents import document_of
from plans.document import COLUMNS, Area, PlanDocument, Row, from_json
from plans.models import Plan, PlanImport, PlanRow
from tests.browser.conftest import axe, sideways, sign_in
from tests.factories import make_area, make_import, make_member, make_plan, make_row, make_service, make_user
from tests.sample_files import TWIN, excel_twin, make_word, word_twin

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = [
    ("Kurs", "Svelgkurs", "Leger", "Seminar", "2027"),
    ("", "", "Foreldre", "Film", "2028"),
    ("Nettsider", "Nettside", "Alle", "Artikler", "Kontinuerlig"),
]


@pytest.fixture
def service():
    return make_service()


@pytest.fixture
def leader(service):
    return make_member(service, user=make_user("Kari Fjell"))


@pytest.fixture
def plan(service):
    plan = make_plan(service)
    make_row(make_area(plan, title="Kurs"), measure="Svelgkurs", target_group="Logopeder", instruments="Seminar")
    return plan


# Nothing that stays in its place while the page is scrolled covers the beginning of a field.
IS_ON_TOP = """field => {
  const { x, y } = field.getBoundingClientRect();
  return document.elementFromPoint(x + 3, y + 3) === field;
}"""


FROZEN = Path(__file__).parents[1] / "frozen"
SHORT = PlanDocument(
    title="Kompetansespredningsplan",
    template="dissemination_short",
    areas=(
        Area(
            rows=(
                Row(measure="Nettsider\nnkss.example.org", target_group="Alle målgrupper", instruments="Nyheter m.m."),
                Row(measure="Media", target_group="A, B, E, G,"),
                Row(measure="Seminarer", target_group="A, B", instruments="Ansvar for møter\nForedrag, stands m.m."),
            )
        ),
    ),
)


@pytest.fixture(params=["docx", "xlsx", "pdf", "short.docx"])
def sample(request):
    """A file's name and bytes, and the plan that it holds."""
    if request.param == "pdf":
        plan = from_json((FROZEN / "plan-libreoffice.json").read_text())
        return "planen vår.pdf", (FROZEN / "plan-libreoffice.pdf").read_bytes(), plan
    if request.param == "short.docx":
        words = [[row.measure, row.target_group, row.instruments] for _area, row, _measure in SHORT.rows()]
        headings = ("Spredningstiltak", "Målgrupper", "Virkemidler")
        return "kort plan.docx", make_word([headings, *words], before=[SHORT.title]), SHORT
    return f"planen vår.{request.param}", {"docx": word_twin, "xlsx": excel_twin}[request.param](), TWIN


def file_of(data, name="planen vår.docx"):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def opened(page, live_server, person, path):
    sign_in(page, live_server, person)
    page.goto(live_server.url + path)
    return page


def add(page):
    page.locator(".import-foot button[formaction$='/lagre/']").click()


def table(document):
    """Everything that a file of a plan says of each row."""
    for band, area in document.leaf_areas():
        for row in area.rows:
            words = [row.words(name) for name in COLUMNS if name != "area"]
            yield (band.title if band else "", area.title, row.continues, row.status, *words)


def test_each_kind_of_file_becomes_a_plan_with_every_word_area_heading_and_status(page, live_server, leader, sample):
    name, data, expected = sample
    opened(page, live_server, leader, "/planer/ny/")
    page.locator("main a[href*='hent-inn']").click()
    page.locator("[name=file]").set_input_files(file_of(data, name))
    page.locator("main .form-foot button").click()
    expect(page.locator("main")).to_contain_text(name)
    expect(page.locator("#import tbody input[name=take]")).to_have_count(len(list(expected.rows())))
    assert page.locator("[name=title]").input_value() == expected.title
    page.locator("[name=title]").fill("Planen vår")
    add(page)
    expect(page.locator("[data-notice=brought]")).to_contain_text(str(len(list(expected.rows()))))
    expect(page).to_have_url(re.compile(r"/rediger/\?hentet=[^#]*$"))
    plan = document_of(Plan.objects.get())
    assert list(table(plan)) == list(table(expected))
    assert (plan.title, plan.template, plan.purpose) == ("Planen vår", expected.template, expected.purpose)
    assert (plan.period_start, plan.period_end) == (expected.period_start, expected.period_end)


def test_a_colour_is_answered_and_the_count_follows_the_ticks(page, live_server, leader, service):
    imported = make_import(by=leader, service=service, rows=ROWS, colours=["FFC000", "FFC000", "92D050"])
    opened(page, live_server, leader, imported.get_absolute_url())
    page.locator("[name=colour-FFC000]").select_option("ongoing")
    page.locator("[name=take]").nth(1).uncheck()
    button = page.locator(".import-foot button[formaction$='/lagre/']")
    expect(button).to_contain_text("2")
    page.locator("[data-untick=new]").click()
    expect(button).to_contain_text("0")
    page.locator("[data-tick=new]").click()
    expect(button).to_contain_text("3")
    page.locator("[name=take]").nth(2).uncheck()
    page.locator(".questions button").last.click()
    expect(page.locator(".import-table [data-s=ongoing]")).to_have_count(2)
    expect(page.locator("[name=take]").nth(2)).not_to_be_checked()
    add(page)
    expect(page.locator("[data-notice=brought]")).to_be_visible()
    assert set(PlanRow.objects.values_list("target_group", "status")) == {("Leger", "ongoing"), ("Foreldre", "ongoing")}


def test_rows_come_into_a_plan_and_are_taken_out_again(page, live_server, leader, plan):
    imported = make_import(plan, by=leader, rows=ROWS)
    opened(page, live_server, leader, imported.get_absolute_url())
    expect(page.locator(".import-table tr.changed ins").first).to_be_visible()
    expect(page.locator(".import-table tr.new").first).to_be_visible()
    add(page)
    expect(page.locator("tr[data-row]")).to_have_count(3)
    page.locator("[data-take-back] [type=submit]").click()
    expect(page.locator("tr[data-row]")).to_have_count(1)
    assert plan.rows.get().target_group == "Logopeder"


@pytest.mark.parametrize("width", [1280, 320])
def test_the_first_row_that_came_in_stands_in_sight(page, live_server, leader, plan, width):
    make_row(plan.areas.get(), instruments="Ord\n" * 40)
    page.set_viewport_size({"width": width, "height": 900})
    imported = make_import(plan, by=leader, rows=[*ROWS[2:], ("Sist", "Lang", "", "Ord\n" * 60, "")])
    opened(page, live_server, leader, imported.get_absolute_url())
    add(page)
    field = page.locator("tr[data-row] [data-field=measure]:focus")
    expect(field).to_have_value("Nettside")
    page.evaluate("document.querySelector(':target').scrollIntoView()")  # as the browser does, now or when it is drawn
    assert field.evaluate(IS_ON_TOP)


def test_columns_that_the_file_lacks_leave_the_ticks_narrow(page, live_server, leader, service):
    rows, headings = [("Kurs", "Svelgkurs", "Leger", "2027")], ("Område", "Tiltak", "Målgruppe", "Tid")
    imported = make_import(by=leader, service=service, rows=rows, headings=headings)
    opened(page, live_server, leader, imported.get_absolute_url())
    assert page.locator("thead th", has_text=re.compile("Ta med|Take along")).bounding_box()["width"] < 100


def test_a_doubt_is_reached_from_the_list(page, live_server, leader, plan):
    imported = make_import(plan, by=leader, rows=ROWS)
    opened(page, live_server, leader, imported.get_absolute_url())
    link = page.locator(".doubts a").last
    link.click()
    target = page.locator(link.get_attribute("href"))
    expect(target).to_be_focused()
    expect(target).to_be_in_viewport()
    row = target.locator("xpath=ancestor::tr")
    assert link.get_attribute("href")[1:] in row.locator("[name=take]").get_attribute("aria-describedby").split()


def test_a_doubt_on_another_page_is_reached_and_the_ticks_are_kept(page, live_server, leader, service):
    rows = [("Kurs", f"Tiltak {n}", "a", "b", "c") for n in range(460)] + [("", "", "x", "y", "z")]
    imported = make_import(by=leader, service=service, rows=rows)
    opened(page, live_server, leader, imported.get_absolute_url())
    page.locator("[name=take]").first.uncheck()
    page.locator(".doubts a").first.click()
    expect(page).to_have_url(re.compile(r"\?side=2#tvil-"))
    imported.refresh_from_db()
    assert imported.answers["left"] == [0]


def test_without_script_a_file_is_sent_looked_over_and_added(someone_else, live_server, leader):
    page = opened(someone_else(java_script_enabled=False), live_server, leader, "/planer/hent-inn/")
    page.locator("[name=file]").set_input_files(file_of(word_twin()))
    page.locator("main .form-foot button").click()
    expect(page.locator("[data-tick-all]")).to_be_hidden()
    page.locator("[name=take]").first.uncheck()
    page.locator(".questions button").last.click()
    expect(page.locator(".import-foot button[formaction$='/lagre/']")).to_contain_text("45")
    add(page)
    expect(page.locator("[data-take-back]")).to_be_visible()
    assert Plan.objects.get().rows.count() == 45
    page.locator("[data-take-back] [type=submit]").click()
    assert not Plan.objects.exists()


def test_without_script_a_table_is_pasted_as_words(someone_else, live_server, leader, plan):
    page = opened(someone_else(java_script_enabled=False), live_server, leader, f"/planer/{plan.pk}/rediger/")
    page.locator(".toolbar a[href$='#id_text']").click()
    page.locator("[name=text]").fill("Tiltak\tMålgruppe\nFagdag\tLeger")
    page.locator("main .form-foot button").click()
    add(page)
    assert plan.rows.filter(measure="Fagdag", target_group="Leger").exists()


def test_a_table_pasted_where_a_file_is_chosen_keeps_its_layout(page, live_server, leader):
    opened(page, live_server, leader, "/planer/hent-inn/")
    page.locator("[name=text]").evaluate(
        """(field, html) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          data.setData("text/plain", "Tiltak\\tMålgruppe\\nFagdag\\tLeger");
          field.focus();
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
          field.value = "Tiltak Målgruppe Fagdag Leger";
        }""",
        "<table><tr><th>Tiltak<th>Målgruppe<tr><td rowspan=2>Fagdag<td>Leger<tr><td>Foreldre</table>",
    )
    expect(page.locator("[data-pasted]")).not_to_be_empty()
    page.locator("main .form-foot button").click()
    expect(page.locator("[name=take]")).to_have_count(2)
    expect(page.locator(".import-table .cont")).to_contain_text("Fagdag")


def test_a_refused_file_says_why_and_the_summary_leads_to_the_field(page, live_server, leader):
    opened(page, live_server, leader, "/planer/hent-inn/")
    page.locator("[name=file]").set_input_files(file_of(b"\x89PNG\r\n\x1a\n", "bilde.png"))
    page.locator("main .form-foot button").click()
    summary = page.locator(".ds-error-summary")
    expect(summary).to_be_focused()
    summary.locator("a").click()
    expect(page.locator("[name=file]")).to_be_focused()
    assert axe(page) == []


def test_a_file_that_is_no_plan_says_so_on_a_page_of_its_own(page, live_server, leader, plan):
    imported = make_import(plan, by=leader, state="refused", refusal="no_table")
    opened(page, live_server, leader, imported.get_absolute_url())
    expect(page.locator("[role=alert]")).to_be_visible()
    assert axe(page) == []
    page.locator(f"main a[href='/planer/{plan.pk}/hent-inn/'].ds-button").click()
    expect(page.locator("[name=file]")).to_be_visible()


def test_who_waits_is_led_on_when_it_is_read(page, live_server, leader, plan):
    imported = make_import(plan, by=leader, rows=ROWS, state="waiting")
    opened(page, live_server, leader, imported.get_absolute_url())
    expect(page.locator("progress")).to_be_visible()
    assert axe(page) == []
    PlanImport.objects.filter(pk=imported.pk).update(state="ready")
    expect(page.locator("[name=take]").first).to_be_visible()


def test_the_same_file_again_leads_to_the_box_that_says_yes(page, live_server, leader, plan):
    make_import(plan, by=leader, rows=ROWS, state="done", stored_at=timezone.now())
    imported = make_import(plan, by=leader, rows=ROWS)
    opened(page, live_server, leader, imported.get_absolute_url())
    add(page)
    page.locator(".ds-error-summary a").click()
    expect(page.locator("[name=again]")).to_be_focused()
    page.keyboard.press("Space")
    add(page)
    expect(page.locator("[data-notice=brought]")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_notice_of_what_came_in_and_a_conflict_are_accessible(page, live_server, leader, plan, width):
    imported = make_import(plan, by=leader, rows=ROWS)
    opened(page, live_server, leader, imported.get_absolute_url())
    page.set_viewport_size({"width": width, "height": 900})
    plan.rows.update(target_group="Alle")
    add(page)
    expect(page.locator("[role=alert]")).to_be_visible()
    assert (axe(page), sideways(page)) == ([], 0)
    add(page)
    expect(page.locator("[data-notice=brought]")).to_be_visible()
    assert (axe(page), sideways(page)) == ([], 0)


def test_the_keyboard_alone_is_enough(page, live_server, leader, plan):
    imported = make_import(plan, by=leader, rows=ROWS)
    opened(page, live_server, leader, imported.get_absolute_url())
    page.locator("[name=take]").first.focus()
    page.keyboard.press("Space")
    expect(page.locator("[name=take]").first).not_to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("[name=take]").nth(1)).to_be_focused()
    page.locator(".import-foot button[formaction$='/lagre/']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-notice=brought]")).to_be_visible()
