"""Who changed what, when: grouping, marking, deleted rows, many records."""

import uuid
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plans.actions.rows import save_field
from plans.chronicle import plan_entries
from plans.models import PlanRow, Section
from tests.factories import make_area, make_member, make_plan, make_row, make_service, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(make_service())


@pytest.fixture
def leader(plan):
    return make_member(plan.service, user=make_user("Kari Fjell"))


def change(row, by, minutes_ago, **fields):
    """One more version of the row, as it was saved so long ago."""
    row.refresh_from_db()
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    entry = row.history.first()
    entry.history_date, entry.history_user = timezone.now() - timedelta(minutes=minutes_ago), by
    entry.save()


def made_long_ago(row):
    row.history.update(history_date=timezone.now() - timedelta(days=1))
    return row


def url(name, *args):
    return reverse(f"plans:{name}", args=args)


def shown(client, user, address):
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return response


def words(response):
    return unescape(response.content.decode())


def test_only_readers_of_the_plan_see_its_history(client, plan):
    row = make_row(make_area(plan))
    for address in (url("history", plan.pk), url("row-history", plan.pk, row.pk)):
        for role in ("leader", "editor", "reader"):
            client.force_login(make_member(plan.service, role))
            assert client.get(address).status_code == 200
        for user in (make_user(), make_member(make_service())):
            client.force_login(user)
            assert client.get(address).status_code == 404


def test_row_of_another_plan_has_no_history_here(client, plan, leader):
    client.force_login(leader)
    assert client.get(url("row-history", plan.pk, make_row().pk)).status_code == 404
    assert client.get(url("row-history", plan.pk, uuid.uuid4())).status_code == 404


def test_changes_by_one_person_within_fifteen_minutes_are_one_entry(client, plan, leader):
    row = made_long_ago(make_row(make_area(plan), target_group="Leger"))
    change(row, leader, 50, target_group="Leger og")
    change(row, leader, 40, target_group="Leger og logopeder")
    change(row, leader, 20, target_group="Foreldre")
    page = shown(client, leader, url("row-history", plan.pk, row.pk))
    newest, grouped, first = page.context["entries"]
    assert newest.things[0].fields[0].parts == (("del", "Leger og logopeder"), ("ins", "Foreldre"))
    assert grouped.things[0].fields[0].parts == (("", "Leger"), ("ins", " og logopeder"))
    assert grouped.by == "Kari Fjell"
    assert first.things[0].verb


def test_another_persons_change_between_parts_the_entries(client, plan, leader):
    row = made_long_ago(make_row(make_area(plan)))
    other = make_user("Ola Dal")
    change(row, leader, 9, note="1")
    change(row, other, 8, note="2")
    change(row, leader, 7, note="3")
    entries = shown(client, leader, url("row-history", plan.pk, row.pk)).context["entries"]
    assert [entry.by for entry in entries[:3]] == ["Kari Fjell", "Ola Dal", "Kari Fjell"]


def test_two_rows_changed_at_once_are_two_entries(plan, leader):
    area = make_area(plan)
    rows = [made_long_ago(make_row(area)) for _ in range(2)]
    before = len(plan_entries(plan))
    for row in rows:
        change(row, leader, 5, note="ny")
    assert len(plan_entries(plan)) == before + 2


def test_changed_words_are_marked_and_escaped(client, plan, leader):
    row = made_long_ago(make_row(make_area(plan), measure="Kurs for <b>leger</b>", status="planned"))
    change(row, leader, 5, measure="Kurs for <i>leger</i>", status="done")
    html = shown(client, leader, url("history", plan.pk)).content.decode()
    assert "<b>leger" not in html
    assert "<i>leger" not in html
    assert "<ins>" in html
    assert "<del>" in html


def test_saved_field_is_told_with_who_and_what(client, plan, leader):
    row = made_long_ago(make_row(make_area(plan), measure="Kurs i vest"))
    save_field(plan=plan, row_pk=row.pk, field="measure", text="Kurs i nord", base="Kurs i vest", seen=1, by=leader)
    newest = shown(client, leader, url("history", plan.pk)).context["entries"][0]
    assert (newest.by, newest.things[0].row) == ("Kari Fjell", str(row.pk))
    assert newest.things[0].fields[0].parts == (("", "Kurs i "), ("del", "vest"), ("ins", "nord"))


