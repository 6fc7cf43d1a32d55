from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.derived import search_text
from plans.models import Plan, PlanQuerySet, PlanVersion
from plans.wording import TEMPLATE_NAMES, Words
from services.lists import OrderFilter
from services.models import Region, Service

# Key in the address → (heading, columns of the database).
SORTS: dict[str, tuple[Words, tuple[str, ...]]] = {
    "title": (pgettext_lazy("column of a list of plans", "Plan"), ("sort", "id")),
    "service": (_("Service"), ("service__sort", "sort", "id")),
    "period": (pgettext_lazy("of a plan", "Period"), ("period_start", "sort", "id")),
    "changed": (_("Last changed"), ("changed_at", "id")),
}
DEFAULT_SORT = "service"


class PlanFilter(django_filters.FilterSet):
    words = django_filters.CharFilter(
        label=_("Title or service"),
        method="by_words",
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 200}),
        max_length=200,
    )
    service = django_filters.ModelChoiceFilter(queryset=Service.objects.none(), label=_("Service"))
    template = django_filters.ChoiceFilter(label=_("Kind"), choices=list(TEMPLATE_NAMES.items()))
    year = django_filters.ChoiceFilter(label=pgettext_lazy("of a plan", "Year in the period"), method="by_year")
    archived = django_filters.ChoiceFilter(
        label=pgettext_lazy("of plans", "Selection"),
        method="by_archived",
        empty_label=_("In use"),
        choices=[("archived", pgettext_lazy("plans", "Archived")), ("all", _("In use and archived"))],
    )

    sort = OrderFilter(
        choices=[(sign + key, key) for key in SORTS for sign in ("", "-")], method="in_order", widget=forms.HiddenInput
    )

    class Meta:
        model = Plan
        fields: list[str] = []

    def __init__(self, data: Any, *, queryset: PlanQuerySet, services: QuerySet[Service]) -> None:
        super().__init__(data, queryset=queryset)
        if len(services) > 1:
            self.filters["service"].queryset = services
        else:
            del self.filters["service"]
        years = range(timezone.localdate().year + 10, 2009, -1)
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]

    def filter_queryset(self, queryset: PlanQuerySet) -> PlanQuerySet:
        chosen = self.form.cleaned_data
        if not chosen.get("archived"):
            queryset = queryset.filter(archived_at=None)
        if not chosen.get("sort"):
            queryset = self.in_order(queryset, "sort", DEFAULT_SORT)
        return super().filter_queryset(queryset)

    def by_words(self, queryset: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        for word in search_text(value).split():
            queryset = queryset.filter(Q(search__contains=word) | Q(service__search__contains=word))
        return queryset

    def by_year(self, queryset: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        """The plans whose period touches the year; without any period they belong to none."""
        return queryset.filter(
            Q(period_start__year__lte=value) | Q(period_start=None),
            Q(period_end__year__gte=value) | Q(period_end=None),
        ).exclude(period_start=None, period_end=None)

    def by_archived(self, queryset: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        return queryset.exclude(archived_at=None) if value == "archived" else queryset

    def in_order(self, queryset: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        """Plans without a period come last, upward and downward, on both databases."""
        down = value.startswith("-")
        return queryset.order_by(
            *(
                F(column).desc(nulls_last=True) if down else F(column).asc(nulls_last=True)
                for column in SORTS[value.removeprefix("-")][1]
            )
        )


class PublishedFilter(django_filters.FilterSet):
    """What everybody may look for: in all the words of the published plans, and by facts of their services."""

    words = django_filters.CharFilter(
        # Translators: label of a search field over published plans; nb: Ord i planene eller navnet på tjenesten
        label=_("Words in the plans, or the service's name"),
        method="by_words",
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 200}),
        max_length=200,
    )
    region = django_filters.ModelChoiceFilter(queryset=Region.objects.all(), label=_("Health region"))
    kind = django_filters.ChoiceFilter(
        field_name="plan__service__kind", label=_("Kind of service"), choices=Service.Kind.choices
    )

    class Meta:
        model = PlanVersion
        fields: list[str] = []

    def by_words(self, queryset: Any, name: str, value: str) -> Any:
        for word in search_text(value).split():
            queryset = queryset.filter(Q(search__contains=word) | Q(plan__service__search__contains=word))
        return queryset
