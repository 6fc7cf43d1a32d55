"""Signing in Chromium: pages from a form that waits to one that was reopened, in both widths, and without script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reviews.actions import responses
from reviews.actions.answers import save_part
from reviews.models import Response
from tests import factories as make
from tests.browser.conftest import axe, sign_in
from tests.browser.test_every_page import LONG, too_wide
from tests.reviews_factories import make_response, mark_signed, mark_waiting

pytestmark = pytest.mark.django_db(transaction=True)

ANSWERS = {
    "text": {"text": f"Fastleger {LONG}\n\n• Kurs\n• https://rapport.example/{LONG}"},
    "yes_no": {"choice": "yes", "text": "Utredning"},
    "split": {
        "rows": [
            {"label": f"Formidling {LONG}", "percent": "70"},
            {"label": "Forskning", "percent": "20"},
            {"label": "Nettverk", "percent": "ti"},
        ]
    },
    "staffing": {"text": "Fire", "rows": [{"role": f"Lege {LONG}", "people": "3", "percent": "60"}]},
}


@pytest.fixture
def leader():
    return make.make_user(f"Kari {LONG}")


@pytest.fixture
def response(leader):
    service = make.make_service()
    make.make_member(service, "leader", leader)
    made = make_response(service=service)
    for key, parts in ANSWERS.items():
        for part, value in parts.items():
            base = [] if part == "rows" else ""
            save_part(response=made, key=key, part=part, value=value, base=base, seen=0, by=leader)
    made.written_by = f"Ola {LONG}"
    made.save()
    made.attachments.create(slot=2, kind="link", name=f"Rapport {LONG}", url=f"https://rapport.example/{LONG}")
    made.attachments.create(slot=3, kind="text", name="Merknad", text=f"Mer om {LONG}")
    return made


def at(name, response):
    return reverse(f"reviews:{name}", args=[response.pk])


def faults(page, live_server, *paths):
    found = {}
    for path in paths:
        if path:
            page.goto(live_server.url + path)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            if fault := [*axe(page), *too_wide(page)]:
                found[path, width] = fault
    return found


def send(page):
    page.locator("main form .form-foot button[type=submit]").first.click()


def test_pages_of_a_form_that_waits_are_clean(page, live_server, response, leader):
    mark_waiting(response)
    sign_in(page, live_server, leader)
    assert faults(page, live_server, *(at(name, response) for name in ("sign", "withdraw", "decline"))) == {}
    page.goto(live_server.url + at("decline", response))
    send(page)
    assert page.title().startswith("Feil:")
    assert faults(page, live_server, "") == {}


def test_pages_of_a_form_that_was_reopened_are_clean(page, live_server, response, leader):
    signed = mark_signed(response, by=leader)
    staff = make.make_staff(signed.service.trust.region)
    sign_in(page, live_server, staff)
    assert faults(page, live_server, *(at(name, signed) for name in ("response", "receipt", "reopen"))) == {}
    following = responses.reopen(response=signed, by=staff, reason=f"Skriv mer om {LONG}")
    save_part(response=following, key="split", part="rows", value=[], base=ANSWERS["split"]["rows"], seen=1, by=leader)
    save_part(response=following, key="text", part="text", value=LONG, base=ANSWERS["text"]["text"], seen=1, by=leader)
    following.attachments.filter(slot=3).update(text="Noe annet")
    sign_in(page, live_server, leader)
    paths = [at("changes", following), at("response", signed), at("sign", following)]
    answers = {path: page.goto(live_server.url + path).status for path in paths[:2]}
    assert set(answers.values()) == {200}
    assert faults(page, live_server, *paths) == {}


@pytest.mark.parametrize("script", [True, False])
def test_leader_signs_after_showing_again_who_it_is(someone_else, live_server, response, leader, script):
    """Signed in an hour ago: the password is asked for, and what was read is signed."""
    mark_waiting(response)
    page = someone_else(java_script_enabled=script)
    sign_in(page, live_server, leader)
    page.goto(live_server.url + at("sign", response))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator(".signature button[type=submit]").click()
    expect(page).to_have_url(re.compile(reverse("account_reauthenticate")))
    page.locator("input[type=password]").fill(make.PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page).to_have_url(live_server.url + at("receipt", response))
    signed = Response.objects.get(pk=response.pk)
    expect(page.locator(".signature")).to_contain_text(signed.sha256)
    assert (signed.state, signed.signer) == ("signed", leader)
