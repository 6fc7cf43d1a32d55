"""Brought back from the history: a field's earlier words, a whole row's, a deleted row, an area with its rows."""

import uuid
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plans.actions import areas, row_steps, rows
from plans.actions.restore import Gone, WordsChanged, restore_area, restore_words
from plans.actions.taking_back import take_back
from plans.actions.undo import undo
from plans.models import Area, PlanRow
from plans.own_steps import own_steps
from plans.timeframe import Timeframe, read
from tests.factories import make_area, make_member, make_plan, make_row, make_service, make_user
from tests.plans.groups import make_group, measures, order
from tests.plans.writing import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(make_service())


@pytest.fixture
def kari(plan):
    return make_member(plan.service, user=make_user("Kari Fjell"))


@pytest.fixture
def ola(plan):
    return make_member(plan.service, "editor", user=make_user("Ola Dal"))


def newest(row):
    return row.history.order_by("-history_id").values_list("history_id", flat=True)[0]


def bring_back(row, entry, by, seen=None, fields=rows.FIELDS):
    changed = restore_words(
        plan=row.area.plan, row_pk=row.pk, entry=entry, seen=seen or newest(row), fields=fields, by=by
    )
    row.refresh_from_db()
    return changed


def address(name, plan, thing):
    return reverse(f"plans:{name}", args=[plan.pk, thing.pk])


# ---- words


def test_one_field_gets_its_earlier_words_and_the_others_stay(plan, kari, ola):
    row = make_row(make_area(plan), note="Først", instruments="Kurs")
    first = newest(row)
    write(row, kari, "Siden")
    write(row, ola, "Film", "instruments")
    assert bring_back(row, first, kari, fields=["note"]) == ["note"]
    assert (row.note, row.instruments) == ("Først", "Film")
    entry = row.history.first()
    assert (entry.history_user, entry.version) == (kari, row.version)
    assert entry.batch


def test_the_whole_row_comes_back_with_the_reading_of_its_time(plan, kari):
    row = make_row(make_area(plan), measure="Nettside", target_group="Leger", status="planned")
    write(row, kari, "Neste høst 23?", "timeframe")
    reading = Timeframe(text="Neste høst 23?", kind="year", start=read("2024").start, end=read("2024").end)
    rows.correct_timeframe(plan=plan, row_pk=row.pk, reading=reading, by=kari)
    then = newest(row)
    for field, text in (("measure", "Bok"), ("timeframe", "2030"), ("status", "done"), ("target_group", "")):
        write(row, kari, text, field)
    changed = bring_back(row, then, kari)
    assert set(changed) == {"measure", "timeframe", "status", "target_group"}
    assert (row.measure, row.target_group, row.status) == ("Nettside", "Leger", "planned")
    assert (row.timeframe, row.timeframe_corrected) == (reading, True)


def test_words_that_nobody_has_seen_are_not_written_over(plan, kari, ola):
    row = make_row(make_area(plan), note="Først")
    first = newest(row)
    write(row, kari, "Karis")
    seen = newest(row)
    write(row, ola, "Olas")
    for fields in (["note"], rows.FIELDS):
        with pytest.raises(WordsChanged) as refused:
            bring_back(row, first, kari, seen=seen, fields=fields)
        assert refused.value.fields == ["note"]
    row.refresh_from_db()
    assert row.note == "Olas"
    assert bring_back(row, first, kari, seen=newest(row)) == ["note"]


def test_words_of_others_in_another_field_are_no_hindrance(plan, kari, ola):
    row = make_row(make_area(plan), note="Først")
    first = newest(row)
    write(row, kari, "Karis")
    seen = newest(row)
    write(row, ola, "Film", "instruments")
    assert bring_back(row, first, kari, seen=seen, fields=["note"]) == ["note"]
    assert row.instruments == "Film"


def test_what_stands_there_already_makes_no_entry(plan, kari):
    row = make_row(make_area(plan), note="Først")
    first = newest(row)
    write(row, kari, "Siden")
    bring_back(row, first, kari)
    count = row.history.count()
    assert bring_back(row, first, kari) == []
    assert row.history.count() == count


def test_a_deleted_row_comes_back_before_its_words(plan, kari):
    row = make_row(make_area(plan), note="Først")
    first = newest(row)
    write(row, kari, "Siden")
    row_steps.delete_row(plan=plan, row_pk=row.pk, by=kari)
    with pytest.raises(Gone):
        bring_back(row, first, kari)


def test_entries_of_other_rows_are_none(plan, kari):
    row, other = make_row(make_area(plan)), make_row()
    with pytest.raises(PlanRow.history.model.DoesNotExist):
        bring_back(row, newest(other), kari)
    with pytest.raises(PlanRow.DoesNotExist):
        restore_words(plan=plan, row_pk=other.pk, entry=1, seen=1, fields=rows.FIELDS, by=kari)


