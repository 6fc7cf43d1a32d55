"""Out of the database: an answered form as a ResponseDocument."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import translation

from reviews import document as doc
from reviews.answers import empty
from reviews.models import Attachment, Question, Response, Section
from services.models import Service

IN_WORDS = ("nb", "nn")  # the languages that a questionnaire speaks


def language_shown(language: str | None) -> str:
    """In which the questions stand on a page in that language."""
    return language if language in IN_WORDS else settings.LANGUAGE_CODE


def document_of(response: Response, language: str | None) -> doc.ResponseDocument:
    """The form as it now stands, with its questions in the language of the page. Seven queries at most."""
    shown = language_shown(language)
    questionnaire, asked = response.questionnaire, response.round
    service = Service.objects.with_names().get(pk=response.service_id)
    with translation.override(shown):
        return doc.ResponseDocument(
            reference=response.reference,
            number=response.number,
            language=shown,
            round=doc.AboutRound(title=asked.title, year=asked.year),
            questionnaire=doc.AboutQuestionnaire(
                audience=questionnaire.audience,
                year=questionnaire.year,
                edition=questionnaire.edition,
                title=questionnaire.title,
            ),
            service=_facts(service, response),
            sections=tuple(_sections(response)),
            attachments=tuple(attached_of(response)),
            written_by=response.written_by,
        )


def _facts(service: Service, response: Response) -> doc.AboutService:
    return doc.AboutService(
        code=service.code,
        name=service.name,
        abbreviation=service.abbreviation,
        trust=service.trust.name,
        region=service.trust.region.name,
        location=response.location,
    )


def _sections(response: Response) -> Iterable[doc.AnsweredSection]:
    values = dict(response.answers.values_list("question_id", "value"))
    sections = Section.objects.filter(questionnaire=response.questionnaire_id).prefetch_related("questions")
    for section in sections:
        questions = tuple(_question(each, values.get(each.pk)) for each in section.questions.all())
        yield doc.AnsweredSection(number=section.number, title=section.title, questions=questions)


def _question(question: Question, value: dict[str, Any] | None) -> doc.AnsweredQuestion:
    return doc.AnsweredQuestion(
        key=question.key,
        number=question.number,
        kind=question.kind,
        text=question.text,
        help=question.help,
        follow_up=question.follow_up,
        follow_when=question.follow_when,
        guide=question.guide,
        slot=question.slot,
        labels=tuple(question.labels),
        related=question.related,
        value=empty() | (value or {}),
    )


def attached_of(response: Response) -> Iterable[doc.Attached]:
    for each in response.attachments.select_related("stored", "plan_version").defer(
        "plan_version__document", "plan_version__pdf"
    ):
        yield _attached(each)


def _attached(attachment: Attachment) -> doc.Attached:
    stored, version = attachment.stored, attachment.plan_version
    frozen = stored or version
    return doc.Attached(
        slot=attachment.slot,
        kind=attachment.kind,
        name=attachment.name,
        size=stored.size if stored else 0,
        sha256=frozen.sha256 if frozen else "",
        url=attachment.url,
        text=attachment.text,
        version=version.number if version else 0,
    )
