import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import AuditRecord
from plans import lifecycle
from plans.actions import rows, versions
from plans.actions.documents import document_of
from plans.actions.plans import archive, save_settings
from plans.actions.steps import Locked
from plans.document import from_json
from plans.models import PlanVersion, VersionStep
from tests import factories as make

ENDS = {"withdraw": "withdrawn", "return": "returned", "approve": "approved", "publish": "published"}


@pytest.fixture
def row(db):
    return make.make_row(measure="Lage kurs")


@pytest.fixture
def plan(row):
    return row.area.plan


@pytest.fixture
def leader(plan):
    return make.make_member(plan.service)


@pytest.fixture
def staff(plan):
    return make.make_staff(plan.service.trust.region)


def submit(plan, by):
    return versions.submit(plan=plan, by=by, key=uuid4())


def test_submitted_version_holds_the_plan_as_it_stood(plan, row, leader):
    before = document_of(plan)
    version = submit(plan, leader)
    versions.take(version=version, verb="withdraw", by=leader)
    row.measure = "Noe helt annet"
    row.save()

    kept = PlanVersion.objects.get(pk=version.pk)
    assert kept.plan_document.areas == before.areas
    assert kept.plan_document.version == kept.number == 1
    assert kept.plan_document.service.region == plan.service.trust.region.name
    assert kept.sha256 == sha256(bytes(kept.document)).hexdigest()
    assert from_json(bytes(kept.document)) == kept.plan_document
    assert json.loads(bytes(kept.document))["version"] == 1


def test_versions_are_numbered_in_their_plan(plan, leader):
    first = versions.name_version(plan=plan, by=leader, key=uuid4(), name="Før møtet")
    assert (first.number, first.state, first.name, first.submitted_at) == (1, "named", "Før møtet", None)
    assert submit(plan, leader).number == 2
    other = make.make_row().area.plan
    assert submit(other, make.make_member(other.service)).number == 1


def test_plan_without_rows_is_not_frozen(db):
    plan = make.make_plan()
    with pytest.raises(versions.NothingToFreeze):
        submit(plan, make.make_member(plan.service))


def test_same_key_gives_the_same_version_and_never_anothers(plan, leader):
    key = uuid4()
    first = versions.submit(plan=plan, by=leader, key=key)
    assert versions.submit(plan=plan, by=leader, key=key) == first
    other = make.make_row().area.plan
    assert versions.submit(plan=other, by=make.make_member(other.service), key=key) != first


@pytest.mark.parametrize("role", ["editor", "reader", "assessor"])
def test_only_the_leader_submits(plan, role):
    with pytest.raises(PermissionDenied):
        submit(plan, make.make_member(plan.service, role))


def test_working_copy_is_locked_while_a_version_waits(plan, row, leader, staff):
    version = submit(plan, leader)

    def write():
        rows.save_field(plan=plan, row_pk=row.pk, field="note", text="ny", base="", seen=row.version, by=leader)

    for attempt in (
        write,
        lambda: archive(plan=plan, by=leader),
        lambda: save_settings(plan=plan, seen=1, values={"title": "Ny"}, by=leader),
    ):
        with pytest.raises(Locked):
            attempt()
    versions.take(version=version, verb="approve", by=staff)
    write()


def test_second_submission_is_impossible_while_one_waits(plan, leader):
    waiting = submit(plan, leader)
    with pytest.raises(versions.ImpossibleStep) as told:
        submit(plan, leader)
    assert told.value.version == waiting


@pytest.mark.parametrize("state", lifecycle.STATES)
@pytest.mark.parametrize("verb", lifecycle.STEPS)
def test_step_leads_on_only_from_where_it_begins(plan, leader, staff, state, verb):
    version = make.make_version(plan, state)
    step = lifecycle.STEPS[verb]
    by = staff if lifecycle.STAFF in step.who else leader
    if state == step.start:
        assert versions.take(version=version, verb=verb, by=by, reason="fordi").state == step.end
        taken = VersionStep.objects.latest("id")
        assert (taken.verb, taken.by, taken.reason) == (verb, by, "fordi")
        assert AuditRecord.objects.filter(by=by, verb=f"version.{verb}", target_id=version.pk).exists()
    else:
        with pytest.raises(versions.ImpossibleStep):
            versions.take(version=version, verb=verb, by=by, reason="fordi")
        version.refresh_from_db()
        assert version.state == state


