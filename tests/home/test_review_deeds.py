"""What one did with forms, among the last deeds of one's own first page."""

import pytest
from django.utils import translation

from accounts import audit
from home.deeds import last_deeds
from reviews.actions.answers import save_part
from services.models import Membership
from tests.factories import make_member, make_staff
from tests.reviews_factories import leader_of, make_response, make_round, mark_signed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def deeds_of(user):
    return [(deed.text, deed.name, deed.url) for _day, deeds in last_deeds(user)[0] for deed in deeds]


def answer(response, by, **texts):
    for key, text in texts.items():
        save_part(response=response, key=key, part="text", value=text, base="", seen=0, by=by)


def named(response):
    return f"Spørsmål til leder av tjenesten, {response.service.abbreviation}", response.get_absolute_url()


def test_answers_of_a_day_are_one_deed_and_the_form_is_where_one_left_off():
    response = make_response()
    leader = leader_of(response)
    answer(response, leader, text="Hemmelig utkast", yes_no="Mer hemmelig")
    assert deeds_of(leader) == [("Answered 2 questions in", *named(response))]
    place = last_deeds(leader)[1]
    assert (place.name, place.of) == ("Spørsmål til leder av tjenesten", str(response.service))
    assert place.url == response.get_absolute_url()


def test_signed_form_is_no_place_to_go_on():
    response = make_response()
    leader = leader_of(response)
    answer(response, leader, text="Svar")
    mark_signed(response)
    assert last_deeds(leader)[1] is None


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("submit", "Sent to be signed:"),
        ("withdraw", "Took back:"),
        ("decline", "Sent back unsigned:"),
        ("sign", "Signed:"),
        ("reopen", "Reopened:"),
    ],
)
def test_steps_of_a_form_are_deeds(verb, words):
    response = make_response()
    audit.record(leader_of(response), f"response.{verb}", response)
    assert deeds_of(leader_of(response)) == [(words, *named(response))]


def test_deeds_in_a_form_that_one_no_longer_sees_are_not_told():
    response = make_response()
    editor = make_member(response.service, "editor")
    answer(response, editor, text="Svar")
    audit.record(editor, "response.submit", response)
    assert len(deeds_of(editor)) == 2
    Membership.objects.filter(user=editor).update(to_date="2020-01-01")
    assert last_deeds(editor) == ([], None)


def test_deed_nobody_knows_is_not_told():
    response = make_response()
    audit.record(leader_of(response), "response.created", response)
    assert deeds_of(leader_of(response)) == []


def test_opening_a_round_is_a_deed():
    staff = make_staff()
    opened = make_round(opened=True, by=staff)
    assert deeds_of(staff) == [("Opened the review round", opened.title, opened.get_absolute_url())]
