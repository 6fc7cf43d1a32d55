"""Signing over HTTP: what is shown is what is signed, by somebody who has just shown who they are."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from files.models import StoredFile
from reviews.actions.answers import save_part
from reviews.models import Response, ResponseStep
from tests.factories import PASSWORD, make_member, make_service, make_user
from tests.reviews_factories import chair_of, leader_of, make_attachment, make_response, make_signed, mark_waiting

pytestmark = pytest.mark.django_db


def at(name, response):
    return reverse(f"reviews:{name}", args=[response.pk])


def as_(user):
    """Signed in a moment ago."""
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def an_hour_later(client):
    session = client.session
    session["account_authentication_methods"] = [
        record | {"at": record["at"] - 3600} for record in session["account_authentication_methods"]
    ]
    session.save()


def text_of(answer):
    return " ".join(unescape(answer.content.decode()).split())


def seen_on(page):
    return re.search(r'name="seen" value="([0-9a-f]{64})"', page.content.decode())[1]


@pytest.fixture
def response():
    """In English, so that the pages are read as they are written."""
    service = make_service()
    leader = make_member(service, "leader", make_user("Liv Leder", language="en"))
    made = make_response(service=service)
    save_part(response=made, key="text", part="text", value="Fastleger i nord", base="", seen=0, by=leader)
    rows = [{"label": "Formidling", "percent": "70"}, {"label": "Forskning", "percent": "ti"}]
    save_part(response=made, key="split", part="rows", value=rows, base=[], seen=0, by=leader)
    return made


@pytest.fixture
def leader(response):
    return leader_of(response)


def test_leader_sends_the_form_reads_all_of_it_signs_and_has_a_receipt(response, leader):
    client = as_(leader)
    page = client.post(at("submit", response), follow=True)
    assert page.redirect_chain == [(at("sign", response), 302)]
    said = text_of(page)
    for words in ("Fastleger i nord", "Formidling", "70 %", "ti", "Not answered", "Liv Leder", "Not attached"):
        assert words in said
    answer = client.post(at("sign", response), {"seen": seen_on(page)}, follow=True)
    assert answer.redirect_chain == [(at("receipt", response), 302)]
    signed = Response.objects.get(pk=response.pk)
    assert (signed.state, signed.signer) == ("signed", leader)
    assert signed.sha256 in text_of(answer)
    assert signed.reference in text_of(answer)
    again = client.post(at("sign", response), {"seen": seen_on(page)})
    assert (again.status_code, again.url) == (302, at("receipt", response))
    assert ResponseStep.objects.filter(verb="sign").count() == 1


def test_writer_who_does_not_sign_sends_it_and_is_led_back(response):
    editor = make_member(response.service, "editor")
    answer = as_(editor).post(at("submit", response))
    assert (answer.status_code, answer.url) == (302, response.get_absolute_url())


def test_who_signed_in_long_ago_confirms_it_and_signs_what_was_seen(response, leader):
    mark_waiting(response)
    client = as_(leader)
    page = client.get(at("sign", response))
    an_hour_later(client)
    asked = client.post(at("sign", response), {"seen": seen_on(page)})
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert Response.objects.get(pk=response.pk).state == "waiting"
    wrong = client.post(asked.url, {"password": "feil", "next": at("sign", response)})
    assert wrong.status_code == 200
    assert Response.objects.get(pk=response.pk).state == "waiting"
    done = client.post(asked.url, {"password": PASSWORD, "next": at("sign", response)}, follow=True)
    assert done.redirect_chain[-1][0] == at("receipt", response)
    assert Response.objects.get(pk=response.pk).state == "signed"


def test_form_changed_while_its_signer_confirms_is_not_signed(response, leader):
    mark_waiting(response)
    client = as_(leader)
    page = client.get(at("sign", response))
    an_hour_later(client)
    asked = client.post(at("sign", response), {"seen": seen_on(page)})
    response.written_by = "En annen"
    response.save(update_fields=["written_by"])
    refused = client.post(asked.url, {"password": PASSWORD, "next": at("sign", response)})
    assert refused.status_code == 409
    assert "another than the one you were shown" in text_of(refused)
    # It is shown as it now stands, and signed from there.
    assert client.post(at("sign", response), {"seen": seen_on(refused)}).url == at("receipt", response)


def test_language_chosen_between_reading_and_signing_is_another_form(response, leader):
    mark_waiting(response)
    client = as_(leader)
    page = client.get(at("sign", response))
    leader.language = "nn"
    leader.save()
    assert client.post(at("sign", response), {"seen": seen_on(page)}).status_code == 409
    assert Response.objects.get(pk=response.pk).state == "waiting"


def test_print_of_another_form_signs_nothing(response, leader):
    mark_waiting(response)
    other = make_signed("group", make_service())
    client = as_(leader)
    assert client.post(at("sign", response), {"seen": other.sha256}).status_code == 409
    assert client.post(at("sign", other), {"seen": "0" * 64}).status_code == 404
    assert client.post(at("sign", response), {"seen": "x"}).status_code == 400


def test_signer_declines_with_a_reason_and_the_text_is_kept(response, leader):
    mark_waiting(response)
    client = as_(leader)
    missing = client.post(at("decline", response), {"reason": " "})
    assert missing.status_code == 422
    long = client.post(at("decline", response), {"reason": "x" * 20_001})
    assert (long.status_code, "x" * 20_001 in text_of(long)) == (422, True)
    done = client.post(at("decline", response), {"reason": "Svar på 2\r\nog 3"}, follow=True)
    assert "sent back unsigned" in text_of(done)
    assert ResponseStep.objects.get().reason == "Svar på 2\nog 3"


def test_impossible_step_says_what_became_of_the_form(response, leader):
    mark_waiting(response)
    editor = make_member(response.service, "editor", make_user("Ola Først", language="en"))
    as_(editor).post(at("withdraw", response))
    for answer in (as_(leader).get(at("sign", response)), as_(leader).post(at("withdraw", response))):
        assert answer.status_code == 409
        assert "The form is in progress" in text_of(answer)
        assert "by Ola Først" in text_of(answer)


def test_groups_form_is_signed_by_its_chair_alone():
    response = mark_waiting(make_response("group"))
    assert as_(leader_of(response)).get(at("sign", response)).status_code == 404
    assert as_(chair_of(response)).get(at("sign", response)).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_form_sent_five_times_at_once_is_sent_once():
    response = make_response()
    leader = leader_of(response)

    def attempt(_number):
        try:
            client = Client()
            client.force_login(leader)
            return client.post(at("submit", response)).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        assert sorted(pool.map(attempt, range(5))) == [302, 409, 409, 409, 409]
    assert ResponseStep.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_form_signed_five_times_at_once_is_signed_once():
    response = mark_waiting(make_response())
    leader = leader_of(response)
    clients = [as_(leader) for _ in range(5)]
    seen = seen_on(clients[0].get(at("sign", response)))

    def attempt(client):
        try:
            return client.post(at("sign", response), {"seen": seen}).url
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        assert set(pool.map(attempt, clients)) == {at("receipt", response)}
    assert ResponseStep.objects.count() == 1


@pytest.mark.parametrize(("scan", "found"), [("waiting", ""), ("infected", "Eicar")])
def test_form_is_not_signed_while_the_scanner_holds_a_file(response, leader, settings, tmp_path, scan, found):
    settings.MEDIA_ROOT = tmp_path
    attachment = make_attachment(response, name="Resultater.docx")
    StoredFile.objects.update(scan=scan, found=found)
    mark_waiting(response)
    client = as_(leader)
    page = client.get(at("sign", response))
    with translation.override("en"):
        assert f"Resultater.docx: {attachment.stored.Scan(scan).label}" in text_of(page)
    assert client.post(at("sign", response), {"seen": seen_on(page)}).status_code == 409
    response.refresh_from_db()
    assert response.state == "waiting"
    StoredFile.objects.update(scan="clean", found="")
    assert client.post(at("sign", response), {"seen": seen_on(page)}).status_code == 302
