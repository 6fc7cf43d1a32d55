"""A signed form is read as it was signed, whatever became of the questions, the service or the names since."""

from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.actions import responses
from reviews.actions.answers import save_part
from tests.factories import make_member, make_service, make_staff, make_user
from tests.reviews_factories import leader_of, make_response, mark_waiting, seen_of

pytestmark = pytest.mark.django_db

ANSWERS = {
    "text": {"text": "Fastleger <b>i nord</b>\n\n• Kurs\n• Nettside"},
    "yes_no": {"choice": "no", "text": "Skjult oppfølging"},
    "yes_no_na": {"choice": "na"},
    "split": {"rows": [{"label": "Formidling", "percent": "62,5"}, {"label": "Forskning", "percent": "30 %"}]},
    "staffing": {
        "text": "Sju deltidsansatte",
        "rows": [
            {"role": "Leder", "people": "1", "percent": "80"},
            {"role": "Lege", "people": "3", "percent": "170"},
            {"role": "Vikar", "people": "ved behov", "percent": ""},
        ],
    },
}


def text_of(user, url):
    client = Client()
    client.force_login(user)
    return " ".join(unescape(client.get(url).content.decode()).split())


@pytest.fixture
def response():
    service = make_service()
    leader = make_member(service, "leader", make_user("Liv Leder", language="en"))
    made = make_response(service=service)
    for key, parts in ANSWERS.items():
        for part, value in parts.items():
            base = [] if part == "rows" else ""
            save_part(response=made, key=key, part=part, value=value, base=base, seen=0, by=leader)
    made.attachments.create(slot=2, kind="link", name="Årsrapport 2017", url="https://rapport.example/2017")
    mark_waiting(made)
    return responses.sign(response=made, by=leader, seen=seen_of(made), language="nb")


def test_answers_are_read_as_they_were_signed(response):
    leader = leader_of(response)
    leader.name = "Et Nytt Navn"
    leader.save()
    response.questionnaire.questions.update(text_nb="Et nytt spørsmål")
    page = text_of(make_member(response.service, "reader", make_user(language="en")), response.get_absolute_url())
    for words in (
        "Hvem er målgruppen?",
        "Fastleger <b>i nord</b>",
        "<b>Not applicable</b>",
        "62.5 %",
        "92.5 %",
        "250 % (2.5 full-time equivalents)",
        "ved behov",
        "Årsrapport 2017",
        "Liv Leder, ",
        response.sha256,
        response.reference,
        "Not answered",
    ):
        assert words in page, words
    for words in ("Et nytt spørsmål", "Et Nytt Navn,", "Skjult oppfølging"):
        assert words not in page


def test_what_came_before_the_signature_is_its_writers_own(response):
    staff = make_staff(response.service.trust.region, make_user(language="en"))
    following = responses.reopen(response=response, by=staff, reason="Mer om spørsmål 4")
    response.steps.create(verb="decline", by=leader_of(response), reason="Bare for oss")
    ours, theirs = (text_of(user, response.get_absolute_url()) for user in (leader_of(response), staff))
    assert "Bare for oss" in ours and "Bare for oss" not in theirs
    assert "Mer om spørsmål 4" in ours and "Mer om spørsmål 4" in theirs
    assert following.get_absolute_url() in ours and following.get_absolute_url() not in theirs
    assert reverse("reviews:reopen", args=[response.pk]) not in theirs


def test_page_takes_the_same_queries_however_much_is_answered(response):
    client = Client()
    client.force_login(leader_of(response))
    with CaptureQueriesContext(connection) as few:
        client.get(response.get_absolute_url())
    for number in range(20):
        response.steps.create(verb="submit", by=make_user(f"Person {number}"))
    with CaptureQueriesContext(connection) as many:
        client.get(response.get_absolute_url())
    assert len(many) == len(few)
