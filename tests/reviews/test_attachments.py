"""What is attached to a form: added, refused, put in order, removed, frozen, read."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import AuditRecord
from files import limits
from files.models import StoredFile
from plans.models import PlanVersion
from reviews.actions import attachments as actions
from reviews.actions.documents import document_of
from reviews.models import Attachment
from tests.factories import (
    make_area,
    make_group_member,
    make_member,
    make_plan,
    make_publication,
    make_row,
    make_service,
    make_staff,
    make_user,
    make_version,
)
from tests.reviews_factories import leader_of, make_attachment, make_response, mark_signed, mark_waiting, word_file

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n% et lite dokument\n"


@pytest.fixture(autouse=True)
def uploads(tmp_path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"


@pytest.fixture
def response():
    return make_response()


@pytest.fixture
def leader(client, response):
    person = leader_of(response)
    person.language = "en"
    person.save()
    client.force_login(person)
    return person


def at(name, response, *more, slot=1):
    return reverse(f"reviews:{name}", args=[response.pk, slot, *more])


def send(client, response, *files, key=None, slot=1):
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(at("attachments", response, slot=slot), {"key": str(key or uuid.uuid4()), "file": sent})


def attach(client, response, kind, **words):
    return client.post(at(f"attachment-{kind}", response), {"key": str(uuid.uuid4())} | words)


def names(response):
    return [each.name for each in response.attachments.all()]


# Files


def test_several_files_are_attached_at_once_and_come_back_as_they_were(client, response, leader):
    assert send(client, response, ("Plan på Ås.pdf", PDF), ("plan.docx", word_file("Plan"))).status_code == 302
    assert names(response) == ["Plan på Ås.pdf", "plan.docx"]
    first = response.attachments.first()
    got = client.get(at("attachment", response, first.pk))
    assert got.content == PDF
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert AuditRecord.objects.filter(verb="attachment.added", by=leader).count() == 2
    assert "Plan på Ås.pdf" in client.get(at("attachments", response)).content.decode()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("side.pdf", b"<html><p>Hei", "neither PDF, Word nor Excel"),
        ("side.html", b"<html><p>Hei", "neither PDF, Word nor Excel"),
        ("plan.json", b"{}", "neither PDF, Word nor Excel"),
        ("plan.docx", PDF, "does not fit what it is: a PDF"),
        ("gammel.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old format"),
        ("tom.pdf", b"", "empty"),
        ("stor.pdf", PDF + b"x" * (limits.FILE + limits.MB), "larger than 25 MB"),
    ],
)
def test_a_file_that_is_not_taken_is_named_and_the_others_stay(client, response, leader, name, data, words):
    answer = send(client, response, ("god.pdf", PDF), (name, data))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error:" in page
    assert f"{name}: " in page and words in page
    assert names(response) == ["god.pdf"]
    assert StoredFile.objects.count() == 1


def test_a_name_is_cut_cleaned_and_keeps_its_ending(client, response, leader):
    send(client, response, (f"{'å' * 400}\x00.pdf", PDF))
    assert len(names(response)[0]) == limits.NAME
    assert names(response)[0].endswith(".pdf")


def test_nothing_chosen_is_an_error(client, response, leader):
    answer = client.post(at("attachments", response), {"key": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert "Choose a file." in answer.content.decode()


def test_a_slot_that_is_full_takes_no_more(client, response, leader, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 2)
    answer = send(client, response, *[(f"{number}.pdf", PDF) for number in range(3)])
    assert answer.status_code == 422
    assert "2.pdf: There are 2 attachments here already" in answer.content.decode()
    assert names(response) == ["0.pdf", "1.pdf"]
    assert attach(client, response, "text", text="Mer").status_code == 422


def test_a_file_that_the_scanner_has_not_let_pass_is_not_given_and_the_page_says_so(client, response, leader):
    send(client, response, ("plan.pdf", PDF))
    attachment = response.attachments.get()
    StoredFile.objects.update(scan="waiting")
    assert client.get(at("attachment", response, attachment.pk)).status_code == 503
    assert "Being checked for viruses" in client.get(at("attachments", response)).content.decode()
    StoredFile.objects.update(scan="infected", found="Eicar")
    assert client.get(at("attachment", response, attachment.pk)).status_code == 410
    assert "something harmful (Eicar)" in client.get(at("attachments", response)).content.decode()
    assert actions.held_of(response) == [attachment]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["file", "link", "plan"])
def test_five_posts_at_once_attach_once(kind, uploads):
    response = make_response()
    plan = make_row(make_area(make_plan(response.service))).area.plan
    key = {"key": str(uuid.uuid4())}
    bodies = {
        "file": lambda: key | {"file": SimpleUploadedFile("a.pdf", PDF)},
        "link": lambda: key | {"url": "https://example.org/", "name": "Side"},
        "plan": lambda: key | {"which": f"plan-{plan.pk}"},
    }
    signed_in = Client()
    signed_in.force_login(leader_of(response))
    url = at("attachments" if kind == "file" else f"attachment-{kind}", response)

    def post(_number):
        client = Client()
        client.cookies = signed_in.cookies
        try:
            return client.post(url, bodies[kind]()).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as threads:
        assert list(threads.map(post, range(5))) == [302] * 5
    assert Attachment.objects.count() == 1
    assert StoredFile.objects.count() == len([path for path in uploads.rglob("*") if path.is_file()]) <= 1
    assert PlanVersion.objects.count() == (kind == "plan")


# Links, texts, publications


def test_a_link_is_attached(client, response, leader):
    assert attach(client, response, "link", url="eksempel.no/rapport", name="Rapporten").status_code == 302
    attached = response.attachments.get()
    assert (attached.kind, attached.url, attached.name) == ("link", "https://eksempel.no/rapport", "Rapporten")
    assert 'href="https://eksempel.no/rapport"' in client.get(at("attachments", response)).content.decode()
    assert client.get(at("attachment", response, attached.pk)).status_code == 404


def test_a_text_is_named_by_its_beginning_where_nobody_says_otherwise(client, response, leader):
    attach(client, response, "text", text="  Resultatene\r\nligger i registeret. " + "x" * 100)
    attached = response.attachments.get()
    assert attached.text.startswith("  Resultatene\nligger")
    assert attached.name == ("Resultatene ligger i registeret. " + "x" * 100)[:79] + "…"


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("link", {"url": "javascript:alert(1)", "name": "Beholdt"}),
        ("link", {"url": "https://example.org/" + "x" * 500, "name": "Beholdt"}),
        ("link", {"url": "https://a\x00b.no/", "name": "Beholdt"}),
        ("text", {"text": " \n ", "name": "Beholdt"}),
        ("text", {"text": "x" * 20_001, "name": "Beholdt"}),
        ("text", {"text": "a\x00b", "name": "Beholdt"}),
        ("text", {"text": "Mer", "name": "Beholdt" + "x" * 250}),
        ("text", {"text": "Mer", "name": "Beholdt", "key": "x"}),
    ],
)
def test_wrong_words_are_refused_with_the_text_kept(client, response, leader, kind, wrong):
    answer = attach(client, response, kind, **wrong)
    assert answer.status_code == 422
    assert "Beholdt" in answer.content.decode()
    assert not response.attachments.exists()


def test_publications_are_attached_as_they_are_written_today(client, response, leader):
    first, second = (make_publication(response.service, title=title) for title in ("Svelg", "Stemme"))
    make_publication(response.service, title="Ikke valgt")
    assert attach(client, response, "publications", publications=[first.pk, second.pk]).status_code == 302
    first.title = "Endret"
    first.save()
    second.delete()
    attached = response.attachments.get()
    assert (attached.name, attached.text) == ("2 publications", "Fjell K, Vik O. Svelg.\nFjell K, Vik O. Stemme.")


def test_publications_of_another_service_are_none_to_choose(client, response, leader):
    other = make_publication()
    assert attach(client, response, "publications", publications=[other.pk]).status_code == 422
    assert other.title not in client.get(at("attachment-publications", response)).content.decode()


# The plan itself


@pytest.fixture
def plan(response):
    return make_row(make_area(make_plan(response.service, title="Planen")), measure="Lage kurs").area.plan


def test_the_plan_is_frozen_as_it_stands(client, response, leader, plan):
    assert attach(client, response, "plan", which=f"plan-{plan.pk}").status_code == 302
    attached = response.attachments.get()
    version = attached.plan_version
    assert (attached.kind, attached.name, version.state, version.number) == ("plan", "Planen", "named", 1)
    row = plan.rows.get()
    row.measure = "Noe helt annet"
    row.save()
    got = client.get(at("attachment", response, attached.pk))
    assert got.content.startswith(b"%PDF")
    assert b"Lage kurs" in bytes(version.document)
    [about] = document_of(response, "nb").attachments
    assert (about.kind, about.sha256, about.version) == ("plan", version.sha256, 1)


def test_a_version_that_there_is_can_be_attached(client, response, leader, plan):
    version = make_version(plan, "published", pdf=PDF)
    attach(client, response, "plan", which=f"version-{version.pk}")
    attached = response.attachments.get()
    assert attached.plan_version == version
    assert client.get(at("attachment", response, attached.pk)).content == PDF


def test_a_plan_without_measures_or_of_another_service_is_not_attached(client, response, leader):
    empty, other = make_plan(response.service), make_version()
    assert attach(client, response, "plan", which=f"plan-{empty.pk}").status_code == 422
    assert attach(client, response, "plan", which=f"version-{other.pk}").status_code == 422
    assert attach(client, response, "plan", which=f"plan-{other.plan_id}").status_code == 422
    assert not response.attachments.exists()


def test_who_may_read_the_signed_form_may_read_the_plan_in_it_and_no_more_of_it(client, response, leader, plan):
    attach(client, response, "plan", which=f"plan-{plan.pk}")
    attached = response.attachments.get()
    url = at("attachment", response, attached.pk)
    staff = make_staff(response.service.trust.region)
    client.force_login(staff)
    assert client.get(url).status_code == 404
    mark_signed(response)
    assert client.get(url).status_code == 200
    assert client.get(attached.plan_version.get_absolute_url()).status_code == 404


# Who, and when


READERS = {
    "reader": lambda response: make_member(response.service, "reader"),
    "member": lambda response: make_group_member(response.service),
    "region": lambda response: make_staff(response.service.trust.region),
    "national": lambda response: make_staff(),
}
OTHERS = {
    "stranger": lambda response: make_user(),
    "other region": lambda response: make_staff(make_service().trust.region),
    "administrator": lambda response: make_user(is_staff=True, is_superuser=True),
}


@pytest.mark.parametrize("who", [*READERS, *OTHERS])
def test_others_see_nothing_before_the_signature_and_readers_afterwards(client, response, who):
    attachment = make_attachment(response)
    client.force_login((READERS | OTHERS)[who](response))
    assert client.get(at("attachment", response, attachment.pk)).status_code == 404
    assert client.get(at("attachments", response)).status_code == 404
    mark_signed(response)
    reads = who in READERS
    assert client.get(at("attachment", response, attachment.pk)).status_code == (200 if reads else 404)
    assert client.post(at("attachment-remove", response, attachment.pk)).status_code == (403 if reads else 404)
    assert send(client, response, ("a.pdf", PDF)).status_code == (403 if reads else 404)


@pytest.mark.parametrize("state", ["waiting", "signed", "reopened"])
def test_nothing_changes_once_it_is_sent_to_be_signed(client, response, leader, state):
    attachment = make_attachment(response)
    mark_waiting(response) if state == "waiting" else mark_signed(response)
    if state == "reopened":
        response.state = state
        response.save(update_fields=["state"])
    changes = [
        send(client, response, ("a.pdf", PDF)),
        attach(client, response, "text", text="Mer"),
        client.post(at("attachment-remove", response, attachment.pk)),
        client.post(at("attachment-move", response, attachment.pk), {"way": "up"}),
        client.get(at("attachments", response)),
    ]
    assert [change.status_code for change in changes] == [409] * 5
    assert "cannot be changed now" in changes[0].content.decode()
    assert response.attachments.get() == attachment
    assert client.get(at("attachment", response, attachment.pk)).status_code == 200


def test_a_slot_that_no_question_has_is_not_found(client, response, leader):
    for slot in (0, 2, 4):
        assert client.get(at("attachments", response, slot=slot)).status_code == 404
        assert send(client, response, ("a.pdf", PDF), slot=slot).status_code == 404


def test_an_attachment_of_another_form_or_slot_is_not_found(client, response, leader):
    other, elsewhere = make_attachment(make_response()), make_attachment(response, slot=2)
    for attachment in (other, elsewhere):
        assert client.get(at("attachment", response, attachment.pk)).status_code == 404
        assert client.post(at("attachment-remove", response, attachment.pk)).status_code == 404
        assert client.post(at("attachment-move", response, attachment.pk)).status_code == 404
    assert Attachment.objects.count() == 2


# Removed, put in order, copied


@pytest.mark.django_db(transaction=True)
def test_a_removed_file_is_gone_and_one_that_an_earlier_form_has_stays(client, uploads):
    response = make_response()
    client.force_login(leader_of(response))
    attachment = make_attachment(response)
    path = Path(attachment.stored.content.path)
    earlier = make_response()
    copy = make_attachment(earlier, stored=attachment.stored)
    assert client.get(at("attachment-remove", response, attachment.pk)).status_code == 200
    assert path.exists() and response.attachments.exists()
    client.post(at("attachment-remove", response, attachment.pk))
    assert path.exists() and not response.attachments.exists()
    actions.remove(attachment=copy, by=leader_of(earlier))
    actions.remove(attachment=copy, by=leader_of(earlier))
    assert not path.exists() and not StoredFile.objects.exists()


def test_attachments_move_up_and_down(client, response, leader):
    first, second, third = (make_attachment(response, name=f"{number}.docx") for number in range(3))

    def move(attachment, way):
        assert client.post(at("attachment-move", response, attachment.pk), {"way": way}).status_code == 302
        return [name[0] for name in names(response)]

    assert move(third, "up") == ["0", "2", "1"]
    assert move(first, "down") == ["2", "0", "1"]
    assert move(third, "up") == ["2", "0", "1"]
    assert move(second, "down") == ["2", "0", "1"]


def test_a_reopened_forms_attachments_are_copied_with_the_same_bytes(client, response, leader):
    send(client, response, ("a.pdf", PDF))
    attach(client, response, "text", text="Mer")
    to = make_response()
    actions.copy_attachments(source=response, to=to)
    assert document_of(to, "nb").attachments == document_of(response, "nb").attachments
    assert StoredFile.objects.count() == 1
    actions.remove(attachment=to.attachments.first(), by=leader_of(to))
    assert client.get(at("attachment", response, response.attachments.first().pk)).content == PDF


def test_as_many_files_come_at_once_as_a_slot_takes(client, response, leader):
    assert send(client, response, *[(f"{number}.pdf", PDF) for number in range(actions.MOST)]).status_code == 302
    assert response.attachments.count() == actions.MOST
