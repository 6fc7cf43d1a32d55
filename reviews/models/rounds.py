from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.models.plan import Words
from reviews import permissions
from reviews.models.questionnaires import Questionnaire
from services.models import SANE_DAY, Editable, Service


class ReviewRoundQuerySet(models.QuerySet["ReviewRound"]):
    def visible_to(self, user) -> "ReviewRoundQuerySet":
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=ReviewRound.objects.filter(permissions.seen_rounds(user)).values("pk"))

    def opened(self) -> "ReviewRoundQuerySet":
        return self.exclude(opened_at=None)


class ReviewRound(Editable):
    """A review of services in a year: who is asked what, and until when. Nobody is asked before it is opened."""

    title = models.CharField(_("title"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    guidance = Words(_("guidance"), help_text=_("What those who answer should know first."))
    opens_on = models.DateField(pgettext_lazy("a round", "opens"), validators=SANE_DAY)
    due_on = models.DateField(_("deadline"), validators=SANE_DAY)
    leader_questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="leader_rounds", verbose_name=_("the leader's form")
    )
    group_questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="group_rounds", verbose_name=_("the reference group's form")
    )
    services = models.ManyToManyField(Service, related_name="rounds", verbose_name=_("services"))
    opened_at = models.DateTimeField(null=True, editable=False)

    objects = ReviewRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("review round")
        verbose_name_plural = _("review rounds")
        ordering = ["-year", "-due_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("opens_on")), name="round_due_after_opening"),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="round_year_sane"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reviews:round", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None

    def is_late(self, today: date) -> bool:
        return self.is_open and self.due_on < today
