import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from plans.models.plan import Plan
from services.models import Service
from services.permissions import EDITORS, current

KEPT = timedelta(days=1)  # so long a preview waits for its person


class PlanImportQuerySet(models.QuerySet["PlanImport"]):
    def visible_to(self, user) -> "PlanImportQuerySet":
        """One's own, while one may still edit the service's plans, for a day."""
        services = user.memberships.filter(current(), role__in=EDITORS).values("service_id")
        return self.filter(by=user, service_id__in=services, created_at__gt=timezone.now() - KEPT)

    def over(self) -> "PlanImportQuerySet":
        """Those whose day is over."""
        return self.filter(created_at__lte=timezone.now() - KEPT)


class PlanImport(models.Model):
    """A file or a pasted table on its way into a plan: nothing of it is in the plan before a person says so."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be read")
        READY = "ready", _("Ready to be looked over")
        REFUSED = "refused", _("Could not be read")
        STORING = "storing", _("Being added to the plan")
        DONE = "done", _("Added to the plan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="plan_imports")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, related_name="imports")  # none: it becomes a new plan
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    file = models.OneToOneField(StoredFile, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=250, blank=True)  # of the file; a pasted table has none
    sha256 = models.CharField(max_length=64)  # of its bytes, which are gone after a day
    place = models.UUIDField(null=True)  # the row in which a table was pasted …
    column = models.CharField(max_length=20, blank=True)  # … and the cell
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    refusal = models.CharField(max_length=30, blank=True)  # NotAPlan's code, or files' own
    opened = models.TextField(blank=True)  # readers.opened.to_json
    answers = models.JSONField(default=dict)  # what the person said about it: forms/imports.py
    batch = models.UUIDField(null=True)  # of the step in the plan's history
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    stored_at = models.DateTimeField(null=True)
    creation_key = models.UUIDField(null=True, unique=True)  # one form sent five times is one import

    objects = PlanImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = [models.Index(fields=["service", "sha256"], name="import_by_content")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "ready", "refused", "storing", "done"]), name="import_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(plan__isnull=False, stored_at__isnull=False),
                name="import_done_has_plan_and_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("Pasted table"))

    def get_absolute_url(self) -> str:
        return reverse("plans:import", args=[self.pk])
