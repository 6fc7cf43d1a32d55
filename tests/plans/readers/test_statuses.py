import pytest

from plans.readers.statuses import says_more, status_of


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Fullført og vedlikeholdes eller avsluttet", "done"),
        ("Fullført og blir halde ved like, eller avslutta", "done"),
        ("✓ Fullført", "done"),
        ("GJENNOMFØRT 2023", "done"),
        ("Pågående", "ongoing"),
        ("Pågåande", "ongoing"),
        ("I gang", "ongoing"),
        ("Ikke startet, ligger i plan", "planned"),
        ("Ikkje starta, ligg i plan", "planned"),
        ("Ikke\nstartet", "planned"),
        ("Planlagt", "planned"),
        ("Ikke fullført", "planned"),
        ("Ikke angitt", ""),
        ("Ikkje oppgitt", ""),
        ("–", ""),
        ("", ""),
        ("Gjennomføringsgrad", None),
        ("Fullføringen venter", None),
        ("Venter på svar", None),
    ],
)
def test_status_of_words(words, status):
    assert status_of(words) == status


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("Fullført og vedlikeholdes eller avsluttet", False),
        ("Fullført og blir halde ved like, eller avslutta", False),
        ("Ikke startet, ligger i plan", False),
        ("Not started, in the plan", False),
        ("✓ Fullført!", False),
        ("Fullført i 2023", True),
        ("Pågår – venter på midler", True),
        ("Venter", False),
    ],
)
def test_words_that_say_more_than_a_status(words, more):
    assert says_more(words) is more
