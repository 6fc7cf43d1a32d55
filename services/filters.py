from typing import Any

import django_filters
from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.derived import search_text
from services.lists import OrderFilter
from services.models import HealthTrust, Region, Service

ORDERS = {
    "name": ("sort", "id"),
    "region": ("trust__region__rank", "sort", "id"),
    "end": (F("ends_on").asc(nulls_last=True), "sort", "id"),
    "-name": ("-sort", "-id"),
    "-region": ("-trust__region__rank", "sort", "id"),
    "-end": (F("ends_on").desc(nulls_last=True), "sort", "id"),
}


class FoundServices(django_filters.FilterSet):
    """What every list of services is looked through by."""

    words = django_filters.CharFilter(method="with_words", label=_("Find a service"), max_length=200)
    region = django_filters.ModelChoiceFilter(
        field_name="trust__region", queryset=Region.objects.all(), label=_("Health region")
    )

    def with_words(self, queryset: Any, name: str, value: str) -> Any:
        for word in value.split():
            queryset = queryset.filter(search__contains=search_text(word))
        return queryset


class ServiceFilter(FoundServices):
    trust = django_filters.ModelChoiceFilter(queryset=HealthTrust.objects.all(), label=_("Health trust"))
    kind = django_filters.ChoiceFilter(choices=Service.Kind.choices, label=_("Kind"))
    function = django_filters.ChoiceFilter(choices=Service.Function.choices, label=_("Function"))
    leader = django_filters.ChoiceFilter(
        choices=[("none", _("Without a leader"))], method="led_or_not", label=_("Leader")
    )
    sort = OrderFilter(choices=[(key, key) for key in ORDERS], method="in_order", widget=forms.HiddenInput)

    class Meta:
        model = Service
        fields = ["words", "region", "trust", "kind", "function"]

    def __init__(self, *args: Any, sees_leaders: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sees_leaders:
            del self.filters["leader"]

    def led_or_not(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.without_leader()

    def in_order(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.order_by(*ORDERS[value])