def test_a_row_that_went_on_does_so_again_only_under_the_same_measure(plan, kari):
    area = make_area(plan)
    head, second, third = make_group(area, "Kurs")
    then = newest(second)
    write(second, kari, "Film", "measure")
    assert measures(plan)[third.pk] == "Film"
    bring_back(second, then, kari)
    assert (second.continues, second.measure) == (False, "Film"), "another measure stands above"
    write(second, kari, "Kurs", "measure")
    bring_back(second, then, kari)
    assert (second.continues, second.measure) == (True, "")
    assert measures(plan) == dict.fromkeys((head.pk, second.pk, third.pk), "Kurs")


def test_bringing_back_can_be_undone(plan, kari):
    row = make_row(make_area(plan), note="Først")
    first = newest(row)
    write(row, kari, "Siden")
    bring_back(row, first, kari)
    take_back(plan=plan, key=own_steps(plan, kari).done[0].key, by=kari)
    row.refresh_from_db()
    assert row.note == "Siden"


# ---- deleted rows and areas


def emptied(area, by):
    """The area deleted as its people do it: first its rows, one by one."""
    for pk in order(area):
        row_steps.delete_row(plan=area.plan, row_pk=pk, by=by)
    areas.delete_area(plan=area.plan, area_pk=area.pk, by=by)


def test_an_area_comes_back_with_its_band_and_the_rows_that_are_wanted(plan, kari):
    band = make_area(plan, kind="band", title="Bolk")
    area = make_area(plan, parent=band, title="Kurs")
    one, two, three = (make_row(area, measure=name) for name in "abc")
    emptied(area, kari)
    areas.delete_area(plan=plan, area_pk=band.pk, by=kari)
    restore_area(plan=plan, area_pk=area.pk, rows=[one.pk, three.pk], by=kari)
    assert set(plan.areas.values_list("pk", flat=True)) == {band.pk, area.pk}
    assert order(area) == [one.pk, three.pk]
    assert PlanRow.with_deleted.get(pk=two.pk).deleted_at


def test_an_area_comes_back_with_the_rows_that_went_with_it(plan, kari):
    area = make_area(plan)
    group = make_group(area, "")
    areas.delete_area(plan=plan, area_pk=area.pk, by=kari)
    restore_area(plan=plan, area_pk=area.pk, rows=[], by=kari)
    assert order(area) == [row.pk for row in group]
    assert [row.continues for row in PlanRow.objects.filter(area=area).order_by("rank")] == [False, True, True]


def test_an_area_and_its_rows_are_one_step_and_can_be_undone(plan, kari):
    area = make_area(plan)
    make_group(area, "Kurs")
    emptied(area, kari)
    rows_in_it = list(PlanRow.with_deleted.values_list("pk", flat=True))
    restore_area(plan=plan, area_pk=area.pk, rows=rows_in_it, by=kari)
    restore_area(plan=plan, area_pk=area.pk, rows=rows_in_it, by=kari)
    assert set(measures(plan).values()) == {"Kurs"}
    assert plan.rows.count() == 3
    batches = set(PlanRow.history.filter(history_change_reason="restore").values_list("batch", flat=True))
    assert len(batches) == 1
    undo(batch=batches.pop(), plan=plan, by=kari)
    assert not plan.areas.exists()
    assert not plan.rows.exists()


def test_a_group_that_an_import_took_along_comes_back_as_one_or_in_parts(plan, kari):
    """Rows deleted together still go on with each other; one that comes back alone has their measure."""
    area = make_area(plan)
    above = make_row(area, measure="Bok")
    head, second, third = make_group(area, "Kurs")
    batch = uuid.uuid4()
    PlanRow.history.filter(id__in=[head.pk, second.pk, third.pk]).update(batch=batch, history_user=kari)
    undo(batch=batch, plan=plan, by=kari)
    row_steps.restore_row(plan=plan, row_pk=second.pk, by=kari)
    row_steps.restore_row(plan=plan, row_pk=third.pk, by=kari)
    assert measures(plan) == {above.pk: "Bok", second.pk: "Kurs", third.pk: "Kurs"}


# ---- the pages


def changed_by(row, by, minutes_ago, **fields):
    row.refresh_from_db()
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    row.history.filter(history_id=newest(row)).update(
        history_date=timezone.now() - timedelta(minutes=minutes_ago), history_user=by
    )


def test_the_page_of_a_row_brings_back_a_field_and_says_so(client, plan, kari):
    row = make_row(make_area(plan), note="Først")
    row.history.update(history_date=timezone.now() - timedelta(hours=1))
    first = newest(row)
    changed_by(row, kari, 5, note="Siden")
    client.force_login(kari)
    page = client.get(address("row-history", plan, row))
    assert f'value="{first} note"' in page.content.decode()
    assert page.context["seen"] == newest(row)
    sent = {"what": f"{first} note", "seen": page.context["seen"]}
    answer = client.post(address("row-words", plan, row), sent, follow=True)
    row.refresh_from_db()
    assert row.note == "Først"
    assert answer.redirect_chain[-1][0] == address("row-history", plan, row)
    assert list(answer.context["messages"])


