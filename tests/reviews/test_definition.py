import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews import definition_file
from reviews.answers import KINDS
from reviews.definition import DefinitionErrors, FormDefinition, Problem, Words
from reviews.definition_file import read, to_text

FORMS = Path(definition_file.__file__).parent / "definitions"
GOOD = """\
audience: leader
year: 2030
title: {nb: Skjema, nn: Skjema}
sections:
  - title: {nb: Del, nn: Del}
    questions:
      - number: 1
        key: first
        kind: text
        text: {nb: Hva, nn: Kva}
        slot: 1
      - number: 2
        key: second
        kind: yes_no
        text: {nb: Er det slik, nn: Er det slik}
        follow_up: {nb: Hvorfor, nn: Kvifor}
      - number: 3
        key: third
        kind: split
        text: {nb: Fordel, nn: Fordel}
        options:
          - {nb: Det ene, nn: Det eine}
"""


def problems(text):
    with pytest.raises(DefinitionErrors) as caught:
        read(text)
    return caught.value.problems


@pytest.mark.parametrize(
    ("there", "instead", "expected"),
    [
        ("audience: leader", "audience: leaders", Problem(1, "bad_audience", "leaders")),
        ("year: 2030", "year: next", Problem(2, "not_number", "next")),
        ("year: 2030", "year: 1850", Problem(2, "bad_year", "1850")),
        ("year: 2030", "yaer: 2030", Problem(2, "unknown_field", "yaer")),
        ("year: 2030\n", "year: 2030\nyear: 2031\n", Problem(3, "same_field", "year")),
        ("title: {nb: Skjema, nn: Skjema}", "title: {nb: Skjema}", Problem(3, "lacks", "nn")),
        ("title: {nb: Skjema, nn: Skjema}", "title: {nb: Skjema, nn: }", Problem(3, "empty_words", "nn")),
        ("title: {nb: Skjema, nn: Skjema}", "title: Skjema", Problem(3, "not_fields")),
        ("title: {nb: Skjema, nn: Skjema}", f"title: {{nb: {'x' * 201}, nn: x}}", Problem(3, "too_long", "200")),
        ("nb: Hva", "nb: [Hva]", Problem(10, "not_text")),
        ("nb: Hva", 'nb: "\\0"', Problem(10, "bad_character")),
        ("nb: Hva", 'nb: "\\uD83D"', Problem(10, "bad_character")),
        ("nb: Hva", "nb: \x01", Problem(10, "bad_character")),
        ("key: second", "key: Andre spørsmål", Problem(13, "bad_key", "Andre spørsmål")),
        ("key: second", "key: first", Problem(13, "same_key", "first")),
        ("number: 3", "number: 5", Problem(17, "not_in_order", "3")),
        ("kind: yes_no", "kind: maybe", Problem(14, "bad_kind", "maybe")),
        ("slot: 1", "slot: 4", Problem(11, "bad_slot", "4")),
        ("kind: yes_no\n", "kind: yes_no\n        slot: 1\n", Problem(15, "same_slot", "1")),
        ("        follow_up: {nb: Hvorfor, nn: Kvifor}\n", "", Problem(12, "lacks", "follow_up")),
        ("slot: 1", "follow_up: {nb: Hvorfor, nn: Kvifor}", Problem(11, "no_follow_up", "text")),
        ("slot: 1", "follow_when: yes", Problem(11, "no_follow_up", "text")),
        ("nn: Kvifor}", "nn: Kvifor}\n        follow_when: no", Problem(17, "bad_follow_when", "no")),
        ("slot: 1", "options: [{nb: A, nn: A}]", Problem(11, "no_options", "text")),
        ("        options:\n          - {nb: Det ene, nn: Det eine}\n", "", Problem(17, "lacks", "options")),
        ("          - {nb: Det ene, nn: Det eine}\n", "          []\n", Problem(22, "empty_list", "options")),
        ("slot: 1", "related: Not Good", Problem(11, "bad_key", "Not Good")),
        ("    questions:\n", "    questions: many\n    otherwise:\n", Problem(6, "not_list", "questions")),
        ("slot: 1", "slot: &one 1", Problem(11, "reference")),
        ("slot: 1", "slot: !!int 1", Problem(11, "tag")),
        ("        slot: 1", "\t\tslot: 1", Problem(11, "tab")),
        ("slot: 1", "slot: '1", Problem(11, "syntax", "slot: '1")),
        ("sections:\n", "---\nsections:\n", Problem(4, "several")),
    ],
)
def test_problem_is_told_with_its_line(there, instead, expected):
    assert there in GOOD
    assert expected in problems(GOOD.replace(there, instead, 1))


