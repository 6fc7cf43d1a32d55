import pytest
from hypothesis import HealthCheck, example, given, settings

from plans.document import Area, NotAPlan, PlanDocument, Row
from plans.readers import read
from plans.writers import excel
from tests.plans.writers.round_trips import LANGUAGES, has_rows, labels_of, table_in_file, title_in_file
from tests.strategies import tables

UNTITLED_BAND = Area(kind="band", areas=(Area(rows=(Row(measure="Kurs"),)),))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tables(), LANGUAGES)
@example(PlanDocument(areas=(UNTITLED_BAND, Area())), "nb")  # the area behind the band lies in none
@example(PlanDocument(areas=(UNTITLED_BAND, UNTITLED_BAND)), "nb")
def test_excel_file_loses_nothing_of_the_table(document, language):
    labels = labels_of(document, language)
    data = excel.write(document, labels)
    if not has_rows(document):
        with pytest.raises(NotAPlan, match="no rows"):
            read("plan.xlsx", data)
        return
    reading = read("plan.xlsx", data)

    assert reading.document.title == title_in_file(document, labels)
    assert reading.document.areas == table_in_file(document)
    assert reading.doubts == ()
