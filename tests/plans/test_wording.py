"""A period in words."""

from datetime import date

import pytest

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
