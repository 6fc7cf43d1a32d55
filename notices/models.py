import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LENGTHS = {"subject": 150, "text": 1000}  # what is longer is cut


class Kind(models.TextChoices):
    """What a notice tells of; a person chooses for each when to get it by mail."""

    # Translators: kinds of notices, on the page where one chooses; nb: En plan er sendt inn
    SUBMITTED = "submitted", _("A plan is submitted")
    # Translators: nb: En plan er trukket
    WITHDRAWN = "withdrawn", _("A plan is withdrawn")
    # Translators: nb: En plan er sendt tilbake
    RETURNED = "returned", _("A plan is returned")
    # Translators: nb: En plan er godkjent
    APPROVED = "approved", _("A plan is approved")
    # Translators: nb: En plan er publisert
    PUBLISHED = "published", _("A plan is published")
    # Translators: nb: Noen nevner deg i en kommentar
    MENTION = "mention", _("Somebody mentions you in a comment")
    # Translators: nb: Referansegruppen blir bedt om en uttalelse
    STATEMENT = "statement", _("The reference group is asked for a statement")
    # Translators: nb: Et spørreskjema er åpnet for svar
    REVIEW_OPENED = "review_opened", _("A questionnaire is open for answers")
    # Translators: nb: Et spørreskjema venter på din signatur
    REVIEW_TO_SIGN = "review_to_sign", _("A questionnaire waits for your signature")
    # Translators: nb: Et spørreskjema er sendt tilbake uten signatur
    REVIEW_DECLINED = "review_declined", _("A questionnaire is sent back unsigned")
    # Translators: nb: Et spørreskjema er signert
    REVIEW_SIGNED = "review_signed", _("A questionnaire is signed")
    # Translators: nb: Et spørreskjema er åpnet på nytt
    REVIEW_REOPENED = "review_reopened", _("A questionnaire is reopened")


class Timing(models.TextChoices):
    # Translators: when a notice comes by mail; nb: Med en gang · Samlet, én gang i døgnet · Ikke på e-post
    AT_ONCE = "at_once", pgettext_lazy("notices by e-mail", "At once")
    DAILY = "daily", pgettext_lazy("notices by e-mail", "Together, once a day")
    NEVER = "never", pgettext_lazy("notices by e-mail", "Not by e-mail")


class Preference(models.Model):
    """What a person chose for a kind of notices. Who chose nothing gets them at once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preferences")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    timing = models.CharField(max_length=10, choices=Timing.choices)

    class Meta:
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="notice_preference_one_per_kind"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="notice_preference_kind_known"),
            models.CheckConstraint(condition=Q(timing__in=Timing.values), name="notice_preference_timing_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.timing}"


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> "LetterQuerySet":
        return self.filter(sent_at=None, failed_at=None)

    def failed(self) -> "LetterQuerySet":
        return self.filter(failed_at__isnull=False)


class Letter(models.Model):
    """A mail that is to go out, with one notice, or with those of a day. Its Message-ID is fixed when it is written:
    whoever gets it twice, since a worker died between sending it and saying so, can tell that it is the same."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RETRIED = "retried"
        SENT = "sent"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_letters")
    message_id = models.CharField(max_length=300, unique=True)
    day = models.DateField(null=True)  # on whose morning it goes, with all that was told since the one before
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()  # when it is sent, or tried again
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)  # since when it is not tried any more

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(fields=["receiver", "day"], name="notice_letter_one_per_day"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(failed_at=None), name="notice_letter_sent_or_failed"),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="notice_letter_due", condition=Q(sent_at=None, failed_at=None)),
        ]

    def __str__(self) -> str:
        return self.message_id

    @property
    def state(self) -> "Letter.State":
        if self.sent_at:
            return Letter.State.SENT
        if self.failed_at:
            return Letter.State.FAILED
        return Letter.State.RETRIED if self.attempts else Letter.State.WAITING


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user) -> "NoticeQuerySet":
        """One's own."""
        return self.filter(receiver=user)


class Notice(models.Model):
    """What one person was told: in their language, at the time, with the way to the very place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    subject = models.CharField(max_length=LENGTHS["subject"])
    text = models.CharField(max_length=LENGTHS["text"])
    url = models.CharField(max_length=500)  # a path of ours
    key = models.CharField(max_length=200)  # of the event: "version:12:approved"
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="notices")  # none: not by mail
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["receiver", "key"], name="notice_once_per_event"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="notice_kind_known"),
        ]
        indexes = [
            models.Index(fields=["receiver", "-created_at"], name="notice_of_receiver"),
            models.Index(fields=["created_at"], name="notice_by_age"),
        ]

    def __str__(self) -> str:
        return self.subject
