"""The routes of a form in each of its states, of the leader's and of the group's: who gets what. As a draft, the
leader's is in test_matrix.py."""

import pytest

from reviews.actions.responses import keep_pdf
from tests.reviews_factories import mark_signed, mark_waiting
from tests.test_matrix import NO_GET, NO_POST, Expected, address, everyone, fetched, only, outcome
from tests.world import ROLES, make_world

SIGNED_READERS = "reader editor leader assessor member chair region_staff national_staff"
STAFF = "region_staff national_staff"
WRITERS = {"leader": "editor leader", "group": "member chair"}
SIGNERS = {"leader": "leader", "group": "chair"}


def of_unsigned(audience: str, names: str, status: int) -> Expected:
    """Its writers alone see it."""
    return only(WRITERS[audience], 403, otherwise=404) | dict.fromkeys(names.split(), status)


def of_signed(names: str, status: int) -> Expected:
    return only(SIGNED_READERS, 403, otherwise=404) | dict.fromkeys(names.split(), status)


def draft(audience):
    writers, signer = WRITERS[audience], SIGNERS[audience]
    impossible, refused = of_unsigned(audience, writers, 409), of_unsigned(audience, signer, 409)
    return {
        "reviews:response": (of_unsigned(audience, writers, 200), of_unsigned(audience, writers, 302)),
        "reviews:section": (of_unsigned(audience, writers, 200), of_unsigned(audience, writers, 302)),
        "reviews:answer-save": (everyone(405), fetched(of_unsigned(audience, writers, 400))),
        "reviews:look-over": (of_unsigned(audience, writers, 200), NO_POST),
        "reviews:submit": (NO_GET, of_unsigned(audience, writers, 302)),
        "reviews:withdraw": (impossible, impossible),
        "reviews:decline": (refused, refused),
        "reviews:sign": (refused, refused),
        "reviews:receipt": (impossible, NO_POST),
        "reviews:pdf": (of_unsigned(audience, writers, 200), NO_POST),
        "reviews:bundle": (of_unsigned(audience, writers, 200), NO_POST),
        "reviews:reopen": (of_unsigned(audience, "", 0), of_unsigned(audience, "", 0)),
    }


def waiting(audience):
    writers, signer = WRITERS[audience], SIGNERS[audience]
    return draft(audience) | {
        "reviews:response": (of_unsigned(audience, writers, 200), of_unsigned(audience, writers, 409)),
        "reviews:section": (of_unsigned(audience, writers, 302), of_unsigned(audience, writers, 409)),
        "reviews:submit": (NO_GET, of_unsigned(audience, writers, 409)),
        "reviews:withdraw": (of_unsigned(audience, writers, 200), of_unsigned(audience, writers, 302)),
        "reviews:decline": (of_unsigned(audience, signer, 200), of_unsigned(audience, signer, 422)),
        # A body that does not say what was seen
        "reviews:sign": (of_unsigned(audience, signer, 200), of_unsigned(audience, signer, 400)),
    }


def signed(audience):
    writers, signer = of_signed(WRITERS[audience], 409), of_signed(SIGNERS[audience], 409)
    return {
        "reviews:response": (of_signed(SIGNED_READERS, 200), writers),
        "reviews:section": (of_signed(WRITERS[audience], 302), writers),
        "reviews:answer-save": (everyone(405), fetched(of_signed(WRITERS[audience], 400))),
        "reviews:look-over": (of_signed(WRITERS[audience], 302), NO_POST),
        "reviews:submit": (NO_GET, writers),
        "reviews:withdraw": (writers, writers),
        "reviews:decline": (signer, signer),
        "reviews:sign": (signer, signer),
        "reviews:receipt": (of_signed(SIGNED_READERS, 200), NO_POST),
        "reviews:pdf": (of_signed(SIGNED_READERS, 200), NO_POST),
        "reviews:bundle": (of_signed(SIGNED_READERS, 200), NO_POST),
        "reviews:reopen": (of_signed(STAFF, 200), of_signed(STAFF, 422)),
    }


def reopened(audience):
    return signed(audience) | {"reviews:reopen": (of_signed(STAFF, 409), of_signed(STAFF, 409))}


def attaching(audience, state):
    """What is attached changes in a draft alone; the files go to whoever may read the form. The attachment that the
    world has is the leader's."""
    writers = WRITERS[audience]
    if state == "draft":
        changes = (of_unsigned(audience, writers, 200), of_unsigned(audience, writers, 422))
    else:
        closed = of_unsigned(audience, writers, 409) if state == "waiting" else of_signed(writers, 409)
        changes = (closed, closed)
    rules = {f"reviews:attachment{what}": changes for what in ("s", "-link", "-text", "-publications", "-plan")}
    if state in ("draft", "waiting"):
        readers = of_unsigned(audience, writers, 200)
        rules["reviews:archive"] = (of_unsigned(audience, writers, 409), NO_POST)
    else:
        readers = of_signed(SIGNED_READERS, 200)
        rules["reviews:archive"] = (readers, NO_POST)
    if audience == "leader":
        rules["reviews:attachment"] = (readers, NO_POST)
        rules["reviews:attachment-remove"] = changes
        rules["reviews:attachment-move"] = (NO_GET, changes[1])
    return rules


# (audience, state) → route → (GET, POST)
STATES = {
    (audience, of.__name__): of(audience) | attaching(audience, of.__name__)
    for audience in ("leader", "group")
    for of in (draft, waiting, signed, reopened)
    if (audience, of) != ("leader", draft)
}


def bring_to(response, state):
    if state == "waiting":
        mark_waiting(response)
    if state in ("signed", "reopened"):
        keep_pdf(response=mark_signed(response), pdf=b"%PDF")
    if state == "reopened":
        response.state = state
        response.save(update_fields=["state"])


@pytest.mark.parametrize(("audience", "state"), STATES)
def test_form_answers_each_role_by_its_state(db, audience, state):
    world = make_world()
    if audience == "group":
        world.response = world.group_response
    bring_to(world.response, state)
    wrong = {}
    for name, rules in STATES[audience, state].items():
        url = address(name, world)
        for method, expected in zip(("GET", "POST"), rules, strict=True):
            got = {role: outcome(world.people[role], method, url) for role in ROLES}
            wrong |= {(name, method, role): got[role] for role in ROLES if got[role] != expected[role]}
    assert wrong == {}
