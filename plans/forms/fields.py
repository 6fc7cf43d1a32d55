from datetime import date
from typing import Any, Literal

from crispy_forms.helper import FormHelper
from django.utils.translation import gettext_lazy as _

from plans.timeframe import read
from services.dates import DayField


class PeriodField(DayField):
    """A day as people write it, or a year or a month: its first day where a period begins, its last where it ends."""

    default_error_messages = {"invalid": _("Write a date or a year, for example 01.01.2025 or 2025.")}

    def __init__(self, *, edge: Literal["start", "end"], **kwargs: Any) -> None:
        self.edge = edge
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and len(value) < 100:
            time = read(value)
            if time.kind in ("year", "range") and not time.uncertain and time.start and time.end:
                value = getattr(time, self.edge).isoformat()
        return super().to_python(value)


def with_plain_ends(text: str) -> str:
    """Browsers send CR LF where a person pressed Enter; kept, every save would seem to change the text."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def on_one_line(text: str) -> str:
    """A title's own words; the line breaks, which a field of one line cannot show, become spaces."""
    return " ".join(line.strip() for line in text.splitlines() if line.strip())


def fields_only() -> FormHelper:
    """The form without its tag and token: the page has both, and the buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper
