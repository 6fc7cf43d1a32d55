"""A form on its way: sent to be signed, taken back, not signed, signed, reopened, as the table in lifecycle.py says.

The form is locked first, as where it is answered: of many who try the same step at once, one takes it and the others
are told that it is taken.
"""

from dataclasses import replace
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from plans.actions.versions import ReasonMissing
from plans.actions.words import accepted
from reviews import lifecycle, permissions
from reviews.actions import news
from reviews.actions.attachments import FilesHeld, copy_attachments, held_of
from reviews.actions.documents import document_of
from reviews.actions.rounds import reference_of
from reviews.document import Signature, fingerprint, to_bytes
from reviews.models import Answer, Response, ResponseStep
from reviews.step_words import role_of
from services.conflicts import ChangedMeanwhile


class ImpossibleStep(Exception):
    """The form is not, or no longer, where the step begins. `response` is as it now stands."""

    def __init__(self, response: Response, verb: str) -> None:
        super().__init__(f"{verb} from {response.state}")
        self.response, self.verb = response, verb


@transaction.atomic
def submit(*, response: Response, by: User) -> Response:
    """To whom signs. Raises ImpossibleStep, PermissionDenied, as all steps do."""
    stored = _at_start(response, "submit", by)
    stored.submitted_at, stored.submitted_by = timezone.now(), by
    _move(stored, "submit", "submitted_at", "submitted_by")
    _note(stored, "submit", by)
    return stored


@transaction.atomic
def withdraw(*, response: Response, by: User) -> Response:
    """Back to its writers, by one of them."""
    stored = _at_start(response, "withdraw", by)
    _move(stored, "withdraw")
    _note(stored, "withdraw", by)
    return stored


@transaction.atomic
def decline(*, response: Response, by: User, reason: str) -> Response:
    """Back to its writers, by who does not sign it so. Raises ReasonMissing."""
    stored = _at_start(response, "decline", by)
    why = _explained(reason)
    _move(stored, "decline")
    _note(stored, "decline", by, why)
    return stored


@transaction.atomic
def sign(*, response: Response, by: User, seen: str, language: str | None) -> Response:
    """The form as it stands, frozen with the signature. `seen` is the fingerprint of what was shown, in that language:
    where it is another now, ChangedMeanwhile and nothing is signed; nor while FilesHeld."""
    stored = _at_start(response, "sign", by)
    document = document_of(stored, language)
    if fingerprint(document) != seen:
        raise ChangedMeanwhile(stored)
    if held := held_of(stored):
        raise FilesHeld(held)
    signature = Signature(name=by.name, role=role_of(stored.audience, document.language), at=timezone.now())
    data = to_bytes(replace(document, signature=signature))
    stored.document, stored.sha256, stored.language = data, sha256(data).hexdigest(), document.language
    stored.signer, stored.signed_at = by, signature.at
    stored.signer_name, stored.signer_role = signature.name, signature.role
    _move(stored, "sign", "document", "sha256", "language", "signer", "signed_at", "signer_name", "signer_role")
    _note(stored, "sign", by)
    news.tell_of_receipt(stored)
    return stored


@transaction.atomic
def reopen(*, response: Response, by: User, reason: str) -> Response:
    """The next form, a draft that begins with what was signed; the signed one stays. Raises ReasonMissing."""
    stored = _at_start(response, "reopen", by)
    why = _explained(reason)
    _move(stored, "reopen")
    following = _next_of(stored)
    step = _step(stored, "reopen", by, why)
    news.tell(following, "reopen", by, why, step=step.pk)
    return following


def keep_pdf(*, response: Response, pdf: bytes) -> None:
    """Once: the first PDF of a signed form stays its PDF."""
    kept = Response.objects.filter(pk=response.pk, pdf=None, state__in=lifecycle.CLOSED)
    if kept.update(pdf=pdf, pdf_sha256=sha256(pdf).hexdigest()):
        response.pdf, response.pdf_sha256 = pdf, sha256(pdf).hexdigest()
    else:
        response.refresh_from_db(fields=["pdf", "pdf_sha256"])


def _at_start(response: Response, verb: str, by: User) -> Response:
    """The form, locked, where the step begins, for somebody who may take it."""
    stored = Response.objects.select_for_update(of=("self",)).with_names().without_bytes().get(pk=response.pk)
    if not permissions.can_take(by, verb, stored):
        raise PermissionDenied
    if stored.state != lifecycle.STEPS[verb].start:
        raise ImpossibleStep(stored, verb)
    return stored


def _explained(reason: str) -> str:
    why = accepted(reason).strip()
    if not why:
        raise ReasonMissing
    return why


def _move(response: Response, verb: str, *changed: str) -> None:
    response.state = lifecycle.STEPS[verb].end
    response.save(update_fields=["state", *changed])


def _note(response: Response, verb: str, by: User, reason: str = "") -> None:
    step = _step(response, verb, by, reason)
    news.tell(response, verb, by, reason, step=step.pk)


def _step(response: Response, verb: str, by: User, reason: str) -> ResponseStep:
    audit.record(by, f"response.{verb}", response)
    return ResponseStep.objects.create(response=response, verb=verb, by=by, reason=reason)


def _next_of(reopened: Response) -> Response:
    """Its answers and attachments copied, so that nobody's later change reaches what was signed."""
    number = reopened.number + 1
    following = Response.objects.create(
        round=reopened.round,
        service=reopened.service,
        questionnaire=reopened.questionnaire,
        audience=reopened.audience,
        number=number,
        previous=reopened,
        reference=reference_of(reopened.round, reopened.service, reopened.audience, number),
        location=reopened.location,
        written_by=reopened.written_by,
    )
    Answer.objects.bulk_create(
        Answer(
            response=following,
            question_id=answer.question_id,
            value=answer.value,
            version=1,
            changed_at=answer.changed_at,
            changed_by_id=answer.changed_by_id,
        )
        for answer in reopened.answers.all()
    )
    copy_attachments(source=reopened, to=following)
    return following
