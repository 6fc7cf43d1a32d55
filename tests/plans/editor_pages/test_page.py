"""The editor's page: the words, the columns, its queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_row,
)
from tests.plans.editor_pages.calls import at

pytestmark = pytest.mark.django_db


def test_the_page_holds_the_words_to_the_letter_and_the_rows_never_filled(client, plan, area, row, person):
    row.instruments = "\n<b>første</b>\n\n  siste &amp; "
    row.save()
    empty = make_row(area, measure="")
    html = client.get(at("edit", plan)).content.decode()
    assert ">\n\n&lt;b&gt;første&lt;/b&gt;\n\n  siste &amp;amp; </textarea>" in html
    assert f'id="rad-{empty.pk}"' in html


@pytest.mark.parametrize("template", ["dissemination", "dissemination_short", "action", "competence"])
def test_the_page_shows_the_columns_of_the_template_and_those_with_content(client, plan, area, row, person, template):
    plan.template = template
    plan.save()
    row.note = "En merknad"
    row.save()
    table = client.get(at("edit", plan)).context["table"]
    keys = {column.key for column in table.columns}
    assert {"area", "measure", "instruments", "note"} <= keys
    assert ("status" in keys) is (template == "dissemination")
    assert ("aim" in keys) is (template == "action")


def test_the_page_takes_the_same_number_of_queries_with_1_3_and_300_rows(client, plan, area, person):
    counts = []
    for number in (1, 2, 297):
        for _ in range(number):
            make_row(area)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at("edit", plan)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2] < 15


def test_the_page_of_a_plan_without_rows_offers_one(client, plan, person):
    answer = client.get(at("edit", plan))
    assert answer.status_code == 200
    assert at("row-add", plan) in answer.content.decode()
