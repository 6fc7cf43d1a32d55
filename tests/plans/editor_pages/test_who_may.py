"""The editor over HTTP: who may, and what is not theirs."""

import json
import uuid

import pytest

from plans.models import Area, PlanRow
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
from tests.plans.editor_pages.calls import at, save, stored, thing_of

pytestmark = pytest.mark.django_db


GETS = ["edit", "row-form", "area-form"]
POSTS = {
    "row-add": {"key": str(uuid.UUID(int=1))},
    "row-form": {"instruments": "x", "base_instruments": "Film"},
    "row-save": {},
    "row-resolve": {},
    "row-reading": {"words": "", "kind": "note"},
    "row-move": {"direction": "up"},
    "row-area": {"area": ""},
    "row-duplicate": {"key": str(uuid.UUID(int=2))},
    "row-split": {"key": str(uuid.UUID(int=3))},
    "row-delete": {},
    "row-restore": {},
    "area-add": {"key": str(uuid.UUID(int=4))},
    "area-form": {"title": "x", "base": "Kurs"},
    "area-save": {},
    "area-move": {"direction": "up"},
    "area-nest": {"band": ""},
    "area-delete": {},
}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (lambda plan: make_user(), 404),
        (lambda plan: make_user(is_staff=True), 404),
        (lambda plan: make_staff(), 404),
        (lambda plan: make_member(make_service(), "leader"), 404),
        (lambda plan: make_member(plan.service, "reader"), 403),
        (lambda plan: group_member(plan), 403),
    ],
    ids=["stranger", "administrator", "staff", "other leader", "reader", "group member"],
)
def test_only_the_services_editors_come_in(client, plan, area, row, who, status):
    client.force_login(who(plan))
    for name in GETS:
        assert client.get(at(name, plan, thing_of(name, area, row))).status_code == status
    for name, body in POSTS.items():
        assert client.post(at(name, plan, thing_of(name, area, row)), body).status_code == status, name
    assert stored(row, "version") == stored(area, "version") == 1
    assert (PlanRow.with_deleted.count(), Area.with_deleted.count()) == (1, 1)


def group_member(plan):
    user = make_user()
    make_group_member(plan.service, user=user)
    return user


def test_who_is_signed_out_is_sent_to_sign_in_and_the_script_gets_401(client, plan, area, row):
    assert client.get(at("edit", plan)).status_code == 302
    for name, body in POSTS.items():
        answer = client.post(at(name, plan, thing_of(name, area, row)), body)
        assert answer.status_code == (401 if name.endswith("-save") else 302), name
    assert "error" in save(client, plan, row).json()
    assert stored(row, "instruments") == "Film"


@pytest.mark.parametrize("name", sorted(set(POSTS) - {"row-form", "area-form"}))
def test_what_changes_something_answers_only_a_post(client, plan, area, row, person, name):
    assert client.get(at(name, plan, thing_of(name, area, row))).status_code == 405


def test_an_archived_plan_is_not_edited(client, plan, row, person):
    plan.archived_at = plan.changed_at
    plan.save()
    assert client.get(at("edit", plan)).status_code == 403
    assert save(client, plan, row).status_code == 403


def test_ids_of_another_plan_have_no_effect(client, plan, area, row, person):
    other = make_row(make_area(make_plan(plan.service), title="Annet"), measure="Annet", instruments="Film")
    bodies = POSTS | {"row-save": None}
    for name, body in bodies.items():
        if name in ("row-add", "area-add"):
            continue
        thing = thing_of(name, other.area, other)
        answer = save(client, plan, other) if name == "row-save" else client.post(at(name, plan, thing), body)
        # A choice that is none of this plan's, and a save that is no JSON, are refused before anything is looked for.
        assert answer.status_code == 404 or (name in ("area-save", "row-area") and answer.status_code == 400), name
    sent = {"text": "x", "base": "Annet", "field": "title", "version": 1}
    address = at("area-save", plan, other.area)
    assert client.post(address, json.dumps(sent), content_type="application/json").status_code == 404
    for body in ({"after": other.pk}, {"area": other.area_id}):
        sent = body | {"key": uuid.uuid4()}
        assert client.post(at("row-add", plan), sent).status_code == 404
    assert client.post(at("row-add", plan), {"key": other.pk}).status_code == 404
    assert client.post(at("area-add", plan), {"key": uuid.uuid4(), "after": other.area_id}).status_code == 404
    assert client.post(at("row-area", plan, row), {"area": other.area_id}).status_code == 400
    assert client.post(at("area-nest", plan, area), {"band": other.area_id}).status_code == 400
    other.refresh_from_db()
    assert (other.version, other.instruments, other.deleted_at, plan.rows.count()) == (1, "Film", None, 1)
