"""Two versions compared on a page and on paper: who may, what is told, what it costs."""

import re
from functools import partial
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import PlanRow, Section
from plans.pdf import printed
from plans.views import compare
from tests.factories import make_area, make_member, make_plan, make_row, make_service, make_staff, make_version
from tests.printing.pdf_checks import check, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(make_service())


@pytest.fixture
def leader(plan):
    return make_member(plan.service)


@pytest.fixture
def area(plan):
    return make_area(plan)


@pytest.fixture
def row(area):
    return make_row(area, measure="Lage kurs", target_group="Fastleger")


@pytest.fixture
def named(row):
    """A version of the plan with that one row."""
    return make_version(row.area.plan, "named")


def page(client, plan, user, name="plans:compare", **asked):
    user.language = "en"
    user.save()
    client.force_login(user)
    return client.get(reverse(name, args=[plan.pk]), asked)


def words(response):
    """What the page says, without its tags."""
    main = response.content.decode().partition('<main id="main"')[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def rows_shown(response):
    """Each row shown as (what became of it, its id)."""
    return re.findall(r'<tr role="row" class="([a-z ]+)" id="rad-([0-9a-f-]+)"', response.content.decode())


def change(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def test_the_newest_version_is_compared_with_the_working_copy(client, plan, leader, row, named):
    change(row, target_group="Fastleger og sykepleiere")
    response = page(client, plan, leader)
    assert rows_shown(response) == [("changed", str(row.pk))]
    assert "Fastleger <ins>" in response.content.decode()
    assert '<option value="1" selected>' in response.content.decode()
    assert '<option value="arbeidsutgave" selected>' in response.content.decode()


def test_only_what_changed_is_shown_unless_the_whole_plan_is_asked_for(client, plan, leader, area, named):
    added = make_row(area, measure="Ny film")
    kept = named.plan_document.areas[0].rows[0].id
    assert rows_shown(page(client, plan, leader)) == [("added", str(added.pk))]
    whole = page(client, plan, leader, vis="alt")
    assert rows_shown(whole) == [("same", kept), ("added", str(added.pk))]
    assert "Unchanged" in words(whole)


def test_rows_of_one_kind_can_be_asked_for(client, plan, leader, area, row, named):
    added = make_row(area, measure="Ny film")
    other = make_row(make_area(plan, title="Nett"), measure="Skrive artikkel")
    version = make_version(plan, "named")
    change(row, deleted_at=plan.changed_at)
    change(added, area=other.area, rank=1)
    change(other, status="done")
    for show, expected in {
        "nye": [],
        "fjernet": [("removed", str(row.pk))],
        "flyttet": [("same moved", str(added.pk))],
        "endret": [("changed", str(other.pk))],
    }.items():
        assert rows_shown(page(client, plan, leader, fra=version.number, vis=show)) == expected, show
    said = words(page(client, plan, leader, fra=version.number))
    assert "All changes 3" in said and "Moved here from “Kurs”" in said and "Was: Ikke angitt" not in said
    assert "Was: Not stated" in said


def test_two_versions_are_compared_whatever_the_working_copy_says(client, plan, leader, row, named):
    change(row, measure="Lage nettkurs")
    make_version(plan, "submitted")
    change(row, measure="Noe annet")
    response = page(client, plan, leader, fra=1, til=2)
    assert "nettkurs" in words(response) and "annet" not in words(response)


def test_facts_areas_and_sections_are_told(client, plan, leader, area, row, named):
    change(plan, title="Kompetanseplan", purpose="Å spre kompetanse")
    change(area, title="Kurs og fagdager")
    Section.objects.create(plan=plan, heading="Bakgrunn", text="Første linje")
    said = words(page(client, plan, leader))
    for told in (
        "Title removed:",
        "Purpose added: Å spre kompetanse",
        "Bakgrunn New section",
        "Kurs added: og fagdager",
    ):
        assert told in said, told
    assert "Changed: 1 area , 1 section , 2 facts of the plan" in said
    assert "New title" in said and "None of the rows was changed" in said


def test_people_cannot_write_markup(client, plan, leader, area, row, named):
    change(row, measure="<b>Kurs</b>", target_group="Leger <i>nå</i>")
    change(area, title="<u>Kurs</u>")
    make_row(area, continues=True, measure="", target_group="<s>Alle</s>")
    html = page(client, plan, leader, vis="alt").content.decode()
    assert not re.search(r"<(b|i|u|s)>(Kurs|nå|Alle)", html)


def test_the_list_of_versions_and_a_version_lead_to_the_comparison(client, plan, leader, row, named):
    change(row, measure="Lage nettkurs")
    version = make_version(plan, "submitted")
    address = reverse("plans:compare", args=[plan.pk])
    assert f'href="{address}"' in page(client, plan, leader, name="plans:versions").content.decode()
    assert f'href="{address}?til=2"' in client.get(version.get_absolute_url()).content.decode()
    assert "nettkurs" in words(page(client, plan, leader, til=2))


def test_nothing_changed_is_said_in_words(client, plan, leader, named):
    assert "Nothing was changed between these two" in words(page(client, plan, leader))
    assert rows_shown(page(client, plan, leader, fra=1, til=1)) == []


def test_a_plan_without_versions_has_nothing_to_compare_with(client, plan, leader, row):
    assert "There is nothing to compare with yet" in words(page(client, plan, leader))


@pytest.mark.parametrize("asked", [{"fra": "9"}, {"til": "x"}, {"fra": "0-1"}, {"til": "1' or 1=1"}])
def test_what_is_no_version_is_not_found(client, plan, leader, named, asked):
    assert page(client, plan, leader, **asked).status_code == 404


def test_what_cannot_be_shown_is_a_bad_request(client, plan, leader, named):
    assert page(client, plan, leader, vis="x").status_code == 400


def test_staff_compare_what_was_submitted_to_them_and_nothing_else(client, plan, row, named):
    staff = make_staff(plan.service.trust.region)
    assert page(client, plan, staff).status_code == 404
    change(row, measure="Lage nettkurs")
    make_version(plan, "returned")
    change(row, measure="Lage film")
    make_version(plan, "submitted")
    change(row, measure="Hemmelig tiltak")
    change(plan, title="Hemmelig tittel")
    response = page(client, plan, staff)
    assert rows_shown(response) == [("changed", str(row.pk))]
    assert "nettkurs" in words(response) and "Hemmelig" not in response.content.decode()
    assert re.findall(r'<option value="(.*?)"', response.content.decode()) == ["3", "2"] * 2
    for asked in ({"fra": 1}, {"til": "arbeidsutgave"}):
        assert page(client, plan, staff, **asked).status_code == 404
        assert page(client, plan, staff, name="plans:compare-pdf", **asked).status_code == 404


def test_strangers_and_staff_of_other_regions_see_no_comparison(client, plan, named):
    make_version(plan, "submitted")
    for user in (make_member(make_service()), make_staff(make_service().trust.region)):
        assert page(client, plan, user).status_code == 404


def test_the_next_plan_is_compared_with_the_one_it_was_made_from(client, plan, leader, row, named):
    later = make_plan(plan.service, title="Neste plan")
    other = make_area(later, title="Helt annet")
    copy = make_row(other, measure="Noe som ingen kjenner igjen", origin=row)
    response = page(client, later, leader, fra=f"{plan.pk}-1")
    assert rows_shown(response) == [("changed", str(copy.pk))]
    assert f'<optgroup label="{plan.title}">' in response.content.decode()
    assert PlanRow.objects.count() == 2


def test_a_plan_of_another_service_is_no_side(client, plan, leader, named):
    elsewhere = make_version(make_row().area.plan, "submitted")
    make_member(elsewhere.plan.service, user=leader)
    assert page(client, plan, leader, fra=f"{elsewhere.plan_id}-1").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_plan(client, plan, leader, area, named):
    counts = set()
    for rows in (1, 3, 300):
        for number in range(rows):
            make_row(area, measure=f"Tiltak {number}")
        make_version(plan, "named")
        page(client, plan, leader, fra=1)
        with CaptureQueriesContext(connection) as queries:
            assert page(client, plan, leader, fra=1).status_code == 200
        counts.add(len(queries))
    assert len(counts) == 1


def test_the_printed_comparison_is_a_marked_pdf_of_one_table(client, plan, leader, area, row, named):
    change(row, target_group="Leger")
    make_row(area, measure="Ny film", continues=False)
    response = page(client, plan, leader, name="plans:compare-pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    report = check(response.content)
    assert report.faults == []
    assert report.tags["Table"] == 1
    said = words_of(response.content)
    for told in ("DRAFT", "+ New", "± Changed", "Leger", "Fastleger", "1 new, 1 changed"):
        assert told in said, told


def test_only_a_comparison_with_the_working_copy_is_a_draft(client, plan, leader, row, named):
    change(row, measure="Lage nettkurs")
    make_version(plan, "approved")
    said = words_of(page(client, plan, leader, name="plans:compare-pdf", fra=1, til=2).content)
    assert "DRAFT" not in said and "Version 2" in said and "nettkurs" in said


def test_the_printed_comparison_has_what_the_page_shows(client, plan, leader, area, row, named):
    change(row, measure="Lage nettkurs")
    make_row(area, measure="Ny film")
    said = words_of(page(client, plan, leader, name="plans:compare-pdf", vis="nye").content)
    assert "Ny film" in said and "nettkurs" not in said and "Only new rows" in said


def test_a_comparison_that_cannot_be_printed_says_so_and_leads_back(client, plan, leader, row, named, monkeypatch):
    change(row, measure="Lage nettkurs som ikke lar seg trykke")
    monkeypatch.setattr(compare, "printed", partial(printed, seconds=0.001))
    response = page(client, plan, leader, name="plans:compare-pdf")
    assert response.status_code == 503
    assert f"{reverse('plans:compare', args=[plan.pk])}?fra=1&amp;til=arbeidsutgave" in response.content.decode()
