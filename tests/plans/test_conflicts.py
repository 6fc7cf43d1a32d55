"""Two people at once, over HTTP against a real server: no acknowledged save may be lost."""

import http.client
import json
import re
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from plans.actions import rows
from plans.models import Area, PlanRow
from plans.views import saves
from tests.factories import make_area, make_member, make_plan, make_row, make_service, make_user

SAVES = 500


@pytest.fixture
def row():
    return make_row(make_area(make_plan(make_service())), instruments="0")


class Editor:
    """One person's connection to the server, kept open."""

    def __init__(self, live_server, plan, name):
        self.name, self.plan = name, plan
        client = Client()
        client.force_login(make_member(plan.service, "editor", make_user(name)))
        self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        self.connection = http.client.HTTPConnection(live_server.thread.host, live_server.thread.port, timeout=60)
        self.token = self.get_token()

    def ask(self, method, address, body=None, **headers):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, address, body, {"Cookie": cookies} | headers)
        answer = self.connection.getresponse()
        for name, value in re.findall(r"(\w+)=([^;]+);", answer.headers.get("Set-Cookie", "")):
            if name == settings.CSRF_COOKIE_NAME:
                self.cookies[name] = value
        return answer.status, answer.read().decode()

    def get_token(self):
        _, html = self.ask("GET", reverse("plans:edit", args=[self.plan.pk]))
        return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]

    def save(self, row_pk, **sent):
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.token}
        address = reverse("plans:row-save", args=[self.plan.pk, row_pk])
        status, body = self.ask("POST", address, json.dumps(sent), **headers)
        return status, json.loads(body)

    def post(self, name, *args, **sent):
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.token}
        return self.ask("POST", reverse(f"plans:{name}", args=[self.plan.pk, *args]), urlencode(sent), **headers)[0]


def write(editor, row, times, acknowledged):
    """Save `times` texts of one field, each built on what the server last said; after a 409 on the other's text."""
    base, version, number = "0", 1, 0
    while number < times:
        text = f"{editor.name} {number}"
        status, said = editor.save(row.pk, field="instruments", text=text, base=base, version=version)
        if status == 200:
            acknowledged.append((base, text))
            base, version, number = text, said["version"], number + 1
        else:
            assert status == 409, (status, said)
            base, version = said["theirs"], said["version"]


def run_two(live_server, row, times):
    """Two editors at once. All acknowledged saves as (what it was built on, what was saved)."""
    plan, acknowledged = row.area.plan, []
    editors = [Editor(live_server, plan, name) for name in ("Kari", "Ola")]
    with ThreadPoolExecutor(2) as pool:
        for work in [pool.submit(write, editor, row, times, acknowledged) for editor in editors]:
            work.result()
    return acknowledged


def lost(row, acknowledged):
    """How many saves were overwritten by someone who had not seen them: a text that two others were built on.

    Each text is unique, so where nothing is lost the saves form one chain from the first text to the stored one.
    """
    row.refresh_from_db()
    following = dict(acknowledged)
    text, length = "0", 0
    while text in following:
        text, length = following.pop(text), length + 1
    assert text == row.instruments or length < len(acknowledged)
    return len(acknowledged) - length


@pytest.mark.django_db(transaction=True)
def test_two_editors_with_500_saves_each_lose_nothing(live_server, row):
    acknowledged = run_two(live_server, row, SAVES)
    assert len(acknowledged) == 2 * SAVES
    assert lost(row, acknowledged) == 0
    assert row.version == 1 + 2 * SAVES


@pytest.mark.django_db(transaction=True)
def test_without_the_check_saves_are_lost(live_server, row, monkeypatch):
    """The control: the same two editors where the text saved last wins."""

    def save_whatever_was_seen(*, row_pk, field, **sent):
        stored = rows.words_of(PlanRow.objects.get(pk=row_pk), field)
        return rows.save_field(row_pk=row_pk, field=field, **sent | {"base": stored})

    class LastWins:
        save_field = staticmethod(save_whatever_was_seen)
        CellChanged, Saved = rows.CellChanged, rows.Saved

    monkeypatch.setattr(saves, "rows", LastWins)
    acknowledged = run_two(live_server, row, 60)
    assert lost(row, acknowledged) > 0


