from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from plans.tasks import tasks_for
from tests.factories import make_area, make_group_member, make_member, make_plan, make_row, make_service, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 12)


def titles(user):
    with translation.override("en"):
        return [task.title for task in tasks_for(user, TODAY)]


def texts(user):
    with translation.override("en"):
        return [task.text for task in tasks_for(user, TODAY)]


def test_tasks_ask_for_a_plan_where_there_is_none():
    service = make_service()
    leader = make_member(service)
    assert titles(leader) == ["Make a plan"]
    plan = make_plan(service)
    assert titles(leader) == []
    plan.archived_at = "2026-01-01T00:00Z"
    plan.save()
    assert titles(leader) == ["Make a plan"]


def test_tasks_are_for_those_who_edit():
    service = make_service()
    assert titles(make_member(service, "reader")) == []
    assert titles(make_group_member(service)) == []
    assert titles(make_user(is_staff=True)) == []
    assert titles(make_member(service, "editor")) == ["Make a plan"]
    assert titles(make_member(service, "editor", to_date="2020-01-01")) == []


@pytest.mark.parametrize(
    ("end", "title"),
    [
        ("2026-03-11", "The period of Planen is over"),
        ("2026-03-12", "The period of Planen ends soon"),
        ("2026-09-08", "The period of Planen ends soon"),
        ("2026-09-09", None),
        (None, None),
    ],
)
def test_tasks_say_when_a_period_ends(end, title):
    service = make_service()
    plan = make_plan(service, title="Planen", period_end=end)
    leader = make_member(service)
    assert titles(leader) == ([title] if title else [])
    assert {task.url for task in tasks_for(leader, TODAY)} <= {reverse("plans:next", args=[plan.pk])}


def test_tasks_leave_out_a_period_that_another_plan_goes_on_from():
    service = make_service()
    make_plan(service, period_end="2026-03-11")
    make_plan(service, period_start="2026-03-12", period_end="2030-03-11")
    assert titles(make_member(service)) == []


def test_tasks_count_rows_that_lack_status_or_measure():
    service = make_service(name_nb="Svelg", abbreviation="")
    area = make_area(make_plan(service, title="Planen"))
    make_row(area, status="done")
    make_row(area, status="")
    make_row(area, status="", measure="", target_group="Fastleger")
    make_row(area, status="done", measure="", continues=True, target_group="Sykepleiere")
    make_row(area, status="", measure="")
    make_row(area, status="", deleted_at="2026-01-01T00:00Z")
    make_row(make_area(area.plan, deleted_at="2026-01-01T00:00Z"), status="")
    leader = make_member(service)
    assert titles(leader) == ["Complete Planen"]
    assert texts(leader) == ["Svelg. 2 rows lack status, 1 row lacks a measure."]


def test_tasks_ask_for_no_status_in_a_template_without_it():
    service = make_service()
    plan = make_plan(service, template="action")
    make_row(make_area(plan), status="")
    leader = make_member(service)
    assert titles(leader) == []
    plan.extra_columns = ["status"]
    plan.save()
    assert len(titles(leader)) == 1


def test_tasks_take_the_same_queries_for_1_3_and_30_services():
    user = make_user()
    counts = []
    for number in (1, 2, 27):
        for _ in range(number):
            service = make_service()
            make_member(service, user=user)
            make_row(make_area(make_plan(service, period_end=TODAY)))
        with CaptureQueriesContext(connection) as queries:
            tasks_for(user, TODAY)
        counts.append(len(queries))
    assert len(set(counts)) == 1
