"""Rows that are as they came from the earlier plan: marked in page, version and editor, and found by the filter."""

import csv
import re
import uuid
from html import unescape
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.actions import moves
from plans.actions import rows as row_actions
from plans.actions.documents import document_of
from plans.actions.row_steps import duplicate_row
from plans.models import Area, PlanRow
from plans.origins import since_earlier, since_earlier_of_rows
from tests.factories import make_area, make_member, make_plan, make_row, make_service, make_staff, make_version
from tests.plans.test_actions_successors import row_of, succeed, when

pytestmark = pytest.mark.django_db

MARK = re.compile(r'class="carried"')


@pytest.fixture
def first():
    plan = make_plan(make_service(), title="Plan 2019–2021")
    area = make_area(plan, title="Kurs")
    make_row(area, measure="Kurs", status="ongoing", **when("2020"))
    make_row(area, measure="", continues=True, target_group="Foreldre")
    make_row(make_area(plan, title="Film"), measure="Film")
    return plan


@pytest.fixture
def by(first, client):
    user = make_member(first.service)
    client.force_login(user)
    return user


@pytest.fixture
def plan(first, by):
    return succeed(first, by, years=3)


def save(plan, row, field, text):
    base = row_actions.words_of(row, field)
    row_actions.save_field(plan=plan, row_pk=row.pk, field=field, text=text, base=base, seen=row.version, by=None)
    row.refresh_from_db()


def since(plan):
    found = since_earlier(plan, document_of(plan))
    assert found == since_earlier_of_rows(list(plan.rows))
    return {row.measure or row.target_group: found.get(str(row.pk)) for row in plan.rows}


def shown(response):
    return set(re.findall(r'id="rad-([0-9a-f-]{36})"', response.content.decode()))


def marked(response):
    """The rows with a mark, by their keys."""
    rows = re.split(r'<tr role="row" id="rad-', response.content.decode())[1:]
    return {row[:36] for row in rows if MARK.search(row.partition("</tr>")[0])}


def test_rows_are_unchanged_though_their_years_were_moved(plan):
    assert since(plan) == {"Kurs": "unchanged", "Foreldre": "unchanged", "Film": "unchanged"}


def test_row_is_changed_until_its_words_are_back(plan):
    row = row_of(plan, measure="Kurs")
    for field, text in (("instruments", "Film"), ("status", "done"), ("timeframe", "2024")):
        before = row_actions.words_of(row, field)
        save(plan, row, field, text)
        assert since(plan)["Kurs"] == "changed"
        save(plan, row, field, before)
        assert since(plan)["Kurs"] == "unchanged"


def test_row_that_is_only_moved_is_unchanged_and_a_copy_is_new(plan, by):
    film, area = row_of(plan, measure="Film"), Area.objects.get(plan=plan, title="Kurs")
    moves.move_to_area(plan=plan, row_pk=film.pk, area_pk=area.pk, by=by)
    assert since(plan)["Film"] == "unchanged"
    copy = duplicate_row(plan=plan, row_pk=film.pk, key=uuid.uuid4(), by=by)
    found = since_earlier(plan, document_of(plan))
    assert (found[str(film.pk)], found[str(copy.pk)]) == ("unchanged", "new")


def test_plan_without_an_earlier_one_has_no_marks_and_no_filter(client, first, by):
    assert since_earlier(first, document_of(first)) == {}
    with CaptureQueriesContext(connection) as context:
        assert since_earlier_of_rows(list(first.rows.all())) == {}
    assert len(context) == 1
    body = client.get(first.get_absolute_url()).content.decode()
    assert not MARK.search(body)
    assert 'name="since"' not in body


def test_page_and_editor_mark_what_is_unchanged_with_a_word_and_a_way_on(client, plan):
    row = row_of(plan, measure="Film")
    save(plan, row, "instruments", "Kino")
    expected = {str(each.pk) for each in plan.rows.exclude(pk=row.pk)}
    page = client.get(plan.get_absolute_url())
    assert marked(page) == expected
    editor = client.get(reverse("plans:edit", args=[plan.pk])).content.decode()
    assert len(MARK.findall(editor)) == 2
    for key in expected:
        assert reverse("plans:row-years", args=[plan.pk, key]) in editor


