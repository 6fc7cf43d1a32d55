from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from reviews.actions import responses
from reviews.actions.answers import save_part
from reviews.models import ResponseStep
from reviews.tasks import tasks_for
from tests.factories import make_group_member, make_member, make_region, make_service, make_staff, make_trust, make_user
from tests.reviews_factories import chair_of, leader_of, make_response, make_round, mark_signed

pytestmark = pytest.mark.django_db
BEFORE = date(2018, 3, 1)  # the deadline, which is 15.3.2018
AFTER = date(2018, 3, 16)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def titles(user, today=BEFORE):
    return [task.title for task in tasks_for(user, today)]


def take(response, verb, by, reason="", state=None):
    """As the step would leave the form: for what only asks what waits."""
    ResponseStep.objects.create(response=response, verb=verb, by=by, reason=reason)
    if state:
        response.state, response.submitted_by, response.submitted_at = state, by, timezone.now()
        response.save()


def test_open_form_waits_for_its_writers_with_the_deadline():
    response = make_response()
    editor, reader = make_member(response.service, "editor"), make_member(response.service, "reader")
    (task,) = tasks_for(leader_of(response), BEFORE)
    assert task.title == "Answer «Spørsmål til leder av tjenesten»"
    assert (task.due, task.url, task.action) == (date(2018, 3, 15), response.get_absolute_url(), "Begin")
    assert str(response.service) in task.text
    assert titles(editor) == [task.title]
    assert titles(chair_of(response)) == ["Answer «Spørsmål til referansegruppen»"]
    assert titles(reader) == titles(make_user()) == titles(make_user(is_staff=True)) == []


def test_begun_form_is_gone_on_with():
    response = make_response()
    by = leader_of(response)
    save_part(response=response, key="text", part="text", value="Fastleger", base="", seen=0, by=by)
    assert [task.action for task in tasks_for(by, BEFORE)] == ["Go on"]


def test_form_of_a_round_that_is_not_opened_waits_for_nobody():
    service = make_service()
    leader = make_member(service)
    make_round(service)
    assert titles(leader) == []


def test_submitted_form_waits_for_who_signs_it_and_not_for_who_wrote_it():
    response = make_response()
    editor = make_member(response.service, "editor", make_user("Ola Eng"))
    take(response, "submit", editor, state="waiting")
    assert titles(editor) == []
    (task,) = tasks_for(leader_of(response), BEFORE)
    assert task.title == "Sign «Spørsmål til leder av tjenesten»"
    assert "Sent by Ola Eng on" in task.text


def test_submitted_form_of_the_group_waits_for_its_chair():
    response = make_response("group")
    member = make_group_member(response.service)
    take(response, "submit", member, state="waiting")
    assert titles(member) == []
    assert titles(chair_of(response)) == ["Sign «Spørsmål til referansegruppen»"]


def test_form_that_came_back_says_by_whom_and_why():
    response = make_response("group")
    member, chair = make_group_member(response.service), make_group_member(response.service, make_user("Liv Aas"))
    take(response, "submit", member, state="waiting")
    take(response, "decline", chair, "Spørsmål 5 mangler Helse Nord.", state="draft")
    (task,) = tasks_for(member, BEFORE)
    assert task.title == "Mend «Spørsmål til referansegruppen», which came back unsigned"
    assert "Liv Aas: Spørsmål 5 mangler Helse Nord." in task.text
    take(response, "submit", member, state="waiting")
    take(response, "withdraw", member, state="draft")
    assert titles(member) == ["Answer «Spørsmål til referansegruppen»"]


def test_reopened_form_says_why_to_its_writers_alone():
    signed = mark_signed(make_response())
    responses.reopen(response=signed, by=make_staff(), reason="Tallene i spørsmål 2 stemmer ikke.")
    (task,) = tasks_for(leader_of(signed), BEFORE)
    assert task.title == "Mend «Spørsmål til leder av tjenesten», which is reopened"
    assert "Tallene i spørsmål 2 stemmer ikke." in task.text
    assert "Tallene" not in str(tasks_for(chair_of(signed), BEFORE))


def test_staff_have_one_task_for_a_round_that_is_late():
    region = make_region()
    own, other = make_service(make_trust(region)), make_service()
    made = make_round(own, other, opened=True)
    national, regional, elsewhere = make_staff(), make_staff(region), make_staff(make_region())
    assert titles(national) == titles(national, date(2018, 3, 15)) == []
    texts = {
        user: [task.text for task in tasks_for(user, AFTER)] for user in (national, regional, elsewhere, make_user())
    }
    assert list(texts.values()) == [
        ["2 services have not signed both forms."],
        ["1 service has not signed both forms."],
        [],
        [],
    ]
    for response in made.responses.filter(service=own):
        mark_signed(response)
    assert titles(regional, AFTER) == []
    assert titles(national, AFTER) == ["The deadline of Helhetlig gjennomgang 2018 is past"]


def test_round_that_is_not_opened_is_not_late():
    make_round()
    assert titles(make_staff(), AFTER) == []


def test_tasks_take_the_same_queries_for_1_3_and_30_services():
    user = make_staff()
    counts = []
    for number in (1, 2, 27):
        services = [make_service() for _ in range(number)]
        for service in services:
            make_member(service, user=user)
        for response in make_round(*services, opened=True).responses.filter(audience="leader"):
            take(response, "submit", user, state="waiting")
        with CaptureQueriesContext(connection) as queries:
            tasks_for(user, AFTER)
        counts.append(len(queries))
    assert len(set(counts)) == 1
