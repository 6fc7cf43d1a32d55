"""An import over HTTP: looked over and answered."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_area, make_import, make_row
from tests.plans.import_pages.forms import errors, form_of, held, page

pytestmark = pytest.mark.django_db


def test_preview_shows_the_rows_as_they_will_be(client, person, service):
    rows = [("Kurs", "Svelgkurs", "Leger", "Seminar", "Neste høst 27?"), ("", "", "Foreldre", "Film", "2029")]
    html = page(client, make_import(by=person, service=service, rows=rows))
    for words in ("2 rows in 1 area.", "Svelgkurs", "Neste høst 27?", "«Svelgkurs»", "Make the plan with 2 rows"):
        assert words in html
    links = re.findall(r'href="#(tvil-\d+)"', html)
    assert links
    assert all(f'id="{identity}"' in html for identity in links)
    described = " ".join(re.findall(r'aria-describedby="(tvil[^"]*)"', html)).split()
    assert sorted(described) == sorted(links)


def test_colours_are_asked_for_and_answered(client, person, service):
    imported = make_import(by=person, service=service, colours=["FFC000"])
    html = page(client, imported)
    assert '<rect width="20" height="20" rx="3" fill="#FFC000"/>' in html
    response = client.post(imported.get_absolute_url(), form_of(html, **{"colour-FFC000": "ongoing"}))
    assert response.url == f"{imported.get_absolute_url()}#rader"
    assert 'data-s="ongoing"' in page(client, imported)
    imported.refresh_from_db()
    assert imported.answers["colours"] == {"FFC000": "ongoing"}


def test_columns_are_asked_for_and_answered_and_all_rows_are_ticked_anew(client, person, service):
    imported = make_import(
        by=person, service=service, headings=("Område", "Tiltak", "Hva sa de?", "Virkemidler", "Tidsaspekt")
    )
    html = page(client, imported)
    assert "Hva sa de?" in html
    client.post(imported.get_absolute_url(), form_of(html, take=[]))
    imported.refresh_from_db()
    assert imported.answers["left"] == [0]
    response = client.post(
        imported.get_absolute_url(), form_of(page(client, imported), **{"column-0-2": "target_group"})
    )
    assert "ticked again" in str(*get_messages(response.wsgi_request))
    imported.refresh_from_db()
    assert imported.answers["left"] == []
    assert 'data-label="Target group (who)">Leger</td>' in page(client, imported)


def test_what_is_hidden_is_taken_when_asked(client, person, service):
    rows = [("Kurs", "Synlig", "a", "b", "c"), ("Kurs", "Skjult", "a", "b", "c")]
    imported = make_import(by=person, service=service, rows=rows, hidden_lines=[1])
    html = page(client, imported)
    assert held(html, "take") == ["0"]
    client.post(imported.get_absolute_url(), form_of(html, hidden="on"))
    assert held(page(client, imported), "take") == ["0", "1"]


def test_the_new_plans_facts_are_kept_also_beside_an_error(client, person, service):
    imported = make_import(by=person, service=service)
    values = {"title": "Min plan", "period_start": "2028", "period_end": "2025", "take": []}
    response = client.post(imported.get_absolute_url(), form_of(page(client, imported), **values))
    assert response.status_code == 422
    assert "The period cannot end before it begins." in errors(response)
    assert held(response.content.decode(), "take") == []
    imported.refresh_from_db()
    assert (imported.answers["title"], imported.answers["left"]) == ("Min plan", [0])


def test_many_rows_come_on_pages_whose_ticks_are_kept(client, person, service):
    rows = [("Kurs", f"Tiltak {n}", "a", "b", "c") for n in range(1000)]
    imported = make_import(by=person, service=service, rows=rows)
    html = page(client, imported)
    assert len(held(html, "take")) == 450
    assert "Rows 1–450 of 1000 are shown here." in html
    values = form_of(html, to_page="2")
    values["take"] = values["take"][1:]
    assert client.post(imported.get_absolute_url(), values).url.endswith("?side=2#rader")
    html = page(client, imported, side=2)
    assert held(html, "take")[0] == "450"
    assert "Make the plan with 999 rows" in html
    client.post(imported.get_absolute_url(), form_of(html, take=held(html, "take")[1:], to_page="1"))
    imported.refresh_from_db()
    assert imported.answers["left"] == [0, 450]


@pytest.mark.parametrize("shown", ["x", "1-", "9999999", "0-4,-1", "1--2"])
def test_numbers_that_no_page_of_ours_wrote_are_refused(client, person, plan, shown):
    imported = make_import(plan, by=person)
    assert client.post(imported.get_absolute_url(), {"shown": shown}).status_code == 400


def test_preview_takes_as_many_queries_for_many_rows(client, person, plan):
    counts = []
    for number in (1, 3, 300):
        area = make_area(plan, title=f"Område {number}")
        for n in range(number):
            make_row(area, measure=f"Fra før {number} {n}")
        rows = [("Kurs", f"Tiltak {n}", "a", "b", "c") for n in range(number)]
        imported = make_import(plan, by=person, rows=rows)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert "take-0" in page(client, imported)
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts
