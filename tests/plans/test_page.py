"""The reading view: who sees it, what stands on it, what is found, and a status by one click."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.document import TEMPLATES
from plans.models import PlanRow, Section
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


@pytest.fixture
def plan():
    return make_plan(make_service())


@pytest.fixture
def leader(plan):
    return make_member(plan.service)


def page(client, plan, user, query="", language="nb"):
    user.language = language
    user.save()
    client.force_login(user)
    return client.get(plan.get_absolute_url() + query)


def body_of(response):
    return unescape(response.content.decode())


def rows_shown(response):
    return re.findall(r'<tr role="row" id="rad-([0-9a-f-]+)"', response.content.decode())


def set_status(client, plan, row, status, *, seen=None, base=None, **headers):
    data = {"status": status, "seen": seen or row.version, "base": row.status if base is None else base}
    return client.post(reverse("plans:row-status", args=[plan.pk, row.pk]), data, headers=headers)


def test_members_and_the_reference_group_read_and_nobody_else(client, plan):
    make_row(make_area(plan))
    readers = [make_member(plan.service, role) for role in ("leader", "editor", "reader", "assessor")]
    readers.append(make_group_member(plan.service))
    for user in readers:
        assert page(client, plan, user).status_code == 200
    strangers = [make_user(), make_member(make_service()), make_staff(), make_staff(plan.service.trust.region)]
    for user in [*strangers, make_user(is_staff=True)]:
        assert page(client, plan, user).status_code == 404


def test_who_is_not_signed_in_is_sent_to_sign_in(client, plan):
    assert client.get(plan.get_absolute_url()).status_code == 302


def test_only_editors_are_offered_to_change(client, plan):
    make_row(make_area(plan))
    edit = reverse("plans:edit", args=[plan.pk])
    for role, offered in (("leader", True), ("editor", True), ("reader", False)):
        response = page(client, plan, make_member(plan.service, role))
        assert (edit in body_of(response)) is offered
        assert ('formaction="' in body_of(response)) is offered


def test_archived_plan_is_read_and_not_changed(client, plan, leader):
    row = make_row(make_area(plan))
    plan.archived_at = plan.created_at
    plan.save()
    response = page(client, plan, leader)
    assert response.status_code == 200
    assert "formaction" not in body_of(response)
    assert set_status(client, plan, row, "done").status_code == 403


def test_head_says_what_it_is_and_who_changed_it(client, plan, leader):
    plan.changed_by = make_user("Ola Dal")
    plan.save()
    body = body_of(page(client, plan, leader))
    for words in (plan.title, plan.service.name, plan.service.trust.name, plan.service.trust.region.name, "Ola Dal"):
        assert words in body


@pytest.mark.parametrize("template", list(TEMPLATES))
def test_every_template_shows_its_columns_with_scoped_heads(client, leader, plan, template):
    plan.template = template
    plan.save()
    make_row(make_area(plan, title=""), measure="Møte")
    body = body_of(page(client, plan, leader))
    heads = re.findall(r'<th scope="col" role="columnheader">([^<]+)</th>', body)
    assert len(heads) == len(TEMPLATES[template].columns)
    assert "<caption" in body
    assert ('class="status"' in body) is ("status" in TEMPLATES[template].columns)


def test_column_with_content_is_shown_though_the_template_has_none(client, leader, plan):
    plan.template = "dissemination_short"
    plan.save()
    make_row(make_area(plan, title=""), note="Husk dette", status="done")
    body = body_of(page(client, plan, leader))
    assert "Husk dette" in body
    assert 'class="status"' in body


def test_peoples_words_are_text_and_nothing_else(client, leader, plan):
    evil = "<script>alert(1)</script>\"'><img src=x>"
    plan.title = plan.purpose = evil
    plan.save()
    Section.objects.create(plan=plan, heading=evil, text=evil)
    band = make_area(plan, kind="band", title=evil)
    make_row(
        make_area(plan, parent=band, title=evil), measure=evil, target_group=evil, instruments=evil, timeframe_text=evil
    )
    for query in ("", "?words=" + "%3Cscript%3Ealert(1)", "?target_group=%22%3E%3Cimg"):
        html = page(client, plan, leader, query).content.decode()
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "&lt;script&gt;" in html


def test_words_carry_the_plans_language_where_the_page_has_another(client, leader, plan):
    plan.language = "nn"
    plan.save()
    make_row(make_area(plan))
    assert '<tbody role="rowgroup" lang="nn">' in body_of(page(client, plan, leader, language="nb"))
    assert '<tbody role="rowgroup">' in body_of(page(client, plan, leader, language="nn"))


def test_empty_plan_says_what_to_do(client, leader, plan):
    body = body_of(page(client, plan, leader))
    assert "<table" not in body
    assert body.count(reverse("plans:edit", args=[plan.pk])) == 2
    reader = body_of(page(client, plan, make_member(plan.service, "reader")))
    assert reverse("plans:edit", args=[plan.pk]) not in reader


def test_finds_by_words_area_target_group_and_status(client, leader, plan):
    first, second = make_area(plan, title="Kurs"), make_area(plan, title="Ågotnes")
    done = make_row(first, measure="Svelgkurs", target_group="Leger", status="done")
    more = make_row(first, continues=True, measure="", target_group="Foreldre", status="ongoing")
    other = make_row(second, measure="Nettside", target_group="Leger\nForeldre")
    asked = {
        "?words=SVELG": [done, more],
        "?words=ågot": [other],
        "?words=%20": [done, more, other],
        f"?area={second.pk}": [other],
        "?target_group=foreldre": [more, other],
        "?status=done": [done],
        "?status=unset": [other],
        "?target_group=leger&status=unset": [other],
        "?words=svelg&target_group=foreldre": [more],
    }
    for query, rows in asked.items():
        assert rows_shown(page(client, plan, leader, query)) == [str(row.pk) for row in rows], query
    alone = body_of(page(client, plan, leader, "?status=ongoing"))
    assert "Svelgkurs" in alone


def test_values_that_mean_nothing_ask_for_nothing(client, leader, plan):
    row = make_row(make_area(plan))
    for query in (
        "?status=nei",
        "?area=1",
        "?area=00000000-0000-0000-0000-000000000000",
        "?target_group=x",
        "?words=" + "a" * 5000,
        "?status=done&status=nei",
        "?area[]=1&page=x",
    ):
        response = page(client, plan, leader, query)
        assert response.status_code == 200, query
        assert rows_shown(response) == [str(row.pk)], query


def test_what_is_looked_for_can_be_taken_away(client, leader, plan):
    make_row(make_area(plan), measure="Svelgkurs", target_group="Leger", status="done")
    response = page(client, plan, leader, "?words=svelg&target_group=leger&status=done")
    assert response.context["chips"] == [
        ("«svelg»", "?target_group=leger&status=done"),
        ("Leger", "?words=svelg&status=done"),
    ]


def test_nothing_found_leads_back_to_all(client, leader, plan):
    make_row(make_area(plan))
    body = body_of(page(client, plan, leader, "?words=finnes+ikke"))
    assert "<table" not in body
    assert f'href="{plan.get_absolute_url()}#measures"' in body


def test_deleted_rows_and_areas_are_not_shown(client, leader, plan):
    area = make_area(plan)
    kept = make_row(area)
    make_row(area, deleted_at=plan.created_at)
    make_row(make_area(plan, deleted_at=plan.created_at))
    assert rows_shown(page(client, plan, leader)) == [str(kept.pk)]


def test_number_of_queries_does_not_grow_with_the_rows(client, leader, plan):
    area = make_area(plan)
    counted = []
    for more in (1, 2, 297):
        for _ in range(more):
            make_row(area)
        client.force_login(leader)
        with CaptureQueriesContext(connection) as queries:
            client.get(plan.get_absolute_url())
        counted.append(len(queries))
    assert len(rows_shown(page(client, plan, leader))) == 300
    assert len(set(counted)) == 1, counted
    assert counted[0] <= 19


def test_status_by_one_click_without_script(client, leader, plan):
    row = make_row(make_area(plan), status="ongoing")
    client.force_login(leader)
    asked = client.get(reverse("plans:row-status", args=[plan.pk, row.pk]), {"back": "words=kurs"})
    assert asked.status_code == 200
    assert row.measure in body_of(asked)
    assert PlanRow.objects.get(pk=row.pk).status == "ongoing"
    response = client.post(
        reverse("plans:row-status", args=[plan.pk, row.pk]),
        {"status": "done", "seen": row.version, "base": "ongoing", "back": "words=kurs"},
    )
    assert response.url == f"{plan.get_absolute_url()}?words=kurs#rad-{row.pk}"
    row.refresh_from_db()
    assert (row.status, row.version) == ("done", 2)
    assert row.history.first().history_user == leader
    plan.refresh_from_db()
    assert plan.changed_by == leader


def test_status_by_script_answers_with_the_cell_alone(client, leader, plan):
    row = make_row(make_area(plan))
    client.force_login(leader)
    response = set_status(client, plan, row, "planned", **{"X-Requested-With": "fetch"})
    html = body_of(response).strip()
    assert html.startswith('<td class="status"')
    assert html.endswith("</td>")
    assert 'data-s="planned"' in html
    assert 'data-version="2"' in html


def test_status_that_someone_else_changed_meanwhile_shows_both(client, leader, plan):
    row = make_row(make_area(plan), status="planned")
    other = make_member(plan.service, "editor", make_user("Ola Dal"))
    client.force_login(other)
    set_status(client, plan, row, "ongoing")
    client.force_login(leader)
    response = set_status(client, plan, row, "done", seen=1, base="planned")
    assert response.status_code == 409
    assert "Ola Dal" in body_of(response)
    assert PlanRow.objects.get(pk=row.pk).status == "ongoing"
    form = response.context["form"]
    assert (form["seen"].value(), form["base"].value(), form["status"].value()) == (2, "ongoing", "done")
    fragment = set_status(client, plan, row, "done", seen=1, base="planned", **{"X-Requested-With": "fetch"})
    assert fragment.status_code == 409
    assert "<html" not in body_of(fragment)


def test_status_is_saved_though_another_cell_was_changed_meanwhile(client, leader, plan):
    row = make_row(make_area(plan), status="planned")
    row.target_group, row.version = "Leger", 2
    row.save()
    client.force_login(leader)
    assert set_status(client, plan, row, "done", seen=1).status_code == 302


def test_status_is_changed_by_editors_only(client, plan):
    row = make_row(make_area(plan))
    for user, code in (
        (make_member(plan.service, "reader"), 403),
        (make_user(), 404),
        (make_member(make_service()), 404),
    ):
        client.force_login(user)
        assert set_status(client, plan, row, "done").status_code == code
        assert client.get(reverse("plans:row-status", args=[plan.pk, row.pk])).status_code == code
    assert PlanRow.objects.get(pk=row.pk).status == ""


def test_status_of_another_plans_row_is_not_found(client, leader, plan):
    row = make_row()
    client.force_login(leader)
    assert set_status(client, plan, row, "done").status_code == 404
    assert PlanRow.objects.get(pk=row.pk).status == ""


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"status": "nei", "seen": "1", "base": ""},
        {"status": "done", "seen": "x", "base": ""},
        {"status": "done", "seen": "9" * 30, "base": ""},
        {"status": "done\x00", "seen": "1", "base": ""},
        {"status": "done", "seen": "1", "base": "<b>"},
    ],
)
def test_status_that_is_none_is_refused(client, leader, plan, data):
    row = make_row(make_area(plan))
    client.force_login(leader)
    assert client.post(reverse("plans:row-status", args=[plan.pk, row.pk]), data).status_code == 422
    assert PlanRow.objects.get(pk=row.pk).status == ""


def test_page_is_read_by_get_only(client, leader, plan):
    client.force_login(leader)
    assert client.post(plan.get_absolute_url()).status_code == 405
