import uuid
from typing import Any, get_args

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.derived import DerivedText, order_key, search_text
from plans import lifecycle, permissions
from plans.document import TEMPLATES
from plans.timeframe import Kind, Timeframe
from plans.timeparts import PRECISIONS
from services.models import Service

RANK_STEP = 1024  # gap between neighbours, so that a move writes one row


class Batched(models.Model):
    """History of one step: an import, a move or a deletion of several rows carries one batch. `undoes` is the batch of
    the step that this one takes back."""

    batch = models.UUIDField(null=True, db_index=True)
    undoes = models.UUIDField(null=True)

    class Meta:
        abstract = True


class LiveManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(deleted_at=None)


class Words(models.TextField):
    """People's words in one cell, at most MAX_TEXT characters, kept to the letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        usual: dict[str, Any] = {"blank": True, "default": "", "validators": [MaxLengthValidator(settings.MAX_TEXT)]}
        super().__init__(*args, **usual | kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user) -> "PlanQuerySet":
        return self.filter(permissions.readable(user))

    def with_names(self) -> "PlanQuerySet":
        return self.select_related("service__trust__region")


LivePlans = LiveManager.from_queryset(PlanQuerySet)


class Plan(models.Model):
    """The working copy of a plan. It has no state: states belong to its frozen versions."""

    class Template(models.TextChoices):
        DISSEMINATION = "dissemination", _("Dissemination plan")
        DISSEMINATION_SHORT = "dissemination_short", _("Dissemination plan, short")
        ACTION = "action", _("Action plan")
        COMPETENCE = "competence", _("Competence plan")

    class Language(models.TextChoices):
        NB = "nb", _("Norwegian bokmål")
        NN = "nn", _("Norwegian nynorsk")
        SE = "se", _("Northern Sámi")
        EN = "en", _("English")

    service = models.ForeignKey(Service, models.PROTECT, related_name="plans", verbose_name=_("service"))
    title = models.CharField(_("title"), max_length=250)
    template = models.CharField(_("template"), max_length=20, choices=Template.choices, default=Template.DISSEMINATION)
    extra_columns = models.JSONField(_("extra columns"), default=list, blank=True)
    language = models.CharField(_("language of the text"), max_length=2, choices=Language.choices, default=Language.NB)
    period_start = models.DateField(_("period from"), null=True, blank=True)
    period_end = models.DateField(_("period to"), null=True, blank=True)
    purpose = Words(_("purpose"))
    is_current = models.BooleanField(_("current plan"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now_add=True)  # the last change of anything in the plan
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    creation_key = models.UUIDField(null=True, unique=True, editable=False)  # one form sent five times is one plan
    search = DerivedText(of=["title"])
    sort = DerivedText(function=order_key, of=["title"])

    objects = LivePlans()
    with_deleted = PlanQuerySet.as_manager()
    # The last change of anything in it is no fact of the plan's own: rows, areas and sections have histories of theirs.
    history = HistoricalRecords(
        bases=[Batched], excluded_fields=["search", "sort", "creation_key", "changed_at", "changed_by"]
    )

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-is_current", models.F("period_start").desc(nulls_last=True), "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(template__in=list(TEMPLATES)), name="plan_template_known"),
            models.CheckConstraint(condition=Q(language__in=["nb", "nn", "se", "en"]), name="plan_language_known"),
            models.CheckConstraint(
                condition=Q(period_start=None) | Q(period_end=None) | Q(period_end__gte=models.F("period_start")),
                name="plan_period_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["service"], condition=Q(is_current=True, deleted_at=None), name="plan_one_current_per_service"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.pk])

    @property
    def is_locked(self) -> bool:
        """While one of its versions waits for a decision."""
        return self.versions.filter(state=lifecycle.SUBMITTED).exists()

    @property
    def was_submitted(self) -> bool:
        return self.versions.filter(submitted_at__isnull=False).exists()

    @property
    def rows(self) -> "models.QuerySet[PlanRow]":
        return PlanRow.objects.filter(area__plan=self, area__deleted_at=None)


class Part(models.Model):
    """What a plan consists of: placed by rank, saved by version, deleted softly."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rank = models.BigIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = LiveManager()
    with_deleted = models.Manager()

    class Meta:
        abstract = True
        ordering = ["rank", "id"]