def test_all_problems_are_told_at_once():
    text = GOOD.replace("2030", "soon").replace("key: second", "key: first").replace("slot: 1", "slots: 1")
    assert [(each.line, each.code) for each in problems(text)] == [
        (2, "not_number"),
        (11, "unknown_field"),
        (13, "same_key"),
    ]


def test_hole_in_the_numbers_is_one_problem():
    text = GOOD.replace("number: 2", "number: 4").replace("number: 3", "number: 5")
    assert problems(text) == [Problem(12, "not_in_order", "2")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("# nothing", "empty"),
        ("42", "not_fields"),
        ("a\0b", "bad_character"),
        ("[" * 100_000, "too_deep"),
        ("- " * 50_000, "too_deep"),
        ("x" * 200_001, "too_large"),
    ],
)
def test_what_is_no_form_is_refused_with_one_problem(text, code):
    assert [each.code for each in problems(text)][:1] == [code]


def test_unknown_fields_without_end_are_told_of_in_part():
    found = problems("".join(f"field{number}: 1\n" for number in range(300)))
    assert len(found) == definition_file.MOST_PROBLEMS + 1
    assert (found[-1].code, found[-1].detail) == ("more", str(300 + 4 - definition_file.MOST_PROBLEMS))


def test_words_that_yaml_takes_for_truth_stay_words():
    form = read(GOOD.replace("nb: Det ene, nn: Det eine", "nb: Yes, nn: no"))
    assert list(form.questions())[2].options == (Words("Yes", "no"),)


def test_follow_up_comes_when_the_kind_says_unless_the_file_does():
    assert [each.follow_when for each in read(GOOD).questions()] == ["", "yes", ""]
    always = GOOD.replace("nn: Kvifor}", "nn: Kvifor}\n        follow_when: always")
    assert [each.follow_when for each in read(always).questions()] == ["", "always", ""]


@pytest.mark.parametrize("indent", [2, "\t"])
def test_json_gives_the_same_form_as_yaml(indent):
    form = read(GOOD.replace("Hva", "Hva 🙂"))
    assert read(json.dumps(_filled(asdict(form)), indent=indent)) == form


def _filled(value):
    if isinstance(value, dict):
        return {name: filled for name, each in value.items() if (filled := _filled(each))}
    return [_filled(each) for each in value] if isinstance(value, list | tuple) else value


def test_lines_of_windows_are_counted_once():
    text = GOOD.replace("kind: yes_no", "kind: maybe").replace("\n", "\r\n")
    assert problems(text) == [Problem(14, "bad_kind", "maybe")]


@given(st.text(st.characters(codec="utf-8"), max_size=60))
@settings(max_examples=60, deadline=None)
def test_reading_ends_in_a_form_or_in_problems(words):
    for text in (words, GOOD.replace("Hva", words), GOOD.replace("slot: 1", words)):
        try:
            assert isinstance(read(text), FormDefinition)
        except DefinitionErrors as error:
            assert all(1 <= each.line <= text.count("\n") + len(words) + 1 for each in error.problems)


@pytest.mark.parametrize(("name", "count", "sections"), [("2018-leader", 13, 5), ("2018-group", 8, 3)])
def test_shipped_form_is_whole(name, count, sections):
    form = read((FORMS / f"{name}.yaml").read_text())
    questions = list(form.questions())
    assert (form.year, name.split("-")[1], len(form.sections)) == (2018, form.audience, sections)
    assert [each.number for each in questions] == list(range(1, count + 1))
    assert read(to_text(form)) == form


def test_shipped_forms_ask_as_the_review_did():
    leader, group = (
        {each.number: each for each in read((FORMS / f"2018-{name}.yaml").read_text()).questions()}
        for name in ("leader", "group")
    )
    assert [leader[number].kind for number in (1, 2, 3, 10, 12)] == [
        "staffing",
        "split",
        "yes_no",
        "yes_no",
        "yes_no_na",
    ]
    assert [group[number].kind for number in (1, 2, 3, 4, 5)] == [*["yes_no_comment"] * 3, "frequency", "yes_no"]
    assert {leader[number].slot: number for number in leader if leader[number].slot} == {1: 5, 2: 8, 3: 10}
    assert [leader[number].guide for number in (7, 8, 10)] == ["16–17, § 4-6", "17", "15–16"]
    for one, other in ((9, 6), (10, 7), (13, 8)):
        assert (leader[one].related, group[other].related) == (group[other].key, leader[one].key)
    assert {each.kind for each in (*leader.values(), *group.values())} == set(KINDS)
