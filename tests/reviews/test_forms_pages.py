"""The pages of a form as they are answered without script, and what its script sends."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.actions.answers import save_part
from reviews.models import Question, Response
from reviews.sheets import sheet_of
from tests.factories import make_member, make_service, make_user
from tests.reviews_factories import (
    chair_of,
    leader_of,
    make_questionnaire,
    make_response,
    make_round,
    mark_signed,
    mark_waiting,
)

pytestmark = pytest.mark.django_db
NUL = "før\0etter"


def section(response, number=1):
    return reverse("reviews:section", args=[response.pk, number])


def write(response, key, part, value, *, by=None, base=None):
    by, base = by or leader_of(response), base if base is not None else [] if part == "rows" else ""
    save_part(response=response, key=key, part=part, value=value, base=base, seen=0, by=by)


def value_of(response, key):
    answer = response.answers.filter(question__key=key).first()
    return answer.value if answer else None


def post(client, response, question, part, value, *, base="", version=0, **more):
    body = {"question": question, "part": part, "value": value, "base": base, "version": version} | more
    path = reverse("reviews:answer-save", args=[response.pk])
    return client.post(path, json.dumps(body), content_type="application/json")


@pytest.fixture
def response(client):
    made = make_response()
    client.force_login(leader_of(made))
    return made


def test_section_page_saves_all_its_answers(client, response):
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
    assert client.post(section(response), sent).url == section(response, 2)
    assert value_of(response, "text")["text"] == "Fastleger\nog flere"
    assert value_of(response, "staffing")["rows"] == [{"role": "Lege", "people": "2", "percent": "abc"}]
    assert value_of(response, "split")["rows"] == [
        {"label": "Formidling", "percent": "60"},
        {"label": "Drift", "percent": "35,5"},
    ]
    assert value_of(response, "yes_no") == {"choice": "yes", "text": "Utredning", "rows": []}
    page = client.get(section(response)).content.decode()
    assert "95,5" in page and "abc" in page


def test_what_cannot_be_stored_stays_in_its_field_and_the_rest_is_saved(client, response):
    for bad, shown in (("å" * 20_001, "å" * 20_001), (NUL, "etter")):
        sent = {"text-text": bad, "staffing-text": f"Sju {shown[:3]}", "base-staffing-text": value_text(response)}
        answer = client.post(section(response), sent)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert shown in page and 'href="#f-text-text"' in page and page.index("<title>Feil:")
        assert value_of(response, "text") is None
        assert value_text(response) == f"Sju {shown[:3]}"


def value_text(response):
    return (value_of(response, "staffing") or {"text": ""})["text"]


def test_forged_keys_rows_and_fields_have_no_effect(client, response):
    sent = {
        "frequency-text": "of another section",
        "nobody-text": "x",
        "state": "signed",
        "signed_at": "2018-01-01",
        "version": "99",
        "text-text": "Fastleger",
        "to": "//evil.example",
        "take": "nobody",
        "add": "nobody",
    }
    assert client.post(section(response), sent).url == section(response)
    assert list(response.answers.values_list("question__key", flat=True)) == ["text"]
    response.refresh_from_db()
    assert (response.state, response.signed_at, response.version) == ("draft", None, 1)
    uneven = {"split-label": ["a", "b"], "split-percent": ["1"]}
    assert client.post(section(response), uneven).status_code == 400
    many = {"split-label": ["a"] * 41, "split-percent": ["1"] * 41}
    answer = client.post(section(response), many)
    assert (answer.status_code, value_of(response, "split")) == (422, None)
    assert answer.content.decode().count('value="a"') == 41


def test_text_that_someone_else_changed_is_shown_beside_ones_own_and_saved_when_sent_again(client, response):
    editor = make_member(response.service, "editor", user=make_user("Hanne Foss"))
    write(response, "text", "text", "Andres ord", by=editor)
    sent = {"text-text": "Mine ord", "base-text-text": "", "staffing-text": "Sju ansatte"}
    answer = client.post(section(response), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in page for words in ("Mine ord", "Andres ord", "Hanne Foss"))
    assert (value_of(response, "text")["text"], value_text(response)) == ("Andres ord", "Sju ansatte")
    again = {"text-text": "Mine ord", "base-text-text": "Andres ord"}
    assert client.post(section(response), again).status_code == 302
    assert value_of(response, "text")["text"] == "Mine ord"


def test_what_is_sent_after_the_form_was_sent_in_is_shown_to_be_copied(client, response):
    mark_waiting(response)
    for path, sent in (
        (section(response), {"text-text": "For sent"}),
        (response.get_absolute_url(), {"written_by": "For sent"}),
    ):
        answer = client.post(path, sent)
        assert (answer.status_code, "For sent" in answer.content.decode()) == (409, True)
    assert value_of(response, "text") is None


def test_waiting_form_says_who_it_waits_for_and_can_be_read_and_taken_back(client, response):
    mark_waiting(response)
    page = client.get(response.get_absolute_url()).content.decode()
    for part in (leader_of(response).name, reverse("reviews:withdraw", args=[response.pk]), "/se-over/"):
        assert part in page
    assert client.get(section(response)).url == response.get_absolute_url()
    page = client.get(reverse("reviews:look-over", args=[response.pk])).content.decode()
    assert "/del/" not in page and "/send/" not in page


def test_first_page_saves_place_and_writer(client, response):
    path = response.get_absolute_url()
    sent = {"location": "Bergen", "base_location": response.location, "written_by": "Siri Dal", "base_written_by": ""}
    assert client.post(path, sent | {"state": "signed", "version": "9"}).status_code == 302
    response.refresh_from_db()
    assert (response.location, response.written_by, response.state) == ("Bergen", "Siri Dal", "draft")
    mine = {"written_by": "Per Vik", "base_written_by": ""}
    answer = client.post(path, mine)
    page = answer.content.decode()
    assert (answer.status_code, "Siri Dal" in page, "Per Vik" in page) == (409, True, True)
    assert client.post(path, mine | {"base_written_by": "Siri Dal"}).status_code == 302
    answer = client.post(path, {"location": "x" * 251, "base_location": "Bergen"})
    assert (answer.status_code, "x" * 251 in answer.content.decode()) == (422, True)


def earlier(response, **values):
    before = make_round(response.service, opened=True, year=2016, opens_on=date(2016, 1, 1), due_on=date(2016, 3, 1))
    old = Response.objects.get(round=before, audience=response.audience)
    for key, (part, value) in values.items():
        write(old, key, part, value)
    return old


def test_answer_of_an_earlier_round_is_taken_without_losing_what_is_written(client, response):
    old = earlier(response, text=("text", "Helsepersonell"), split=("rows", [{"label": "Formidling", "percent": "70"}]))
    assert "Helsepersonell" not in client.get(section(response)).content.decode()  # it is not signed
    mark_signed(old)
    assert "Helsepersonell" in client.get(section(response)).content.decode()
    answer = client.post(section(response), {"text-text": "Fastleger", "take": "text"})
    assert answer.url == f"{section(response)}#q-text"
    assert value_of(response, "text")["text"] == "Fastleger\n\nHelsepersonell"
    client.post(section(response), {"take": "split"})
    assert value_of(response, "split")["rows"] == [{"label": "Formidling", "percent": "70"}]
    client.post(section(response), {"take": "text"})
    assert value_of(response, "text")["text"] == "Fastleger\n\nHelsepersonell"


def test_other_services_and_the_groups_answers_are_not_offered(client, response):
    other = earlier(make_response(service=make_service()), text=("text", "Fremmed"))
    mark_signed(other)
    group = earlier(response)
    group = Response.objects.get(round=group.round, audience="group")
    save_part(response=group, key="text", part="text", value="Gruppens", base="", seen=0, by=chair_of(group))
    mark_signed(group)
    page = client.get(section(response)).content.decode()
    assert "Fremmed" not in page and "Gruppens" not in page


def test_script_saves_one_part_and_hears_what_is_said_of_it(client, response):
    rows = [{"label": "Formidling", "percent": "95"}, {"label": "Annet", "percent": "abc"}]
    answer = post(client, response, "split", "rows", rows, base=[], state="signed", service=7).json()
    assert (answer["version"], answer["value"], answer["section"]["symbol"]) == (1, rows, "ongoing")
    assert "95" in answer["remark"] and "abc" in answer["remark"]
    assert post(client, response, "frequency", "text", "1–3 i året").json()["remark"]
    detail = post(client, response, "@form", "written_by", "Siri Dal", version=1).json()
    assert (detail["version"], detail["value"]) == (2, "Siri Dal")
    assert post(client, response, "@form", "written_by", "Per Vik", version=1).json()["theirs"] == "Siri Dal"


def test_script_hears_of_conflicts_and_of_the_other_parts(client, response):
    editor = make_member(response.service, "editor", user=make_user("Hanne Foss"))
    write(response, "yes_no", "text", "Andres ord", by=editor)
    assert post(client, response, "yes_no", "text", "Mine ord").json()["by"] == "Hanne Foss"
    assert post(client, response, "yes_no", "choice", "yes").json()["others"] == {"text": "Andres ord"}
    conflict = post(client, response, "yes_no", "text", "Mine ord")
    assert conflict.status_code == 409
    told = conflict.json()
    assert (told["mine"], told["theirs"], told["by"], told["version"]) == ("Mine ord", "Andres ord", "", 2)


@pytest.mark.parametrize(
    ("question", "part", "value", "status"),
    [
        ("text", "text", "å" * 20_001, 400),
        ("text", "text", NUL, 400),
        ("text", "text", "\ud800", 400),
        ("text", "rows", [], 400),
        ("text", "state", "signed", 400),
        ("text", "text", {"a": 1}, 400),
        ("yes_no", "choice", "na", 400),
        ("split", "rows", [{"label": "a"}] * 41, 400),
        ("split", "rows", [{"label": "a" * 501}], 400),
        ("split", "rows", "[]", 400),
        ("split", "rows", [["a"]], 400),
        ("nobody", "text", "x", 404),
        (NUL, "text", "x", 400),
        (7, "text", "x", 400),
        ("@form", "state", "signed", 400),
        ("@form", "location", "x" * 251, 400),
        ("@form", "location", ["x"], 400),
    ],
)
def test_script_may_send_only_what_a_part_can_hold(client, response, question, part, value, status):
    assert post(client, response, question, part, value).status_code == status
    assert not response.answers.exists()


@pytest.mark.parametrize("body", ["", "[]", "{", '{"question": "text"}', "[" * 100_000, '"x"'])
def test_other_bodies_are_refused(client, response, body):
    path = reverse("reviews:answer-save", args=[response.pk])
    assert client.post(path, body, content_type="application/json").status_code == 400
    for version in (-1, 2**31, "1", 1.5, True, None):
        assert post(client, response, "text", "text", "x", version=version).status_code == 400


def test_script_hears_that_one_is_signed_out_and_that_the_form_is_locked(client, response):
    mark_waiting(response)
    locked = post(client, response, "text", "text", "x")
    assert (locked.status_code, bool(locked.json()["error"])) == (423, True)
    client.logout()
    assert post(client, response, "text", "text", "x").status_code == 401


def test_look_over_lists_what_lacks_and_forces_nothing(client, response):
    write(response, "yes_no", "choice", "yes")
    write(response, "split", "rows", [{"label": "Formidling", "percent": "95"}])
    page = client.get(reverse("reviews:look-over", args=[response.pk])).content.decode()
    for target in ("#f-text-text", "#f-yes_no-text", "#f-split-rows", "#vedlegg-1", "#f-frequency-text"):
        assert f'{target}"' in page
    assert page.count("data-nil") == 5
    assert reverse("reviews:submit", args=[response.pk]) in page


def test_state_of_a_section_follows_its_answers():
    response = make_response(leader_questionnaire=make_questionnaire(kinds=("text", "yes_no", "frequency")))
    state = lambda: sheet_of(response).parts[0].state[0]  # noqa: E731
    assert state() == "planned"
    write(response, "yes_no", "text", "Begynt")
    assert state() == "ongoing"
    write(response, "yes_no", "choice", "yes")
    write(response, "text", "text", "Ferdig")
    assert state() == "done"


@pytest.mark.parametrize("place", ["response", "section", "look-over"])
def test_pages_ask_the_database_as_often_for_300_questions_as_for_1(client, response, place):
    path = reverse(f"reviews:{place}", args=[response.pk, *([1] if place == "section" else [])])
    counts = []
    for more in (1, 2, 297):
        extend(response, Question.objects.filter(key__startswith="k").count(), more)
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1


def extend(response, begun, more):
    place = response.questionnaire.sections.first()
    made = Question.objects.bulk_create(
        Question(
            questionnaire=place.questionnaire,
            section=place,
            key=f"k{number}",
            number=100 + number,
            kind="split",
            text_nb="Hva?",
            text_nn="Kva?",
        )
        for number in range(begun, begun + more)
    )
    rows = [{"label": "Drift", "percent": "50"}]
    response.answers.bulk_create(
        response.answers.model(response=response, question=question, value={"choice": "", "text": "", "rows": rows})
        for question in made
    )


def test_home_of_the_room_shows_ones_own_forms_and_rounds(client, response):
    other = make_response(service=make_service())
    page = client.get(reverse("reviews:home")).content.decode()
    assert response.get_absolute_url() in page and response.round.get_absolute_url() in page
    assert other.get_absolute_url() not in page and other.round.get_absolute_url() not in page
    group = Response.objects.get(round=response.round, audience="group")
    assert f'"{group.get_absolute_url()}"' not in page
    mark_signed(group)
    assert f'"{group.get_absolute_url()}"' in client.get(reverse("reviews:home")).content.decode()


def test_home_asks_the_database_as_often_for_many_forms(client, response):
    counts = []
    for more in (1, 3, 30):
        for _form in range(more):
            service = make_service()
            make_member(service, "leader", user=leader_of(response))
            make_round(service, opened=True, **questionnaires(response))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("reviews:home"))
        counts.append(len(asked))
    assert len(set(counts)) == 1


def questionnaires(response):
    return {
        "leader_questionnaire": response.round.leader_questionnaire,
        "group_questionnaire": response.round.group_questionnaire,
    }
