from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.document import STATUSES
from plans.finding import Wanted
from plans.origins import SINCE
from plans.wording import STATUS_SHORT

STATUS_CHOICES = [(status or "unset", STATUS_SHORT[status]) for status in STATUSES]


class FindForm(forms.Form):
    """Read from a GET: what cannot be understood is as if it were not asked for, so that old links still open."""

    words = forms.CharField(
        label=_("Find words in the plan"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "class": "ds-input"}),
    )
    status = forms.ChoiceField(required=False, choices=STATUS_CHOICES, widget=forms.HiddenInput)
    area = forms.ChoiceField(label=_("Area"), required=False)
    target_group = forms.ChoiceField(label=_("Target group"), required=False)
    # Translators: a choice of rows of a plan that was made from an earlier one; nb: Siden forrige plan
    since = forms.ChoiceField(label=_("Since the earlier plan"), required=False)

    def __init__(
        self,
        data,
        *,
        areas: list[tuple[str, str]],
        target_groups: list[tuple[str, str]],
        has_earlier: bool = False,
    ) -> None:
        super().__init__(data)
        self.offered = {
            "area": [("", _("All areas")), *areas],
            "target_group": [("", _("All target groups")), *target_groups],
            "since": [("", _("All rows")), *(SINCE.items() if has_earlier else ())],
        }
        for name, choices in self.offered.items():
            cast(forms.ChoiceField, self.fields[name]).choices = choices

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        return Wanted(**self.cleaned_data)

    @property
    def selects(self) -> list[dict[str, object]]:
        """The fields with something to choose from, as plain values for the template."""
        return [
            {
                "name": name,
                "label": self.fields[name].label,
                "choices": choices,
                "chosen": self.cleaned_data.get(name, ""),
            }
            for name, choices in self.offered.items()
            if len(choices) > 1
        ]
