from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plans.models import Plan
from plans.progress import progress_of
from tests.factories import (
    make_area,
    make_group_member,
    make_member,
    make_plan,
    make_row,
    make_service,
    make_staff,
    make_user,
)

pytestmark = pytest.mark.django_db
URL = reverse("plans:list")


def titles(client, **query):
    response = client.get(URL, query)
    assert response.status_code == 200
    return [plan.title for plan, *_ in response.context["plans"]]


@pytest.fixture
def leader(client):
    service = make_service()
    user = make_member(service)
    client.force_login(user)
    user.service = service
    return user


@pytest.mark.parametrize("role", ["leader", "editor", "reader", "assessor", "group"])
def test_list_shows_the_plans_of_ones_own_services_only(client, role):
    mine, theirs = make_plan(title="Min plan"), make_plan(title="Annen plan")
    user = make_group_member(mine.service) if role == "group" else make_member(mine.service, role)
    client.force_login(user)
    response = client.get(URL)
    assert "Min plan" in response.text
    assert theirs.title not in response.text
    assert (reverse("plans:new") in response.text) == (role in ("leader", "editor"))


@pytest.mark.parametrize("kind", ["stranger", "staff", "administrator"])
def test_list_is_empty_for_who_belongs_to_no_service(client, kind):
    make_plan(title="Hemmelig plan")
    people = {
        "stranger": make_user,
        "staff": make_staff,
        "administrator": lambda: make_user(is_staff=True, is_superuser=True),
    }
    client.force_login(people[kind]())
    assert "Hemmelig plan" not in client.get(URL).text


def test_list_asks_for_sign_in(client):
    assert client.get(URL).status_code == 302


def test_list_leaves_out_deleted_and_archived_plans_until_asked(client, leader):
    make_plan(leader.service, title="I bruk")
    make_plan(leader.service, title="Arkivert", archived_at=timezone.now())
    make_plan(leader.service, title="Slettet", deleted_at=timezone.now())
    assert titles(client) == ["I bruk"]
    assert titles(client, archived="archived") == ["Arkivert"]
    assert sorted(titles(client, archived="all")) == ["Arkivert", "I bruk"]


def test_list_filters_by_words_kind_and_service(client, leader):
    other = make_service(name_nb="Nasjonal tjeneste for Åndedrett")
    make_member(other, user=leader)
    make_plan(leader.service, title="Ærlig plan", template="action")
    make_plan(other, title="Øvrig plan")
    assert titles(client, words="ÆRLIG") == ["Ærlig plan"]
    assert titles(client, words="åndedrett øvrig") == ["Øvrig plan"]
    assert titles(client, template="action") == ["Ærlig plan"]
    assert titles(client, service=other.pk) == ["Øvrig plan"]
    assert titles(client, words="%") == []


@pytest.mark.parametrize(
    ("start", "end", "year", "is_found"),
    [
        (date(2025, 1, 1), date(2028, 12, 31), 2026, True),
        (date(2025, 1, 1), date(2028, 12, 31), 2029, False),
        (date(2025, 6, 1), None, 2025, True),
        (date(2025, 6, 1), None, 2024, False),
        (None, date(2028, 1, 1), 2020, True),
        (None, None, 2025, False),
    ],
)
def test_list_filters_by_a_year_in_the_period(client, leader, start, end, year, is_found):
    make_plan(leader.service, title="Plan", period_start=start, period_end=end)
    assert bool(titles(client, year=year)) == is_found


def test_list_sorts_titles_as_norwegian_does(client, leader):
    for title in ("Åpen", "Zebra", "ære", "Øvelse", "Ader"):
        make_plan(leader.service, title=title)
    order = ["Ader", "Zebra", "ære", "Øvelse", "Åpen"]
    assert titles(client, sort="title") == order
    assert titles(client, sort="-title") == order[::-1]


def test_list_puts_plans_without_a_period_last_both_ways(client, leader):
    make_plan(leader.service, title="Uten")
    make_plan(leader.service, title="Sen", period_start=date(2028, 1, 1))
    make_plan(leader.service, title="Tidlig", period_start=date(2020, 1, 1))
    assert titles(client, sort="period") == ["Tidlig", "Sen", "Uten"]
    assert titles(client, sort="-period") == ["Sen", "Tidlig", "Uten"]


def test_list_tells_which_column_it_is_sorted_by(client, leader):
    make_plan(leader.service)
    assert client.get(URL, {"sort": "-title"}).text.count('aria-sort="descending"') == 1
    assert 'aria-sort="ascending"' in client.get(URL).text


@pytest.mark.parametrize(
    "query", [{"sort": "password"}, {"sort": "--title"}, {"words": "a\0b"}, {"template": "x"}, {"year": "1"}]
)
def test_list_refuses_what_it_cannot_be_asked_for(client, leader, query):
    assert client.get(URL, query).status_code == 400


def test_list_refuses_the_service_of_others(client, leader):
    make_member(make_service(), user=leader)
    assert client.get(URL, {"service": make_service().pk}).status_code == 400


def test_list_has_fifty_plans_a_page(client, leader):
    for number in range(51):
        make_plan(leader.service, title=f"Plan {number:02}")
    assert len(titles(client)) == 50
    assert titles(client, page=2, sort="title") == ["Plan 50"]
    assert len(titles(client, page="x")) == 50


def test_list_takes_the_same_queries_for_any_number_of_plans_and_rows(client, leader):
    made, counts = 0, []
    for number in (1, 3, 300):
        while made < number:
            made += 1
            Plan.objects.bulk_create([Plan(service=leader.service, title=f"Plan {made}")])
        make_row(make_area(Plan.objects.first()))
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_progress_counts_filled_live_rows_by_status():
    plan, empty = make_plan(), make_plan()
    area = make_area(plan)
    for status in ("done", "done", "planned", ""):
        make_row(area, status=status)
    make_row(area, measure="")
    make_row(area, measure="", status="ongoing")
    make_row(area, deleted_at=timezone.now())
    make_row(make_area(plan, deleted_at=timezone.now()))
    progress = progress_of([plan, empty])
    assert progress[plan.pk].counts == {"done": 2, "ongoing": 1, "planned": 1, "unset": 1}
    assert (progress[plan.pk].total, progress[empty.pk].total) == (5, 0)
    assert progress[plan.pk].bars[:2] == [("done", "0.00", "40.00"), ("ongoing", "40.00", "20.00")]
