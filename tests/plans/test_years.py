"""A measure followed through the plans that have it."""

import re
import uuid
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.actions import rows as row_actions
from plans.actions.row_steps import delete_row
from plans.models import Plan, PlanRow
from plans.years import has_years, years_of
from tests.factories import make_area, make_member, make_plan, make_row, make_service, make_user
from tests.plans.test_actions_successors import row_of, succeed, when

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    plan = make_plan(make_service(), title="Plan 2019–2021")
    area = make_area(plan)
    make_row(area, measure="Kurs for leger", status="ongoing", target_group="Leger", **when("2020"))
    make_row(area, measure="", continues=True, target_group="Foreldre")
    make_row(area, measure="Film")
    return plan


@pytest.fixture
def by(first):
    return make_member(first.service)


@pytest.fixture
def plans(first, by):
    """Three plans, each made from the one before."""
    second = succeed(first, by, title="Plan 2022–2024", years=3)
    save(second, row_of(second, measure="Kurs for leger"), "measure", "Kurs for leger og sykepleiere")
    third = succeed(second, by, title="Plan 2025–2027")
    return [first, second, third]


def save(plan, row, field, text):
    base = row_actions.words_of(row, field)
    row_actions.save_field(plan=plan, row_pk=row.pk, field=field, text=text, base=base, seen=row.version, by=None)


def years(row, by):
    return years_of(row, Plan.objects.visible_to(by)).years


def page(client, row, user):
    client.force_login(user)
    return client.get(reverse("plans:row-years", args=[row.area.plan_id, row.pk]))


def body_of(response):
    return unescape(response.content.decode())


def test_years_are_the_same_from_whichever_of_the_plans(plans, by):
    rows = [plan.rows.get(measure__startswith="Kurs") for plan in plans]
    for row in rows:
        assert [year.row for year in years(row, by)] == rows
    assert [year.plan for year in years(rows[0], by)] == plans


def test_changed_words_and_statuses_are_marked_against_the_plan_before(plans, by):
    row = row_of(plans[2], measure__startswith="Kurs")
    save(plans[2], row, "status", "done")
    one, two, three = years(row, by)
    assert [cell.parts for cell in one.cells] == [() for _cell in one.cells]
    parts = {cell.column.key: cell.parts for cell in two.cells if cell.parts}
    assert parts["measure"] == (("", "Kurs for leger"), ("ins", " og sykepleiere"))
    assert parts["timeframe"] == (("del", "2020"), ("ins", "2023"))
    assert (two.was, three.was, three.status) == ("", "Pågående", "done")


def test_row_that_continues_says_the_measure_that_holds_for_it(plans, by):
    found = years(row_of(plans[1], target_group="Foreldre"), by)
    words = [next(cell for cell in year.cells if cell.column.key == "measure") for year in found]
    assert "Kurs for leger" in words[0].html
    assert words[1].parts == (("", "Kurs for leger"), ("ins", " og sykepleiere"))


def test_two_plans_made_from_one_are_both_shown(plans, first, by):
    other = succeed(first, by, title="En annen plan")
    found = years(row_of(first, measure="Film"), by)
    assert [year.plan for year in found] == [first, plans[1], other, plans[2]]


def test_chain_goes_on_through_a_plan_that_is_deleted(plans, by):
    plans[1].deleted_at = plans[1].created_at
    plans[1].save()
    one, three = years(row_of(plans[2], measure="Film"), by)
    assert (one.plan, three.plan) == (plans[0], plans[2])


def test_deleted_row_is_said_to_be_deleted_and_still_has_its_page(client, plans, by):
    row = row_of(plans[2], measure="Film")
    delete_row(plan=plans[2], row_pk=row.pk, by=by)
    assert [year.is_deleted for year in years(row, by)] == [False, False, True]
    body = body_of(page(client, row, by))
    assert reverse("plans:row-history", args=[plans[2].pk, row.pk]) in body
    assert "Slettet" in body


def test_page_shows_each_plan_and_leads_to_the_row_in_it(client, plans, by):
    rows = [plan.rows.get(measure__startswith="Kurs") for plan in plans]
    body = body_of(page(client, rows[1], make_member(plans[0].service, "reader")))
    for plan, row in zip(plans, rows, strict=True):
        assert f'{plan.get_absolute_url()}#rad-{row.pk}"' in body
    assert re.search(r"<ins>.{0,80} og sykepleiere</ins>", body)
    assert body.count('<tr role="row" aria-current="true">') == 1


def test_page_of_a_row_in_one_plan_says_so(client, by, first):
    body = body_of(page(client, row_of(first, measure="Film"), by))
    assert 'class="empty"' in body
    assert not has_years(first)


def test_page_is_for_those_who_see_the_plan_and_of_rows_in_it(client, plans, by):
    row = row_of(plans[0], measure="Film")
    for stranger in (make_user(), make_member(make_service())):
        assert page(client, row, stranger).status_code == 404
    client.force_login(by)
    assert client.get(reverse("plans:row-years", args=[plans[1].pk, row.pk])).status_code == 404
    assert client.get(reverse("plans:row-years", args=[plans[0].pk, uuid.uuid4()])).status_code == 404


def test_has_years_of_plans_at_both_ends(plans):
    assert [has_years(plan) for plan in plans] == [True, True, True]


def test_page_takes_as_many_queries_for_ten_plans_as_for_two(client, plans, by):
    row = row_of(plans[0], measure="Film")
    page(client, row, by)  # signs in

    def queries():
        with CaptureQueriesContext(connection) as context:
            assert client.get(reverse("plans:row-years", args=[plans[0].pk, row.pk])).status_code == 200
        return len(context)

    few = queries()
    PlanRow.objects.bulk_create(
        PlanRow(area=plans[0].areas.first(), measure=f"Tiltak {number}", rank=number) for number in range(100)
    )
    plan = plans[2]
    for _number in range(4):
        plan = succeed(plan, by)
    assert queries() == few
    assert len(years(row, by)) == 7
