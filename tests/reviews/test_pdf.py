"""Printed forms: tagged, in their language, with all that was answered, and with what was signed inside."""

from dataclasses import replace
from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse
from django_ox.models import OxTask

from reviews import document as doc
from reviews import frozen, jobs
from reviews.frozen import print_signed
from reviews.models import Response
from reviews.pdf import response_html, response_pdf
from tests.factories import make_member, make_version
from tests.printing.documents import make_document
from tests.printing.pdf_checks import attached, check, outline, words_of
from tests.reviews.answer_sets import make_long_document
from tests.reviews_factories import leader_of, make_response, mark_signed


@pytest.fixture(autouse=True)
def own_cache(settings, tmp_path):
    settings.CACHES = settings.CACHES | {"pdf": settings.CACHES["pdf"] | {"LOCATION": tmp_path / "pdf"}}


@pytest.fixture(scope="module")
def printed():
    return response_pdf(make_long_document(), seconds=60)


def test_form_is_a_marked_pdf_with_its_figures_in_tables(printed):
    report = check(printed)
    assert report.faults == []
    assert (report.tags["Table"], report.tags["Figure"], report.tags["H3"]) == (2, 1, 13)


def test_every_question_and_answer_is_printed(printed):
    words = words_of(printed)
    document = make_long_document()
    for part in ("Fjordheim universitetssykehus", "250 %", "17,5 %", "under 30 prosent", "Ola Nordmann", "13.42.07"):
        assert part in words, part
    for question in document.questions():
        assert question.text.split()[-1] in words
    # Kept, but not asked for by a "no"
    assert "er lagt til avdelingen" not in words
    assert any("Innhold og organisering" in title for _level, title in outline(printed))


def test_paper_carries_what_its_checksum_is_over(printed):
    files = attached(printed)
    assert doc.from_json(files["svar.json"]) == make_long_document()
    assert sha256(files["svar.json"]).hexdigest() in words_of(printed).replace(" ", "").replace("\n", "")


def test_draft_says_so_and_has_no_checksum():
    html = response_html(make_long_document(signature=None))
    assert "stamp draft" in html and "SHA-256" not in html
    assert "stamp draft" not in response_html(make_long_document())


def test_bundle_is_one_marked_document_with_the_plan():
    content = response_pdf(make_long_document(), plans=[make_document(12)], seconds=60)
    report = check(content)
    assert report.faults == []
    assert report.tags["Table"] == 3
    assert set(attached(content)) == {"svar.json", "plan.json"}


def test_peoples_words_are_printed_as_words():
    html = response_html(make_long_document(written_by='<img src="http://x.example/">'))
    assert "<img" not in html


def test_attachment_that_is_asked_for_and_missing_is_listed():
    document = make_long_document()
    html = response_html(replace(document, attachments=document.attachments[:1]))
    assert html.count("<li><b>") == 3


def test_table_of_words_for_numbers_and_five_long_rows_prints():
    document = make_long_document()
    (section, *rest) = document.sections
    organisation, split, *others = section.questions
    long = "Tverrspesialitetskommunikasjonsforbedringsgruppemedlemskap " * 8
    rows = [{"role": long[:500], "people": "noen", "percent": "abc"}] * 40
    answered = replace(organisation, value=organisation.value | {"rows": rows, "text": long * 40})
    sections = (replace(section, questions=(answered, split, *others)), *rest)
    report = check(response_pdf(replace(document, sections=sections), seconds=60))
    assert report.faults == []


@pytest.mark.django_db
def test_signed_form_is_printed_once_and_served_to_those_who_may_read_it():
    response = mark_signed(make_response())
    reader = Client()
    reader.force_login(make_member(response.service, "reader"))
    url = reverse("reviews:pdf", args=[response.pk])
    waiting = reader.get(url)
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (503, "600")
    assert print_signed(response, seconds=60)
    served = reader.get(url)
    kept = Response.objects.get(pk=response.pk)
    assert served.content == bytes(kept.pdf)
    assert sha256(served.content).hexdigest() == kept.pdf_sha256
    assert response.reference in served.headers["Content-Disposition"]


@pytest.mark.django_db
def test_draft_is_printed_for_its_writers_alone():
    response = make_response()
    client = Client()
    client.force_login(leader_of(response))
    for name in ("pdf", "bundle"):
        served = client.get(reverse(f"reviews:{name}", args=[response.pk]))
        assert served.content.startswith(b"%PDF")
        assert "utkast" in served.headers["Content-Disposition"]
    assert Response.objects.get(pk=response.pk).pdf is None


@pytest.mark.django_db
def test_bundle_has_the_frozen_plan_of_the_first_slot():
    response = make_response()
    response.attachments.create(slot=1, kind="plan", name="Planen", plan_version=make_version(state="named"))
    client = Client()
    client.force_login(leader_of(mark_signed(response)))
    served = client.get(reverse("reviews:bundle", args=[response.pk]))
    assert set(attached(served.content)) == {"svar.json", "plan.json"}


@pytest.mark.django_db(transaction=True)
def test_sweep_has_signed_forms_printed():
    response = mark_signed(make_response())
    make_response()
    jobs.sweep.func()
    assert [task.args for task in OxTask.objects.filter(task_path__endswith="print_form")] == [[response.pk]]
    jobs.print_form.func(response.pk)
    assert Response.objects.get(pk=response.pk).pdf is not None
    first = bytes(Response.objects.get(pk=response.pk).pdf)
    jobs.print_form.func(response.pk)
    assert bytes(Response.objects.get(pk=response.pk).pdf) == first


@pytest.mark.django_db(transaction=True)
def test_bundle_that_takes_too_long_is_printed_by_the_worker_and_then_served(monkeypatch):
    response = make_response()
    response.attachments.create(slot=1, kind="plan", name="Planen", plan_version=make_version(state="named"))
    mark_signed(response)
    client = Client()
    client.force_login(leader_of(response))
    url = reverse("reviews:bundle", args=[response.pk])
    monkeypatch.setitem(frozen.bundle_pdf.__kwdefaults__, "seconds", 0)
    assert [client.get(url).status_code for _ in range(3)] == [503] * 3
    asked = OxTask.objects.filter(task_path__endswith="print_bundle")
    assert [task.args for task in asked] == [[response.pk]]
    jobs.print_bundle.func(response.pk)
    assert client.get(url).content.startswith(b"%PDF")
