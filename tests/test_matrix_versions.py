"""Who may see a version, in every state: the part of the matrix whose answers depend on it."""

import pytest

from plans import lifecycle
from tests.factories import make_version
from tests.test_matrix import COMMENTERS, OWN, address, outcome, plan_read
from tests.world import ROLES, make_world

STAFF_OF_IT = "region_staff national_staff"
FILES = [f"plans:version-{kind}" for kind in ("pdf", "docx", "xlsx", "csv", "json")]


@pytest.mark.parametrize("state", lifecycle.STATES)
def test_version_is_seen_by_its_service_and_once_submitted_by_its_staff(db, state):
    world = make_world()
    world.version = make_version(world.plan, state, pdf=b"%PDF")
    expected = plan_read(200)
    if state != lifecycle.NAMED:
        expected |= dict.fromkeys(STAFF_OF_IT.split(), 200)
    for name in ("plans:version", *FILES):
        url = address(name, world)
        assert {role: outcome(world.people[role], "GET", url) for role in ROLES} == expected, name


def test_list_of_versions_is_for_those_who_see_the_working_copy(db):
    world = make_world()
    make_version(world.plan)
    url = address("plans:versions", world)
    seen = {role for role in ROLES if outcome(world.people[role], "GET", url) == 200}
    assert seen == set(OWN.split())


@pytest.mark.parametrize("state", lifecycle.STATES)
def test_staff_comment_on_what_was_submitted_to_them(db, state):
    world = make_world()
    world.version = make_version(world.plan, state)
    expected = plan_read(403) | dict.fromkeys(COMMENTERS, 422)
    if state != lifecycle.NAMED:
        expected |= dict.fromkeys(STAFF_OF_IT.split(), 422)
    url = address("plans:version-comments", world)
    assert {role: outcome(world.people[role], "POST", url) for role in ROLES} == expected
