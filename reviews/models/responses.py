from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.models.plan import Words
from reviews import lifecycle, permissions
from reviews.answers import empty
from reviews.document import ResponseDocument, from_json
from reviews.models.questionnaires import Question, Questionnaire
from reviews.models.rounds import ReviewRound
from services.models import Service


class ResponseQuerySet(models.QuerySet["Response"]):
    def visible_to(self, user) -> "ResponseQuerySet":
        return self.filter(permissions.readable(user)) if user.is_authenticated else self.none()

    def written_by(self, user) -> "ResponseQuerySet":
        return self.filter(permissions.written(user))

    def own_to(self, user) -> "ResponseQuerySet":
        return self.filter(permissions.own(user))

    def open_first(self) -> "ResponseQuerySet":
        """Those that wait to be written and signed by deadline, then the signed ones, the newest round first."""
        rank = Case(When(state__in=lifecycle.OPEN, then=0), default=1)
        due = Case(When(state__in=lifecycle.OPEN, then=F("round__due_on")))
        return self.order_by(rank, due.asc(nulls_last=True), "-round__due_on", "service_id", "-audience", "pk")

    def newest(self) -> "ResponseQuerySet":
        """Those that nothing has taken the place of."""
        return self.filter(next=None)

    def signed(self) -> "ResponseQuerySet":
        return self.filter(state=lifecycle.SIGNED)

    def without_bytes(self) -> "ResponseQuerySet":
        return self.defer("document", "pdf")

    def with_names(self) -> "ResponseQuerySet":
        return self.select_related("round", "questionnaire", "service__trust__region")


class Response(models.Model):
    """One form of a round, answered for one service by its leader or its reference group.

    Signed, it is the bytes in `document` and never changes: the database refuses it (migration 0003). Reopened, it
    stays, and another one takes its place.
    """

    class State(models.TextChoices):
        # Translators: states of an answered form; nb: Under arbeid · Venter på signatur · Signert · Åpnet på nytt
        DRAFT = "draft", pgettext_lazy("state of a form", "In progress")
        WAITING = "waiting", pgettext_lazy("state of a form", "Waits for the signature")
        SIGNED = "signed", pgettext_lazy("state of a form", "Signed")
        REOPENED = "reopened", pgettext_lazy("state of a form", "Reopened")

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="responses")
    service = models.ForeignKey(Service, models.PROTECT, related_name="responses")
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="responses")
    audience = models.CharField(max_length=10, choices=Questionnaire.Audience.choices)
    number = models.PositiveSmallIntegerField(default=1)
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    reference = models.CharField(max_length=60, unique=True)
    location = models.CharField(_("location"), max_length=250, blank=True)
    written_by = models.CharField(
        _("written by"),
        max_length=250,
        blank=True,
        help_text=_("Whoever wrote the answers, where it is another than the one who signs."),
    )
    version = models.PositiveIntegerField(default=1)  # of location and written_by
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    signer_name = models.CharField(max_length=150, blank=True)
    signer_role = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=2, blank=True)  # in which it was signed
    document = models.BinaryField(null=True)  # what was signed: ResponseDocument as JSON, UTF-8
    sha256 = models.CharField(max_length=64, blank=True)  # over document
    pdf = models.BinaryField(null=True)  # none until it has been printed
    pdf_sha256 = models.CharField(max_length=64, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("answered form")
        verbose_name_plural = _("answered forms")
        ordering = ["round_id", "service_id", "-audience", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "service", "audience", "number"], name="response_numbered_once"),
            models.UniqueConstraint(
                fields=["round", "service", "audience"],
                condition=Q(state__in=lifecycle.OPEN),
                name="response_one_open",
            ),
            models.UniqueConstraint(
                fields=["round", "service", "audience"],
                condition=Q(state=lifecycle.SIGNED),
                name="response_one_signed",
            ),
            models.CheckConstraint(condition=Q(state__in=lifecycle.STATES), name="response_state_known"),
            models.CheckConstraint(condition=Q(audience__in=permissions.AUDIENCES), name="response_audience_known"),
            models.CheckConstraint(
                condition=Q(state__in=lifecycle.OPEN, signed_at=None, document=None, sha256="")
                | Q(state__in=lifecycle.CLOSED, signed_at__isnull=False, document__isnull=False) & ~Q(sha256=""),
                name="response_signed_with_its_document",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("reviews:response", args=[self.pk])

    @cached_property
    def signed_document(self) -> ResponseDocument:
        return from_json(bytes(self.document or b""))

    @property
    def is_open(self) -> bool:
        return self.state in lifecycle.OPEN

    @property
    def is_draft(self) -> bool:
        return self.state == lifecycle.DRAFT

    @property
    def is_signed(self) -> bool:
        """Also when it was reopened since."""
        return self.state in lifecycle.CLOSED


class Answer(models.Model):
    """`value` is {"choice", "text", "rows"} (answers.py), also the parts that the question does not show now."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    value = models.JSONField(default=empty)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["question__number"]
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="answer_once_per_question")]

    def __str__(self) -> str:
        return f"{self.response} {self.question.number}"


class ResponseStep(models.Model):
    """What became of a form, by whom and why: written once, never changed."""

    class Verb(models.TextChoices):
        SUBMIT = "submit", pgettext_lazy("step of a form", "Sent to be signed")
        WITHDRAW = "withdraw", pgettext_lazy("step of a form", "Taken back")
        DECLINE = "decline", pgettext_lazy("step of a form", "Not signed")
        SIGN = "sign", pgettext_lazy("step of a form", "Signed")
        REOPEN = "reopen", pgettext_lazy("step of a form", "Reopened")

    response = models.ForeignKey(Response, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=10, choices=Verb.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = Words(_("reason"))

    class Meta:
        verbose_name = _("step of a form")
        verbose_name_plural = _("steps of forms")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(verb__in=lifecycle.VERBS), name="response_step_known"),
            models.CheckConstraint(
                condition=~Q(verb__in=[verb for verb, step in lifecycle.STEPS.items() if step.needs_reason])
                | ~Q(reason=""),
                name="response_step_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.get_verb_display()
