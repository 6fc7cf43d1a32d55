"""What the worker does for imports: a real one, in a process of its own, on the tests' database."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django_ox.models import OxTask

from plans.actions import imports
from plans.actions.plans import archive
from plans.actions.rows import save_field
from plans.document import Area, PlanDocument, Row, to_json
from plans.models import Plan, PlanImport, PlanRow
from plans.wording import REFUSALS
from tests.factories import make_area, make_import, make_member, make_plan, make_row, make_service, make_user
from tests.workers import until, work, worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def service():
    return make_service()


@pytest.fixture
def person(service):
    return make_member(service, "editor", make_user("Kari Fjell"))


def storing(person, rows, *, plan=None, service=None):
    """An import of so many rows that the worker has been told to store."""
    area = Area(title="Kurs", rows=tuple(Row(measure=f"Tiltak {number}", note="Ny") for number in range(rows)))
    opened = f'{{"kind": "json", "pieces": [], "document": {to_json(PlanDocument(title="Plan", areas=(area,)))}}}'
    imported = make_import(plan, service=service, by=person, opened=opened)
    return imports.store(imported=imported, by=person, seen=imports.preview(imported).seen)


def test_a_large_file_is_read_and_stored_by_the_worker(service, person):
    rows = "".join(f"<tr><td>Tiltak {number}<td>Leger" for number in range(460))
    page = f"<table><tr><th>Tiltak<th>M&aring;lgruppe{rows}</table><!--{'x' * 2_000_000}-->"
    imported = imports.begin(
        service=service, plan=None, by=person, key=uuid.uuid4(), name="plan.html", data=page.encode()
    )
    assert imported.state == "waiting"
    work()
    imported.refresh_from_db()
    assert (imported.state, imported.refusal) == ("ready", "")
    imports.store(imported=imported, by=person, seen=imports.preview(imported).seen)
    assert (imported.state, Plan.objects.count()) == ("storing", 0)
    imports.store(imported=imported, by=person, seen="")
    assert OxTask.objects.filter(status="READY").count() == 1
    work()
    imported.refresh_from_db()
    assert (imported.state, imported.refusal, imported.plan.rows.count()) == ("done", "", 460)
    assert imports.progress(imported) is None
    assert PlanRow.history.values("batch").distinct().count() == 1


def test_a_worker_killed_in_the_middle_leaves_nothing_half_and_the_next_one_finishes(service, person):
    imported = storing(person, 3000, service=service)
    with worker("--lock-timeout", "1") as process:
        done, total = until(lambda: (seen := imports.progress(imported)) and seen[0] and seen)
        process.kill()
        process.wait()
    assert 0 < done < total == 3000
    imported.refresh_from_db()
    assert (imported.state, Plan.with_deleted.count(), PlanRow.with_deleted.count()) == ("storing", 0, 0)
    until(lambda: work("--lock-timeout", "1") or PlanImport.objects.get().state == "done")
    imported.refresh_from_db()
    assert imported.plan.rows.count() == 3000
    assert Plan.with_deleted.count() == 1


def test_a_task_that_is_lost_is_nudged_by_the_sweep(service, person):
    imported = storing(person, 460, service=service)
    OxTask.objects.all().delete()
    PlanImport.objects.update(created_at="2026-01-01T12:00+00:00")
    imports.sweep()
    work()
    imported.refresh_from_db()
    assert (imported.state, imported.plan.rows.count()) == ("done", 460)


def test_several_workers_have_one_effect(service, person):
    imported = storing(person, 460, plan=make_plan(service))

    def take_in(_number):
        try:
            imports.take_in(imported.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(take_in, range(3)))
    imported.refresh_from_db()
    assert (imported.state, PlanRow.objects.count()) == ("done", 460)


def test_a_plan_changed_before_the_worker_came_is_not_written(service, person):
    plan = make_plan(service)
    row = make_row(make_area(plan), measure="Tiltak 0", note="A")
    imported = storing(person, 460, plan=plan)
    save_field(plan=plan, row_pk=row.pk, field="note", text="B", base="A", seen=1, by=make_user())
    assert refusal_after(imported) == "changed_meanwhile"
    assert plan.rows.count() == 1


def test_a_plan_archived_before_the_worker_came_is_not_written(service, person):
    imported = storing(person, 460, plan=make_plan(service))
    archive(plan=imported.plan, by=person)
    assert refusal_after(imported) == "not_allowed"
    assert not PlanRow.objects.exists()


def test_a_person_who_lost_their_rights_before_the_worker_came_writes_nothing(service, person):
    imported = storing(person, 460, service=service)
    person.memberships.all().delete()
    assert refusal_after(imported) == "not_allowed"
    assert not Plan.objects.exists()


def test_the_same_file_stored_before_the_worker_came_asks(service, person):
    one, other = (storing(person, 460, service=service) for _number in range(2))
    imports.take_in(one.pk)
    assert refusal_after(other) == "file_again"
    assert Plan.objects.count() == 1


def test_what_nobody_foresaw_is_ready_again(service, person):
    imported = storing(person, 460, service=service)
    PlanImport.objects.update(opened="{")
    assert refusal_after(imported) == "failed"


def refusal_after(imported):
    """Why the worker stored nothing."""
    imports.take_in(imported.pk)
    imported.refresh_from_db()
    assert imported.state == "ready"
    assert imported.refusal in REFUSALS
    return imported.refusal
