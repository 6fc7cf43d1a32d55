"""The page of both signed forms beside each other. Who may see it is in the matrix."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.actions.responses import reopen
from reviews.models import Question, Response
from tests.factories import make_region, make_service, make_staff, make_trust
from tests.reviews_factories import (
    chair_of,
    leader_of,
    make_questionnaire,
    make_response,
    make_round,
    mark_signed,
    write_draft,
)

pytestmark = pytest.mark.django_db
LEADERS, GROUPS = "Lederens hemmelighet", "Gruppens hemmelighet"


@pytest.fixture
def forms():
    """The leader's and the group's, both drafts with words in every answer."""
    leader = make_response(leader_questionnaire=make_questionnaire(kinds=("text", "yes_no", "split")))
    group = Response.objects.get(round=leader.round, audience="group")
    Question.objects.filter(kind="split").update(related="")
    write_draft(leader, LEADERS)
    write_draft(group, GROUPS)
    return leader, group


def page_for(client, response, user=None):
    user = user or make_staff()
    user.language = "en"
    user.save()
    client.force_login(user)
    return client.get(reverse("reviews:side-by-side", args=[response.round_id, response.service_id]))


def text_for(client, response, user=None):
    answer = page_for(client, response, user)
    assert answer.status_code == 200
    return answer.content.decode()


def test_no_word_of_a_draft_is_on_the_page_not_even_to_its_writers(client, forms):
    leader, group = forms
    for user in (leader_of(leader), chair_of(group), make_staff()):
        page = text_for(client, leader, user)
        assert "Neither of the forms is signed yet." in page
        assert LEADERS not in page
        assert GROUPS not in page


def test_one_signed_form_stands_beside_what_is_not_signed_yet(client, forms):
    leader, group = forms
    mark_signed(leader)
    for user in (leader_of(leader), chair_of(group), make_staff()):
        page = text_for(client, leader, user)
        assert LEADERS in page
        assert GROUPS not in page
        assert page.count("Not signed yet") == 2
    assert page.count("In progress") == 1


def test_both_signed_forms_meet_by_their_questions(client, forms):
    leader, group = forms
    for form in forms:
        mark_signed(form)
    page = text_for(client, leader)
    assert "Question 1 to the leader and 1 to the reference group" in page
    assert page.index("What both are asked") < page.index("What only the leader is asked")
    assert page.index("What only the leader is asked") < page.index("What only the reference group is asked")
    assert page.count('class="pair"') == 2
    assert f"Svar {LEADERS}" in page
    assert f"Svar {GROUPS}" in page
    assert f"Vedlegg {LEADERS}" in page
    assert "Not signed yet" not in page
    assert leader.get_absolute_url() in page
    assert group.reference in page


def test_reopened_form_is_linked_and_the_one_that_took_its_place_not_shown(client, forms):
    leader, _group = forms
    for form in forms:
        mark_signed(form)
    following = reopen(response=leader, by=make_staff(), reason="Se på tallene")
    page = text_for(client, leader)
    assert LEADERS not in page
    assert f'href="{leader.get_absolute_url()}">What was signed on' in page
    assert following.get_absolute_url() not in page
    assert f"Svar {GROUPS}" in page


def test_page_of_a_round_or_a_service_that_one_may_not_see_is_not_there(client, forms):
    leader, _group = forms
    other = make_service(make_trust(make_region()))
    leader.round.services.add(other)
    address = reverse("reviews:side-by-side", args=[leader.round_id, other.pk])
    client.force_login(leader_of(leader))
    assert client.get(address).status_code == 404
    unopened = make_round(leader.service)
    client.force_login(make_staff())
    assert client.get(reverse("reviews:side-by-side", args=[unopened.pk, leader.service_id])).status_code == 404
    assert client.get(reverse("reviews:side-by-side", args=[leader.round_id, make_service().pk])).status_code == 404


def test_page_takes_as_many_queries_with_few_questions_as_with_many(client):
    counts = []
    for kinds in (("text",), ("text", "staffing", "split", "yes_no", "yes_no_na", "yes_no_comment", "frequency")):
        response = make_response(
            leader_questionnaire=make_questionnaire(kinds=kinds),
            group_questionnaire=make_questionnaire("group", kinds=kinds),
        )
        for form in Response.objects.filter(round=response.round):
            write_draft(form, "Svar")
            mark_signed(form)
        client.force_login(make_staff())
        address = reverse("reviews:side-by-side", args=[response.round_id, response.service_id])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1