@pytest.mark.parametrize("verb", [verb for verb, step in lifecycle.STEPS.items() if step.needs_reason])
def test_step_that_hurts_is_explained(plan, staff, verb):
    version = make.make_version(plan, lifecycle.STEPS[verb].start)
    with pytest.raises(versions.ReasonMissing):
        versions.take(version=version, verb=verb, by=staff, reason="  \n ")


def test_publishing_takes_the_place_of_what_was_published(plan, leader):
    first, second = make.make_version(plan, "published"), make.make_version(plan, "approved")
    versions.take(version=second, verb="publish", by=leader)
    first.refresh_from_db()
    assert first.state == "superseded"
    assert first.steps.latest("id").verb == "supersede"
    assert list(PlanVersion.objects.published()) == [second]


def test_returned_version_marks_rows_of_its_own_only(plan, row, leader, staff):
    version = submit(plan, leader)
    foreign = make.make_row()
    versions.take(
        version=version, verb="return", by=staff, reason="Se radene", marks={row.pk: "Hvem?", foreign.pk: "nei"}
    )
    assert [(mark.row, mark.remark) for mark in version.steps.latest("id").marks.all()] == [(row.pk, "Hvem?")]


def test_other_regions_staff_decide_nothing(plan, leader):
    version = submit(plan, leader)
    with pytest.raises(PermissionDenied):
        versions.take(version=version, verb="approve", by=make.make_staff(make.make_region()))


def test_region_is_frozen_with_the_version(plan, leader, staff):
    version = submit(plan, leader)
    plan.service.trust = make.make_trust()
    plan.service.save()
    assert list(PlanVersion.objects.visible_to(staff)) == [version]
    assert not PlanVersion.objects.visible_to(make.make_staff(plan.service.trust.region)).exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("document", b"{}"),
        ("sha256", "0" * 64),
        ("number", 7),
        ("title", "En annen"),
        ("pdf", b"%PDF annen"),
        ("pdf_sha256", "1" * 64),
        ("submitted_at", timezone.now() + timedelta(days=1)),
    ],
)
def test_database_refuses_to_change_what_is_frozen(plan, field, value):
    version = make.make_version(plan, pdf=b"%PDF")
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        PlanVersion.objects.filter(pk=version.pk).update(**{field: value})


def test_database_refuses_another_region(plan):
    version = make.make_version(plan)
    region = make.make_region()
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        PlanVersion.objects.filter(pk=version.pk).update(region=region)


def test_first_pdf_stays(plan):
    version = make.make_version(plan)
    versions.keep_pdf(version=version, pdf=b"%PDF en")
    versions.keep_pdf(version=version, pdf=b"%PDF to")
    assert bytes(version.pdf) == b"%PDF en"
    assert version.pdf_sha256 == sha256(b"%PDF en").hexdigest()


@pytest.mark.parametrize("verb", ["approve", "withdraw"])
@pytest.mark.django_db(transaction=True)
def test_two_hundred_who_take_a_step_at_once_take_it_once(verb):
    row = make.make_row()
    plan = row.area.plan
    version = submit(plan, make.make_member(plan.service))
    by = make.make_staff() if verb == "approve" else plan.service.memberships.get().user

    def attempt(_number):
        try:
            versions.take(version=version, verb=verb, by=by)
            return "taken"
        except versions.ImpossibleStep as told:
            return told.version.state
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(attempt, range(200)))
    assert sorted(outcomes) == sorted(["taken"] + [ENDS[verb]] * 199)
    assert version.steps.filter(verb=verb).count() == 1


@pytest.mark.django_db(transaction=True)
def test_plan_submitted_many_times_at_once_has_one_version():
    plan = make.make_row().area.plan
    leader = make.make_member(plan.service)
    key = UUID(int=5)

    def attempt(number):
        try:
            return versions.submit(plan=plan, by=leader, key=key if number % 2 else uuid4()).pk
        except versions.ImpossibleStep as told:
            return told.version.pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(attempt, range(40)))) == 1
    assert plan.versions.count() == 1
