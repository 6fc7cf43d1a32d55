"""Values of Excel cells as a Norwegian reader sees them."""

from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from plans.readers import open_file
from tests.sample_files import saved


def words(value, number_format: str | None = None, *, since_1904: bool = False) -> str:
    book = Workbook()
    if since_1904:
        book.epoch = CALENDAR_MAC_1904
    cell = book.worksheets[0]["A1"]
    cell.value = value
    if number_format:
        cell.number_format = number_format
    (grid,) = open_file("a.xlsx", saved(book)).pieces
    return grid.lines[0][0].text


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (2022, None, "2022"),
        (2022.0, None, "2022"),
        (-3, None, "-3"),
        (0.1 + 0.2, None, "0,3"),
        (1e20, None, "1e+20"),
        (0.5, "0%", "50 %"),
        (0.125, "0.0 %", "12,5 %"),
        (4, '0" uker"', "4 uker"),
        (4, "0\\ \\s\\t\\k", "4 stk"),
        (50000, '[$kr-414] # ##0_ ;[Red]-"kr" 0', "kr 50000"),
        (5, '"Planlagt"', "5"),
        (True, None, "Ja"),
        (False, None, "Nei"),
        ("=1+1", "@", "=1+1"),
    ],
)
def test_read_shows_numbers_as_their_format_does(value, number_format, shown):
    if isinstance(value, str):
        book = Workbook()
        book.worksheets[0]["A1"].value = value
        book.worksheets[0]["A1"].data_type = "s"
        assert open_file("a.xlsx", saved(book)).pieces[0].lines[0][0].text == shown
    else:
        assert words(value, number_format) == shown


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (date(2024, 12, 31), None, "31.12.2024"),
        (datetime(2024, 12, 31, 9, 30), None, "31.12.2024 09:30"),
        (datetime(2024, 12, 31, 9, 30), "dd.mm.yyyy", "31.12.2024"),
        (date(2024, 5, 1), "mmm yyyy", "mai 2024"),
        (date(2024, 5, 1), "yyyy", "2024"),
        (date(2024, 5, 1), "d. mmm", "01.05.2024"),
        (date(2024, 5, 1), "[$-414]d. mmmm yyyy", "01.05.2024"),
        (time(9, 30), None, "09:30"),
        (timedelta(hours=26, minutes=30), None, "26:30"),
        (3e9, "dd.mm.yyyy", "3000000000"),
    ],
)
def test_read_writes_dates_the_norwegian_way(value, number_format, shown):
    assert words(value, number_format) == shown


def test_read_counts_days_from_1904_where_the_workbook_does():
    assert words(date(2024, 12, 31), since_1904=True) == "31.12.2024"
