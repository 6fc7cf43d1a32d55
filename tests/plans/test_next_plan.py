"""The page on which the next plan is made from an earlier one, without script; its buttons, errors and conflicts."""

import re
import uuid
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.actions.row_steps import delete_row
from plans.models import Plan, PlanRow
from tests.factories import make_area, make_member, make_plan, make_row, make_version
from tests.plans.test_actions_successors import row_of, when

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    plan = make_plan(title="Plan 2019–2021", period_start=date(2019, 1, 1), period_end=date(2021, 12, 31))
    area = make_area(plan, title="Kurs")
    make_row(area, measure="Grunnkurs", status="done", **when("2019–2020"))
    make_row(area, measure="", continues=True, target_group="Leger", status="ongoing", **when("Avslag 2020"))
    make_row(make_area(plan, title="Film"), measure="Film", status="planned", **when("2021"))
    return plan


@pytest.fixture
def leader(plan, client):
    user = make_member(plan.service)
    client.force_login(user)
    return user


def address(plan, query=""):
    return reverse("plans:next", args=[plan.pk]) + query


def fields(response):
    """What the page's form would send as it stands, its buttons apart."""
    html = response.content.decode()
    inputs = re.findall(r"<input[^>]*>", html.partition('id="next"')[2])
    sent: dict[str, list[str]] = {}
    for tag in inputs:
        values = {name: unescape(value) for name, value in re.findall(r'([a-z]+)="([^"]*)"', tag)}
        if values.get("type") not in ("checkbox", "radio") or " checked" in tag:
            sent.setdefault(values["name"], []).append(values.get("value", ""))
    return sent


def send(client, plan, page, query="", **changes):
    return client.post(address(plan, query), fields(page) | changes)


def body_of(response):
    return unescape(response.content.decode())


def ids(*rows):
    return [str(row.pk) for row in rows]


def test_page_proposes_title_period_years_and_rows(client, plan, leader):
    page = client.get(address(plan))
    sent = fields(page)
    assert sent["title"] == ["Plan 2022–2024"]
    assert (sent["period_start"], sent["period_end"], sent["years"]) == (["01.01.2022"], ["31.12.2024"], ["3"])
    assert sent["statuses"] == ["carry"]
    assert sent["take"] == ids(row_of(plan, target_group="Leger"), row_of(plan, measure="Film"))


def test_page_shows_the_rows_as_they_will_be_and_lists_what_stays(client, plan, leader):
    body = body_of(client.get(address(plan)))
    assert re.search(r"<del>.{0,120}2021</del><ins>.{0,120}2024</ins>", body)
    assert body.count("Avslag 2020") == 3  # in its cell, in the note below it, and in the list
    assert "#tvil-1" in body


def test_post_makes_the_plan_and_leads_to_its_editor(client, plan, leader):
    response = send(client, plan, client.get(address(plan)))
    made = Plan.objects.exclude(pk=plan.pk).get()
    assert response.url.startswith(reverse("plans:edit", args=[made.pk]))
    assert (made.title, made.period_start, made.service) == ("Plan 2022–2024", date(2022, 1, 1), plan.service)
    rows = list(made.rows.order_by("area__rank", "rank"))
    assert [(row.measure, row.timeframe_text) for row in rows] == [("Grunnkurs", "Avslag 2020"), ("Film", "2024")]
    body = body_of(client.get(response.url))
    assert "«Avslag 2020»" in body


def test_the_same_form_twice_makes_one_plan(client, plan, leader):
    page = client.get(address(plan))
    assert send(client, plan, page).url == send(client, plan, page).url
    assert Plan.objects.count() == 2


@pytest.mark.parametrize(
    ("button", "chosen"),
    [
        ({"tick": "all"}, {"Grunnkurs", "Leger", "Film"}),
        ({"untick": "all"}, set()),
        ({"tick": "done"}, {"Grunnkurs", "Leger", "Film"}),
        ({"tick": "Kurs"}, {"Grunnkurs", "Leger", "Film"}),
        ({"untick": "Kurs"}, {"Film"}),
        ({"tick": "noe annet"}, {"Leger", "Film"}),
        ({"show": "1"}, {"Leger", "Film"}),
    ],
)
def test_buttons_tick_rows_and_make_nothing(client, plan, leader, button, chosen):
    ((name, value),) = button.items()
    area = plan.areas.filter(title=value).first()
    page = send(client, plan, client.get(address(plan)), title="Mitt navn", **{name: str(area.pk) if area else value})
    assert page.status_code == 200
    sent = fields(page)
    ticked = PlanRow.objects.filter(pk__in=sent.get("take", []))
    assert {row.measure or row.target_group for row in ticked} == chosen
    assert sent["title"] == ["Mitt navn"]
    assert Plan.objects.count() == 1


