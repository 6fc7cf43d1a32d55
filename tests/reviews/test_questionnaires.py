import uuid
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from accounts.models import AuditRecord
from reviews import definition_file
from reviews.actions.questionnaires import definition_of, store
from reviews.definition_file import read, to_text
from reviews.models import Question, Questionnaire
from reviews.wording import _WORDS
from tests.factories import make_member, make_region, make_service, make_staff
from tests.reviews.test_definition import FORMS, GOOD

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("audience", ["leader", "group"])
def test_forms_of_2018_are_there_as_the_files_say(audience):
    stored = Questionnaire.objects.get(audience=audience, year=2018)
    assert definition_of(stored) == read((FORMS / f"2018-{audience}.yaml").read_bytes())
    assert stored.edition == 1


def test_stored_form_gives_the_same_definition_again():
    definition = read(GOOD)
    assert definition_of(store(definition=definition, by=make_staff())) == definition


def test_second_form_of_a_year_is_a_new_edition_and_leaves_the_first_as_it_was():
    staff = make_staff()
    first = store(definition=read(GOOD), by=staff)
    second = store(definition=read(GOOD.replace("nb: Hva", "nb: Hvem")), by=staff)
    assert (first.edition, second.edition) == (1, 2)
    assert definition_of(first) == read(GOOD)
    assert AuditRecord.objects.filter(by=staff, verb="questionnaire.stored").count() == 2


def test_same_form_stored_again_is_found_again():
    first = store(definition=read(GOOD), by=None)
    assert store(definition=read(to_text(read(GOOD))), by=make_staff()) == first


def test_same_key_gives_the_same_questionnaire():
    staff, key = make_staff(), uuid.uuid4()
    first = store(definition=read(GOOD), by=staff, key=key)
    assert store(definition=read(GOOD.replace("2030", "2031")), by=staff, key=key) == first
    assert store(definition=read(GOOD.replace("2030", "2031")), by=make_staff(), key=key) != first


def test_only_national_staff_store_a_form():
    for user in (make_staff(make_region()), make_member(make_service(), "leader")):
        with pytest.raises(PermissionDenied):
            store(definition=read(GOOD), by=user)


def test_command_stores_a_form(tmp_path, capsys):
    file = tmp_path / "form.yaml"
    file.write_text(GOOD)
    call_command("load_questionnaire", file, "--check")
    assert not Questionnaire.objects.filter(year=2030).exists()
    call_command("load_questionnaire", file)
    stored = Questionnaire.objects.get(year=2030)
    assert f"questionnaire {stored.pk}: leader 2030, 3 questions, edition 1" in capsys.readouterr().out
    assert [each.follow_when for each in Question.objects.filter(questionnaire=stored)] == ["yes"] * 3


def test_command_tells_every_problem_by_line(tmp_path):
    file = tmp_path / "form.yaml"
    file.write_text(GOOD.replace("2030", "soon").replace("key: second", "key: first"))
    with pytest.raises(CommandError) as caught:
        call_command("load_questionnaire", file)
    assert caught.value.returncode == 1
    assert [line.split(": ")[0] for line in str(caught.value).split("\n")[1:]] == [f"{file}:2", f"{file}:13"]


@pytest.mark.parametrize(("content", "said"), [(b"a: b\n\xff", "UTF-8"), (None, "No such file")])
def test_command_says_plainly_what_file_it_cannot_read(tmp_path, content, said):
    file = tmp_path / "form.yaml"
    if content:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=said):
        call_command("load_questionnaire", file)


def test_every_problem_has_its_words():
    sources = [Path(definition_file.__file__), Path(definition_file.__file__).with_name("definition_nodes.py")]
    code = "".join(source.read_text() for source in sources)
    assert [each for each in _WORDS if f'"{each}"' not in code] == []
