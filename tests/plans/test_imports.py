"""What happens to a file on its way into a plan: kept, read, looked over, stored, taken back, thrown away."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone
from django_ox.models import OxTask

from accounts.models import AuditRecord
from files import child
from files.models import StoredFile
from files.refused import Refused
from plans import jobs
from plans.actions import imports
from plans.actions.documents import document_of
from plans.actions.opening import NotNow
from plans.actions.plans import archive, delete
from plans.actions.row_steps import delete_row
from plans.actions.rows import save_field
from plans.chronicle import plan_entries
from plans.document import Area, NotAPlan, PlanDocument, Row, Section, ServiceFacts, to_json
from plans.models import Plan, PlanImport, PlanRow
from plans.telling import told
from services.conflicts import ChangedMeanwhile
from tests.factories import make_area, make_import, make_member, make_plan, make_row, make_service, make_user
from tests.files.clamds import EICAR, clamd
from tests.sample_files import TWIN, word_twin

pytestmark = pytest.mark.django_db

HTML = b"<table><tr><th>Tiltak<th>M\xc3\xa5lgruppe<tr><td>Kurs<td>Leger<tr><td>Film<td>Alle</table>"


@pytest.fixture
def service():
    return make_service()


@pytest.fixture
def person(service):
    return make_member(service, "editor", make_user("Kari Fjell"))


def start(service, person, *, plan=None, name="plan.docx", data=None, key=None, **place):
    data = word_twin() if data is None else data
    return imports.begin(service=service, plan=plan, by=person, key=key or uuid.uuid4(), name=name, data=data, **place)


def ready(person, plan=None, *, service=None, document=None, **fields):
    """An import of a document of our own, ready to be looked over."""
    document = document or PlanDocument(title="Plan", areas=(Area(title="Kurs", rows=(Row(measure="Nytt kurs"),)),))
    opened = f'{{"kind": "json", "pieces": [], "document": {to_json(document)}}}'
    return make_import(plan, service=service, by=person, opened=opened, **fields)


def keep(imported, person):
    """Into the plan as it is shown."""
    return imports.store(imported=imported, by=person, seen=imports.preview(imported).seen)


def of_rows(number, measure="Tiltak"):
    rows = tuple(Row(measure=f"{measure} {index}", target_group="Leger") for index in range(number))
    return PlanDocument(title="Plan", areas=(Area(title="Kurs", rows=rows),))


# Kept and read


def test_a_small_file_is_read_at_once_and_only_kept(service, person):
    data = word_twin()
    imported = start(service, person, data=data)
    assert (imported.state, imported.name, imported.refusal) == ("ready", "plan.docx", "")
    assert len(imports.preview(imported).matches) == 46
    assert Path(imported.file.content.path).read_bytes() == data
    assert not Plan.with_deleted.exists()
    assert not OxTask.objects.exists()


def test_a_large_file_waits_for_the_worker(service, person, monkeypatch):
    monkeypatch.setattr("files.limits.AT_ONCE", 1000)
    imported = start(service, person)
    assert imported.state == "waiting"
    assert OxTask.objects.get().args == [str(imported.pk)]
    imports.read(imported)
    assert imported.state == "ready"
    imports.read(imported)
    assert imported.state == "ready"


def test_a_file_is_large_by_what_it_unpacks_to(service, person, monkeypatch):
    data = word_twin()
    monkeypatch.setattr("files.limits.AT_ONCE", 3 * len(data))
    assert start(service, person, data=data).state == "waiting"
    assert start(service, person, name="plan.json", data=to_json(TWIN).encode()).state == "ready"


def test_a_file_that_is_no_plan_is_refused_with_a_code(service, person):
    imported = start(service, person, name="side.html", data=b"<html><p>Hei</p></html>")
    assert (imported.state, imported.refusal, imported.opened) == ("refused", "no_table", "")


def test_what_is_no_file_to_be_read_is_refused_before_anything_is_kept(service, person):
    with pytest.raises(Refused):
        start(service, person, name="plan.docx", data=b"MZ" + b"\0" * 100)
    assert not PlanImport.objects.exists()
    assert not StoredFile.objects.exists()


def test_what_is_pasted_has_no_name(service, person):
    plan = make_plan(service)
    imported = start(service, person, plan=plan, name="", data=HTML)
    assert (imported.state, imported.name, imported.plan) == ("ready", "", plan)
    assert [row.measure for _area, row, _ in imports.preview(imported).reading.document.rows()] == ["Kurs", "Film"]


@pytest.fixture
def no_free_place(settings, monkeypatch):
    monkeypatch.setattr("files.limits.WAIT", 0.01)
    settings.READING_PLACES = 0
    child.begin()
    yield
    settings.READING_PLACES = 1
    child.begin()


def test_reading_without_a_free_place_goes_on_waiting(service, person, no_free_place):
    imported = start(service, person)
    assert imported.state == "waiting"
    assert OxTask.objects.get().args == [str(imported.pk)]


def test_reading_an_import_that_was_thrown_away_does_nothing(service, person):
    imported = make_import(service=service, by=person, state="waiting", opened="")
    PlanImport.objects.all().delete()
    imports.read(imported)
    assert not PlanImport.objects.exists()


def test_the_same_key_gives_the_same_import_and_another_persons_does_not(service, person):
    key, other = uuid.uuid4(), make_member(service, "leader")
    first = start(service, person, name="", data=HTML, key=key)
    assert start(service, person, name="", data=HTML, key=key) == first
    assert start(service, other, name="", data=HTML, key=key) != first
    assert StoredFile.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_five_posts_at_once_are_one_import(service, person):
    key = uuid.uuid4()

    def post(_number):
        try:
            return start(service, person, name="", data=HTML, key=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        assert len(set(pool.map(post, range(5)))) == 1
    assert PlanImport.objects.get().state == "ready"
    assert StoredFile.objects.count() == 1


# Looked over


def test_a_preview_tells_of_parts_and_texts_that_have_no_place(service, person):
    long = Row(measure="a" * 20_001)
    areas = (*TWIN.areas, Area(title="x", rows=(long,)))
    document = replace(TWIN, areas=areas, sections=(Section(heading="h" * 251),), depths=("kjenner til",))
    document = replace(document, service=ServiceFacts(name="En annen tjeneste"))
    doubts = imports.preview(ready(person, service=service, document=document)).reading.doubts
    assert [(one.code, one.row, one.column) for one in doubts] == [
        ("other_service", None, ""),
        ("part_not_kept", None, ""),
        ("section_too_long", None, ""),
        ("too_long", 46, "measure"),
    ]


def test_a_preview_into_a_plan_that_is_gone_is_changed_meanwhile(service, person):
    plan = make_plan(service)
    imported = ready(person, plan)
    delete(plan=plan, by=person)
    with pytest.raises(ChangedMeanwhile):
        imports.preview(imported)


def test_answers_that_leave_no_row_are_said_so(service, person):
    imported = start(service, person, name="", data=HTML)
    imports.answer(imported=imported, answers={"columns": {"0": ["", ""]}})
    with pytest.raises(NotAPlan):
        imports.preview(imported)


# Stored as a new plan


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


# Stored in a plan that there is


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


# Taken back


def test_taken_back_it_is_as_if_it_never_came(service, person):
    plan = make_plan(service)
    row = make_row(make_area(plan), measure="Nytt kurs", note="Husk")
    imported = keep(ready(person, plan, document=of_rows(3, "Nytt")), person)
    before = PlanRow.objects.count()
    imports.take_back(imported=imported, by=person)
    imports.take_back(imported=imported, by=person)
    assert before == 4
    assert list(PlanRow.objects.all()) == [row]
    assert (imported.state, imported.batch, imported.plan) == ("ready", None, plan)
    assert "plan.docx" in told(plan_entries(plan), plan)[0].title
    keep(imported, person)
    assert plan.rows.count() == 4


@pytest.mark.parametrize("by_me", [True, False])
def test_what_was_changed_since_cannot_be_taken_back(service, person, by_me):
    plan = make_plan(service)
    imported = keep(ready(person, plan, document=of_rows(2)), person)
    row = plan.rows.first()
    by = person if by_me else make_user()
    save_field(plan=plan, row_pk=row.pk, field="note", text="Ny", base="", seen=1, by=by)
    with pytest.raises(ChangedMeanwhile):
        imports.take_back(imported=imported, by=person)
    assert plan.rows.count() == 2
    assert PlanImport.objects.get().state == "done"


def test_a_row_that_others_put_into_a_new_area_hinders_taking_back(service, person):
    plan = make_plan(service)
    imported = keep(ready(person, plan), person)
    make_row(plan.areas.get(), measure="Min egen")
    with pytest.raises(ChangedMeanwhile):
        imports.take_back(imported=imported, by=person)
    assert plan.rows.count() == 2


def test_a_row_that_others_let_go_on_with_a_new_one_hinders_taking_back(service, person):
    plan = make_plan(service)
    home = make_area(plan, title="Kurs")
    make_row(home, measure="Gammelt", rank=1)
    imported = keep(ready(person, plan), person)
    new = plan.rows.get(measure="Nytt kurs")
    make_row(home, measure="", continues=True, rank=new.rank + 1)
    with pytest.raises(ChangedMeanwhile):
        imports.take_back(imported=imported, by=person)


def test_somebody_elses_step_is_not_mine_to_take_back(service, person):
    plan = make_plan(service)
    imported = keep(ready(person, plan), person)
    with pytest.raises(PermissionDenied):
        imports.take_back(imported=imported, by=make_member(service, "leader"))
    assert plan.rows.count() == 1


def test_a_new_plan_taken_back_is_deleted(service, person):
    old = make_plan(service, is_current=True)
    imported = keep(ready(person, service=service), person)
    imports.take_back(imported=imported, by=person)
    old.refresh_from_db()
    assert list(Plan.objects.all()) == [old]
    assert old.is_current
    assert (imported.state, imported.plan) == ("ready", None)


@pytest.mark.parametrize("change", ["row", "deleted row", "settings"])
def test_a_new_plan_that_was_changed_is_not_deleted(service, person, change):
    imported = keep(ready(person, service=service), person)
    plan, row = imported.plan, imported.plan.rows.get()
    if change == "row":
        save_field(plan=plan, row_pk=row.pk, field="note", text="Ny", base="", seen=1, by=person)
    elif change == "deleted row":
        delete_row(plan=plan, row_pk=row.pk, by=person)
    else:
        plan.version += 1
        plan.save()
    with pytest.raises(ChangedMeanwhile):
        imports.take_back(imported=imported, by=person)
    assert Plan.objects.get() == plan


# Thrown away and swept


def test_discarded_it_is_gone_with_its_file(service, person, django_capture_on_commit_callbacks):
    imported = start(service, person, name="", data=HTML)
    path = Path(imported.file.content.path)
    with django_capture_on_commit_callbacks(execute=True):
        imports.discard(imported=imported, by=person)
        imports.discard(imported=imported, by=person)
    assert not PlanImport.objects.exists()
    assert not StoredFile.objects.exists()
    assert not path.exists()


def test_what_is_in_the_plan_is_not_discarded(service, person):
    imported = keep(ready(person, service=service), person)
    with pytest.raises(ChangedMeanwhile):
        imports.discard(imported=imported, by=person)
    assert PlanImport.objects.exists()


def test_the_sweep_removes_what_a_day_leaves_behind(service, person, django_capture_on_commit_callbacks):
    old, fresh, done = (start(service, person, name="", data=HTML) for _number in range(3))
    keep(done, person)
    paths = [Path(one.file.content.path) for one in (old, fresh, done)]
    PlanImport.objects.exclude(pk=fresh.pk).update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        jobs.sweep.call()
    assert [path.exists() for path in paths] == [False, True, False]
    assert set(PlanImport.objects.all()) == {fresh, done}
    done.refresh_from_db()
    assert (done.state, done.file, done.opened) == ("done", None, "")
    assert imports.preview(start(service, person, name="", data=HTML)).earlier == done


def test_the_sweep_tells_the_worker_of_what_lies(service, person):
    waiting = make_import(service=service, by=person, state="waiting", opened="")
    storing = ready(person, service=service, state="storing")
    ready(person, service=service)
    make_import(service=service, by=person, state="waiting", opened="", name="nettopp")
    PlanImport.objects.exclude(name="nettopp").update(created_at=timezone.now() - timedelta(minutes=2))
    jobs.sweep.call()
    nudged = {(task.task_path.rpartition(".")[2], task.args[0]) for task in OxTask.objects.all()}
    assert nudged == {("read_import", str(waiting.pk)), ("store_import", str(storing.pk))}


# With a virus scanner


@pytest.mark.django_db(transaction=True)
def test_an_import_waits_for_the_scanner_and_is_read_when_it_answers(service, person, settings, monkeypatch):
    settings.CLAMD = "/nobody/listens/here"
    imported = start(service, person)
    with pytest.raises(NotNow):
        imports.read(imported)
    jobs.scan.call()
    assert (imported.state, OxTask.objects.count()) == ("waiting", 0)
    monkeypatch.setattr(imports, "LIES", timedelta())
    with clamd() as (settings.CLAMD, _seen):
        jobs.scan.call()
    assert OxTask.objects.get().args == [str(imported.pk)]
    imports.read(imported)
    assert (imported.state, imported.refusal) == ("ready", "")


@pytest.mark.django_db(transaction=True)
def test_an_import_of_a_clean_file_is_read_at_once(service, person, settings):
    with clamd() as (settings.CLAMD, seen):
        assert start(service, person).state == "ready"
    assert seen == [word_twin()]


@pytest.mark.django_db(transaction=True)
def test_a_harmful_file_is_never_read(service, person, settings, monkeypatch):
    monkeypatch.setattr(child, "run", None)
    with clamd() as (settings.CLAMD, _seen):
        imported = start(service, person, name="plan.html", data=HTML + EICAR)
    assert (imported.state, imported.refusal, imported.opened) == ("refused", "infected", "")
    assert not Path(imported.file.content.path).exists()