@pytest.mark.django_db(transaction=True)
def test_two_editors_of_two_fields_of_one_row_never_conflict(live_server, row):
    plan = row.area.plan
    editors = {name: Editor(live_server, plan, name) for name in ("note", "target_group")}

    def write_one(field, editor):
        base, version = "", 1
        for number in range(100):
            status, said = editor.save(row.pk, field=field, text=f"{field} {number}", base=base, version=version)
            assert status == 200, said
            base, version = said["text"], said["version"]

    with ThreadPoolExecutor(2) as pool:
        for work in [pool.submit(write_one, *pair) for pair in editors.items()]:
            work.result()
    row.refresh_from_db()
    assert (row.note, row.target_group, row.version) == ("note 99", "target_group 99", 201)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("name", "model", "sent"),
    [("row-add", PlanRow, {}), ("area-add", Area, {}), ("row-duplicate", PlanRow, {}), ("row-split", PlanRow, {})],
)
def test_five_simultaneous_posts_with_one_key_have_one_effect(live_server, row, name, model, sent):
    plan, key = row.area.plan, uuid.uuid4()
    before = model.objects.count()
    editors = [Editor(live_server, plan, f"Person {number}") for number in range(5)]
    args = [row.pk] if name in ("row-duplicate", "row-split") else []
    ready = threading.Barrier(5)

    def send(editor):
        ready.wait()
        return editor.post(name, *args, key=key, **sent)

    with ThreadPoolExecutor(5) as pool:
        assert set(pool.map(send, editors)) == {302}
    assert model.objects.count() == before + 1


# ---- the page of a conflict, without script


@pytest.fixture
def person(client, row):
    user = make_member(row.area.plan.service, "editor", make_user("Kari Fjell"))
    client.force_login(user)
    return user


def change_as_someone_else(row, field, text, base):
    rows.save_field(
        plan=row.area.plan, row_pk=row.pk, field=field, text=text, base=base, seen=1, by=make_user("Hanne Foss")
    )


@pytest.mark.django_db
def test_the_rows_page_saved_over_a_change_is_409_with_both_texts_and_keeps_the_other_fields(client, row, person):
    plan = row.area.plan
    change_as_someone_else(row, "instruments", "Hannes tekst", "0")
    sent = {"instruments": "Min tekst", "base_instruments": "0", "target_group": "Ny", "base_target_group": ""}
    answer = client.post(reverse("plans:row-form", args=[plan.pk, row.pk]), sent)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Min tekst" in html
    assert "Hannes tekst" in html
    assert "Hanne Foss" in html
    row.refresh_from_db()
    assert (row.instruments, row.target_group) == ("Hannes tekst", "Ny")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("choice", "result"), [("mine", "Min tekst"), ("theirs", "Hannes tekst"), ("merged", "Begge to")]
)
def test_the_page_of_a_conflict_saves_what_is_chosen(client, row, person, choice, result):
    plan = row.area.plan
    change_as_someone_else(row, "instruments", "Hannes tekst", "0")
    sent = {
        "instruments-choice": choice,
        "instruments-mine": "Min tekst",
        "instruments-theirs": "Hannes tekst",
        "instruments-merged": "Begge to",
    }
    answer = client.post(reverse("plans:row-resolve", args=[plan.pk, row.pk]), sent)
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.instruments == result


@pytest.mark.django_db
def test_the_page_of_a_conflict_asks_again_when_the_text_changed_once_more(client, row, person):
    plan = row.area.plan
    change_as_someone_else(row, "instruments", "Nyere", "0")
    sent = {"instruments-choice": "mine", "instruments-mine": "Min", "instruments-theirs": "Eldre"}
    answer = client.post(reverse("plans:row-resolve", args=[plan.pk, row.pk]), sent | {"instruments-merged": ""})
    assert answer.status_code == 409
    row.refresh_from_db()
    assert row.instruments == "Nyere"


@pytest.mark.django_db
def test_an_areas_title_changed_meanwhile_is_409(client, row, person):
    area = row.area
    address = reverse("plans:area-form", args=[area.plan_id, area.pk])
    assert client.post(address, {"title": "Ny", "base": "Noe annet"}).status_code == 409
    area.refresh_from_db()
    assert area.title == "Kurs"
