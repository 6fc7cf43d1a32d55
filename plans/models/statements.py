from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from plans.models.plan import Words
from plans.models.versions import PlanVersion
from services.models import ReferenceGroupMember


class StatementRequest(models.Model):
    """The leader asks the reference group what it thinks of a version."""

    version = models.OneToOneField(PlanVersion, models.PROTECT, related_name="statement_request")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    message = Words(_("message to the group"))
    due = models.DateField(_("answer by"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for a statement")
        verbose_name_plural = _("requests for statements")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return str(self.version)

    def get_absolute_url(self) -> str:
        return reverse("plans:statement", args=[self.version.plan_id, self.version.number])


class Statement(models.Model):
    """What a member of the reference group says of a version. It can be changed; what it was stays in its history."""

    class Opinion(models.TextChoices):
        # Translators: the member of the reference group stands behind the plan; nb: Slutter seg til
        ENDORSES = "endorses", pgettext_lazy("statement", "Endorses the plan")
        # Translators: nb: Slutter seg til, med merknader
        REMARKS = "remarks", pgettext_lazy("statement", "Endorses the plan, with remarks")
        # Translators: nb: Slutter seg ikke til
        OPPOSES = "opposes", pgettext_lazy("statement", "Does not endorse the plan")

    request = models.ForeignKey(StatementRequest, models.PROTECT, related_name="statements")
    # Name and whom the member speaks for are kept as they were, also when the member is gone.
    member = models.ForeignKey(ReferenceGroupMember, models.SET_NULL, null=True, related_name="statements")
    name = models.CharField(max_length=150)
    represents = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    opinion = models.CharField(_("statement"), max_length=10, choices=Opinion.choices)
    text = Words(_("text"))
    version = models.PositiveIntegerField(default=1, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords(excluded_fields=["made_at", "changed_at"])

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "member"], name="statement_once_per_member"),
            models.CheckConstraint(
                condition=Q(opinion__in=["endorses", "remarks", "opposes"]), name="statement_opinion_known"
            ),
            models.CheckConstraint(
                condition=Q(opinion="endorses") | ~Q(text=""), name="statement_that_does_not_just_endorse_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_opinion_display()}"
