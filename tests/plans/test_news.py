import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from notices.models import Kind, Notice
from plans.actions import versions
from tests.factories import (
    make_area,
    make_group_member,
    make_member,
    make_plan,
    make_region,
    make_row,
    make_service,
    make_staff,
    make_trust,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db

SERVICE = {"leader", "editor", "reader", "member"}
STAFF = {"region"}  # national staff only where the region has none
# The step, the state it begins in, who takes it, of which kind its notice is, and who gets it.
STEPS = [
    ("withdraw", "submitted", "leader", Kind.WITHDRAWN, STAFF),
    ("return", "submitted", "region", Kind.RETURNED, {"leader", "editor"}),
    ("approve", "submitted", "national", Kind.APPROVED, {"leader", "editor"}),
    ("publish", "approved", "leader", Kind.PUBLISHED, (SERVICE | STAFF) - {"leader"}),
    ("unpublish", "published", "region", Kind.WITHDRAWN, (SERVICE | STAFF) - {"region"}),
]


@pytest.fixture
def people():
    north, west = make_region(), make_region()
    service, other = make_service(make_trust(north)), make_service(make_trust(west))
    yesterday = timezone.localdate() - timedelta(days=1)
    make_member(service, "editor", from_date=yesterday, to_date=yesterday)
    make_group_member(service, from_date=yesterday, to_date=yesterday)
    make_member(other, "leader")
    make_staff(west)
    make_user(is_staff=True)
    return {role: make_member(service, role) for role in ("leader", "editor", "reader")} | {
        "member": make_group_member(service),
        "region": make_staff(north),
        "national": make_staff(),
    }


@pytest.fixture
def plan(people):
    plan = make_plan(people["leader"].memberships.get().service, title="Plan Ø")
    make_row(make_area(plan))
    return plan


def told(people, kind):
    """The roles of those who got notices, each one."""
    names = {person.pk: role for role, person in people.items()}
    receivers = [names.get(notice.receiver_id, "somebody else") for notice in Notice.objects.filter(kind=kind)]
    assert len(receivers) == len(set(receivers))
    return set(receivers)


def test_staff_of_the_region_are_told_that_a_plan_is_submitted(people, plan):
    version = versions.submit(plan=plan, by=people["leader"], key=uuid.uuid4())
    assert told(people, Kind.SUBMITTED) == STAFF
    notice = people["region"].notices.get()
    assert "Plan Ø" in notice.subject and version.plan_document.service.name in notice.text
    assert (notice.url, notice.by) == (version.get_absolute_url(), people["leader"])


def test_national_staff_are_told_where_the_region_has_nobody_who_can_sign_in(people, plan):
    people["region"].is_active = False
    people["region"].save()
    versions.submit(plan=plan, by=people["leader"], key=uuid.uuid4())
    assert told(people, Kind.SUBMITTED) == {"national"}


def test_notice_of_a_return_leads_to_where_the_plan_stands(people, plan):
    versions.take(version=make_version(plan), verb="return", by=people["region"], reason="Se radene")
    assert {notice.url for notice in Notice.objects.filter(kind=Kind.RETURNED)} == {f"/planer/{plan.pk}/#state"}


@pytest.mark.parametrize(("verb", "state", "who", "kind", "whom"), STEPS)
def test_a_step_is_told_to_those_whom_it_concerns(people, plan, verb, state, who, kind, whom):
    version = make_version(plan, state, by=people["editor"])
    Notice.objects.all().delete()
    versions.take(version=version, verb=verb, by=people[who], reason="Mangler mål\r\nBcc: x@example.org")
    assert told(people, kind) == whom
    assert Notice.objects.count() == len(whom)
    if verb in ("return", "unpublish"):
        assert "Mangler mål Bcc: x@example.org" in Notice.objects.first().text


def test_of_a_name_or_of_what_is_superseded_nobody_is_told(people, plan):
    versions.name_version(plan=plan, by=people["leader"], key=uuid.uuid4(), name="Før møtet")
    make_version(plan, "published", by=people["leader"])
    Notice.objects.all().delete()
    later = make_version(plan, "approved", by=people["leader"])
    versions.take(version=later, verb="publish", by=people["leader"])
    assert set(Notice.objects.values_list("kind", "key")) == {(Kind.PUBLISHED, f"version:{later.pk}:publish")}


def test_a_step_that_is_refused_is_told_to_nobody(people, plan):
    version = make_version(plan, "approved", by=people["leader"])
    with pytest.raises(versions.ImpossibleStep):
        versions.take(version=version, verb="return", by=people["region"], reason="Mangler mål")
    assert not Notice.objects.exists()
