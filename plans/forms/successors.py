import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.document import PlanDocument
from plans.forms.fields import fields_only, on_one_line
from plans.forms.plans import PeriodForm
from plans.successor import Renewal

MOST_YEARS = 50


class NextPlanForm(PeriodForm):
    """What the next plan is to be; which rows it takes stands in the table (the fields `take`)."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=250)
    years = forms.IntegerField(
        # Translators: years in the words about time of a plan's rows; nb: Flytt årene i tidsaspektene
        label=_("Move the years in the timeframes"),
        min_value=-MOST_YEARS,
        max_value=MOST_YEARS,
        required=False,
        # Translators: nb: Så mange år fram: med 4 blir 2025–2027 til 2029–2031. Med 0 står de som de er.
        help_text=_("By so many years: with 4, 2025–2027 becomes 2029–2031. With 0 they stay as they are."),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    statuses = forms.ChoiceField(
        label=_("Degree of completion"),
        widget=forms.RadioSelect,
        initial="carry",
        choices=[
            ("carry", _("Keep it as it is")),
            # Translators: nb: Begynn på nytt: alle målte tiltak blir «Ikke startet»
            ("reset", _("Begin anew: what has a degree becomes “Not started”")),
        ],
    )

    def __init__(self, data: Any = None, *, document: PlanDocument, proposed: Renewal) -> None:
        super().__init__(
            data,
            initial={
                "title": proposed.title,
                "period_start": proposed.period_start,
                "period_end": proposed.period_end,
                "years": proposed.years,
            },
        )
        rows = [row for _area, row, _measure in document.rows()]
        if not any(row.timeframe.text for row in rows):
            del self.fields["years"]
        if not any(row.status for row in rows):
            del self.fields["statuses"]
        self.helper = fields_only()

    def clean_title(self) -> str:
        return on_one_line(self.cleaned_data["title"])

    @property
    def renewal(self) -> Renewal:
        """As far as the fields are right; the title and the years as proposed before anything was sent."""
        given = self.cleaned_data if self.is_bound else self.initial
        return Renewal(
            title=given.get("title", ""),
            period_start=given.get("period_start"),
            period_end=given.get("period_end"),
            years=given.get("years") or 0,
            reset=given.get("statuses") == "reset",
        )
