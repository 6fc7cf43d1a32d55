"""A file on its way into a plan: kept, shown to the virus scanner, read and looked over."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django_ox.models import OxTask

from files import child
from files.models import StoredFile
from files.refused import Refused
from plans import jobs
from plans.actions import imports
from plans.actions.opening import NotNow
from plans.actions.plans import delete
from plans.document import Area, NotAPlan, Row, Section, ServiceFacts, to_json
from plans.models import Plan, PlanImport
from services.conflicts import ChangedMeanwhile
from tests.factories import make_import, make_member, make_plan
from tests.files.clamds import EICAR, clamd
from tests.plans.imports.steps import HTML, ready, start
from tests.sample_files import TWIN, word_twin

pytestmark = pytest.mark.django_db


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
