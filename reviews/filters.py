from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reviews.models import ReviewRound
from reviews.permissions import GROUP, LEADER
from services.filters import FoundServices
from services.lists import OrderFilter
from services.models import Service

ORDERS = {
    "name": ("sort", "id"),
    "region": ("trust__region__rank", "sort", "id"),
    "-name": ("-sort", "-id"),
    "-region": ("-trust__region__rank", "sort", "id"),
}
# Which signature a service still lacks; the last one: none.
STANDS = [
    # Translators: services of a round, by which form is not signed; nb: Mangler et signert skjema
    ("unsigned", _("Lacks a signed form")),
    ("leader", _("Lacks the leader's form")),
    ("group", _("Lacks the group's form")),
    ("signed", pgettext_lazy("services of a round", "Both forms are signed")),
]


class RoundFilter(FoundServices):
    """Of the services in a round; `signed` of each audience are those whose newest form of it is signed."""

    stands = django_filters.ChoiceFilter(choices=STANDS, method="that_stand", label=_("Forms"))
    sort = OrderFilter(choices=[(key, key) for key in ORDERS], method="in_order", widget=forms.HiddenInput)

    class Meta:
        model = Service
        fields = ["words", "region"]

    def __init__(self, *args: Any, round: ReviewRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round = round

    def that_stand(self, queryset: Any, name: str, value: str) -> Any:
        if value in (LEADER, GROUP):
            return queryset.exclude(pk__in=self._signed(value))
        both = queryset.filter(pk__in=self._signed(LEADER)).filter(pk__in=self._signed(GROUP))
        return both if value == "signed" else queryset.exclude(pk__in=both.values("pk"))

    def in_order(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.order_by(*ORDERS[value])

    def _signed(self, audience: str) -> Any:
        return self.round.responses.signed().filter(audience=audience).values("service_id")
