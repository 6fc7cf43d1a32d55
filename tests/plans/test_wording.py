"""A period in words, and the words of what the readers tell in codes."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plans import wording
from plans.imported import LeftOut
from plans.wording import period_in_full

NEW_YEAR, AUTUMN, SUMMER, YEARS_END = date(2025, 1, 1), date(2025, 8, 1), date(2026, 7, 31), date(2028, 12, 31)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (NEW_YEAR, YEARS_END, "2025–2028"),
        (NEW_YEAR, date(2025, 12, 31), "2025"),
        (AUTUMN, SUMMER, "01.08.2025–31.07.2026"),
        (NEW_YEAR, SUMMER, "01.01.2025–31.07.2026"),
        (NEW_YEAR, None, "fra 2025"),
        (AUTUMN, None, "fra 01.08.2025"),
        (None, YEARS_END, "til 2028"),
        (None, SUMMER, "til 31.07.2026"),
        (None, None, ""),
    ],
)
def test_a_period_is_years_where_it_is_whole_years_else_days(start, end, words):
    assert period_in_full(start, end) == words


def test_every_code_of_the_readers_has_words():
    """Of doubts and of what is left out, as the readers' sources name them."""
    source = "".join(path.read_text() for path in (Path(__file__).parents[2] / "plans/readers").glob("*.py"))
    doubts = set(re.findall(r'(?:Doubt\(code=|\bdoubt\()"(\w+)"', source))
    left_out = set(re.findall(r'(?:LeftOut\(\s*code=|leave_out\()"(\w+)"', source))

    assert len(doubts) > 10 and doubts <= set(wording.DOUBTS)
    assert len(left_out) > 5 and left_out <= set(wording.LEFT_OUT)


def test_left_out_words_say_where_and_why():
    item = LeftOut(code="hidden_row", text="x", place="Ark1", line=7)

    assert wording.left_out_words(item).startswith("Ark1, ")
    assert "7" in wording.left_out_words(item)
    assert wording.left_out_words(replace(item, place="", line=None)) == str(wording.LEFT_OUT["hidden_row"])
    assert wording.left_out_words(replace(item, code="unheard of"))
