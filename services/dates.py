"""Dates as people in Norway write them: 09.03.2027, 9.3.27, 9. mars 2027, 9/3 2027, 090327, 2027-03-09."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
ENGLISH = {"may": "mai", "oct": "okt", "dec": "des"}
SHAPES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[./ -]+(?P<month>\d{1,2})[./ -]+(?P<year>\d{4}|\d{2})"),
    re.compile(r"(?P<day>\d{1,2})[./ -]*(?P<month>[a-z]{3,9})[./ -]*(?P<year>\d{4}|\d{2})"),
    re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})"),
)


def day_of(text: str) -> date | None:
    """The day that the words say, None where they say none. Two digits of a year are of this century."""
    for shape in SHAPES:
        if found := shape.fullmatch(" ".join(text.lower().split())):
            year, month = int(found["year"]), _month(found["month"])
            try:
                return date(year + 2000 if year < 100 else year, month, int(found["day"]))
            except ValueError:
                return None
    return None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    name = ENGLISH.get(text[:3], text[:3])
    return MONTHS.index(name) + 1 if name in MONTHS else 0


class DayField(forms.DateField):
    widget = forms.DateInput(format="%d.%m.%Y", attrs={"autocomplete": "off", "inputmode": "text"})
    default_error_messages = {"invalid": _("Write the date as day, month and year, for example 09.03.2027.")}

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        day = day_of(value)
        if not day or not 1900 <= day.year <= 2200:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day
