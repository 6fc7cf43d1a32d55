"""A plan of which a version waits for a decision: nothing changes it, and everything says so in words."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import translation

from plans.actions import imports, plans, versions
from plans.models import Plan, PlanRow
from plans.wording import REFUSALS
from services.conflicts import ChangedMeanwhile
from tests import factories as make

pytestmark = pytest.mark.django_db
FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def row():
    return make.make_row(measure="Lage kurs", status="planned")


@pytest.fixture
def plan(row):
    return row.area.plan


@pytest.fixture
def leader(plan):
    return make.make_member(plan.service, user=make.make_user(language="en"))


@pytest.fixture
def client(leader):
    client = Client()
    client.force_login(leader)
    return client


def at(name, *args):
    return reverse(f"plans:{name}", args=args)


def test_open_editor_is_told_by_a_code_and_words(plan, row, client):
    make.make_version(plan)
    sent = {"field": "note", "text": "ny", "base": "", "version": 1}
    path = at("row-save", plan.pk, row.pk)
    response = client.post(path, sent, content_type="application/json", headers=FETCH)
    assert response.status_code == 423
    assert response.json()["error"] == "The plan is submitted and cannot be changed now."
    response = client.post(at("row-add", plan.pk), {"key": str(uuid4())}, headers=FETCH)
    assert response.status_code == 423
    assert plan.rows.count() == 1


def test_status_cannot_be_clicked_and_is_not_offered(plan, row, client):
    make.make_version(plan)
    body = {"status": "done", "seen": row.version, "base": "planned"}
    assert client.post(at("row-status", plan.pk, row.pk), body, headers=FETCH).status_code == 423
    page = client.get(plan.get_absolute_url()).content.decode()
    assert at("edit", plan.pk) not in page
    assert 'formaction="' not in page
    assert PlanRow.objects.get().status == "planned"


def test_form_is_answered_with_a_page_that_says_why(plan, client):
    make.make_version(plan)
    for name in ("settings", "archive", "edit", "import-into", "section-new"):
        response = client.get(at(name, plan.pk))
        assert response.status_code == 409, name
        assert "The plan is submitted" in response.content.decode()


def test_archiving_stays_possible_after_the_decision_and_deleting_does_not(plan, leader, client):
    version = make.make_version(plan)
    versions.take(version=version, verb="withdraw", by=leader)
    assert client.get(at("delete", plan.pk)).status_code == 403
    assert "A plan that was submitted cannot be deleted." in client.get(at("settings", plan.pk)).content.decode()
    with pytest.raises(PermissionDenied):
        plans.delete(plan=plan, by=leader)
    assert client.post(at("archive", plan.pk)).status_code == 302


def test_import_that_the_worker_was_to_store_ends_in_words(plan, leader, client):
    imported = make.make_import(plan, by=leader, state="storing")
    version = make.make_version(plan)
    response = client.get(at("import-state", imported.pk), headers=FETCH)
    assert response.status_code == 423  # the page that waits is loaded anew, and says why
    assert client.get(imported.get_absolute_url()).status_code == 409

    imports.take_in(imported.pk)
    imported.refresh_from_db()
    assert (imported.state, imported.refusal) == ("ready", "locked")
    assert plan.rows.count() == 1
    versions.take(version=version, verb="withdraw", by=leader)
    with translation.override("en"):
        assert str(REFUSALS["locked"]) in client.get(imported.get_absolute_url()).content.decode()


def test_import_cannot_be_stored_or_taken_back(plan, leader, client):
    imported = make.make_import(plan, by=leader)
    make.make_version(plan)
    for name in ("import-store", "import-discard", "import-take-back"):
        assert client.post(at(name, imported.pk)).status_code == 409, name


def test_plan_that_an_import_made_is_not_taken_back_once_others_read_it(leader, plan):
    imported = make.make_import(by=leader, service=plan.service)
    imports.answer(imported=imported, answers={"title": "Fra fil"})
    imports.store(imported=imported, by=leader, seen=imports.preview(imported).seen)
    made = Plan.objects.get(title="Fra fil")
    version = make.make_version(made)
    versions.take(version=version, verb="withdraw", by=leader)
    with pytest.raises(ChangedMeanwhile):
        imports.take_back(imported=imported, by=leader)
    assert Plan.objects.filter(pk=made.pk).exists()
