from decimal import Decimal

import pytest

from reviews import answers
from reviews.answers import BadAnswer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ved behov (ca 1-3 ganger per år)", (1, 3)),
        ("etter behov, 1–3 i året", (1, 3)),
        ("to til fire møter", (2, 4)),
        ("To ganger i året", (2, 2)),
        ("4 møter", (4, 4)),
        ("Hver måned", (12, 12)),
        ("Annenhver måned", (6, 6)),
        ("kvar månad", (12, 12)),
        ("Kvartalsvis", (4, 4)),
        ("hvert halvår", (2, 2)),
        ("Årlig", (1, 1)),
        ("Hver 2-3 måned", None),
        ("Ved behov", None),
        ("", None),
        ("0 ganger", None),
        ("2018-2019", None),
    ],
)
def test_frequency_is_understood_where_the_words_say_it(text, expected):
    assert answers.frequency_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("70", Decimal(70)),
        (" 12,5 % ", Decimal("12.5")),
        ("0.5%", Decimal("0.5")),
        ("abc", None),
        ("-5", None),
        ("1e9", None),
        ("٣", None),
        ("", None),
    ],
)
def test_number_is_read_leniently(text, expected):
    assert answers.number(text) == expected


def test_sum_leaves_out_what_is_no_number():
    rows = [{"percent": "70"}, {"percent": "abc"}, {"percent": "12,5 %"}, {}]
    assert answers.total(rows, "percent") == Decimal("82.5")
    assert answers.total([{"percent": "mye"}], "percent") is None
    assert list(answers.unread("split", rows)) == [(2, "percent")]


def test_empty_rows_are_left_out_and_unknown_columns_too():
    rows = [{"label": "Formidling", "percent": "70", "state": "signed"}, {"label": " ", "percent": ""}]
    assert answers.cleaned("split", "rows", rows) == [{"label": "Formidling", "percent": "70"}]


@pytest.mark.parametrize(
    ("kind", "part", "value", "code"),
    [
        ("text", "rows", [], "part"),
        ("text", "state", "signed", "part"),
        ("yes_no", "choice", "na", "choice"),
        ("yes_no", "choice", "ja", "choice"),
        ("text", "text", "a\0b", "characters"),
        ("text", "text", "\ud800", "characters"),
        ("text", "text", 7, "characters"),
        ("text", "text", "x" * 20_001, "long"),
        ("split", "rows", "70", "rows"),
        ("split", "rows", ["70"], "rows"),
        ("split", "rows", [{"label": "x" * 501}], "long"),
        ("split", "rows", [{"label": "x"}] * 41, "many"),
    ],
)
def test_part_that_cannot_be_stored_says_why(kind, part, value, code):
    with pytest.raises(BadAnswer) as refused:
        answers.cleaned(kind, part, value)
    assert refused.value.code == code


def test_twenty_thousand_characters_and_plain_line_ends_are_kept():
    assert answers.cleaned("text", "text", "x" * 20_000) == "x" * 20_000
    assert answers.cleaned("text", "text", "a\r\nb\rc") == "a\nb\nc"


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("text", {"text": " \n"}, False),
        ("text", {"text": "Ja"}, True),
        ("staffing", {"rows": [{"role": "Leder"}]}, True),
        ("split", {"rows": [{"label": "Formidling", "percent": ""}]}, False),
        ("split", {"rows": [{"label": "Formidling", "percent": "70"}]}, True),
        ("yes_no", {"text": "Beskrivelse"}, False),
        ("yes_no", {"choice": "no"}, True),
    ],
)
def test_answered_is_what_says_something_of_the_question(kind, value, expected):
    assert answers.is_answered(kind, answers.empty() | value) is expected


def test_text_beside_a_choice_is_asked_for_when_it_is_yes():
    assert answers.lacks_text("yes_no", "yes", {"choice": "yes", "text": ""})
    assert not answers.lacks_text("yes_no", "yes", {"choice": "no", "text": ""})
    assert answers.lacks_text("yes_no", "always", {"choice": "no", "text": ""})
    assert not answers.lacks_text("yes_no_comment", "always", {"choice": "no", "text": ""})
