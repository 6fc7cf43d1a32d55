"""A service's page says where its forms stand to those it concerns, and no word of those that are not signed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.actions.answers import save_part
from reviews.models import Response
from tests.factories import make_group_member, make_member, make_region, make_service, make_staff, make_user
from tests.reviews_factories import chair_of, leader_of, make_response, make_round, mark_signed

pytestmark = pytest.mark.django_db
LEADERS, GROUPS = "Spørsmål til leder av tjenesten", "Spørsmål til referansegruppen"


@pytest.fixture
def response():
    made = make_response()
    save_part(response=made, key="text", part="text", value="HEMMELIG SVAR", base="", seen=0, by=leader_of(made))
    return made


def page_for(client, service, user):
    user.language = "en"
    user.save()
    client.force_login(user)
    answer = client.get(service.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def group_of(response):
    return Response.objects.get(round=response.round, service=response.service, audience="group")


def test_writers_find_their_own_form_and_of_the_other_only_that_it_is_there(client, response):
    group = group_of(response)
    page = page_for(client, response.service, leader_of(response))
    assert f'href="{response.get_absolute_url()}">{LEADERS}</a>' in page
    assert f"<span>{GROUPS}</span>" in page
    assert group.get_absolute_url() not in page
    page = page_for(client, response.service, chair_of(response))
    assert f'href="{group.get_absolute_url()}">{GROUPS}</a>' in page
    assert f"<span>{LEADERS}</span>" in page


@pytest.mark.parametrize("state", ["draft", "waiting"])
def test_staff_and_readers_hear_only_that_it_is_in_progress(client, response, state):
    Response.objects.filter(pk=response.pk).update(state=state)
    for user in (
        make_member(response.service, "reader"),
        make_staff(response.service.trust.region),
        make_staff(),
        make_group_member(response.service),
    ):
        page = page_for(client, response.service, user)
        assert page.count("In progress") == 2
        assert response.get_absolute_url() not in page
        assert "HEMMELIG" not in page
        assert "Waits for the signature" not in page


def test_signed_form_is_linked_for_those_who_may_read_it(client, response):
    mark_signed(response, by=make_user("Kari Fjell"))
    for user in (make_member(response.service, "reader"), chair_of(response), make_staff()):
        page = page_for(client, response.service, user)
        assert f'href="{response.get_absolute_url()}">{LEADERS}</a>' in page
        assert "Signed by Kari Fjell on" in page


def test_reopened_form_is_linked_under_the_one_that_took_its_place(client, response):
    mark_signed(response)
    Response.objects.filter(pk=response.pk).update(state="reopened")
    following = Response.objects.create(
        round=response.round,
        service=response.service,
        questionnaire=response.questionnaire,
        audience="leader",
        number=2,
        previous=response,
        reference="nummer to",
    )
    page = page_for(client, response.service, make_staff())
    assert f'href="{response.get_absolute_url()}">What was signed on' in page
    assert f'href="{following.get_absolute_url()}"' not in page
    assert page.count("In progress") == 2


def test_people_of_elsewhere_see_nothing_of_the_forms(client, response):
    elsewhere = make_member(make_service())
    response.round.services.add(elsewhere.memberships.get().service)
    for user in (elsewhere, make_user(), make_user(is_staff=True), make_staff(make_region())):
        page = page_for(client, response.service, user)
        assert LEADERS not in page
        assert str(response.round) not in page


def test_round_that_is_not_opened_is_not_there(client):
    service = make_service()
    make_round(service)
    assert 'id="forms"' not in page_for(client, service, make_staff())


def test_page_takes_the_same_queries_for_1_and_9_rounds(client, response):
    user = leader_of(response)
    counts = []
    for number in (0, 8):
        for _ in range(number):
            make_round(response.service, opened=True)
        page_for(client, response.service, user)
        with CaptureQueriesContext(connection) as queries:
            client.get(response.service.get_absolute_url())
        counts.append(len(queries))
    assert len(set(counts)) == 1
