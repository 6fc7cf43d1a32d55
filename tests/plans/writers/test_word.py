import pytest
from hypothesis import HealthCheck, given, settings

from plans.document import NotAPlan
from plans.readers import read
from plans.writers import word
from tests.plans.writers.round_trips import LANGUAGES, has_rows, labels_of, table_in_file, title_in_file
from tests.strategies import tables


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tables(), LANGUAGES)
def test_word_file_loses_nothing_of_the_table(document, language):
    labels = labels_of(document, language)
    data = word.write(document, labels)
    if not has_rows(document):
        with pytest.raises(NotAPlan, match="no rows"):
            read("plan.docx", data)
        return
    reading = read("plan.docx", data)

    assert reading.document.title == title_in_file(document, labels)
    assert reading.document.areas == table_in_file(document)
    assert reading.doubts == ()
