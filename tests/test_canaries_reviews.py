"""No word of an unsigned form shows to anybody but its writers, be they of the service itself or staff; and no word of
a signed one to the people of other services."""

import pytest

from notices.models import Letter, Notice
from reviews.actions import responses
from reviews.models import ResponseStep
from reviews.permissions import can_write
from tests.factories import make_group_member, make_member
from tests.reviews_factories import mark_signed
from tests.test_canaries import CANARY, reading, shows
from tests.test_matrix import MATRIX
from tests.world import GROUPS, LEADERS, make_world

LEADERS_WORDS, GROUPS_WORDS = f"{LEADERS} {CANARY}", f"{GROUPS} {CANARY}"
PAPERS = {"reviews:pdf", "reviews:bundle", "reviews:archive"}  # printed anew, which takes its time
FORMS = [name for name in MATRIX if name.startswith("reviews:") and not name.startswith("reviews:questionnaire")]
# Where something of forms is said to others than those who may read them: the rest is 404 to them, says the matrix.
OTHERS = ["home:tasks", "home:service", "notices:notices", "accounts:audit", "reviews:home"]
OTHERS += [f"reviews:{name}" for name in ("side-by-side", "round", "round-csv", "round-xlsx")]


@pytest.fixture
def world(db):
    return make_world(CANARY)


def leaks(person, world, *words, routes=OTHERS):
    """The pages on which this person finds the words."""
    pages = reading(person, world, routes)
    return {name for name, page in pages.items() for word in words if shows(page, word)}


def leaks_anywhere(person, world, *words):
    """Of both forms, and of what tells of them."""
    found = leaks(person, world, *words, routes=[*OTHERS, *_of_form(person, world.response)])
    leaders, world.response = world.response, world.group_response
    found |= leaks(person, world, *words, routes=_of_form(person, world.response))
    world.response = leaders
    return found


def _of_form(person, response):
    """One's own draft is not printed for this."""
    return [name for name in FORMS if name not in PAPERS or not can_write(person, response)]


def test_no_writer_finds_a_word_of_the_others_draft(world):
    both = make_group_member(world.service, make_member(world.service, "editor"))
    found = {
        "leader": leaks_anywhere(world.people["leader"], world, GROUPS_WORDS),
        "both": leaks_anywhere(both, world, GROUPS_WORDS),
        "chair": leaks_anywhere(world.people["chair"], world, LEADERS_WORDS),
    }
    assert not any(found.values()), found


def test_nobody_else_finds_a_word_of_either_draft(world):
    others = ("reader", "assessor", "region_staff", "national_staff", "administrator")
    found = {role: leaks(world.people[role], world, LEADERS_WORDS, GROUPS_WORDS) for role in others}
    assert not any(found.values()), found


def test_people_of_elsewhere_find_no_word_of_a_signed_form(world):
    mark_signed(world.response)
    mark_signed(world.group_response)
    others = ("other_leader", "other_region_staff", "administrator")
    words = (LEADERS_WORDS, GROUPS_WORDS, f"Veiledning {CANARY}")
    found = {role: leaks(world.people[role], world, *words) for role in others}
    assert not any(found.values()), found


def test_crawl_does_find_the_words_where_they_may_be_seen(world):
    pages = {"reviews:section", "reviews:look-over"}
    assert leaks(world.people["editor"], world, LEADERS_WORDS, routes=pages) == pages
    mark_signed(world.response)
    staff, pages = world.people["region_staff"], {"reviews:response", "reviews:side-by-side", "reviews:round-csv"}
    assert leaks(staff, world, LEADERS_WORDS, routes=pages) == pages
    assert not leaks(staff, world, GROUPS_WORDS)


def test_notices_and_letters_carry_no_answer_and_a_reason_only_to_the_forms_own_people(world):
    form, chair = world.group_response, world.people["chair"]
    responses.submit(response=form, by=world.people["member"])
    responses.decline(response=form, by=chair, reason=f"Rett spørsmål 3 {CANARY}")
    assert ResponseStep.objects.filter(response=form, verb="decline").exists()
    notices = list(Notice.objects.filter(kind__startswith="review_"))
    said = {notice: f"{notice.subject} {notice.text}" for notice in notices}
    assert not any(LEADERS in text or GROUPS in text for text in said.values())
    told = {notice.receiver for notice, text in said.items() if "Rett spørsmål 3" in text}
    assert told == {world.people["member"]}
    assert all(letter.notices.exists() for letter in Letter.objects.exclude(pk=world.letter.pk))
