"""The plan as PDF and JSON: who, under which name, and what happens when it cannot be printed."""

from functools import partial
from urllib.parse import unquote

import pytest
from django.urls import reverse

from plans import exports
from plans.actions.documents import document_of
from plans.document import from_json
from plans.pdf import plan_pdf
from tests.factories import make_area, make_member, make_plan, make_row, make_service, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    plan = make_plan(make_service(code="NKT-TST-01"), title="Kompetansespredningsplan 2025–2028")
    make_row(make_area(plan), status="done")
    return plan


def get(client, plan, name, user=None, **query):
    client.force_login(user or make_member(plan.service, "reader"))
    return client.get(reverse(f"plans:{name}", args=[plan.pk]), query)


def test_who_reads_the_plan_downloads_it_and_nobody_else(client, plan):
    for name in ("pdf", "docx", "xlsx", "csv", "json"):
        assert get(client, plan, name).status_code == 200
        for stranger in (make_user(), make_member(make_service()), make_user(is_staff=True)):
            assert get(client, plan, name, stranger).status_code == 404


def test_pdf_is_one_and_is_named_after_the_plan(client, plan):
    response = get(client, plan, "pdf")
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    disposition = unquote(response["Content-Disposition"])
    assert disposition.startswith("attachment;")
    assert "NKT-TST-01 Kompetansespredningsplan 2025–2028 (" in disposition
    assert disposition.endswith(".pdf")


@pytest.mark.parametrize(("asked", "given"), [({}, "nb"), ({"language": "nn"}, "nn"), ({"language": "xx"}, "nb")])
def test_pdf_is_in_the_language_asked_for_else_in_the_pages(client, plan, asked, given):
    reader = make_member(plan.service, "reader", make_user(language="nb"))
    assert get(client, plan, "pdf", reader, **asked).content == plan_pdf(document_of(plan), language=given)


def test_plan_that_cannot_be_printed_says_so_in_plain_words(client, plan, monkeypatch):
    monkeypatch.setattr(exports, "plan_pdf", partial(plan_pdf, seconds=0.001))
    response = get(client, plan, "pdf")
    assert response.status_code == 503
    assert plan.get_absolute_url() in response.content.decode()


def test_json_is_the_document(client, plan):
    response = get(client, plan, "json")
    assert response["Content-Type"] == "application/json"
    assert from_json(response.content) == document_of(plan)
