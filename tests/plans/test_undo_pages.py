"""Undo and redo over HTTP, as the buttons without script post them; and who else is editing."""

import json
import time
import uuid
from html import unescape

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.actions import presence, row_steps, rows
from plans.own_steps import own_steps
from tests.factories import make_area, make_member, make_plan, make_row, make_service, make_user
from tests.plans.writing import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(make_service())


@pytest.fixture
def kari(plan, client):
    user = make_member(plan.service, user=make_user("Kari Fjell"))
    client.force_login(user)
    return user


@pytest.fixture
def ola(plan):
    return make_member(plan.service, "editor", user=make_user("Ola Dal"))


@pytest.fixture(autouse=True)
def nobody_there():
    caches["presence"].clear()


def save(client, row, text, field="note", base=None):
    row.refresh_from_db()
    sent = {
        "field": field,
        "text": text,
        "base": rows.words_of(row, field) if base is None else base,
        "version": row.version,
    }
    return client.post(
        reverse("plans:row-save", args=[row.area.plan_id, row.pk]), json.dumps(sent), content_type="application/json"
    )


def take(client, plan, key, name="undo"):
    return client.post(reverse(f"plans:{name}", args=[plan.pk]), {"step": key})


def offered(client, plan):
    return client.get(reverse("plans:edit", args=[plan.pk])).context["offers"]


def test_the_editor_offers_the_newest_step_and_takes_it_back_without_script(client, plan, kari):
    row = make_row(make_area(plan))
    assert offered(client, plan).undo is None
    write(row, kari, "Ny")
    offer = offered(client, plan).undo
    page = client.get(reverse("plans:edit", args=[plan.pk])).content.decode()
    assert f'name="step" value="{offer.key}"' in page
    assert offer.words in unescape(page)
    answer = take(client, plan, offer.key)
    assert answer.status_code == 302
    assert answer.url.endswith(f"?sted=rad-{row.pk}&felt=note#rad-{row.pk}")
    row.refresh_from_db()
    assert row.note == ""
    page = client.get(answer.url)
    assert [str(message) for message in page.context["messages"]]
    again = page.context["offers"].redo
    take(client, plan, again.key, "redo")
    row.refresh_from_db()
    assert row.note == "Ny"


def test_five_posts_of_one_step_take_back_one_step(client, plan, kari):
    area = make_area(plan)
    for _ in range(3):
        row_steps.add_row(plan=plan, key=uuid.uuid4(), by=kari, area=area.pk)
    key = offered(client, plan).undo.key
    assert {take(client, plan, key).status_code for _ in range(5)} == {302}
    assert plan.rows.count() == 2


def test_a_step_that_others_wrote_over_is_refused_in_words_and_the_one_before_it_offered(client, plan, kari, ola):
    row, other = make_row(make_area(plan)), make_row(make_area(plan))
    write(other, kari, "Først")
    write(row, kari, "Karis")
    write(row, ola, "Olas")
    answer = take(client, plan, offered(client, plan).undo.key)
    assert answer.status_code == 409
    assert "Ola Dal" in unescape(answer.content.decode())
    row.refresh_from_db()
    assert row.note == "Olas"
    assert take(client, plan, answer.context["offers"].undo.key).status_code == 302
    other.refresh_from_db()
    assert other.note == ""


def test_a_step_of_nobody_or_of_others_is_refused(client, plan, kari, ola):
    row = make_row(make_area(plan))
    write(row, ola, "Olas")
    theirs = own_steps(plan, ola).done[0].key
    assert take(client, plan, theirs).status_code == 409
    assert take(client, plan, "row-0").status_code == 409
    assert take(client, plan, "").status_code == 400
    row.refresh_from_db()
    assert row.note == "Olas"


def test_a_save_says_what_undo_would_take_back(client, plan, kari):
    row = make_row(make_area(plan), note="0")
    first = save(client, row, "1").json()["undo"]
    assert first == {"step": own_steps(plan, kari).done[0].key, "words": offered(client, plan).undo.words}
    second = save(client, row, "Film", "instruments").json()["undo"]
    assert second["step"] != first["step"]
    assert "undo" not in save(client, row, "Film", "instruments").json()
    assert save(client, row, "", "instruments").json()["undo"] == first
    assert save(client, row, "0").json()["undo"] is None
    area = make_area(plan, title="Kurs")
    sent = {"field": "title", "text": "Møter", "base": "Kurs", "version": 1}
    title = client.post(
        reverse("plans:area-save", args=[plan.pk, area.pk]), json.dumps(sent), content_type="application/json"
    ).json()["undo"]
    assert title["words"] == offered(client, plan).undo.words


def test_the_queries_of_the_editor_do_not_grow_with_what_was_done(client, plan, kari):
    area = make_area(plan)
    make_row(area)
    counted = []
    for more in (1, 30):
        for number in range(more):
            row_steps.add_row(plan=plan, key=uuid.uuid4(), by=kari, area=area.pk)
            write(plan.rows.first(), kari, f"{more} {number}")
        with CaptureQueriesContext(connection) as queries:
            offered(client, plan)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 30, counted


# ---- who else is editing


def there(client, plan):
    answer = client.post(reverse("plans:presence", args=[plan.pk]))
    assert answer.status_code == 200
    return answer.json()["words"]


def test_others_in_the_editor_are_named_until_a_minute_after_they_left(client, plan, kari, ola, monkeypatch):
    assert there(client, plan) == ""
    presence.note(plan, ola)
    assert there(client, plan).startswith("Ola Dal")
    assert "Ola Dal" in client.get(reverse("plans:edit", args=[plan.pk])).context["others"]
    later = time.time() + 61
    monkeypatch.setattr("time.time", lambda: later)
    assert there(client, plan) == ""


def test_two_and_more_are_named_together(client, plan, kari, ola):
    for name in ("Per Vik", "Siri Å", "Tor Aas"):
        presence.note(plan, make_member(plan.service, "editor", user=make_user(name)))
    words = there(client, plan)
    assert all(name in words for name in ("Per Vik", "Siri Å", "Tor Aas"))
    for name in ("Anne Li", "Bo Li"):
        presence.note(plan, make_member(plan.service, "editor", user=make_user(name)))
    assert "3" in there(client, plan)


def test_a_save_tells_that_one_is_there(client, plan, kari, ola):
    save(client, make_row(make_area(plan)), "Ny")
    assert presence.others(plan, ola) == ["Kari Fjell"]


def test_only_who_may_edit_is_named_and_only_in_the_plan_that_is_open(client, plan, kari):
    other = make_plan(plan.service)
    presence.note(other, make_member(plan.service, "editor", user=make_user("Ola Dal")))
    presence.note(plan, make_user("Stig Fremmed"))
    assert there(client, plan) == ""


def test_to_be_there_writes_nothing_to_the_database_and_a_file_at_most_every_fifteen_seconds(
    client, plan, kari, monkeypatch
):
    written = []
    kept = caches["presence"].set
    monkeypatch.setattr(caches["presence"], "set", lambda *args: (written.append(args), kept(*args)))
    with CaptureQueriesContext(connection) as queries:
        for _ in range(5):
            there(client, plan)
    assert len(written) == 1
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    plan.refresh_from_db()
    assert plan.version == 1
