"""A form on its way: each step, who takes it, and what cannot be done."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from accounts.models import AuditRecord
from notices.models import Notice
from reviews import lifecycle
from reviews.actions import responses
from reviews.actions.answers import NotADraft, save_part
from reviews.document import fingerprint
from reviews.models import Answer, Response, ResponseStep
from reviews.step_words import role_of
from services.conflicts import ChangedMeanwhile
from tests.factories import make_member, make_region, make_staff, make_version
from tests.reviews_factories import (
    chair_of,
    leader_of,
    make_response,
    make_signed,
    mark_signed,
    mark_waiting,
    seen_of,
)

pytestmark = pytest.mark.django_db


def answer(response, text, base="", by=None):
    by = by or leader_of(response)
    save_part(response=response, key="text", part="text", value=text, base=base, seen=0, by=by)


def take(response, verb, by, reason="fordi"):
    if verb == "sign":
        return responses.sign(response=response, by=by, seen=seen_of(response), language="nb")
    explained = {"reason": reason} if lifecycle.STEPS[verb].needs_reason else {}
    return getattr(responses, verb)(response=response, by=by, **explained)


def bring_to(response, state):
    if state == "waiting":
        mark_waiting(response)
    elif state != "draft":
        mark_signed(response)
    if state == "reopened":
        Response.objects.filter(pk=response.pk).update(state=state)
    return Response.objects.get(pk=response.pk)


@pytest.mark.parametrize("state", lifecycle.STATES)
@pytest.mark.parametrize("verb", lifecycle.STEPS)
def test_step_leads_on_only_from_where_it_begins(verb, state):
    response = bring_to(make_response(), state)
    by = make_staff() if verb == "reopen" else leader_of(response)
    if state == lifecycle.STEPS[verb].start:
        take(response, verb, by)
        response.refresh_from_db()
        assert response.state == lifecycle.STEPS[verb].end
        step = response.steps.get()
        assert (step.verb, step.by) == (verb, by)
        assert AuditRecord.objects.filter(by=by, verb=f"response.{verb}", target_id=response.pk).exists()
    else:
        with pytest.raises(responses.ImpossibleStep):
            take(response, verb, by)
        response.refresh_from_db()
        assert response.state == state
        assert not ResponseStep.objects.exists()


@pytest.mark.parametrize("verb", ["decline", "reopen"])
def test_step_that_hurts_is_explained(verb):
    response = bring_to(make_response(), lifecycle.STEPS[verb].start)
    by = make_staff() if verb == "reopen" else leader_of(response)
    with pytest.raises(responses.ReasonMissing):
        take(response, verb, by, reason=" \n ")


def test_each_step_is_taken_by_those_it_is_for():
    response = make_response()
    leader, editor = leader_of(response), make_member(response.service, "editor")
    chair, staff = chair_of(response), make_staff()
    elsewhere = make_staff(make_region())
    for verb, refused in (
        ("submit", (chair, staff)),
        ("decline", (editor, chair, staff)),
        ("sign", (editor, chair, staff)),
        ("reopen", (leader, editor, elsewhere)),
    ):
        for by in refused:
            with pytest.raises(PermissionDenied):
                take(response, verb, by)
        if verb == "submit":
            take(response, verb, editor)
    assert response.steps.count() == 1


def test_chair_signs_the_groups_form_and_its_leader_does_not():
    response = mark_waiting(make_response("group"))
    with pytest.raises(PermissionDenied):
        take(response, "sign", leader_of(response))
    signed = take(response, "sign", chair_of(response))
    assert signed.signer_role == role_of("group", "nb")


def test_signed_form_is_frozen_with_name_role_time_and_hash():
    response = make_response()
    answer(response, "Fastleger")
    mark_waiting(response)
    leader = leader_of(response)
    seen = seen_of(response, "nn")
    signed = responses.sign(response=response, by=leader, seen=seen, language="nn")
    kept = Response.objects.get(pk=response.pk)
    document = kept.signed_document
    assert fingerprint(document) == seen
    assert kept.sha256 == sha256(bytes(kept.document)).hexdigest()
    assert (document.signature.name, document.signature.role) == (leader.name, role_of("leader", "nn"))
    assert document.signature.at == kept.signed_at == signed.signed_at
    assert (kept.signer, kept.signer_name, kept.language, kept.state) == (leader, leader.name, "nn", "signed")
    assert next(document.questions()).value["text"] == "Fastleger"


def test_nothing_is_signed_but_what_was_seen():
    response = mark_waiting(make_response())
    leader = leader_of(response)
    seen = seen_of(response)
    changes = (
        lambda: responses.sign(response=response, by=leader, seen=seen, language="nn"),
        lambda: responses.sign(response=response, by=leader, seen="0" * 64, language="nb"),
    )
    for attempt in changes:
        with pytest.raises(ChangedMeanwhile):
            attempt()
    response.attachments.create(slot=1, kind="plan", name="Planen", plan_version=make_version(state="named"))
    with pytest.raises(ChangedMeanwhile):
        responses.sign(response=response, by=leader, seen=seen, language="nb")
    response.refresh_from_db()
    assert (response.state, response.document) == ("waiting", None)


def test_form_taken_back_changed_and_sent_again_is_not_the_one_that_was_seen():
    response = make_response()
    leader, editor = leader_of(response), make_member(response.service, "editor")
    responses.submit(response=response, by=editor)
    seen = seen_of(response)
    responses.withdraw(response=response, by=editor)
    answer(response, "Noe annet", by=editor)
    responses.submit(response=response, by=editor)
    with pytest.raises(ChangedMeanwhile):
        responses.sign(response=response, by=leader, seen=seen, language="nb")


def test_form_that_waits_takes_no_answers():
    response = mark_waiting(make_response())
    with pytest.raises(NotADraft):
        answer(response, "For sent")


def test_reopened_form_begins_anew_with_what_was_signed():
    response = make_response()
    answer(response, "Fastleger")
    response.attachments.create(slot=2, kind="link", name="Rapport", url="https://rapport.example/")
    mark_waiting(response)
    signed = take(response, "sign", leader_of(response))
    before = bytes(signed.document)
    following = responses.reopen(response=signed, by=make_staff(), reason="Skriv mer")
    assert (following.number, following.previous_id, following.state) == (2, signed.pk, "draft")
    assert following.reference == f"{signed.reference}2"
    copied = following.answers.get()
    assert (copied.value["text"], copied.version) == ("Fastleger", 1)
    assert following.attachments.get().url == "https://rapport.example/"
    answer(following, "Fastleger og helsesykepleiere", base="Fastleger")
    signed.refresh_from_db()
    assert (signed.state, bytes(signed.document)) == ("reopened", before)
    assert Answer.objects.get(response=signed).value["text"] == "Fastleger"


def test_people_are_told_of_what_they_are_to_do_and_the_signer_has_a_receipt():
    response = make_response()
    leader, editor = leader_of(response), make_member(response.service, "editor")
    staff = make_staff(response.service.trust.region)
    responses.submit(response=response, by=editor)
    assert {n.receiver for n in Notice.objects.filter(kind="review_to_sign")} == {leader}
    take(response, "decline", leader, reason="Svar på 2")
    assert {n.receiver for n in Notice.objects.filter(kind="review_declined")} == {editor}
    responses.submit(response=response, by=editor)
    signed = take(response, "sign", leader)
    told = Notice.objects.filter(kind="review_signed")
    assert {n.receiver for n in told} == {leader, editor, staff}
    receipt = told.get(receiver=leader)
    assert signed.reference in receipt.subject
    assert signed.sha256 in receipt.text
    assert receipt.letter is not None
    responses.reopen(response=signed, by=staff, reason="Mer om 4")
    again = Notice.objects.filter(kind="review_reopened")
    assert {n.receiver for n in again} == {leader, editor}
    assert {n.url for n in again} == {signed.next.get_absolute_url()}


FROZEN = {
    "document": b"{}",
    "sha256": "0" * 64,
    "signer_name": "En annen",
    "signer_role": "en annen",
    "signed_at": "2017-01-01T00:00:00Z",
    "location": "Et annet sted",
    "written_by": "En annen",
    "reference": "x",
    "number": 9,
    "language": "nn",
    "state": "draft",
    "pdf": b"%PDF annen",
    "pdf_sha256": "1" * 64,
}


@pytest.mark.parametrize("field", FROZEN)
def test_database_refuses_to_change_what_is_signed(field):
    response = make_signed()
    responses.keep_pdf(response=response, pdf=b"%PDF")
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Response.objects.filter(pk=response.pk).update(**{field: FROZEN[field]})
    assert Response.objects.get(pk=response.pk).sha256 == response.sha256


def test_database_refuses_another_signer_and_lets_one_leave():
    response = make_signed()
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Response.objects.filter(pk=response.pk).update(signer=make_staff())
    Response.objects.filter(pk=response.pk).update(signer=None)


def test_database_refuses_to_change_the_parts_of_a_signed_form():
    response = make_response()
    answer(response, "Fastleger")
    link = response.attachments.create(slot=2, kind="link", name="Rapport", url="https://rapport.example/")
    mark_waiting(response)
    take(response, "sign", leader_of(response))
    attempts = (
        lambda: response.answers.update(version=7),
        lambda: response.answers.create(question=response.questionnaire.questions.last()),
        lambda: response.attachments.update(name="En annen"),
        lambda: response.attachments.create(slot=3, kind="text", name="Ny", text="Ny"),
    )
    for attempt in attempts:
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            attempt()
    link.refresh_from_db()
    assert link.name == "Rapport"


def test_triggers_are_there():
    """Django drops those of a table that it makes anew: see migration 0003."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'reviews_%'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'reviews_%'")
        names = {name for (name,) in cursor.fetchall()}
    wanted = {"reviews_signed_is_frozen", "reviews_answer_is_frozen", "reviews_attachment_is_frozen"}
    assert {name.removesuffix("_insert").removesuffix("_update") for name in names} == wanted


