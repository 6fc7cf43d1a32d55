from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from files.models import StoredFile
from plans.models import PlanVersion
from plans.models.plan import Words
from reviews.models.responses import Response

SLOTS = (1, 2, 3)


class Attachment(models.Model):
    """One thing in one of a form's slots: a file, a version of the plan, a link, words, or publications as words."""

    class Kind(models.TextChoices):
        FILE = "file", pgettext_lazy("kind of an attachment", "File")
        PLAN = "plan", pgettext_lazy("kind of an attachment", "The plan")
        LINK = "link", pgettext_lazy("kind of an attachment", "Link")
        TEXT = "text", pgettext_lazy("kind of an attachment", "Text")
        PUBLICATIONS = "publications", pgettext_lazy("kind of an attachment", "Publications")

    response = models.ForeignKey(Response, models.CASCADE, related_name="attachments")
    slot = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=15, choices=Kind.choices)
    rank = models.PositiveIntegerField(default=0)  # its place in the slot, with gaps
    name = models.CharField(_("name"), max_length=250)  # as it is listed
    text = Words(_("text"))
    url = models.URLField(_("address"), max_length=500, blank=True)
    stored = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="attachments")
    plan_version = models.ForeignKey(PlanVersion, models.PROTECT, null=True, related_name="attachments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    creation_key = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["slot", "rank", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(slot__in=SLOTS), name="attachment_slot_known"),
            models.CheckConstraint(
                condition=Q(kind="file", stored__isnull=False, plan_version=None)
                | Q(kind="plan", stored=None, plan_version__isnull=False)
                | Q(kind="link", stored=None, plan_version=None) & ~Q(url="")
                | Q(kind__in=["text", "publications"], stored=None, plan_version=None) & ~Q(text=""),
                name="attachment_has_what_its_kind_needs",
            ),
        ]

    def __str__(self) -> str:
        return self.name
