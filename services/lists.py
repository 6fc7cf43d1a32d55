"""What lists share: an order that is chosen by a link in the heading of a column."""

from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.http import QueryDict


class OrderField(forms.ChoiceField):
    """An order is no filter: choosing one does not make the list a filtered one."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class OrderFilter(django_filters.ChoiceFilter):
    field_class = OrderField


@dataclass(frozen=True, slots=True)
class Heading:
    """Of a column; `direction` as aria-sort says it, empty where one cannot sort by it."""

    label: Any
    address: str = ""
    direction: str = ""


def heading(label: Any, key: str, *, query: QueryDict, now: str) -> Heading:
    """Of a column that sorts by `key`; downwards, if the list is in that order `now`."""
    direction = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    address = query.copy()
    address.pop("page", None)
    address["sort"] = f"-{key}" if now == key else key
    for name in [name for name, value in address.items() if not value]:
        del address[name]
    return Heading(label, f"?{address.urlencode()}", direction)
