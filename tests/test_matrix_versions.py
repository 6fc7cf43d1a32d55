"""Who may see a version, in every state: the part of the matrix whose answers depend on it."""

import pytest

from plans import lifecycle
from tests.factories import make_version
from tests.test_matrix import COMMENTERS, LOGIN, MATRIX, OWN, address, outcome, plan_read
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


STAFF = set(STAFF_OF_IT.split())


def of_step(verb, state, method):
    """What each role gets of a step from a version in that state. A body without a reason is no body for some."""
    step = lifecycle.STEPS[verb]
    who = ({"leader"} if lifecycle.LEADER in step.who else set()) | (STAFF if lifecycle.STAFF in step.who else set())
    seen = set(OWN.split()) | (STAFF if state != lifecycle.NAMED else set())
    taken = 200 if method == "GET" else 422 if step.needs_reason else 302
    answer = taken if state == step.start else 409
    return plan_read(403) | {role: answer if role in who else 403 for role in seen}


@pytest.mark.parametrize("state", lifecycle.STATES)
def test_step_is_for_who_takes_it_and_impossible_from_elsewhere(db, state):
    world = make_world()
    world.version = make_version(world.plan, state, pdf=b"%PDF")
    for verb in lifecycle.STEPS:
        url = address(f"plans:version-{verb}", world)
        for method in ("GET", "POST"):
            got = {role: outcome(world.people[role], method, url) for role in ROLES}
            assert got == of_step(verb, state, method), (verb, method)


def test_every_step_has_a_route():
    assert {f"plans:version-{verb}" for verb in lifecycle.STEPS} <= set(MATRIX)


# What editors and leaders do that leaves the working copy as it is, or makes another.
LEAVES_THE_PLAN = {
    f"plans:{name}" for name in ("new", "next", "import-new", "version-new", "statement-ask", "fetch-back")
}
LEAVES_THE_PLAN |= {f"plans:version-{verb}" for verb in lifecycle.STEPS}


def changes_the_plan(name):
    post = MATRIX[name][1]
    writers = {role for role in ROLES if post[role] not in (LOGIN, 401, 403, 404, 405)}
    return name.startswith("plans:") and writers in ({"editor", "leader"}, {"leader"}) and name not in LEAVES_THE_PLAN


def test_what_changes_the_plan_is_impossible_while_a_version_waits(db):
    """Who has an effect else, or is asked something, gets 409; who may not edit gets what they always get."""
    world = make_world()
    make_version(world.plan)
    wrong = {}
    for name in filter(changes_the_plan, MATRIX):
        for method, expected in zip(("GET", "POST"), MATRIX[name], strict=True):
            for role in ("reader", "editor", "leader"):
                usual = expected[role]
                locked = usual if usual in (403, 404, 405) else 403 if name == "plans:delete" else 409
                got = outcome(world.people[role], method, address(name, world))
                if got != locked:
                    wrong[name, method, role] = got
    assert wrong == {}


@pytest.mark.parametrize("state", lifecycle.STATES)
def test_staff_compare_what_was_submitted_to_them(db, state):
    """What they do not see is no side: tests/plans/test_compare.py."""
    world = make_world()
    make_version(world.plan, state)
    expected = plan_read(200)
    if state != lifecycle.NAMED:
        expected |= dict.fromkeys(STAFF_OF_IT.split(), 200)
    url = address("plans:compare", world)
    assert {role: outcome(world.people[role], "GET", url) for role in ROLES} == expected
