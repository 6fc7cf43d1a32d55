"""The pages of a form as they are answered without script."""

import pytest
from django.urls import reverse

from reviews.actions.answers import save_part
from tests.reviews_factories import leader_of, make_response

pytestmark = pytest.mark.django_db


def section(response, number=1):
    return reverse("reviews:section", args=[response.pk, number])


def write(response, key, part, value, *, by=None, base=None):
    by = by or leader_of(response)
    save_part(
        response=response, key=key, part=part, value=value, base=[] if part == "rows" else base or "", seen=0, by=by
    )


def value_of(response, key):
    return response.answers.get(question__key=key).value


def test_section_page_saves_all_its_answers(client):
    response = make_response()
    client.force_login(leader_of(response))
    sent = {
        "text-text": "Fastleger\r\nog flere",
        "staffing-text": "Sju ansatte",
        "staffing-role": ["Lege", ""],
        "staffing-people": ["2", ""],
        "staffing-percent": ["abc", ""],
        "split-label": ["Formidling", "Forskning", "Drift"],
        "split-percent": ["60", "", "35,5"],
        "yes_no-choice": "yes",
        "yes_no-text": "Utredning",
        "to": "next",
    }
    answer = client.post(section(response), sent)
    assert answer.url == section(response, 2)
    assert value_of(response, "text")["text"] == "Fastleger\nog flere"
    assert value_of(response, "staffing")["rows"] == [{"role": "Lege", "people": "2", "percent": "abc"}]
    assert value_of(response, "split")["rows"] == [
        {"label": "Formidling", "percent": "60"},
        {"label": "Drift", "percent": "35,5"},
    ]
    assert value_of(response, "yes_no") == {"choice": "yes", "text": "Utredning", "rows": []}
    page = client.get(section(response)).content.decode()
    assert "Summen er 95,5 prosent" in page or "The sum is 95" in page
    assert "abc" in page
