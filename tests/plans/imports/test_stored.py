"""An import stored: as a new plan, or in a plan that there is."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.models import AuditRecord
from plans.actions import imports
from plans.actions.documents import document_of
from plans.actions.plans import archive, delete
from plans.actions.rows import save_field
from plans.chronicle import plan_entries
from plans.document import Area, PlanDocument, Row, Section
from plans.models import Plan, PlanImport, PlanRow
from plans.telling import told
from services.conflicts import ChangedMeanwhile
from tests.factories import make_area, make_plan, make_row, make_user
from tests.plans.imports.steps import keep, of_rows, ready
from tests.sample_files import TWIN

pytestmark = pytest.mark.django_db


def test_a_new_plan_as_it_was_answered(service, person):
    sections = (Section(heading="Bakgrunn"), Section(heading="Mål"))
    imported = ready(person, service=service, document=replace(TWIN, sections=sections))
    imports.answer(
        imported=imported,
        answers={
            "title": "Min plan",
            "template": "action",
            "language": "nn",
            "period_start": "2027-01-01",
            "period_end": None,
            "left": [0],
            "left_sections": [0],
        },
    )
    keep(imported, person)
    plan = imported.plan
    assert (imported.state, plan.service, plan.changed_by) == ("done", service, person)
    assert (plan.title, plan.template, plan.language, plan.is_current) == ("Min plan", "action", "nn", True)
    assert (plan.period_start.year, plan.period_end) == (2027, None)
    assert plan.rows.count() == 45
    assert plan.sections.get().heading == "Mål"
    assert AuditRecord.objects.get().verb == "plan.imported"


def test_a_row_that_goes_on_with_one_left_out_has_the_measure(service, person):
    group = (Row(measure="A", note="1"), Row(continues=True, note="2"), Row(continues=True, note="3"))
    document = PlanDocument(areas=(Area(rows=group), Area(title="Tomt", rows=(Row(measure="B"),))))
    imported = ready(person, service=service, document=document)
    imports.answer(imported=imported, answers={"left": [0, 3]})
    keep(imported, person)
    shown = [(area.title, measure, row.note) for area, row, measure in document_of(imported.plan).rows()]
    assert shown == [("", "A", "2"), ("", "A", "3")]
    assert imported.plan.areas.count() == 1


def test_a_new_plan_takes_the_mark_of_the_current_one(service, person):
    old = make_plan(service, is_current=True)
    keep(ready(person, service=service), person)
    old.refresh_from_db()
    assert not old.is_current


def test_into_a_plan_as_one_step_of_its_history(service, person):
    plan = make_plan(service)
    make_row(make_area(plan), measure="Gammelt kurs")
    keep(ready(person, plan, document=of_rows(14)), person)
    assert plan.rows.count() == 15
    entry = told(plan_entries(plan), plan)[0]
    assert entry.by == "Kari Fjell"
    assert "14" in entry.title
    assert "plan.docx" in entry.title
    assert PlanRow.history.exclude(batch=None).values("batch").distinct().count() == 1
    assert AuditRecord.objects.get().verb == "plan.imported"


def test_one_row_that_came_in_is_an_entry_of_its_own_among_my_changes(service, person):
    plan = make_plan(service)
    imported = keep(ready(person, plan), person)
    row = plan.rows.get()
    save_field(plan=plan, row_pk=row.pk, field="note", text="Ny", base="", seen=1, by=person)
    titles = [entry.title for entry in told(plan_entries(plan), plan)]
    assert titles[0] == ""
    assert imported.name in titles[1]


def test_storing_twice_has_one_effect(service, person):
    plan = make_plan(service)
    imported = ready(person, plan)
    seen = imports.preview(imported).seen
    again = PlanImport.objects.get(pk=imported.pk)
    imports.store(imported=imported, by=person, seen=seen)
    imports.store(imported=imported, by=person, seen=seen)
    imports.store(imported=again, by=person, seen=seen)
    assert again.state == "done"
    assert plan.rows.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("into", ["a plan", "a new plan"])
def test_storing_five_times_at_once_has_one_effect(service, person, into):
    plan = make_plan(service) if into == "a plan" else None
    imported = ready(person, plan, service=service)
    seen = imports.preview(imported).seen

    def post(_number):
        try:
            return imports.store(imported=PlanImport.objects.get(pk=imported.pk), by=person, seen=seen).state
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        assert set(pool.map(post, range(5))) == {"done"}
    assert PlanRow.objects.count() == 1
    assert Plan.objects.count() == 1


def test_a_plan_changed_since_it_was_looked_over_is_not_written(service, person):
    plan = make_plan(service)
    row = make_row(make_area(plan), measure="Nytt kurs", note="A")
    imported = ready(person, plan)
    seen = imports.preview(imported).seen
    save_field(plan=plan, row_pk=row.pk, field="note", text="B", base="A", seen=1, by=make_user())
    with pytest.raises(ChangedMeanwhile):
        imports.store(imported=imported, by=person, seen=seen)
    row.refresh_from_db()
    assert (row.note, imported.state) == ("B", "ready")


def test_a_change_elsewhere_in_the_plan_does_not_hinder(service, person):
    plan = make_plan(service)
    other = make_row(make_area(plan), measure="Noe annet", note="A")
    imported = ready(person, plan)
    seen = imports.preview(imported).seen
    save_field(plan=plan, row_pk=other.pk, field="note", text="B", base="A", seen=1, by=make_user())
    imports.store(imported=imported, by=person, seen=seen)
    assert plan.rows.count() == 2


def test_answers_changed_since_it_was_looked_over_hinder(service, person):
    imported = ready(person, service=service)
    seen = imports.preview(imported).seen
    imports.answer(imported=PlanImport.objects.get(), answers={"title": "Annet"})
    with pytest.raises(ChangedMeanwhile):
        imports.store(imported=imported, by=person, seen=seen)


def test_the_same_file_asks_first(service, person):
    plan = make_plan(service)
    first, second = ready(person, plan), ready(person, plan)
    keep(first, person)
    assert imports.preview(second).earlier == first
    with pytest.raises(imports.FileAgain) as again:
        keep(second, person)
    assert again.value.earlier == first
    imports.answer(imported=second, answers={"again": True})
    keep(second, person)
    assert second.state == "done"


def test_the_same_file_in_another_plan_or_taken_back_does_not_ask(service, person):
    plan = make_plan(service)
    first = keep(ready(person, plan), person)
    assert imports.preview(ready(person, make_plan(service))).earlier is None
    imports.take_back(imported=first, by=person)
    assert imports.preview(ready(person, plan)).earlier is None


def test_the_same_file_as_a_new_plan_asks_while_that_plan_is_there(service, person):
    first = keep(ready(person, service=service), person)
    second = ready(person, service=service)
    assert imports.preview(second).earlier == first
    delete(plan=first.plan, by=person)
    assert imports.preview(second).earlier is None


def test_a_locked_or_archived_plan_and_a_person_without_rights_are_refused(service, person):
    plan = make_plan(service)
    imported = ready(person, plan)
    seen = imports.preview(imported).seen
    archive(plan=plan, by=person)
    with pytest.raises(PermissionDenied):
        imports.store(imported=imported, by=person, seen=seen)
    stranger = make_user()
    with pytest.raises(PermissionDenied):
        keep(ready(stranger, service=service), stranger)
    assert not PlanRow.objects.exists()


def test_a_text_that_is_too_long_is_refused_unless_its_row_is_left_out(service, person):
    document = PlanDocument(areas=(Area(rows=(Row(measure="A"), Row(measure="B", note="n" * 20_001))),))
    for plan in (None, make_plan(service)):
        imported = ready(person, plan, service=service, document=document)
        with pytest.raises(imports.DoesNotFit) as refused:
            keep(imported, person)
        assert (refused.value.row, refused.value.column) == (1, "note")
        assert not PlanRow.objects.filter(area__plan=plan).exists()
        imports.answer(imported=imported, answers={"left": [1], "again": True})
        keep(imported, person)
        assert imported.plan.rows.count() == 1


def test_a_plan_has_room_for_so_many_rows(service, person, monkeypatch):
    monkeypatch.setattr("plans.actions.taking_in.MOST_ROWS", 3)
    plan = make_plan(service)
    make_row(make_area(plan), measure="Gammelt kurs")
    with pytest.raises(imports.TooManyRows):
        keep(ready(person, plan, document=of_rows(3)), person)
    assert plan.rows.count() == 1
    keep(ready(person, plan, document=of_rows(2)), person)
    assert plan.rows.count() == 3
