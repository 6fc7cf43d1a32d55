import csv
import json
from hashlib import sha256
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from reviews.answers import KINDS
from reviews.document import from_json
from reviews.models import Answer, Response
from tests.factories import make_group_member, make_member, make_region, make_service, make_staff, make_trust
from tests.reviews_factories import make_round, mark_signed

pytestmark = pytest.mark.django_db


def answer(response, key, **value):
    question = response.questionnaire.questions.get(key=key)
    value = {"choice": "", "text": "", "rows": []} | value
    Answer.objects.create(response=response, question=question, value=value, version=1)


def fetched(client, made, kind, **query):
    response = client.get(reverse(f"reviews:round-{kind}", args=[made.pk]), query)
    assert response.status_code == 200
    return response


def lines(client, made, **query):
    content = fetched(client, made, "csv", **query).content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.fixture
def made():
    """Two services; of the first both forms are signed, of the second none."""
    one, other = (
        make_service(name_nb="Tjeneste abborr", code="A-1"),
        make_service(name_nb="Tjeneste brasme", code="B-1"),
    )
    made = make_round(one, other, opened=True, title="Gjennomgang")
    leader = Response.objects.get(round=made, service=one, audience="leader")
    answer(leader, "text", text="=1+1; «Æ»\nto linjer")
    answer(leader, "yes_no", choice="no", text="står igjen fra da det var ja")
    answer(leader, "yes_no_na", choice="yes", text="-2")
    answer(leader, "split", rows=[{"label": "Formidling", "percent": "60"}, {"label": "Annet", "percent": "om lag 40"}])
    answer(Response.objects.get(round=made, service=other, audience="leader"), "text", text="Usignert hemmelighet")
    for response in made.responses.filter(service=one):
        mark_signed(response)
    return made


def test_csv_has_a_line_for_each_service_and_question_of_signed_forms(client, made):
    client.force_login(make_staff())
    found = lines(client, made, stands="")
    assert len(found) == 14
    assert {line["Kode"] for line in found} == {"A-1"}
    by_kind = dict(zip(KINDS, found, strict=False))
    values = {kind: list(line.values()) for kind, line in by_kind.items()}
    assert "'=1+1; «Æ»\nto linjer" in values["text"]
    assert "Nei" in values["yes_no"] and "står igjen fra da det var ja" not in values["yes_no"]
    assert "'-2" in values["yes_no_na"]
    assert "Formidling · 60 %\nAnnet · om lag 40\nSum · 60 %" in values["split"]
    assert "Usignert" not in str(found)


def test_excel_keeps_what_looks_like_a_formula_as_text(client, made):
    client.force_login(make_staff())
    sheet = load_workbook(BytesIO(fetched(client, made, "xlsx").content)).active
    rows = list(sheet.iter_rows())
    assert len(rows) == 15
    cells = [cell for row in rows for cell in row if str(cell.value).startswith("=1+1")]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]
    assert list(sheet.tables) == ["Answers"]


def test_excel_cuts_what_no_cell_can_hold(client, made):
    response = Response.objects.get(round=made, audience="leader", state="draft")
    answer(response, "split", rows=[{"label": "🙂" * 500, "percent": "1"}] * 40)
    mark_signed(response)
    client.force_login(make_staff())
    sheet = load_workbook(BytesIO(fetched(client, made, "xlsx").content)).active
    longest = max(len(str(cell.value).encode("utf-16-le")) for row in sheet.iter_rows() for cell in row)
    assert 65_000 < longest <= 65_534


def test_empty_round_gives_files_with_headings_only(client):
    made = make_round(opened=True)
    client.force_login(make_staff())
    assert lines(client, made) == []
    assert load_workbook(BytesIO(fetched(client, made, "xlsx").content)).active.max_row == 1
    assert json.loads(fetched(client, made, "json").content)["responses"] == []


def test_json_has_each_form_as_it_was_signed(client, made):
    client.force_login(make_staff())
    found = json.loads(fetched(client, made, "json").content)
    signed = {each.sha256: bytes(each.document) for each in made.responses.filter(state="signed")}
    assert {each["sha256"] for each in found["responses"]} == set(signed)
    for each in found["responses"]:
        canonical = json.dumps(each["document"], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        assert sha256(canonical).hexdigest() == each["sha256"]
        assert from_json(canonical).service.code == "A-1"


def test_export_holds_what_the_page_shows(client, made):
    for response in made.responses.filter(state="draft"):
        mark_signed(response)
    client.force_login(make_staff())
    assert {line["Kode"] for line in lines(client, made)} == {"A-1", "B-1"}
    assert {line["Kode"] for line in lines(client, made, words="tjeneste brasme")} == {"B-1"}
    assert [line["Kode"] for line in lines(client, made, sort="-name")] == ["B-1"] * 14 + ["A-1"] * 14
    assert lines(client, made, stands="unsigned") == []
    page = client.get(made.get_absolute_url(), {"words": "tjeneste brasme", "page": "1"})
    assert ("CSV", f"{reverse('reviews:round-csv', args=[made.pk])}?words=tjeneste+brasme") in page.context["exports"]


def test_each_gets_only_what_one_may_read(client, made):
    own = made.services.get(code="A-1")
    region = own.trust.region
    for user, codes in (
        (make_member(own, "reader"), {"A-1"}),
        (make_group_member(made.services.get(code="B-1")), set()),
        (make_staff(region), {"A-1"}),
    ):
        client.force_login(user)
        assert {line["Kode"] for line in lines(client, made)} == codes
    for user in (make_member(make_service(), "leader"), make_staff(make_region())):
        client.force_login(user)
        assert client.get(reverse("reviews:round-csv", args=[made.pk])).status_code == 404


def test_export_takes_a_constant_number_of_queries(client, django_assert_max_num_queries):
    made = make_round(*(make_service(make_trust()) for _number in range(5)), opened=True)
    for response in made.responses.all():
        mark_signed(response)
    client.force_login(make_staff())
    with django_assert_max_num_queries(9):
        assert len(lines(client, made)) == 70
