"""Versions over HTTP: submitted, named, and taken step by step, with words for what cannot be done."""

from concurrent.futures import ThreadPoolExecutor
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from plans import lifecycle
from plans.actions import versions
from plans.actions.plans import touch
from plans.models import PlanVersion, VersionStep
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    return make.make_row(measure="Lage kurs", target_group="Leger")


@pytest.fixture
def plan(row):
    return row.area.plan


@pytest.fixture
def leader(plan):
    return make.make_member(plan.service, user=make.make_user("Liv Leder", language="en"))


@pytest.fixture
def staff(plan):
    return make.make_staff(plan.service.trust.region, make.make_user("Siri Stab", language="en"))


def at(name, *args):
    return reverse(f"plans:{name}", args=args)


def at_version(name, version):
    return at(f"version-{name}", version.plan_id, version.number)


def text_of(response):
    return " ".join(unescape(response.content.decode()).split())


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def sent(plan, **more):
    """What the page on which one submits sends."""
    return {"key": str(uuid4()), "seen": plan.changed_at.isoformat(), "reason": ""} | more


def test_leader_looks_the_plan_over_and_submits_it(plan, leader, staff):
    client = as_(leader)
    page = text_of(client.get(at("submit", plan.pk)))
    assert "version 1" in page
    assert "Siri Stab" in page
    assert "The plan has no period" in page
    assert "1 row lacks status" in page

    response = client.post(at("submit", plan.pk), sent(plan, reason="Ny i år:\r\nkursene"), follow=True)
    assert response.redirect_chain == [(plan.get_absolute_url(), 302)]
    version = plan.versions.get()
    assert (version.state, version.steps.get().reason) == ("submitted", "Ny i år:\nkursene")
    assert bytes(version.pdf).startswith(b"%PDF")
    assert "The plan is submitted as version 1." in text_of(response)
    assert "Version 1 is submitted and waits for a decision" in text_of(response)


def test_form_sent_five_times_submits_once(plan, leader):
    client, body = as_(leader), sent(plan)
    assert [client.post(at("submit", plan.pk), body).status_code for _ in range(5)] == [302] * 5
    assert plan.versions.count() == 1


def test_second_submission_is_told_who_was_first(plan, leader):
    make.make_version(plan, by=make.make_user("Ola Først"))
    client = as_(leader)
    for response in (client.get(at("submit", plan.pk)), client.post(at("submit", plan.pk), sent(plan))):
        assert response.status_code == 409
        assert "Version 1 is submitted and waits for a decision" in text_of(response)
        assert "Ola Først" in text_of(response)


def test_plan_changed_while_it_was_looked_over_is_looked_over_again(plan, leader):
    body = sent(plan, reason="Min melding")
    touch(plan, make.make_user("Eva Endrer"))
    response = as_(leader).post(at("submit", plan.pk), body)
    assert response.status_code == 409
    assert "Eva Endrer changed it" in text_of(response)
    assert "Min melding" in text_of(response)
    assert not plan.versions.exists()
    assert as_(leader).post(at("submit", plan.pk), body | {"seen": plan.changed_at.isoformat()}).status_code == 302


def test_message_that_is_too_long_is_kept(plan, leader):
    response = as_(leader).post(at("submit", plan.pk), sent(plan, reason="x" * 20_001))
    assert response.status_code == 422
    assert "x" * 20_001 in text_of(response)
    assert not plan.versions.exists()


def test_plan_without_rows_has_nothing_to_submit(db):
    plan = make.make_plan()
    client = as_(make.make_member(plan.service, user=make.make_user(language="en")))
    assert "There is nothing to submit" in text_of(client.get(at("submit", plan.pk)))
    assert client.post(at("submit", plan.pk), sent(plan)).status_code == 422
    response = client.post(at("version-new", plan.pk), {"key": str(uuid4()), "name": "Før møtet"})
    assert response.status_code == 422
    assert "Før møtet" in text_of(response)


def test_what_was_marked_and_not_mended_is_said_before_it_is_submitted_again(plan, row, leader, staff):
    version = make.make_version(plan)
    second = make.make_row(row.area, measure="Skrive artikkel")
    versions.take(version=version, verb="return", by=staff, reason="Se rad 1", marks={row.pk: "Hvem?"})
    page = text_of(as_(leader).get(at("submit", plan.pk)))
    assert "1 row that was marked when the plan was returned is as it was" in page
    row.target_group = "Leger i sykehus"
    row.save()
    assert "that was marked" not in text_of(as_(leader).get(at("submit", plan.pk)))
    assert second