def test_show_draws_the_years_and_statuses_that_are_asked_for(client, plan, leader):
    page = send(client, plan, client.get(address(plan)), years="10", statuses="reset", show="1")
    body = body_of(page)
    assert re.search(r"<del>.{0,120}2021</del><ins>.{0,120}2031</ins>", body)
    assert len(re.findall(r'class="status"[^>]*data-s="planned"', body)) == 3
    made = Plan.objects.get(pk=int(send(client, plan, page).url.split("/")[2]))
    assert {row.status for row in made.rows} == {"planned"}


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("title", "x" * 251), ("period_end", "2018"), ("years", "51"), ("years", "tre"), ("statuses", "x")],
)
def test_bad_field_is_told_and_everything_else_is_kept(client, plan, leader, field, value):
    page = send(client, plan, client.get(address(plan)), **({"title": "Mitt navn"} | {field: value}))
    assert page.status_code == 422
    assert page.content.decode().count("ds-error-summary") == 1
    assert Plan.objects.count() == 1
    sent = fields(page)
    assert sent["take"] == ids(row_of(plan, target_group="Leger"), row_of(plan, measure="Film"))
    if field != "title":
        assert sent["title"] == ["Mitt navn"]


def test_no_row_ticked_is_an_error_unless_there_is_none(client, plan, leader):
    assert send(client, plan, client.get(address(plan)), take=[]).status_code == 422
    empty = make_plan(plan.service, title="Tom")
    make_area(empty, title="Kurs")
    page = client.get(address(empty))
    assert not {"take", "years", "statuses"} & set(fields(page))
    made = Plan.objects.get(pk=int(send(client, empty, page).url.split("/")[2]))
    assert [area.title for area in made.areas.all()] == ["Kurs"]


def test_rows_that_came_or_went_meanwhile_are_shown_before_anything_is_made(client, plan, leader):
    page = client.get(address(plan))
    gone, film = row_of(plan, target_group="Leger"), row_of(plan, measure="Film")
    delete_row(plan=plan, row_pk=gone.pk, by=leader)
    new = make_row(film.area, measure="Ny film")
    again = send(client, plan, page, title="Mitt navn")
    assert again.status_code == 409
    assert Plan.objects.count() == 1
    assert (fields(again)["take"], fields(again)["title"]) == (ids(film), ["Mitt navn"])
    assert str(new.pk) in again.content.decode()
    assert send(client, plan, again).status_code == 302


def test_rows_of_others_in_the_form_have_no_effect(client, plan, leader):
    stranger = make_row(measure="Hemmelig")
    page = client.get(address(plan))
    response = send(client, plan, page, take=[str(stranger.pk), *fields(page)["take"]], service=stranger.area.plan_id)
    made = Plan.objects.get(pk=int(response.url.split("/")[2]))
    assert made.service == plan.service
    assert not made.rows.filter(measure="Hemmelig").exists()


def test_who_only_reads_may_not_and_a_locked_or_archived_plan_can_be_gone_on_from(client, plan, leader):
    for role in ("reader", "assessor"):
        client.force_login(make_member(plan.service, role))
        assert client.get(address(plan)).status_code == 403
        assert address(plan) not in body_of(client.get(plan.get_absolute_url()))
    client.force_login(leader)
    make_version(plan, by=leader)
    assert client.get(plan.get_absolute_url()).content.decode().count(address(plan)) == 1
    plan.archived_at = plan.created_at
    plan.save()
    assert send(client, plan, client.get(address(plan))).status_code == 302


def test_a_version_can_be_gone_on_from(client, plan, leader):
    version = make_version(plan, by=leader)
    PlanRow.objects.filter(measure="Film").update(measure="Film og lyd")
    query = f"?versjon={version.number}"
    assert address(plan, query) in body_of(client.get(version.get_absolute_url()))
    page = client.get(address(plan, query))
    assert "Film og lyd" not in body_of(page)
    made = Plan.objects.get(pk=int(send(client, plan, page, query).url.split("/")[2]))
    assert row_of(made, measure="Film").origin.measure == "Film og lyd"


@pytest.mark.parametrize("number", ["2", "0", "x", "²", "99999999999999999999"])
def test_a_version_that_is_none_is_not_found(client, plan, leader, number):
    make_version(plan, by=leader)
    assert client.get(address(plan, f"?versjon={number}")).status_code == 404


def test_page_for_a_new_plan_offers_the_earlier_ones(client, plan, leader):
    other = make_plan(title="Fremmed plan")
    body = body_of(client.get(reverse("plans:new")))
    assert f'href="{address(plan)}"' in body
    assert other.title not in body


def test_page_takes_as_many_queries_for_many_rows_as_for_few(client, plan, leader):
    client.get(address(plan))

    def queries():
        with CaptureQueriesContext(connection) as context:
            client.get(address(plan))
        return len(context)

    few = queries()
    area = make_area(plan)
    PlanRow.objects.bulk_create(PlanRow(area=area, measure=f"Tiltak {n}", rank=n) for n in range(300))
    assert queries() == few


def test_450_rows_become_the_next_plan(client, plan, leader):
    area = make_area(plan)
    PlanRow.objects.bulk_create(PlanRow(area=area, measure=f"Tiltak {n}", rank=n) for n in range(447))
    page = client.get(address(plan))
    made = Plan.objects.get(pk=int(send(client, plan, page, key=str(uuid.uuid4())).url.split("/")[2]))
    assert made.rows.count() == 449
