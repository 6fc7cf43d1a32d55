import pytest
from django.utils import translation

from plans.reading import in_words, remark
from plans.timeframe import read


@pytest.mark.parametrize(
    ("words", "nb", "nn"),
    [
        ("Oppstart 2027?", "Lest som oppstart 2027, usikkert", "Tolka som oppstart 2027, usikkert"),
        ("Neste høst 27?", "Lest som høsten 2027, usikkert", "Tolka som hausten 2027, usikkert"),
        ("Neste ?", "Lest som neste gang, uten dato, usikkert", "Tolka som neste gang, utan dato, usikkert"),
        ("1. halvår 2026?", "Lest som første halvår 2026, usikkert", "Tolka som første halvår 2026, usikkert"),
        ("2019 – 2021", "", ""),
        ("Avslag på søknad 2025", "", ""),
    ],
)
def test_remark_says_how_uncertain_words_were_read(words, nb, nn):
    for language, expected in (("nb", nb), ("nn", nn)):
        with translation.override(language):
            assert remark(read(words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Oppstart 2021–2022", "oppstart 2021 – 2022"),
        ("Kontinuerlig 2019", "kontinuerlig, fra 2019"),
        ("Innen mai 2027", "til og med mai 2027"),
        ("Fra 01.09.2026", "fra 01.09.2026"),
        ("Vinteren 2026", "vinteren 2026"),
    ],
)
def test_reading_in_words(words, expected):
    with translation.override("nb"):
        assert in_words(read(words)) == expected


def test_reading_set_by_hand_says_so():
    with translation.override("nb"):
        assert remark(read("2026"), corrected=True) == "Satt for hånd til 2026"