def test_first_pdf_stays():
    response = make_signed()
    responses.keep_pdf(response=response, pdf=b"%PDF en")
    responses.keep_pdf(response=response, pdf=b"%PDF to")
    assert bytes(response.pdf) == b"%PDF en"
    assert response.pdf_sha256 == sha256(b"%PDF en").hexdigest()


@pytest.mark.parametrize("verb", lifecycle.STEPS)
@pytest.mark.django_db(transaction=True)
def test_many_who_take_a_step_at_once_take_it_once(verb):
    response = bring_to(make_response(), lifecycle.STEPS[verb].start)
    by = make_staff() if verb == "reopen" else leader_of(response)
    seen = seen_of(response)

    def attempt(_number):
        try:
            if verb == "sign":
                responses.sign(response=response, by=by, seen=seen, language="nb")
            else:
                take(response, verb, by)
            return "taken"
        except responses.ImpossibleStep as told:
            return told.response.state
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(attempt, range(24)))
    assert sorted(outcomes) == sorted(["taken"] + [lifecycle.STEPS[verb].end] * 23)
    assert ResponseStep.objects.filter(verb=verb).count() == 1
    assert Response.objects.filter(number=2).count() == (verb == "reopen")


@pytest.mark.django_db(transaction=True)
def test_answer_written_while_the_form_is_signed_is_signed_or_refused():
    """Whichever comes first: what is signed is what was seen."""
    response = make_response()
    leader = leader_of(response)
    editors = [make_member(response.service, "editor") for _ in range(4)]
    responses.submit(response=response, by=leader)
    seen = seen_of(response)

    def attempt(number):
        try:
            if number == 2:
                return responses.sign(response=response, by=leader, seen=seen, language="nb").state
            responses.withdraw(response=response, by=editors[number % 4])
            answer(response, f"Endret {number}", by=editors[number % 4])
            return responses.submit(response=response, by=editors[number % 4]).state
        except (responses.ImpossibleStep, ChangedMeanwhile, NotADraft) as told:
            return type(told).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(attempt, range(5)))
    stored = Response.objects.get(pk=response.pk)
    if stored.state == "signed":
        assert fingerprint(stored.signed_document) == seen
