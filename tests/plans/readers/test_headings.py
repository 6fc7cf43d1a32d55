import pytest
from django.utils import translation

from plans import wording
from plans.document import COLUMNS, TEMPLATES
from plans.imported import BAND, CONTINUES
from plans.readers.grid import Cell
from plans.readers.headings import column_of, is_heading_line
from plans.readers.statuses import status_of

LANGUAGES = ("nb", "nn", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_of_ours_is_known(language):
    with translation.override(language):
        words = {
            (template, column): str(wording.heading(template, column)) for template in TEMPLATES for column in COLUMNS
        }

    assert {key: column_of(text) for key, text in words.items()} == {key: key[1] for key in words}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("meaning", [BAND, CONTINUES])
def test_every_heading_that_only_a_file_has_is_known(language, meaning):
    with translation.override(language):
        assert column_of(str(wording.MEANINGS[meaning])) == meaning


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_of_ours_is_known_short_and_in_full(language):
    with translation.override(language):
        words = [
            (status, str(names[status])) for names in (wording.STATUS_SHORT, wording.STATUS_FULL) for status in names
        ]

    assert [status_of(text) for _, text in words] == [status for status, _ in words]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Målgruppe og mottakere", "target_group"),
        ("Hvem er ansvarlig?", "responsible"),
        ("Ansvar/ frist", "responsible"),
        ("Tiltak/aktivitet", "measure"),
        ("Når?", "timeframe"),
        ("TIDS-\nASPEKT", "timeframe"),
        ("Budsjett", ""),
        ("Område 2: Drift", ""),
        ("Tiltak " * 20, ""),
    ],
)
def test_column_of_a_heading(text, column):
    assert column_of(text) == column


@pytest.mark.parametrize(
    ("texts", "known"),
    [
        (("Tiltak", "Ansvar"), True),
        (("Nr", "Tiltak", "Ansvar", "Kostnad", "Risiko", "Kilde"), True),
        (("Område", "Frist"), False),
        (("Tiltak", "Budsjett"), False),
        (("Tiltak", "Ansvar", "x" * 90, "y", "z"), False),
        ((), False),
    ],
)
def test_a_line_of_headings_names_two_columns_and_what_is_done(texts, known):
    assert is_heading_line([Cell(text=text) for text in texts]) is known
