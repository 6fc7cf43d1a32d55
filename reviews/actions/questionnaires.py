"""Questionnaires: stored once, never changed. What is mended becomes a new edition."""

import uuid

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from accounts import audit
from accounts.models import User
from reviews import permissions
from reviews.definition import FOLLOWED, FormDefinition, QuestionDefinition, SectionDefinition, Words, columns
from reviews.models import Question, Questionnaire, Section
from services.models import StaffRole


@transaction.atomic
def store(*, definition: FormDefinition, by: User | None, key: uuid.UUID | None = None) -> Questionnaire:
    """A new edition where the year and audience have one that says something else. What is stored already is found
    again, and the same key from the same person gives the same questionnaire. `by` is None on the command line."""
    if by is not None and not permissions.can_run_rounds(by):
        raise PermissionDenied
    _one_at_a_time()
    bound = uuid.uuid5(key, f"{by.pk} questionnaire") if key and by else None
    if bound and (made := Questionnaire.objects.filter(creation_key=bound).first()):
        return made
    if same := stored_as(definition):
        return same
    made = _write(definition, bound)
    audit.record(by, "questionnaire.stored", made)
    return made


def stored_as(definition: FormDefinition) -> Questionnaire | None:
    """The edition that says exactly this, if there is one."""
    editions = Questionnaire.objects.filter(audience=definition.audience, year=definition.year).order_by("-edition")
    return next((each for each in editions if definition_of(each) == definition), None)


def definition_of(questionnaire: Questionnaire) -> FormDefinition:
    sections = questionnaire.sections.prefetch_related("questions")
    return FormDefinition(
        audience=questionnaire.audience,
        year=questionnaire.year,
        title=_words(questionnaire, "title"),
        intro=_words(questionnaire, "intro"),
        sections=tuple(
            SectionDefinition(
                title=_words(section, "title"), questions=tuple(_question(each) for each in section.questions.all())
            )
            for section in sections
        ),
    )


def _question(stored: Question) -> QuestionDefinition:
    return QuestionDefinition(
        key=stored.key,
        number=stored.number,
        kind=stored.kind,
        text=_words(stored, "text"),
        help=_words(stored, "help"),
        follow_up=_words(stored, "follow_up"),
        follow_when=stored.follow_when if stored.kind in FOLLOWED else "",
        guide=stored.guide,
        slot=stored.slot,
        options=tuple(Words(each["nb"], each["nn"]) for each in stored.options),
        related=stored.related,
    )


def _words(stored: Questionnaire | Section | Question, name: str) -> Words:
    return Words(getattr(stored, f"{name}_nb"), getattr(stored, f"{name}_nn"))


def _one_at_a_time() -> None:
    """Two that are stored at once would else take the same edition. The roles of those who store them are few."""
    list(StaffRole.objects.select_for_update().filter(kind=StaffRole.Kind.NATIONAL).order_by("pk"))


def _write(definition: FormDefinition, bound: uuid.UUID | None) -> Questionnaire:
    own = columns(definition)
    editions = Questionnaire.objects.filter(audience=own["audience"], year=own["year"])
    newest = editions.aggregate(newest=Max("edition"))["newest"] or 0
    made = Questionnaire.objects.create(**own, edition=newest + 1, creation_key=bound)
    for number, section in enumerate(definition.sections, start=1):
        stored = Section.objects.create(questionnaire=made, number=number, **columns(section))
        Question.objects.bulk_create(
            Question(questionnaire=made, section=stored, **columns(each)) for each in section.questions
        )
    return made
