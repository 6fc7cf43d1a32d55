"""Makers of the reviews: a small questionnaire with every kind of question, a round, its forms."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO

import docx
from django.utils import timezone

from files.actions import keep
from reviews.actions import responses, rounds
from reviews.actions.attachments import KINDS as FILE_KINDS
from reviews.actions.documents import document_of
from reviews.answers import CHOICES, COLUMNS, KINDS, PARTS
from reviews.document import Signature, fingerprint, to_bytes
from reviews.models import (
    Answer,
    Attachment,
    Question,
    Questionnaire,
    Response,
    ResponseStep,
    ReviewRound,
    Section,
)
from tests.factories import make_group_member, make_member, make_service, make_staff

TEXTS = {
    "text": "Hvem er målgruppen?",
    "staffing": "Hvordan er tjenesten bemannet?",
    "split": "Hvordan fordeler arbeidet seg?",
    "yes_no": "Behandler tjenesten pasienter?",
    "yes_no_na": "Er ansvaret avklart?",
    "yes_no_comment": "Er gruppen bredt sammensatt?",
    "frequency": "Hvor ofte møtes dere?",
}


def make_questionnaire(audience="leader", kinds=KINDS, **fields):
    """Its questions have the kinds as keys, in two sections; the first one asks for attachment 1."""
    made = Questionnaire.objects.create(
        **{
            "audience": audience,
            "year": 2018,
            "edition": Questionnaire.objects.filter(audience=audience, year=2018).count() + 1,
            "title_nb": "Spørsmål til leder av tjenesten" if audience == "leader" else "Spørsmål til referansegruppen",
            "title_nn": "Spørsmål til leiar av tenesta" if audience == "leader" else "Spørsmål til referansegruppa",
        }
        | fields
    )
    sections = [
        Section.objects.create(questionnaire=made, number=number, title_nb=title, title_nn=title)
        for number, title in enumerate(("Innhold", "Resultater"), start=1)
    ]
    for number, kind in enumerate(kinds, start=1):
        Question.objects.create(
            questionnaire=made,
            section=sections[0 if number <= (len(kinds) + 1) // 2 else 1],
            key=kind,
            number=number,
            kind=kind,
            text_nb=TEXTS[kind],
            text_nn=f"{TEXTS[kind]} (nn)",
            follow_up_nb="Beskriv" if kind.startswith("yes") else "",
            follow_up_nn="Beskriv" if kind.startswith("yes") else "",
            slot=1 if number == 1 else 0,
            related=kind,
            options=[{"nb": "Formidling", "nn": "Formidling"}, {"nb": "Forskning", "nn": "Forsking"}]
            if kind == "split"
            else [],
        )
    return made


def make_round(*services, opened=False, by=None, **fields):
    made = ReviewRound.objects.create(
        **{
            "title": "Helhetlig gjennomgang 2018",
            "year": 2018,
            "opens_on": date(2018, 2, 1),
            "due_on": date(2018, 3, 15),
            "leader_questionnaire": fields.pop("leader_questionnaire", None) or make_questionnaire("leader"),
            "group_questionnaire": fields.pop("group_questionnaire", None) or make_questionnaire("group"),
        }
        | fields
    )
    made.services.set(services or [make_service()])
    return rounds.open_round(round=made, by=by or make_staff()) if opened else made


def make_response(audience="leader", service=None, **fields):
    """The open form of an opened round; a leader and a chair are there to answer it."""
    service = service or make_service()
    if not service.memberships.filter(role="leader").exists():
        make_member(service, "leader")
    if not service.group_members.filter(is_chair=True).exists():
        make_group_member(service, is_chair=True)
    opened = make_round(service, opened=True, **fields)
    return Response.objects.get(round=opened, audience=audience)


def make_attachment(response, *, slot=1, by=None, name="vedlegg.docx", word="", **fields):
    """A file, unless the fields say otherwise: a Word document that says the word."""
    usual = {"response": response, "slot": slot, "by": by, "name": name, "kind": "file"}
    if fields.get("kind", "file") == "file" and "stored" not in fields:
        usual["stored"] = keep(name, word_file(word or "Vedlegg"), FILE_KINDS)
    rank = 1024 * (response.attachments.filter(slot=slot).count() + 1)
    return Attachment.objects.create(**usual | {"rank": rank} | fields)


def word_file(words):
    document, content = docx.Document(), BytesIO()
    document.add_paragraph(words)
    document.save(content)
    return content.getvalue()


def leader_of(response):
    return response.service.memberships.get(role="leader").user


def chair_of(response):
    return response.service.group_members.get(is_chair=True).user


def mark_signed(response, by=None):
    """As signed, without going through the signing: for what only asks whether it is."""
    at = timezone.now()
    signature = Signature(name=by.name if by else "Kari Nordmann", role="leder av tjenesten", at=at)
    response.state, response.signed_at, response.signer, response.language = "signed", at, by, "nb"
    response.signer_name, response.signer_role = signature.name, signature.role
    response.document = to_bytes(replace(document_of(response, "nb"), signature=signature))
    response.sha256 = sha256(response.document).hexdigest()
    response.save()
    return response


def mark_waiting(response):
    response.state, response.submitted_at = "waiting", timezone.now()
    response.save(update_fields=["state", "submitted_at"])
    return response


def seen_of(response, language="nb"):
    """What the page on which it is signed knows it by."""
    return fingerprint(document_of(response, language))


def make_signed(audience="leader", service=None, by=None, **fields):
    """Through the signing: by the leader, or the chair of the group."""
    response = mark_waiting(make_response(audience, service, **fields))
    by = by or (leader_of(response) if audience == "leader" else chair_of(response))
    return responses.sign(response=response, by=by, seen=seen_of(response), language="nb")


def write_draft(response, words):
    """Those words in every place of the form where people write, and in the reason of a step."""
    for question in response.questionnaire.questions.all():
        columns = COLUMNS.get(question.kind, ())
        value = {
            "choice": "yes" if question.kind in CHOICES else "",
            "text": f"Svar {words}" if "text" in PARTS[question.kind] else "",
            "rows": [{column: f"{column} {words}".strip() for column in columns}] if columns else [],
        }
        Answer.objects.create(response=response, question=question, value=value, version=1)
    Attachment.objects.create(response=response, slot=2, kind="text", name=f"Vedlegg {words}", text=f"Tekst {words}")
    response.location, response.written_by = f"Sted {words}", f"Skrevet av {words}"
    response.save()
    ResponseStep.objects.create(response=response, verb="decline", reason=f"Begrunnelse {words}")
