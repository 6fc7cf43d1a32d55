import csv
from io import StringIO

import pytest

from plans.document import Area, PlanDocument, Row
from plans.writers.csv import write
from tests.plans.writers.examples import FORMULAS, PLAN, plan_of
from tests.plans.writers.round_trips import labels_of


def lines_of(document: PlanDocument) -> list[list[str]]:
    return list(csv.reader(StringIO(text_of(document), newline=""), delimiter=";"))


def text_of(document: PlanDocument) -> str:
    return write(document, labels_of(document)).decode("utf-8-sig")


def test_csv_begins_with_a_byte_order_mark_and_has_semicolons_between_cells():
    content = write(PLAN, labels_of(PLAN))

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert content.decode("utf-8-sig").split("\r\n")[0] == (
        "Hovedoverskrift;Område;Kompetansespredningstiltak;Samme tiltak som over;Målgruppe (hvem);"
        "Virkemidler (hvordan);Tidsaspekt;Gjennomføringsgrad"
    )


def test_csv_names_band_area_and_measure_in_every_row():
    assert [line[:4] for line in lines_of(PLAN)[1:]] == [
        ["", "Nyheter", "Nyhetsbrev", ""],
        ["Opplæring", "Kurs", "Grunnkurs", ""],
        ["Opplæring", "Kurs", "Grunnkurs", "Ja"],
        ["Opplæring", "Kurs", "Videregående kurs", ""],
        ["Opplæring", "Film", "Opplæringsfilm", ""],
    ]


def test_csv_says_status_time_and_target_group_of_each_row():
    assert [(line[4], *line[6:]) for line in lines_of(PLAN)[2:4]] == [
        ("Fastleger", "2025", "Fullført"),
        ("Sykepleiere", "2026", "Pågående"),
    ]


def test_csv_keeps_line_breaks_quotes_and_semicolons_in_their_cells():
    words = 'a;b\n"sitat"\n\nslutt'
    assert [line[1] for line in lines_of(plan_of(words, "Kurs"))[1:]] == [words, "Kurs"]


@pytest.mark.parametrize("words", FORMULAS)
def test_csv_makes_no_formula_of_words(words):
    ((_, measure, *_),) = lines_of(plan_of(words))[1:]
    assert measure == f"'{words}"


def test_csv_makes_no_formula_of_a_title():
    document = PlanDocument(
        areas=(Area(kind="band", title="=A1", areas=(Area(title="+B", rows=(Row(measure="-C"),)),)),)
    )
    assert lines_of(document)[1][:3] == ["'=A1", "'+B", "'-C"]


def test_csv_of_a_plan_without_rows_has_its_headings():
    assert len(lines_of(PlanDocument())) == 1
