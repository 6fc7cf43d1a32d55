"""Something is deleted between the moment a view finds it and the moment it is changed: a 404, never an error."""

import json
import uuid
from contextlib import contextmanager

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from plans.models import Plan, PlanRow, Section
from tests.factories import make_area, make_member, make_plan, make_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def things(client):
    plan = make_plan()
    client.force_login(make_member(plan.service))
    area = make_area(plan)
    return {
        "plan": plan,
        "area": area,
        "row": make_row(area),
        "section": Section.objects.create(plan=plan, heading="Bakgrunn", rank=1024),
    }


@contextmanager
def gone_at_first_lock(thing):
    """Deletes the thing just before the first transaction of the request, as a colleague would."""
    done = False

    def execute(proceed, sql, parameters, many, context):
        nonlocal done
        if sql.startswith("SAVEPOINT") and not done:
            done = True
            type(thing).with_deleted.filter(pk=thing.pk).update(deleted_at=timezone.now())
        return proceed(sql, parameters, many, context)

    with connection.execute_wrapper(execute):
        yield
    assert done


@contextmanager
def gone_after(thing, statement):
    """Deletes the thing right after the first statement that begins so."""
    done = False

    def execute(proceed, sql, parameters, many, context):
        nonlocal done
        answer = proceed(sql, parameters, many, context)
        if sql.startswith(statement) and not done:
            done = True
            type(thing).with_deleted.filter(pk=thing.pk).update(deleted_at=timezone.now())
        return answer

    with connection.execute_wrapper(execute):
        yield
    assert done


PLAN = {"version": 1, "title": "Ny", "template": "action", "language": "nb", "purpose": ""}
SECTION = {"version": 1, "heading": "Ny", "text": "", "place": "before"}
STEPS = {
    ("settings", "plan"): PLAN,
    ("archive", "plan"): {},
    ("fetch-back", "plan"): {},
    ("delete", "plan"): {},
    ("section-new", "plan"): SECTION,
    ("section-edit", "section"): SECTION,
    ("section-move", "section"): {"to": "up"},
    ("section-delete", "section"): {},
    ("row-status", "row"): {"status": "done", "seen": 1, "base": ""},
    ("row-form", "row"): {"measure": "Ny", "base_measure": "Lage kurs"},
    ("row-move", "row"): {"direction": "up"},
    ("row-duplicate", "row"): {"key": uuid.uuid4()},
    ("row-add", "plan"): {"key": uuid.uuid4()},
    ("area-add", "plan"): {"key": uuid.uuid4()},
    ("area-form", "area"): {"title": "Ny", "base": "Kurs"},
}


def address(name, things, kind):
    return reverse(f"plans:{name}", args=[things["plan"].pk, *([things[kind].pk] if kind != "plan" else [])])


@pytest.mark.parametrize(("name", "kind"), STEPS)
def test_a_plan_that_is_deleted_meanwhile_is_not_found(client, things, name, kind):
    with gone_at_first_lock(things["plan"]):
        answer = client.post(address(name, things, kind), STEPS[name, kind])
    assert answer.status_code == 404


@pytest.mark.parametrize(("name", "kind"), [key for key in STEPS if key[1] == "section"])
def test_a_section_that_is_deleted_meanwhile_is_not_found(client, things, name, kind):
    with gone_at_first_lock(things["section"]):
        answer = client.post(address(name, things, kind), STEPS[name, kind])
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["row-status", "row-form", "row-move", "row-duplicate"])
def test_a_row_that_is_deleted_meanwhile_is_not_found(client, things, name):
    with gone_at_first_lock(things["row"]):
        answer = client.post(address(name, things, "row"), STEPS[name, "row"])
    assert answer.status_code == 404


def test_a_saved_field_of_a_plan_that_is_deleted_meanwhile_is_not_found(client, things):
    sent = json.dumps({"field": "measure", "text": "Ny", "base": "Lage kurs", "version": 1})
    with gone_at_first_lock(things["plan"]):
        answer = client.post(address("row-save", things, "row"), sent, content_type="application/json")
    assert answer.status_code == 404
    assert PlanRow.objects.get().measure == "Lage kurs"
    assert not Plan.objects.exists()


@pytest.mark.parametrize("kind", ["row", "area"])
def test_a_form_of_what_is_deleted_while_the_page_is_made_is_not_found(client, things, kind):
    table = type(things[kind])._meta.db_table
    with gone_after(things[kind], f'SELECT "{table}".'):
        assert client.get(address(f"{kind}-form", things, kind)).status_code == 404


@pytest.mark.parametrize(
    ("name", "kind", "sent"),
    [
        ("row-reading", "row", {"words": "2031", "kind": "year"}),
        ("row-resolve", "row", {"measure-choice": "mine", "measure-mine": "Ny", "measure-theirs": "Annet"}),
        ("area-form", "area", {"title": "Ny", "base": "Annet"}),
    ],
)
def test_what_is_deleted_right_after_a_conflict_is_not_found(client, things, name, kind, sent):
    with gone_after(things[kind], "RELEASE SAVEPOINT"):
        assert client.post(address(name, things, kind), sent).status_code == 404
