"""The plan as files of every kind: whole or what the page shows of it, and under which name."""

from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import translation

from plans.actions.documents import document_of
from plans.document import PlanDocument, ServiceFacts, from_json
from plans.exports import FORMATS, export, file_name
from plans.readers import read
from tests.factories import make_area, make_member, make_plan, make_row, make_service
from tests.printing.pdf_checks import attached, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """Three groups of rows in two areas under a band, one of four rows with a measure of its own and its status."""
    plan = make_plan(make_service(code="NKT-TST-01"), title="Kompetansespredningsplan 2025–2028")
    band = make_area(plan, title="Band", kind="band")
    courses, films = make_area(plan, parent=band, title="Kurs"), make_area(plan, parent=band, title="Film")
    make_row(courses, measure="Grunnkurs", target_group="Fastleger", status="done")
    make_row(courses, continues=True, measure="", target_group="Sykepleiere", status="ongoing")
    make_row(courses, measure="Videregående kurs", target_group="Fastleger", status="done")
    make_row(films, measure="Opplæringsfilm", target_group="Pasienter", status="done")
    return plan


def got(client, plan, key, **query):
    client.force_login(make_member(plan.service, "reader"))
    return client.get(reverse(f"plans:{key}", args=[plan.pk]), query)


def text_of(content: bytes) -> str:
    """All the words in a file, also in a packed one, or in what is attached to a PDF."""
    if content.startswith(b"%PDF"):
        return words_of(content) + b"".join(attached(content).values()).decode()
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with ZipFile(BytesIO(content)) as archive:
        return unescape("".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist()))


@pytest.mark.parametrize("key", FORMATS)
def test_a_selection_holds_what_the_page_shows(client, plan, key):
    text = text_of(got(client, plan, key, status="ongoing").content)
    assert ("Sykepleiere" in text, "Fastleger" in text, "Opplæringsfilm" in text) == (True, False, False)
    assert "Grunnkurs" in text  # the measure that the row goes on with


def test_a_selection_leaves_out_areas_without_rows(client, plan):
    document = from_json(got(client, plan, "json", status="ongoing").content)
    assert [(area.title, len(area.rows)) for _, area in document.leaf_areas()] == [("Kurs", 1)]
    ((_, row, _),) = document.rows()
    assert (row.measure, row.continues, row.target_group) == ("Grunnkurs", False, "Sykepleiere")


def test_a_row_goes_on_with_a_leading_row_that_is_shown(client, plan):
    document = from_json(got(client, plan, "json", words="grunnkurs").content)
    assert [(row.measure, row.continues) for _, row, _ in document.rows()] == [("Grunnkurs", False), ("", True)]


@pytest.mark.parametrize("key", ["docx", "xlsx", "pdf"])
def test_a_selection_says_what_it_was_chosen_by(client, plan, key):
    reader = make_member(plan.service, "reader")
    client.force_login(reader)
    response = client.get(
        reverse(f"plans:{key}", args=[plan.pk]), {"status": "done", "words": "kurs", "language": "en"}
    )
    text = text_of(response.content)
    assert "Selection" in text
    assert "«kurs», Completed" in text


@pytest.mark.parametrize("query", [{}, {"status": "no such"}, {"area": "1"}, {"page": "2"}])
def test_what_the_page_does_not_understand_gives_the_whole_plan(client, plan, query):
    assert from_json(got(client, plan, "json", **query).content) == document_of(plan)


@pytest.mark.parametrize("key", FORMATS)
def test_a_file_is_named_and_typed_after_its_kind(client, plan, key):
    response = got(client, plan, key)
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[key].content_type
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Disposition"].endswith(f".{key}")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("key", ["docx", "xlsx", "json", "pdf"])
def test_a_file_can_be_read_back(plan, key):
    document = document_of(plan)
    exported = export(document, key, language="nb")
    again = read(exported.name, exported.content).document
    said = [(area.title, measure, row.target_group, row.status) for area, row, measure in again.rows()]
    assert said == [(area.title, measure, row.target_group, row.status) for area, row, measure in document.rows()]


@pytest.mark.parametrize("key", FORMATS)
def test_what_no_file_can_hold_breaks_none(key):
    document = PlanDocument(title="a\x0b\ud800", service=ServiceFacts(name="\ufffe"), purpose="\x07")
    assert export(document, key, language="nb").content


@pytest.mark.parametrize(
    ("language", "state", "chosen"), [("nb", "utkast", "utkast, utvalg"), ("en", "draft", "draft, selection")]
)
def test_file_name_says_in_words_what_it_is_of(language, state, chosen):
    with translation.override(language):
        assert file_name(PlanDocument(title="Plan"), "pdf") == f"Plan ({state}).pdf"
        assert file_name(PlanDocument(title="Plan"), "csv", is_selection=True) == f"Plan ({chosen}).csv"
        assert file_name(PlanDocument(title="Plan", version=3), "json").endswith("3.json")


def test_file_name_holds_nothing_a_disk_refuses():
    document = PlanDocument(title='../Plan: "a"/b\\c\n*?' + "x" * 300, service=ServiceFacts(code="A/1"))
    name = file_name(document, "pdf")
    assert not set(name) & set('/\\:*?"<>|\n')
    assert not name.startswith(".")
    assert len(name) < 150
    assert "\u202e" not in file_name(PlanDocument(title="Plan \u202efdp"), "pdf")
