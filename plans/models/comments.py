import uuid

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from plans import permissions
from plans.models.plan import Plan, Words
from plans.models.versions import PlanVersion
from services.permissions import own_services


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user) -> "CommentQuerySet":
        """All on the plans of one's own services; as staff what was said to the authority of a version that one may
        read, or of the working copy before one was submitted."""
        own = own_services(user, "plan__service_id")
        submitted = PlanVersion.objects.filter(
            permissions.of_staff(user), plan=models.OuterRef("plan"), submitted_at__gte=models.OuterRef("at")
        )
        on_version = Q(version__submitted_at__isnull=False) & permissions.of_staff(user, "version__region_id")
        to_staff = Q(audience="authority") & (on_version | (Q(version=None) & models.Exists(submitted)))
        return self.filter(Q(plan__deleted_at=None) & (own | to_staff))

    def on_version(self, version: PlanVersion) -> "CommentQuerySet":
        """Said of the version, or of the working copy before it was frozen."""
        return self.filter(Q(version=version) | Q(version=None, at__lte=version.created_at), plan=version.plan_id)

    def counts(self) -> dict[uuid.UUID, int]:
        """How many there are by row."""
        counted = self.filter(row__isnull=False).order_by().values_list("row").annotate(models.Count("pk"))
        return dict(counted)

    def threads(self) -> "CommentQuerySet":
        """What was said first; those without a word left in them are gone."""
        return self.filter(parent=None).exclude(Q(withdrawn_at__isnull=False) & ~models.Exists(self._said_below()))

    def open(self) -> "CommentQuerySet":
        return self.threads().filter(resolved_at=None)

    def with_people(self) -> "CommentQuerySet":
        """Threads with their answers, who said each and whom it was told, in Norwegian order. Four queries more."""
        told = User.objects.order_by("sort", "id")
        return self.select_related("by", "resolved_by", "version").prefetch_related(
            "answers__by", Prefetch("answers__mentioned", told), Prefetch("mentioned", told)
        )

    def _said_below(self) -> "models.QuerySet[Comment]":
        return Comment.objects.filter(parent=models.OuterRef("pk"), withdrawn_at=None)


class Comment(models.Model):
    """What somebody says of a plan, an area or a row, quoting the text as it stood.

    An answer has the comment it answers as its `parent`, and that one's place and audience.

    Place is an id, no foreign key: the comment outlives the row, and rows of frozen versions are no rows of ours.
    """

    class Audience(models.TextChoices):
        # Translators: who reads a comment; nb: Tjenesten og referansegruppen
        SERVICE = "service", _("The service and its reference group")
        # Translators: who reads a comment; nb: Også helsemyndigheten
        AUTHORITY = "authority", _("The health authority, too")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="comments")
    version = models.ForeignKey(PlanVersion, models.PROTECT, null=True, related_name="comments")  # none: working copy
    area = models.UUIDField(null=True)
    row = models.UUIDField(null=True)
    column = models.CharField(max_length=20, blank=True)  # of the row, where it is of one cell
    quote = models.TextField(blank=True)
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="answers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = Words(_("comment"))
    audience = models.CharField(_("who can read it"), max_length=9, choices=Audience.choices, default=Audience.SERVICE)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["plan", "row"], name="comment_by_plan_and_row")]
        constraints = [
            models.CheckConstraint(condition=Q(row=None) | Q(area=None), name="comment_on_row_or_area"),
            models.CheckConstraint(condition=Q(column="") | Q(row__isnull=False), name="comment_on_cell_of_a_row"),
            models.CheckConstraint(condition=Q(audience__in=["service", "authority"]), name="comment_audience_known"),
            models.CheckConstraint(condition=Q(parent=None) | Q(resolved_at=None), name="comment_thread_is_resolved"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        if self.version:
            page = reverse("plans:version-comments", args=[self.plan_id, self.version.number])
        else:
            page = reverse("plans:comments", args=[self.plan_id])
        return f"{page}?show=all#comment-{self.parent_id or self.pk}"
