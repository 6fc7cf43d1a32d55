"""An import taken out of the plan again, thrown away, swept."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_ox.models import OxTask

from files.models import StoredFile
from plans import jobs
from plans.actions import imports
from plans.actions.row_steps import delete_row
from plans.actions.rows import save_field
from plans.chronicle import plan_entries
from plans.models import Plan, PlanImport, PlanRow
from plans.telling import told
from services.conflicts import ChangedMeanwhile
from tests.factories import make_area, make_import, make_member, make_plan, make_row, make_user
from tests.plans.imports.steps import HTML, keep, of_rows, ready, start

pytestmark = pytest.mark.django_db


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