def test_deleted_row_has_its_history_and_says_so(client, plan, leader):
    row = made_long_ago(make_row(make_area(plan), measure="Nettside"))
    change(row, leader, 5, deleted_at=timezone.now())
    response = shown(client, leader, url("row-history", plan.pk, row.pk))
    assert response.context["is_deleted"]
    assert response.context["entries"][0].things[0].name == "Nettside"
    assert not PlanRow.objects.filter(pk=row.pk).exists()
    change(row, leader, 5, deleted_at=None)
    assert not shown(client, leader, url("row-history", plan.pk, row.pk)).context["is_deleted"]


def test_row_deleted_and_restored_within_fifteen_minutes_says_so_unless_its_words_changed_too(client, plan, leader):
    row = made_long_ago(make_row(make_area(plan), measure="Nettside"))
    change(row, leader, 8, deleted_at=timezone.now())
    change(row, leader, 7, deleted_at=None)
    for address in (url("row-history", plan.pk, row.pk), url("history", plan.pk)):
        entries = shown(client, leader, address).context["entries"]
        told = [(thing.verb, thing.fields) for entry in entries for thing in entry.things if thing.row]
        assert told[0] == ("Slettet og hentet tilbake", ())
    change(row, leader, 6, note="Ny")
    thing = shown(client, leader, url("row-history", plan.pk, row.pk)).context["entries"][0].things[0]
    assert (thing.verb, len(thing.fields)) == ("Endret rad", 1)


def test_row_that_came_and_went_within_an_entry_leaves_no_trace_of_words(client, plan, leader):
    row = make_row(make_area(plan), measure="Feil")
    row.history.update(history_date=timezone.now() - timedelta(minutes=6), history_user=leader)
    change(row, leader, 5, deleted_at=timezone.now())
    assert "Feil" not in words(shown(client, leader, url("history", plan.pk)))


def test_step_over_many_rows_is_one_entry_told_by_number(client, plan, leader):
    area = make_area(plan)
    batch = uuid.uuid4()
    rows = [make_row(area) for _ in range(20)]
    PlanRow.history.filter(id__in=[row.pk for row in rows]).update(batch=batch)
    entries = shown(client, leader, url("history", plan.pk)).context["entries"]
    (step,) = [entry for entry in entries if entry.numbers]
    assert "20" in step.numbers[0]
    assert not step.things


def test_plan_areas_and_sections_are_told_too(client, plan, leader):
    Section.objects.create(plan=plan, heading="Bakgrunn", text="Hvorfor")
    area = make_area(plan, title="Kurs")
    area.history.update(history_date=timezone.now() - timedelta(hours=1))
    area.title = "Kurs og møter"
    area.save()
    plan.history.update(history_date=timezone.now() - timedelta(hours=1))
    plan.language = "nn"
    plan.save()
    body = words(shown(client, leader, url("history", plan.pk)))
    assert "Bakgrunn" in body
    assert "<ins>" in body


def test_moved_row_is_told_without_words(client, plan, leader):
    area, other = make_area(plan, title="Kurs"), make_area(plan, title="Møter")
    row = made_long_ago(make_row(area))
    change(row, leader, 40, rank=5)
    change(row, leader, 5, area=other)
    to_area, moved, _made = shown(client, leader, url("row-history", plan.pk, row.pk)).context["entries"]
    assert moved.things[0].fields[0].parts == ()
    assert to_area.things[0].fields[0].parts == (("del", "Kurs"), ("ins", "Møter"))


def test_history_is_paged(client, plan, leader):
    area = make_area(plan)
    for number in range(35):
        make_row(area, measure=f"Tiltak {number}")
    address = url("history", plan.pk)
    assert len(shown(client, leader, address).context["entries"]) == 30
    assert "Tiltak 34" in words(shown(client, leader, address))
    assert "Tiltak 0" in words(shown(client, leader, f"{address}?page=2"))
    assert client.get(f"{address}?page=x").status_code == 200


def test_number_of_queries_does_not_grow_with_the_history(client, plan, leader):
    area = make_area(plan)
    counted = []
    for more in (1, 2, 297):
        for _ in range(more):
            make_row(area)
        client.force_login(leader)
        with CaptureQueriesContext(connection) as queries:
            client.get(url("history", plan.pk))
        counted.append(len(queries))
    assert max(counted) == counted[0] <= 20, counted
