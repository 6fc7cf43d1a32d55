"""A timeframe some years later: its words and what is read out of them.

Only digits of years are changed, and only where the words, so changed, are read as the same time some years later. What
is not understood so far stays as it is, to the letter.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from plans.timeframe import MANY_WORDS, Timeframe, plain, read
from plans.timeparts import TOKEN, YEAR, items, year_of, year_places

type Places = list[tuple[range, int]]

DIGITS = "0123456789"
DATED = ("iso", "day", "month", "year", "short")  # tokens that have a year


def shifted(time: Timeframe, years: int) -> Timeframe | None:
    """The timeframe `years` later; None where its words cannot be moved, so that it has to stay as it is.

    A person's own reading of the words is moved with them.
    """
    words = plain(time.text)
    if not (time.start or time.end):
        return None if time.kind == "note" or any(YEAR.search(token.group()) for token in _dated(words)) else time
    found = items(words)
    # Where a person says what the words mean, it does not matter how many they are.
    before, is_corrected = read(time.text), time != read(time.text)
    if "refused" in found or (found.count("") > MANY_WORDS and not is_corrected):
        return None
    text = shifted_words(time.text, years)
    if text is None or not _is_later(before, read(text), years):
        return None
    if not is_corrected:
        return read(text)
    try:
        return replace(time, text=text, start=later(time.start, years), end=later(time.end, years))
    except ValueError:  # no such year
        return None


def shifted_words(text: str, years: int) -> str | None:
    """The words with all their years moved; None where one of them was not understood as a year."""
    words = plain(text)
    places = year_places(words)
    # Digits are the same in both, whatever else was made plain.
    written = [index for index, character in enumerate(text) if character in DIGITS]
    seen = [index for index, character in enumerate(words) if character in DIGITS]
    if _has_strange_year(words, places) or len(written) != len(seen):
        return None
    place_of = dict(zip(seen, written, strict=True))
    moved = list(text)
    for place, year in places:
        digits = str(year + years)[-len(place) :]
        if len(digits) < len(place) or year_of(digits) != year + years:
            return None
        for index, digit in zip(place, digits, strict=True):
            moved[place_of[index]] = digit
    return "".join(moved)


def later(day: date | None, years: int) -> date | None:
    """The day in that year, of 29 February the day before. Raises ValueError for a year that no date has."""
    if day is None:
        return None
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year + years, day=28)
    return day.replace(year=day.year + years)


def _has_strange_year(words: str, places: Places) -> bool:
    """Whether there is a year that nothing was read from."""
    known = {place.start for place, _year in places}
    years = ((token, YEAR.search(token.group())) for token in _dated(words))
    return any(year and token.start() + year.start() not in known for token, year in years)


def _dated(words: str) -> Iterator[re.Match[str]]:
    return (token for token in TOKEN.finditer(words) if token.lastgroup in DATED)


def _is_later(before: Timeframe, after: Timeframe, years: int) -> bool:
    """Are both the same, but for the years?"""
    same = (before.kind, before.precision, before.uncertain) == (after.kind, after.precision, after.uncertain)
    edges = ((before.start, after.start), (before.end, after.end))
    return same and all(_is_day_later(day, later, years) for day, later in edges)


def _is_day_later(before: date | None, after: date | None, years: int) -> bool:
    if before is None or after is None:
        return before is after
    months = (after.year - before.year, after.month) == (years, before.month)
    return months and (after.day == before.day or before.month == 2)  # February ends as the year will have it
