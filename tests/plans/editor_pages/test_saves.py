"""The editor over HTTP: one field as JSON."""

import json
import uuid

import pytest
from django.test import Client

from tests.plans.editor_pages.calls import at, save, stored

pytestmark = pytest.mark.django_db


def test_row_save_answers_with_the_version_and_the_reading(client, plan, row, person):
    answer = save(client, plan, row, field="timeframe", text="Neste høst 27?", base="")
    assert answer.status_code == 200
    assert answer["Cache-Control"].startswith("max-age=0") or "no-store" in answer["Cache-Control"]
    said = answer.json()
    assert (said["version"], said["text"], said["others"]) == (2, "Neste høst 27?", {})
    assert "2027" in said["remark"]
    assert stored(row, "timeframe_kind") == "next"


def test_row_save_of_a_field_changed_meanwhile_is_409_with_both_texts(client, plan, row, person):
    save(client, plan, row, text="Bok")
    answer = save(client, plan, row, text="Kurs")
    assert answer.status_code == 409
    said = answer.json()
    assert (said["mine"], said["theirs"], said["by"], said["version"]) == ("Kurs", "Bok", "Kari Fjell", 2)
    assert said["at"].startswith("kl. ")
    assert stored(row, "instruments") == "Bok"


def test_row_save_of_another_field_keeps_both(client, plan, row, person):
    save(client, plan, row, text="Bok")
    answer = save(client, plan, row, field="note", text="n", base="")
    assert (answer.status_code, answer.json()["others"]) == (200, {"instruments": "Bok"})


@pytest.mark.parametrize(
    "sent",
    [
        {"text": "a\0"},
        {"text": "\ud800"},
        {"text": "å" * 20_001},
        {"text": 5},
        {"text": None},
        {"base": ["Film"]},
        {"field": "version"},
        {"field": "area_id"},
        {"field": "status", "text": "finished", "base": ""},
        {"version": "1"},
        {"version": -1},
        {"version": 2**63},
        {"version": True},
    ],
    ids=lambda sent: str(sent)[:30],
)
def test_row_save_refuses_what_cannot_be_stored(client, plan, row, person, sent):
    assert save(client, plan, row, **sent).status_code == 400
    assert stored(row, "version") == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"5", b"null", b'{"field": "note"}', b"\xff", b"[" * 100_000, b'"' + b"x" * 3_000_000],
    ids=lambda body: repr(body[:12]),
)
def test_row_save_refuses_what_is_no_field(client, plan, row, person, body):
    answer = client.post(at("row-save", plan, row), body, content_type="application/json")
    assert answer.status_code in (400, 413)
    assert stored(row, "version") == 1


def test_row_save_leaves_extra_fields_alone(client, plan, row, person):
    answer = save(client, plan, row, service=1, area=str(uuid.uuid4()), deleted_at="2020-01-01", by=1)
    assert answer.status_code == 200
    row.refresh_from_db()
    assert (row.version, row.deleted_at, row.history.first().history_user) == (2, None, person)


def test_row_save_of_a_deleted_row_is_404(client, plan, row, person):
    client.post(at("row-delete", plan, row))
    assert save(client, plan, row).status_code == 404


def test_row_save_wants_the_token(plan, row, person):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    assert save(strict, plan, row).status_code == 403
    assert stored(row, "instruments") == "Film"


def test_area_save(client, plan, area, person):
    def send(text, base):
        sent = {"field": "title", "text": text, "base": base, "version": 1}
        return client.post(at("area-save", plan, area), json.dumps(sent), content_type="application/json")

    assert send("Fagdager", "Kurs").json()["version"] == 2
    assert send("Film", "Kurs").status_code == 409
    assert send("å" * 501, "Fagdager").status_code == 400
    assert stored(area, "title") == "Fagdager"