def test_national_staff_decide_only_where_the_region_has_nobody(plan, leader):
    national = make.make_staff(user=make.make_user("Nils Nasjonal"))
    assert "Nils Nasjonal" in text_of(as_(leader).get(at("submit", plan.pk)))
    make.make_staff(plan.service.trust.region, make.make_user("Siri Stab"))
    page = text_of(as_(leader).get(at("submit", plan.pk)))
    assert "Siri Stab" in page
    assert national.name not in page


def test_editor_keeps_the_plan_under_a_name(plan):
    editor = make.make_member(plan.service, "editor", make.make_user(language="en"))
    client = as_(editor)
    body = {"key": str(uuid4()), "name": " Før møtet "}
    assert client.get(at("version-new", plan.pk)).status_code == 200
    for _ in range(2):
        assert client.post(at("version-new", plan.pk), body).status_code == 302
    version = plan.versions.get()
    assert (version.state, version.by, bool(version.pdf)) == ("named", editor, True)
    assert version.name in text_of(client.get(at("versions", plan.pk)))
    response = client.post(at("version-new", plan.pk), body | {"name": ""})
    assert response.status_code == 422


def test_plan_can_be_named_while_a_version_waits(plan, leader):
    make.make_version(plan)
    body = {"key": str(uuid4()), "name": "Imens"}
    assert as_(leader).post(at("version-new", plan.pk), body).status_code == 302


def test_staff_return_with_a_reason_and_marked_rows(plan, row, leader, staff):
    other = make.make_row(row.area, measure="", continues=True, target_group="Sykepleiere")
    version = make.make_version(plan)
    client = as_(staff)
    page = text_of(client.get(at_version("return", version)))
    assert f'name="remark-{row.pk}"' in page
    assert f'value="{other.pk}"' in page

    body = {"row": [str(other.pk)], f"remark-{row.pk}": "Hvem har ansvar?", f"remark-{uuid4()}": "ukjent"}
    refused = client.post(at_version("return", version), body)
    assert refused.status_code == 422
    assert "Hvem har ansvar?" in text_of(refused)
    assert f'value="{other.pk}" id="row-{other.pk}" checked' in text_of(refused)
    assert PlanVersion.objects.get().state == "submitted"

    response = client.post(at_version("return", version), body | {"reason": " Mer om ansvar "}, follow=True)
    assert response.redirect_chain == [(version.get_absolute_url(), 302)]
    taken = VersionStep.objects.latest("id")
    assert (taken.verb, taken.reason, taken.by) == ("return", "Mer om ansvar", staff)
    assert {mark.row: mark.remark for mark in taken.marks.all()} == {row.pk: "Hvem har ansvar?", other.pk: ""}
    assert "Row 1: Lage kurs" in text_of(response)

    seen = text_of(as_(leader).get(plan.get_absolute_url()))
    assert "Version 1 was returned" in seen
    assert "Mer om ansvar" in seen
    assert seen.count("Hvem har ansvar?") == 2  # above the table, and at its row
    assert "2 marked rows" in seen


def test_remark_that_is_too_long_is_kept_and_told_at_its_row(plan, row, staff):
    version = make.make_version(plan)
    body = {"reason": "Se raden", f"remark-{row.pk}": "y" * 20_001}
    response = as_(staff).post(at_version("return", version), body)
    assert response.status_code == 422
    assert "y" * 20_001 in text_of(response)
    assert "Row 1: Lage kurs: " in text_of(response)
    assert 'aria-invalid="true"' in text_of(response)


@pytest.mark.parametrize("state", lifecycle.STATES)
def test_impossible_step_says_what_state_it_is_in_and_who_did_it(plan, leader, staff, state):
    version = make.make_version(plan, state, by=make.make_user("Berit Var Først"))
    for verb, step in lifecycle.STEPS.items():
        if state == step.start or (state == "named" and lifecycle.LEADER not in step.who):
            continue
        client = as_(leader if lifecycle.LEADER in step.who else staff)
        for response in (
            client.get(at_version(verb, version)),
            client.post(at_version(verb, version), {"reason": "x"}),
        ):
            assert response.status_code == 409
            assert "Berit Var Først" in text_of(response)
            with translation.override("en"):
                assert version.get_state_display() in text_of(response)


