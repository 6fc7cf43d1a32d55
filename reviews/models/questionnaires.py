from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from reviews import permissions
from reviews.answers import KINDS


class InLanguages:
    """What stands in both languages: nynorsk on a page in nynorsk, bokmål on every other, and where nynorsk lacks."""

    def said(self, name: str, language: str | None = None) -> str:
        in_nynorsk = (language or get_language()) == "nn" and getattr(self, f"{name}_nn")
        return in_nynorsk or getattr(self, f"{name}_nb")


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def visible_to(self, user) -> "QuestionnaireQuerySet":
        """National staff see all; others what an opened round asks."""
        if permissions.can_run_rounds(user):
            return self
        return self.in_use() if user.is_authenticated else self.none()

    def in_use(self) -> "QuestionnaireQuerySet":
        """What an opened round asks."""
        opened = Q(leader_rounds__opened_at__isnull=False) | Q(group_rounds__opened_at__isnull=False)
        return self.filter(pk__in=Questionnaire.objects.filter(opened).values("pk"))

    def with_use(self) -> "QuestionnaireQuerySet":
        """Each with its number of questions, and whether an opened round asks them (`is_in_use`)."""
        used = Questionnaire.objects.in_use().filter(pk=OuterRef("pk"))
        counted = self.annotate(question_count=Count("questions"), is_in_use=Exists(used))
        return counted.order_by("-year", "-audience", "-edition")  # a count leaves the usual order out


class Questionnaire(InLanguages, models.Model):
    """A form of questions for a year. It never changes: what is mended is a new edition."""

    class Audience(models.TextChoices):
        # Translators: whom a questionnaire is for; nb: Lederen av tjenesten
        LEADER = "leader", pgettext_lazy("a questionnaire is for", "The leader of the service")
        # Translators: nb: Referansegruppen
        GROUP = "group", pgettext_lazy("a questionnaire is for", "The reference group")

    audience = models.CharField(_("for"), max_length=10, choices=Audience.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    title_nb = models.CharField(max_length=200)
    title_nn = models.CharField(max_length=200)
    intro_nb = models.TextField(blank=True)
    intro_nn = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    creation_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ["-year", "-audience", "-edition"]  # the leader's before the group's
        constraints = [
            models.UniqueConstraint(fields=["audience", "year", "edition"], name="questionnaire_once_per_edition"),
            models.CheckConstraint(
                condition=Q(audience__in=permissions.AUDIENCES), name="questionnaire_audience_known"
            ),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="questionnaire_year_sane"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.edition == 1 else f"{self.title} ({self.year}/{self.edition})"

    def get_absolute_url(self) -> str:
        return reverse("reviews:questionnaire", args=[self.pk])

    @property
    def title(self) -> str:
        return self.said("title")

    @property
    def intro(self) -> str:
        return self.said("intro")


class Section(InLanguages, models.Model):
    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField()
    title_nb = models.CharField(max_length=200)
    title_nn = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("section of a questionnaire")
        verbose_name_plural = _("sections of questionnaires")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["questionnaire", "number"], name="form_section_numbered_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.said("title")


class Question(InLanguages, models.Model):
    """`key` is the same from year to year, `related` is the key of the question that asks the same of the others."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=40)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)  # reviews/answers.py
    text_nb = models.TextField()
    text_nn = models.TextField()
    help_nb = models.TextField(blank=True)
    help_nn = models.TextField(blank=True)
    follow_up_nb = models.TextField(blank=True)  # the words at the text beside a choice
    follow_up_nn = models.TextField(blank=True)
    follow_when = models.CharField(max_length=10, default="yes")  # that text is asked for: "yes" or "always"
    guide = models.CharField(max_length=100, blank=True)  # pages of the ministry's guide
    slot = models.PositiveSmallIntegerField(default=0)  # of the attachment it asks for; 0 for none
    options = models.JSONField(default=list)  # [{"nb": …, "nn": …}]: the labels a split begins with
    related = models.SlugField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="question_numbered_once"),
            models.UniqueConstraint(fields=["questionnaire", "key"], name="question_key_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="question_kind_known"),
            models.CheckConstraint(condition=Q(slot__lte=3), name="question_slot_known"),
            models.CheckConstraint(condition=Q(follow_when__in=["yes", "always"]), name="question_follow_when_known"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def text(self) -> str:
        return self.said("text")

    @property
    def help(self) -> str:
        return self.said("help")

    @property
    def follow_up(self) -> str:
        return self.said("follow_up")

    @cached_property
    def labels(self) -> list[str]:
        """The options in the language of the page."""
        language = "nn" if get_language() == "nn" else "nb"
        return [option[language] for option in self.options]
