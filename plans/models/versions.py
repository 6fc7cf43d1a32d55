from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans import lifecycle, permissions
from plans.document import PlanDocument, from_json
from plans.models.plan import Plan, Words
from services.models import Region, StaffRole


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def visible_to(self, user) -> "PlanVersionQuerySet":
        """All of one's own services', and as staff those that were ever submitted to one's region."""
        return self.filter(permissions.readable_versions(user))

    def waiting_for(self, user) -> "PlanVersionQuerySet":
        """Those on which the user is to decide, the oldest first: as staff of the region, or as national staff where
        the region has none."""
        own = Q(region__in=user.staff_roles.exclude(region=None).values("region_id"))
        staffed = StaffRole.objects.filter(region__isnull=False, user__is_active=True).values("region_id")
        rest = Q(Exists(user.staff_roles.filter(region=None))) & ~Q(region__in=staffed)
        return self.filter(own | rest, state=lifecycle.SUBMITTED, plan__deleted_at=None).order_by("submitted_at", "pk")

    def without_bytes(self) -> "PlanVersionQuerySet":
        """For lists: what is frozen stays in the database."""
        return self.defer("document", "pdf")

    def published(self) -> "PlanVersionQuerySet":
        """What everybody may read."""
        return self.filter(state=lifecycle.PUBLISHED, plan__deleted_at=None)


class PlanVersion(models.Model):
    """A plan as it stood at a moment: its document as JSON, never changed again, and its PDF.

    The database holds to it: triggers refuse other bytes, and the columns that name them (migration 0004).
    """

    class State(models.TextChoices):
        NAMED = lifecycle.NAMED, pgettext_lazy("state of a version", "Draft")
        SUBMITTED = lifecycle.SUBMITTED, pgettext_lazy("state of a version", "Submitted")
        RETURNED = lifecycle.RETURNED, pgettext_lazy("state of a version", "Returned")
        APPROVED = lifecycle.APPROVED, pgettext_lazy("state of a version", "Approved")
        PUBLISHED = lifecycle.PUBLISHED, pgettext_lazy("state of a version", "Published")
        SUPERSEDED = lifecycle.SUPERSEDED, pgettext_lazy("state of a version", "Superseded")
        WITHDRAWN = lifecycle.WITHDRAWN, pgettext_lazy("state of a version", "Withdrawn")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()  # 1, 2, … in the plan
    name = models.CharField(_("name"), max_length=150, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    document = models.BinaryField()  # document.to_json as UTF-8; service, trust and region are in it as they were
    sha256 = models.CharField(max_length=64)  # of `document`, hexadecimal
    pdf = models.BinaryField(null=True)  # none until it has been printed
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=250)  # the plan's, then
    search = models.TextField(blank=True)  # every word of it, casefolded, for those who look for published plans
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")  # whose staff decide
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    creation_key = models.UUIDField(null=True, unique=True)  # one form sent five times is one version

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a plan")
        verbose_name_plural = _("versions of plans")
        ordering = ["plan_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="version_numbered_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state=lifecycle.SUBMITTED), name="version_one_submitted_per_plan"
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state=lifecycle.PUBLISHED), name="version_one_published_per_plan"
            ),
            models.CheckConstraint(condition=Q(state__in=lifecycle.STATES), name="version_state_known"),
            models.CheckConstraint(
                condition=Q(state=lifecycle.NAMED, submitted_at=None)
                | (~Q(state=lifecycle.NAMED) & Q(submitted_at__isnull=False)),
                name="version_submitted_unless_only_named",
            ),
            models.CheckConstraint(
                condition=Q(pdf=None, pdf_sha256="") | (Q(pdf__isnull=False) & ~Q(pdf_sha256="")),
                name="version_pdf_with_hash",
            ),
        ]
        indexes = [models.Index(fields=["region", "state"], name="version_by_region_and_state")]

    def __str__(self) -> str:
        words = str(_("Version %(number)d") % {"number": self.number})
        return f"{words}: {self.name}" if self.name else words

    def get_absolute_url(self) -> str:
        return reverse("plans:version", args=[self.plan_id, self.number])

    @cached_property
    def plan_document(self) -> PlanDocument:
        return from_json(bytes(self.document))

    @property
    def is_draft(self) -> bool:
        """Nobody has approved it. What was published was approved, also when it is so no more."""
        was_approved = self.state in (lifecycle.APPROVED, lifecycle.PUBLISHED, lifecycle.SUPERSEDED)
        return not (was_approved or self.published_at)


class VersionStep(models.Model):
    """What became of a version, by whom and why: written once, never changed."""

    class Verb(models.TextChoices):
        NAME = "name", _("Named")
        SUBMIT = "submit", pgettext_lazy("step of a version", "Submitted")
        WITHDRAW = "withdraw", pgettext_lazy("step of a version", "Withdrawn")
        RETURN = "return", pgettext_lazy("step of a version", "Returned")
        APPROVE = "approve", pgettext_lazy("step of a version", "Approved")
        PUBLISH = "publish", pgettext_lazy("step of a version", "Published")
        UNPUBLISH = "unpublish", _("No longer published")
        SUPERSEDE = "supersede", pgettext_lazy("step of a version", "Superseded")

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=10, choices=Verb.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = Words(_("reason"))

    class Meta:
        verbose_name = _("step of a version")
        verbose_name_plural = _("steps of versions")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(verb__in=lifecycle.VERBS), name="version_step_known"),
            models.CheckConstraint(
                condition=~Q(verb__in=[verb for verb, step in lifecycle.STEPS.items() if step.needs_reason])
                | ~Q(reason=""),
                name="version_step_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.get_verb_display()


class MarkedRow(models.Model):
    """A row that was marked when a version was returned, with what is to be mended in it."""

    step = models.ForeignKey(VersionStep, models.CASCADE, related_name="marks")
    row = models.UUIDField()  # its id in the frozen document, and in the working copy
    remark = Words(_("remark"))

    class Meta:
        verbose_name = _("marked row")
        verbose_name_plural = _("marked rows")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["step", "row"], name="marked_row_once_per_step")]

    def __str__(self) -> str:
        return self.remark[:60] or str(self.row)