def test_whole_life_leads_to_a_published_version_and_back(plan, leader, staff):
    earlier = make.make_version(plan, "published")
    version = make.make_version(plan)
    assert as_(staff).post(at_version("approve", version), {"reason": "Godt arbeid"}).status_code == 302
    asked = text_of(as_(leader).get(at_version("publish", version)))
    assert "Version 1, which is published now, is superseded by it." in asked
    response = as_(leader).post(at_version("publish", version), {"reason": ""}, follow=True)
    assert "Version 2 is published" in text_of(response)
    earlier.refresh_from_db()
    assert earlier.state == "superseded"

    assert as_(leader).post(at_version("unpublish", version), {"reason": " "}).status_code == 422
    response = as_(leader).post(at_version("unpublish", version), {"reason": "Feil i tallene"}, follow=True)
    assert "Version 2 is withdrawn" in text_of(response)
    assert "Feil i tallene" in text_of(response)


def test_withdrawn_version_gives_the_plan_back(plan, leader):
    version = make.make_version(plan)
    assert as_(leader).get(at("edit", plan.pk)).status_code == 409
    assert as_(leader).post(at_version("withdraw", version), {"reason": "Glemte noe"}).status_code == 302
    assert as_(leader).get(at("edit", plan.pk)).status_code == 200


def test_list_tells_each_versions_whole_story_in_the_same_queries(plan, leader, staff):
    make.make_version(plan, "returned", by=staff, reason="Mangler mål")
    client = as_(leader)
    page = text_of(client.get(at("versions", plan.pk)))
    assert "Mangler mål" in page
    assert "Siri Stab" in page
    assert at_version("pdf", plan.versions.get()) in page
    counts = []
    for number in (1, 8):
        for _ in range(number):
            make.make_version(plan, "superseded")
        with CaptureQueriesContext(connection) as taken:
            client.get(at("versions", plan.pk))
        counts.append(len(taken))
    assert len(set(counts)) == 1


def test_draft_stands_on_what_nobody_approved(plan, leader):
    drafts = {}
    for state in sorted(lifecycle.STATES, key="submitted".__eq__):
        version = make.make_version(plan, state)
        drafts[state] = 'class="draft"' in text_of(as_(leader).get(version.get_absolute_url()))
    assert {state for state, is_draft in drafts.items() if is_draft} == {"named", "submitted", "returned", "withdrawn"}


def test_plan_page_shows_what_was_published_beside_what_came_after(plan, leader):
    make.make_version(plan, "published")
    make.make_version(plan, "returned")
    page = text_of(as_(leader).get(plan.get_absolute_url()))
    assert "Version 2 was returned" in page
    assert "Version 1 is published" in page


def test_version_withdrawn_before_a_decision_says_nothing_of_where_the_plan_stands(plan, leader):
    make.make_version(plan, "approved")
    make.make_version(plan, "withdrawn")
    assert "Version 1 is approved, but not published" in text_of(as_(leader).get(plan.get_absolute_url()))


def test_marked_row_says_that_it_was_changed_or_deleted_since(plan, row, leader, staff):
    gone = make.make_row(row.area, measure="Skal bort")
    version = make.make_version(plan)
    versions.take(version=version, verb="return", by=staff, reason="Se", marks={row.pk: "Hvem?", gone.pk: "Hvorfor?"})
    row.instruments = "Film"
    row.save()
    gone.deleted_at = plan.changed_at
    gone.save()
    page = text_of(as_(leader).get(plan.get_absolute_url()))
    assert "Changed since" in page
    assert "Deleted since" in page
    assert f"#rad-{gone.pk}" not in page


@pytest.mark.django_db(transaction=True)
def test_many_who_approve_at_once_over_http_have_one_effect():
    plan = make.make_row().area.plan
    version = make.make_version(plan)
    staff = make.make_staff(plan.service.trust.region)
    client_of = [as_(staff) for _ in range(8)]

    def attempt(client):
        try:
            return client.post(at_version("approve", version), {"reason": ""}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(attempt, client_of)) == [302] + [409] * 7
    assert version.steps.filter(verb="approve").count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_posts_of_one_form_at_once_submit_once():
    plan = make.make_row().area.plan
    leader = make.make_member(plan.service)
    body = sent(plan)
    clients = [as_(leader) for _ in range(5)]

    def attempt(client):
        try:
            return client.post(at("submit", plan.pk), body).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        assert set(pool.map(attempt, clients)) == {302}
    assert plan.versions.count() == 1