def test_words_of_a_mark_are_heard_whole(client, plan):
    body = unescape(client.get(plan.get_absolute_url()).content.decode())
    assert re.search(r'<a class="carried"[^>]*>\w+<span class="ds-sr-only"> [^<]+</span></a>', body)


@pytest.mark.parametrize(("asked", "found"), [("unchanged", "Kurs"), ("changed", "Film"), ("new", "Ny")])
def test_filter_finds_rows_by_how_they_stand_to_the_earlier_plan(client, plan, asked, found):
    save(plan, row_of(plan, measure="Film"), "instruments", "Kino")
    make_row(Area.objects.get(plan=plan, title="Film"), measure="Ny")
    query = f"?since={asked}"
    page = client.get(plan.get_absolute_url() + query)
    rows = {str(row_of(plan, measure=found).pk)}
    if asked == "unchanged":
        rows.add(str(row_of(plan, target_group="Foreldre").pk))
    assert shown(page) == rows
    body = unescape(page.content.decode())
    assert 'class="ds-chip removable"' in body
    assert reverse("plans:csv", args=[plan.pk]) + query in body
    lines = client.get(reverse("plans:csv", args=[plan.pk]) + query).content.decode("utf-8-sig")
    assert len(list(csv.reader(StringIO(lines), delimiter=";"))) == 1 + len(rows)


@pytest.mark.parametrize("asked", ["", "ukjent"])
def test_filter_that_asks_for_nothing_known_shows_all(client, plan, asked):
    page = client.get(f"{plan.get_absolute_url()}?since={asked}")
    assert len(shown(page)) == 3


def test_version_marks_what_was_unchanged_when_it_was_frozen(client, plan, by):
    save(plan, row_of(plan, measure="Film"), "instruments", "Kino")
    version = make_version(plan, by=by)
    PlanRow.objects.filter(measure="Kurs").update(note="Senere")
    page = client.get(version.get_absolute_url())
    assert len(marked(page)) == 2
    assert "gjennom-arene" in page.content.decode()
    assert len(shown(client.get(f"{version.get_absolute_url()}?since=changed"))) == 1
    address = f"{version.get_absolute_url()}csv/?since=changed"
    assert len(client.get(address).content.decode().splitlines()) == 2
    client.force_login(make_staff(plan.service.trust.region))
    page = client.get(version.get_absolute_url())
    assert len(marked(page)) == 2
    assert "gjennom-arene" not in page.content.decode()


def test_menu_and_pages_of_a_row_lead_through_the_years_where_there_are_any(client, first, by):
    row = row_of(first, measure="Film")
    names = {name: reverse(f"plans:{name}", args=[first.pk, row.pk]) for name in ("row-form", "row-history")}
    address = reverse("plans:row-years", args=[first.pk, row.pk])
    editor = reverse("plans:edit", args=[first.pk])
    assert not any(address in client.get(url).content.decode() for url in names.values())
    assert "gjennom-arene" not in client.get(editor).content.decode()
    succeed(first, by)
    assert all(address in client.get(url).content.decode() for url in names.values())
    assert 'data-go="gjennom-arene/"' in client.get(editor).content.decode()


def test_pages_take_as_many_queries_for_many_rows_taken_over_as_for_few(client, first, by):
    def queries(plan):
        for url in (plan.get_absolute_url(), reverse("plans:edit", args=[plan.pk])):
            with CaptureQueriesContext(connection) as context:
                client.get(url)
            yield len(context)

    few = list(queries(succeed(first, by)))
    area = first.areas.first()
    PlanRow.objects.bulk_create(PlanRow(area=area, measure=f"Tiltak {number}", rank=number) for number in range(200))
    assert list(queries(succeed(first, by))) == few
