"""Years moved in people's words about time: only what is understood, and nothing but digits of years."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.timeframe import Timeframe, read
from plans.timeshift import shifted, shifted_words
from tests.plans.test_timeframe import EXAMPLES
from tests.strategies import texts

MOVED = [
    ("2019 – 2021", "2022 – 2024"),
    ("2019–2021", "2022–2024"),
    ("2020/2021", "2023/2024"),
    ("2020/21", "2023/24"),
    ("2020- 2023", "2023- 2026"),
    ("2022", "2025"),
    ("Kontinuerlig 2019", "Kontinuerlig 2022"),
    ("Neste 2024", "Neste 2027"),
    ("Neste høst 23?", "Neste høst 26?"),
    ("Oppstart 2021?", "Oppstart 2024?"),
    ("våren '24", "våren '27"),
    ("høst 1998 – vår 99", "høst 2001 – vår 02"),
    ("Webinar juni 2021 / Neste 2022?", "Webinar juni 2024 / Neste 2025?"),
    ("2025, 2026, 2027", "2028, 2029, 2030"),
    ("Innen utgangen av 2025", "Innen utgangen av 2028"),
    ("Frist: 1.5.24", "Frist: 1.5.27"),
    ("15.–17. mai 2024", "15.–17. mai 2027"),
    ("2024-05-31", "2027-05-31"),
    ("31/12/2024", "31/12/2027"),
    ("uke 12/2024", "uke 12/2027"),
    ("3/2024", "3/2027"),
    ("June 21, 2024", "June 21, 2027"),
    ("1. halvår 2024", "1. halvår 2027"),
    ("H1 2024", "H1 2027"),
    ("februar 2024", "februar 2027"),  # its last day is another one
    ("vinteren 2023/24", "vinteren 2026/27"),
    ("• 2019:\n  ÅRSMØTE\n• 20\u00ad21", "• 2022:\n  ÅRSMØTE\n• 20\u00ad24"),
    ("STRAẞE 2024 ﬁn", "STRAẞE 2027 ﬁn"),  # longer when its case is folded
]


@pytest.mark.parametrize(("text", "moved"), MOVED)
def test_shifted_moves_the_years_and_what_is_read_from_them(text, moved):
    assert shifted(read(text), 3) == read(moved)


@pytest.mark.parametrize("text", ["", "–", "Kontinuerlig", "pågående", "Neste ?", "Oppstart?", "Neste høst", "Årlig"])
def test_shifted_is_the_same_where_no_year_is_named(text):
    assert shifted(read(text), 3) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Avslag på søknad 2025",
        "Avklares med referansegruppen",
        "?",
        "29.02.2024",  # no such day three years later
        "Etter 45.13.2024, senest 2025",  # a date that is none
        "høst 68",  # two digits that would be another century's
        "2098",
        "Kontinuerlig, se vedtak 45.13.2024",
        "Vi viser til rapporten fra arbeidsgruppen om opplæring av ansatte i kommunene 2019",
    ],
)
def test_shifted_is_none_where_the_words_are_not_understood(text):
    assert shifted(read(text), 3) is None


def test_shifted_goes_back_too():
    assert shifted(read("2022–2024"), -3) == read("2019–2021")


def test_shifted_moves_a_persons_own_reading_with_its_words():
    mine = Timeframe(
        text="Når kurset er klart", kind="year", start=date(2024, 1, 1), end=date(2024, 2, 29), precision="day"
    )
    assert shifted(mine, 1) == replace(mine, start=date(2025, 1, 1), end=date(2025, 2, 28))
    words = replace(mine, text="Kurset 2024")
    assert shifted(words, 3) == replace(words, text="Kurset 2027", start=date(2027, 1, 1), end=date(2027, 2, 28))
    assert shifted(replace(mine, text="Avslag på søknad 2024"), 3) is None
    assert shifted(mine, 9000) is None
    assert shifted(Timeframe(text="Vedtaket fra 2024", kind="continuous"), 3) is None


def test_shifted_words_of_a_title_may_be_many():
    title = "Plan for en tjeneste som har et langt navn med svært mange ord i seg 2019–2021"
    assert shifted_words(title, 3) == title.replace("2019–2021", "2022–2024")
    assert shifted_words("Uten år", 3) == "Uten år"


@given(st.sampled_from([words for words, *_reading in EXAMPLES]) | texts(), st.integers(-30, 30))
def test_shifted_changes_nothing_but_digits_and_can_be_taken_back(text, years):
    before = read(text)
    after = shifted(before, years)
    if after is None:
        return
    assert len(after.text) == len(text)
    assert all(one == other or (one + other).isdigit() for one, other in zip(text, after.text, strict=True))
    assert (after.kind, after.precision, after.uncertain) == (before.kind, before.precision, before.uncertain)
    assert after == read(after.text)
    assert shifted(after, -years) == before
