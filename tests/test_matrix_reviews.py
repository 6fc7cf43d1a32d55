"""The routes of a form in each of its states, of the leader's and of the group's: who gets what. As a draft, the
leader's is in test_matrix.py."""

import pytest

from tests.reviews_factories import mark_signed
from tests.test_matrix import LOGIN, address, only, outcome
from tests.world import ROLES, make_world

SIGNED_READERS = "reader editor leader assessor member chair region_staff national_staff"

# (audience, state) → route → (GET, POST)
STATES = {
    ("group", "draft"): {
        "reviews:response": (only("member chair", 200, otherwise=404), 405),
    },
    ("leader", "signed"): {
        "reviews:response": (only(SIGNED_READERS, 200, otherwise=404), 405),
    },
    ("group", "signed"): {
        "reviews:response": (only(SIGNED_READERS, 200, otherwise=404), 405),
    },
}


@pytest.mark.parametrize(
    ("audience", "state", "name"), [(*key, name) for key, names in STATES.items() for name in names]
)
def test_form_answers_each_role_by_its_state(db, audience, state, name):
    world = make_world()
    if audience == "group":
        world.response = world.group_response
    if state == "signed":
        mark_signed(world.response)
    url = address(name, world)
    for method, expected in zip(("GET", "POST"), STATES[audience, state][name], strict=True):
        wanted = {role: LOGIN if role == "anonymous" else expected for role in ROLES} if expected == 405 else expected
        assert {role: outcome(world.people[role], method, url) for role in ROLES} == wanted, method
