import pytest
from django.core.exceptions import PermissionDenied

from reviews.actions.answers import NotADraft, PartChanged, save_part, save_parts
from reviews.models import Question, Response
from tests.factories import make_group_member, make_member, make_staff, make_user
from tests.reviews_factories import chair_of, leader_of, make_response, mark_signed

pytestmark = pytest.mark.django_db


def save(response, key, part, value, *, base="", seen=0, by=None):
    by = by or leader_of(response)
    return save_part(response=response, key=key, part=part, value=value, base=base, seen=seen, by=by)


def test_saved_part_stands_and_raises_the_version():
    response = make_response()
    saved = save(response, "text", "text", "Fastleger\r\nog sykepleiere")
    assert (saved.value, saved.answer.version) == ("Fastleger\nog sykepleiere", 1)
    assert save(response, "text", "text", "Fastleger\nog sykepleiere", base="x", seen=9).answer.version == 1


def test_follow_up_text_survives_the_flipped_choice():
    response = make_response()
    save(response, "yes_no", "choice", "yes")
    save(response, "yes_no", "text", "Utredning")
    save(response, "yes_no", "choice", "no", base="yes")
    assert response.answers.get().value == {"choice": "no", "text": "Utredning", "rows": []}


def test_only_the_same_part_changed_by_someone_else_is_a_conflict():
    response = make_response()
    editor = make_member(response.service, "editor")
    save(response, "yes_no", "text", "Lederens ord", by=editor)
    saved = save(response, "yes_no", "choice", "yes", seen=0)
    assert saved.others == {"text": "Lederens ord"}
    with pytest.raises(PartChanged) as conflict:
        save(response, "yes_no", "text", "Mine ord", base="", seen=0)
    assert (conflict.value.theirs, conflict.value.mine) == ("Lederens ord", "Mine ord")
    assert response.answers.get().value["text"] == "Lederens ord"


def test_rows_are_compared_as_they_are_stored():
    response = make_response()
    rows = [{"label": "Formidling", "percent": "70"}]
    save(response, "split", "rows", [*rows, {"label": "", "percent": ""}], base=[])
    saved = save(response, "split", "rows", [], base=[*rows, {"label": " "}], seen=1)
    assert saved.value == []


def test_page_of_answers_keeps_what_is_not_in_conflict():
    response = make_response()
    save(response, "text", "text", "Andres ord")
    sent = {"text": {"text": ("Mine ord", "")}, "yes_no": {"choice": ("yes", ""), "text": ("Utredning", "")}}
    conflicts = save_parts(response=response, sent=sent, by=leader_of(response))
    assert [conflict.mine for conflict in conflicts] == ["Mine ord"]
    assert response.answers.get(question__key="yes_no").value["text"] == "Utredning"


def test_nobody_but_its_writers_saves():
    response = make_response()
    group = make_response("group", response.service)
    both = make_group_member(response.service, make_member(response.service, "editor"))
    others = (make_user(), make_staff(), make_member(response.service, "reader"), chair_of(response))
    for user in others:
        with pytest.raises(PermissionDenied):
            save(response, "text", "text", "x", by=user)
    for user in (leader_of(response), both, make_staff()):
        with pytest.raises(PermissionDenied):
            save(group, "text", "text", "x", by=user)
    assert save(group, "text", "text", "x", by=chair_of(group)).answer.version == 1


def test_unsigned_form_is_seen_by_its_writers_alone_and_a_signed_one_by_those_it_concerns():
    response = make_response()
    service, region = response.service, response.service.trust.region
    people = {
        "leader": leader_of(response),
        "chair": chair_of(response),
        "reader": make_member(service, "reader"),
        "regional": make_staff(region),
        "national": make_staff(),
        "stranger": make_user(),
        "administrator": make_user(is_staff=True),
    }

    def seeing():
        return {
            name for name, user in people.items() if Response.objects.visible_to(user).filter(pk=response.pk).exists()
        }

    assert seeing() == {"leader"}
    mark_signed(response)
    assert seeing() == {"leader", "chair", "reader", "regional", "national"}


def test_signed_form_takes_no_more_answers():
    response = mark_signed(make_response())
    with pytest.raises(NotADraft):
        save(response, "text", "text", "For sent")


def test_question_of_another_form_is_not_found():
    response = make_response()
    with pytest.raises(Question.DoesNotExist):
        save(response, "not-there", "text", "x")