class Section(Part):
    """Prose with a heading, before or after the table."""

    class Place(models.TextChoices):
        BEFORE = "before", _("Before the table")
        AFTER = "after", _("After the table")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections")
    heading = models.CharField(_("heading"), max_length=250)
    text = Words(_("text"))
    place = models.CharField(_("place"), max_length=6, choices=Place.choices, default=Place.BEFORE)

    history = HistoricalRecords(bases=[Batched])

    class Meta(Part.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["place", "rank", "id"]
        constraints = [models.CheckConstraint(condition=Q(place__in=["before", "after"]), name="section_place_known")]

    def __str__(self) -> str:
        return self.heading


class Area(Part):
    """A heading of rows (area), or a full-width heading that holds areas (band). Either may be untitled."""

    class Kind(models.TextChoices):
        AREA = "area", _("Area")
        BAND = "band", _("Band")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="areas")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="areas")
    kind = models.CharField(_("kind"), max_length=4, choices=Kind.choices, default=Kind.AREA)
    title = models.CharField(_("title"), max_length=500, blank=True)

    history = HistoricalRecords(bases=[Batched])

    class Meta(Part.Meta):
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="area") | Q(kind="band", parent=None), name="area_band_has_no_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Area without a title"))


class PlanRow(Part):
    """One row of the table: who shall learn what, how and when. `continues`: goes on with the row above it."""

    class Status(models.TextChoices):
        DONE = "done", _("Completed and maintained, or ended")
        ONGOING = "ongoing", _("Ongoing")
        PLANNED = "planned", _("Not started, planned")

    area = models.ForeignKey(Area, models.CASCADE, related_name="rows")
    # The row of an earlier plan that this one was made from; no word of anybody's, so no document has it.
    origin = models.ForeignKey("self", models.SET_NULL, null=True, editable=False, related_name="successors")
    continues = models.BooleanField(default=False)
    aim = Words(_("goal"))
    measure = Words(_("measure"))
    target_group = Words(_("target group"))
    instruments = Words(_("instruments"))
    responsible = Words(_("responsible"))
    timeframe_text = Words(_("timeframe"))
    timeframe_kind = models.CharField(max_length=10, default="none")
    timeframe_start = models.DateField(null=True, blank=True)
    timeframe_end = models.DateField(null=True, blank=True)
    timeframe_precision = models.CharField(max_length=9, blank=True)
    timeframe_uncertain = models.BooleanField(default=False)
    timeframe_corrected = models.BooleanField(default=False)  # a person's reading; lasts until the words change
    status = models.CharField(_("degree of completion"), max_length=7, choices=Status.choices, blank=True)
    note = Words(_("note"))
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    search = DerivedText(
        function=search_text,
        of=["aim", "measure", "target_group", "instruments", "responsible", "timeframe_text", "note"],
    )

    history = HistoricalRecords(bases=[Batched], excluded_fields=["search", "created_at", "changed_at"])

    class Meta(Part.Meta):
        verbose_name = _("row")
        verbose_name_plural = _("rows")
        constraints = [
            models.CheckConstraint(
                condition=Q(continues=False) | Q(measure=""), name="row_that_continues_has_no_measure"
            ),
            models.CheckConstraint(condition=Q(status__in=["", "done", "ongoing", "planned"]), name="row_status_known"),
            models.CheckConstraint(condition=Q(timeframe_kind__in=get_args(Kind)), name="row_timeframe_kind_known"),
            models.CheckConstraint(
                condition=Q(timeframe_precision__in=["", *PRECISIONS]), name="row_timeframe_precision_known"
            ),
            models.CheckConstraint(
                condition=Q(timeframe_start=None)
                | Q(timeframe_end=None)
                | Q(timeframe_end__gte=models.F("timeframe_start")),
                name="row_timeframe_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return (self.measure or str(_("Row")))[:60]

    @property
    def timeframe(self) -> Timeframe:
        return Timeframe(
            text=self.timeframe_text,
            kind=self.timeframe_kind,  # type: ignore[arg-type]  # a constraint of the database says so
            start=self.timeframe_start,
            end=self.timeframe_end,
            precision=self.timeframe_precision or None,  # type: ignore[arg-type]  # a constraint says so
            uncertain=self.timeframe_uncertain,
        )
