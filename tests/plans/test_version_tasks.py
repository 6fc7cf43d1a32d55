from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from plans.actions import versions
from plans.tasks import tasks_for
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 12)


@pytest.fixture
def plan():
    """Without anything that lacks, so that nothing else waits."""
    plan = make.make_plan(make.make_service(name_nb="Svelg", abbreviation=""), title="Planen")
    make.make_row(make.make_area(plan), status="done")
    return plan


def tasks(user):
    with translation.override("en"):
        return [(task.title, task.text, task.url, task.since) for task in tasks_for(user, TODAY)]


def titles(user):
    return [title for title, *_rest in tasks(user)]


def test_returned_plan_is_to_be_mended_by_leader_and_editors(plan):
    staff = make.make_staff(plan.service.trust.region, make.make_user("Siri Stab"))
    version = make.make_version(plan)
    versions.take(version=version, verb="return", by=staff, reason="Mangler\nmål")
    for role in ("leader", "editor"):
        user = make.make_member(plan.service, role)
        expected = ("Mend Planen and submit it again", "Svelg. Siri Stab: Mangler mål", f"/planer/{plan.pk}/#state")
        assert tasks(user) == [(*expected, timezone.localdate())]
    assert titles(make.make_member(plan.service, "reader")) == []
    make.make_version(plan)
    assert titles(user) == []


def test_approved_plan_is_to_be_published_by_the_leader(plan):
    make.make_version(plan, "approved")
    assert titles(make.make_member(plan.service)) == ["Publish Planen"]
    assert titles(make.make_member(plan.service, "editor")) == []
    make.make_version(plan, "published")
    assert not any("Publish" in title for title in titles(make.make_member(plan.service)))


def test_plan_that_waits_for_a_decision_asks_for_nothing_that_cannot_be_done(plan):
    make.make_row(plan.areas.get(), status="")
    leader = make.make_member(plan.service)
    assert titles(leader) == ["Complete Planen"]
    make.make_version(plan)
    assert titles(leader) == []


def test_staff_decide_on_what_was_submitted_to_their_region_the_oldest_first(plan):
    region = plan.service.trust.region
    staff = make.make_staff(region)
    second = make.make_row(make.make_area(make.make_plan(make.make_service(plan.service.trust), title="Den andre")))
    newer = make.make_version(second.area.plan)
    make.make_version(plan)
    make.make_version(make.make_row().area.plan)
    make.make_version(plan, "named")
    assert titles(staff) == ["Decide on Den andre", "Decide on Planen"]
    assert tasks(staff)[0][2] == newer.get_absolute_url()
    versions.take(version=newer, verb="approve", by=staff)
    assert titles(staff) == ["Decide on Planen"]


def test_national_staff_decide_where_the_region_has_nobody(plan):
    national = make.make_staff()
    make.make_version(plan)
    assert titles(national) == ["Decide on Planen"]
    staff = make.make_staff(plan.service.trust.region)
    assert titles(national) == []
    staff.is_active = False
    staff.save()
    assert titles(national) == ["Decide on Planen"]


def test_administrators_and_strangers_decide_nothing(plan):
    make.make_version(plan)
    assert titles(make.make_user()) == []


def test_tasks_take_the_same_queries_however_many_plans():
    region = make.make_region()
    user = make.make_staff(region)
    counts = []
    for number in (1, 2, 7):
        for state in ("submitted", "returned", "approved") * number:
            service = make.make_service(make.make_trust(region))
            make.make_member(service, user=user)
            make.make_version(make.make_row(make.make_area(make.make_plan(service))).area.plan, state)
        with CaptureQueriesContext(connection) as queries:
            tasks_for(user, TODAY)
        counts.append(len(queries))
    assert len(set(counts)) == 1