def test_the_page_asks_where_others_wrote_since_and_does_it_when_asked_again(client, plan, kari, ola):
    row = make_row(make_area(plan), note="Først")
    row.history.update(history_date=timezone.now() - timedelta(hours=1))
    first = newest(row)
    changed_by(row, kari, 20, note="Karis")
    seen = newest(row)
    changed_by(row, ola, 5, note="Olas nye ord")
    client.force_login(kari)
    answer = client.post(address("row-words", plan, row), {"what": first, "seen": seen})
    body = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Olas nye ord" in body
    assert "Ola Dal" in body
    again = {"what": answer.context["what"], "seen": answer.context["seen"]}
    assert client.post(address("row-words", plan, row), again).status_code == 302
    row.refresh_from_db()
    assert row.note == "Først"


def test_the_page_of_a_deleted_row_restores_it(client, plan, kari):
    row = make_row(make_area(plan), note="Først")
    row_steps.delete_row(plan=plan, row_pk=row.pk, by=kari)
    client.force_login(kari)
    for page in (client.get(address("row-history", plan, row)), client.get(reverse("plans:history", args=[plan.pk]))):
        assert address("row-restore", plan, row) in page.content.decode()
    refused = client.post(address("row-words", plan, row), {"what": newest(row), "seen": newest(row)})
    assert refused.status_code == 409
    assert address("row-restore", plan, row) in refused.content.decode()
    client.post(address("row-restore", plan, row))
    assert plan.rows.get() == row


def test_the_history_of_the_plan_leads_to_a_deleted_area_and_its_page_brings_it_back(client, plan, kari):
    area = make_area(plan, title="Kurs")
    row, empty = make_row(area, measure="Svelgkurs"), make_row(area, measure="")
    old = make_row(area, measure="Slettet for lenge siden", deleted_at=timezone.now() - timedelta(days=9))
    emptied(area, kari)
    client.force_login(kari)
    page = client.get(reverse("plans:history", args=[plan.pk]))
    assert address("area-restore", plan, area) in page.content.decode()
    form = client.get(address("area-restore", plan, area)).context["form"]
    assert dict(form.fields["rows"].choices) == {str(row.pk): "Svelgkurs", str(old.pk): "Slettet for lenge siden"}
    assert form.initial["rows"] == [str(row.pk)]
    answer = client.post(address("area-restore", plan, area), {"rows": [str(row.pk)]})
    assert answer.status_code == 302
    assert order(area) == [row.pk]
    assert client.post(address("area-restore", plan, area), {"rows": [str(row.pk)]}).status_code == 302
    assert empty.pk not in order(area)


def test_areas_of_a_step_over_many_things_can_be_found_again(client, plan, kari):
    batch = uuid.uuid4()
    area = make_area(plan, title="Kurs")
    rows_in_it = [make_row(area) for _ in range(9)]
    Area.history.filter(id=area.pk).update(batch=batch, history_user=kari)
    PlanRow.history.filter(id__in=[row.pk for row in rows_in_it]).update(batch=batch, history_user=kari)
    undo(batch=batch, plan=plan, by=kari)
    client.force_login(kari)
    page = client.get(reverse("plans:history", args=[plan.pk]))
    assert address("area-restore", plan, area) in page.content.decode()
    client.post(address("area-restore", plan, area))
    assert plan.rows.count() == 9


def test_who_may_not_edit_is_offered_nothing(client, plan, kari):
    row, area = make_row(make_area(plan), note="Først"), make_area(plan)
    row.history.update(history_date=timezone.now() - timedelta(hours=1))
    changed_by(row, kari, 5, note="Siden")
    areas.delete_area(plan=plan, area_pk=area.pk, by=kari)
    client.force_login(make_member(plan.service, "reader"))
    for name in (address("row-history", plan, row), reverse("plans:history", args=[plan.pk])):
        body = client.get(name).content.decode()
        assert "bring-back" not in body
        assert "hent-tilbake" not in body


def test_the_queries_of_a_restored_area_do_not_grow_with_its_rows(plan, kari):
    counted = []
    for number in (3, 300):
        area, batch = make_area(plan), uuid.uuid4()
        made = [make_row(area) for _ in range(number)]
        Area.history.filter(id=area.pk).update(batch=batch, history_user=kari)
        PlanRow.history.filter(id__in=[row.pk for row in made]).update(batch=batch, history_user=kari)
        undo(batch=batch, plan=plan, by=kari)
        with CaptureQueriesContext(connection) as queries:
            restore_area(plan=plan, area_pk=area.pk, rows=[], by=kari)
        assert PlanRow.objects.filter(area=area).count() == number
        counted.append(len(queries))
    assert counted[1] <= counted[0] + 5, counted
