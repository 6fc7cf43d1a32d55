from datetime import date

import pytest

from services.lifespan import TimeLeft, last_day, time_left


@pytest.mark.parametrize(
    ("started", "years", "last"),
    [
        (date(2021, 1, 1), 10, date(2030, 12, 31)),
        (date(2021, 6, 15), 5, date(2026, 6, 14)),
        (date(2020, 2, 29), 5, date(2025, 2, 28)),
        (date(2020, 2, 29), 4, date(2024, 2, 28)),
        (date(2021, 3, 1), 3, date(2024, 2, 29)),
        (None, 10, None),
        (date(2021, 1, 1), None, None),
    ],
)
def test_last_day(started, years, last):
    assert last_day(started, years) == last


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 3, 12), TimeLeft(4, 9, 20)),
        (date(2030, 12, 31), TimeLeft(0, 0, 1)),
        (date(2030, 12, 1), TimeLeft(0, 1, 0)),
        (date(2030, 12, 2), TimeLeft(0, 0, 30)),
        (date(2030, 1, 1), TimeLeft(1, 0, 0)),
        (date(2031, 1, 1), None),
        (date(2028, 2, 29), TimeLeft(2, 10, 3)),
    ],
)
def test_time_left_until_the_end_of_2030(today, left):
    assert time_left(date(2030, 12, 31), today) == left


def test_time_left_from_the_last_day_of_a_long_month():
    assert time_left(date(2027, 2, 26), date(2026, 12, 31)) == TimeLeft(0, 1, 27)
    assert time_left(date(2027, 2, 27), date(2026, 12, 31)) == TimeLeft(0, 2, 0)
