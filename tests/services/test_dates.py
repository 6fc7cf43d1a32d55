from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from services.dates import DayField, day_of


@pytest.mark.parametrize(
    "words",
    [
        "09.03.2027",
        "9.3.2027",
        "9.3.27",
        "9. mars 2027",
        "9 mars 2027",
        "9. mar. 2027",
        "9.mars 27",
        "9/3 2027",
        "9/3-27",
        "9/3/2027",
        "9-3-2027",
        "090327",
        "09032027",
        "2027-03-09",
        "  9.  3. 2027 ",
        "9 March 2027",
    ],
)
def test_day_of_common_spellings(words):
    assert day_of(words) == date(2027, 3, 9)


@pytest.mark.parametrize("words", ["31.02.2027", "2027", "mars 2027", "9.13.2027", "i morgen", "", "9.3", "99.99.99"])
def test_day_of_no_day(words):
    assert day_of(words) is None


@given(st.text(max_size=40))
def test_day_field_says_no_but_never_breaks(words):
    try:
        day = DayField(required=False).clean(words)
    except ValidationError:
        return
    assert day is None or 1900 <= day.year <= 2200


def test_day_field_empty_is_no_day():
    assert DayField(required=False).clean("  ") is None
