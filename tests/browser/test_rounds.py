"""National staff at work: a form from a file, next year's form, a round made and opened; as it looks with errors."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reviews.models import Questionnaire, Response, ReviewRound
from tests.browser.conftest import axe, sideways, sign_in
from tests.factories import make_group_member, make_member, make_service, make_staff
from tests.reviews.test_definition import GOOD
from tests.reviews_factories import make_questionnaire, make_round

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Tverrspesialitetskommunikasjonsforbedringsgruppemedlemskapet"


@pytest.fixture
def staff():
    return make_staff()


@pytest.fixture
def staff_page(page, live_server, staff):
    sign_in(page, live_server, staff)
    return page


def faults(page):
    """What axe finds and what is too wide, at both widths."""
    found = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found += [*axe(page), *(["too wide"] if sideways(page) > 0 else [])]
    return found


def links_lead_to_fields(page):
    links = page.locator(".ds-error-summary a")
    targets = [links.nth(at).get_attribute("href") for at in range(links.count())]
    return targets and all(page.locator(target).is_visible() for target in targets)


def test_file_with_errors_shows_them_by_line_and_a_mended_one_is_stored(staff_page, live_server):
    staff_page.goto(live_server.url + reverse("reviews:questionnaire-new"))
    bad = GOOD.replace("2030", LONG).replace("key: second", "key: first")
    send_file(staff_page, bad)
    lines = staff_page.locator(".problems dt").all_inner_texts()
    assert [line.split()[-1] for line in lines] == ["2", "13"]
    assert staff_page.title().startswith("Feil:")
    assert links_lead_to_fields(staff_page)
    assert faults(staff_page) == []
    send_file(staff_page, GOOD)
    expect(staff_page).to_have_url(live_server.url + Questionnaire.objects.get(year=2030).get_absolute_url())
    assert staff_page.locator(".asked").count() == 3


def send_file(page, text):
    page.set_input_files("#id_file", {"name": "form.yaml", "mimeType": "text/plain", "buffer": text.encode()})
    page.locator("main form button[type=submit]").click()


def test_next_years_form_is_written_over_last_years(staff_page, live_server):
    earlier = Questionnaire.objects.filter(audience="group", year=2018).first() or make_questionnaire("group")
    staff_page.goto(live_server.url + reverse("reviews:questionnaire-next", args=[earlier.pk]))
    staff_page.locator("#id_q2_keep").uncheck()
    expect(staff_page.locator("#id_q2_text_nb")).to_be_hidden()
    staff_page.fill("#id_q1_text_nb", "")
    staff_page.fill("#id_q3_help_nb", f"Bare på bokmål: {LONG}")
    staff_page.fill("#id_q3_help_nn", "")
    submit = staff_page.locator("main form button[type=submit]")
    submit.click()
    assert links_lead_to_fields(staff_page)
    assert staff_page.locator(".ds-error-summary a").count() == 2
    assert faults(staff_page) == []
    staff_page.fill("#id_q1_text_nb", "Hvordan går det?")
    staff_page.fill("#id_q3_help_nn", f"På nynorsk òg: {LONG}")
    submit.click()
    made = Questionnaire.objects.get(audience="group", year=2019)
    expect(staff_page).to_have_url(live_server.url + made.get_absolute_url())
    assert staff_page.locator(".asked").count() == earlier.questions.count() - 1
    assert "Hvordan går det?" in staff_page.locator("main").inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_round_is_made_and_opened(someone_else, live_server, staff, script):
    page = someone_else(java_script_enabled=script)
    sign_in(page, live_server, staff)
    service = make_service(name_nb=f"Tjeneste for {LONG}")
    make_service(name_nb="Står utenfor")
    make_questionnaire("leader"), make_questionnaire("group")
    make_member(service, "leader")
    make_group_member(service)
    page.goto(live_server.url + reverse("reviews:round-new"))
    page.fill("#id_title", f"Gjennomgang {LONG}")
    page.fill("#id_opens_on", "1. februar 2027")
    page.fill("#id_due_on", "15.01.2027")
    page.get_by_label(service.name_nb).check()
    submit = page.locator("main form button[type=submit]")
    submit.click()
    assert links_lead_to_fields(page)
    if script:
        assert faults(page) == []
    page.fill("#id_due_on", "15.03.2027")
    submit.click()
    made = ReviewRound.objects.get()
    expect(page).to_have_url(live_server.url + made.get_absolute_url())
    page.locator(f"a[href='{reverse('reviews:round-open', args=[made.pk])}']").click()
    assert page.locator("tbody tr").count() == 1
    if script:
        assert faults(page) == []
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(live_server.url + made.get_absolute_url())
    assert Response.objects.filter(round=made, service=service).count() == 2
    assert page.locator(".ds-tag.state").count() == 2


def test_two_at_one_round_see_both_texts(staff_page, live_server, staff):
    made = make_round(title="Slik den het")
    staff_page.goto(live_server.url + reverse("reviews:round-edit", args=[made.pk]))
    made.title, made.version = f"Slik den heter nå, {LONG}", made.version + 1
    made.save()
    staff_page.fill("#id_title", f"Slik jeg vil ha den, {LONG}")
    submit = staff_page.locator("main form button[type=submit]")
    submit.click()
    assert "Slik den heter nå" in staff_page.locator(".differences").inner_text()
    assert faults(staff_page) == []
    submit.click()
    expect(staff_page.locator("h1")).to_contain_text("Slik jeg vil ha den")


def test_late_forms_and_long_names_fit_the_window(staff_page, live_server):
    service = make_service(name_nb=f"Tjeneste for {LONG}")
    made = make_round(service, opened=True, title=f"Gjennomgang {LONG}", guidance=f"Svar kort. {LONG}")
    staff_page.goto(f"{live_server.url}{made.get_absolute_url()}?stands=unsigned")
    assert staff_page.locator(".late").count() == 2
    assert faults(staff_page) == []
