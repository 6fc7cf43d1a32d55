"""A form that was reopened beside the one that took its place: what is another, read and printed."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from reviews.actions import responses
from reviews.actions.answers import save_part
from reviews.pdf import changes_html, changes_pdf
from tests.factories import make_member, make_service, make_staff, make_user
from tests.printing.pdf_checks import check
from tests.reviews.answer_sets import make_long_document
from tests.reviews.test_difference import answered
from tests.reviews_factories import chair_of, leader_of, make_response, mark_signed, mark_waiting, seen_of


@pytest.fixture
def first(db):
    service = make_service()
    leader = make_member(service, "leader", make_user("Liv Leder", language="en"))
    response = make_response(service=service)
    save_part(response=response, key="text", part="text", value="Fastleger i nord", base="", seen=0, by=leader)
    save_part(response=response, key="yes_no", part="choice", value="no", base="", seen=0, by=leader)
    response.attachments.create(slot=2, kind="link", name="Rapport", url="https://rapport.example/2016")
    return responses.sign(response=mark_waiting(response), by=leader, seen=seen_of(response, "nn"), language="nn")


@pytest.fixture
def following(first):
    leader = leader_of(first)
    made = responses.reopen(response=first, by=make_staff(), reason="Skriv om sør")
    save_part(
        response=made, key="text", part="text", value="Fastleger i sør", base="Fastleger i nord", seen=1, by=leader
    )
    save_part(response=made, key="yes_no", part="choice", value="yes", base="no", seen=1, by=leader)
    made.attachments.update(url="https://rapport.example/2017")
    return made


def at(name, response):
    return reverse(f"reviews:{name}", args=[response.pk])


def get(user, url):
    client = Client()
    client.force_login(user)
    return client.get(url)


def text_of(answer):
    return " ".join(unescape(answer.content.decode()).split())


def test_changes_are_marked_word_by_word(first, following):
    page = text_of(get(leader_of(first), at("changes", following)))
    assert '<ins><span class="ds-sr-only">added: </span>sør</ins>' in page
    assert '<del><span class="ds-sr-only">removed: </span>nord</del>' in page
    for words in ("Skriv om sør", "Yes</ins>", "No</del>", "2017", first.reference, following.reference):
        assert words in page, words
    assert "Hvordan er tjenesten bemannet?" not in page  # as it was


def test_form_without_changes_says_so(first):
    made = responses.reopen(response=first, by=make_staff(), reason="Se over")
    assert "No answer and no attachment is changed." in text_of(get(leader_of(first), at("changes", made)))
    with translation.override("en"):
        assert "No answer" not in changes_html(first.signed_document, make_long_document())


def test_changes_are_read_by_those_who_may_read_both(first, following):
    people = {
        "leader": leader_of(first),
        "chair": chair_of(first),
        "reader": make_member(first.service, "reader"),
        "national": make_staff(),
        "stranger": make_user(),
        "administrator": make_user(is_staff=True),
    }

    def statuses():
        return {
            name: tuple(get(user, at(page, following)).status_code for page in ("changes", "changes-pdf"))
            for name, user in people.items()
        }

    assert statuses() == dict.fromkeys(people, (404, 404)) | {"leader": (200, 200)}
    mark_signed(mark_waiting(following))
    assert statuses() == dict.fromkeys(people, (200, 200)) | {"stranger": (404, 404), "administrator": (404, 404)}
    assert get(leader_of(first), at("changes", first)).status_code == 404


def test_signed_form_leads_to_its_changes(first, following):
    mark_signed(mark_waiting(following))
    leader = leader_of(first)
    assert at("changes", following) in text_of(get(leader, following.get_absolute_url()))
    assert at("changes", first) not in text_of(get(leader, first.get_absolute_url()))


def test_changes_are_printed_as_a_marked_pdf():
    old = make_long_document()
    new = answered(
        answered(old, "main-tasks", rows=old.sections[0].questions[1].value["rows"][:3]), "research", text=""
    )
    content = changes_pdf(old, new)
    assert check(content).faults == []


def test_peoples_words_are_printed_as_words():
    old = make_long_document()
    html = changes_html(old, answered(old, "research", text="<script>alert(1)</script>"))
    assert "<script>" not in html
