from django import forms
from django.utils.translation import gettext_lazy as _

from plans.document import STATUSES
from plans.wording import STATUS_FULL

CHOICES = [(status, STATUS_FULL[status]) for status in STATUSES]


class StatusForm(forms.Form):
    """One row's degree of completion; `seen` and `base` are the row's version and the status it was changed from."""

    status = forms.ChoiceField(
        label=_("Degree of completion"),
        choices=CHOICES,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "ds-input"}),
    )
    seen = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    base = forms.ChoiceField(choices=CHOICES, required=False, widget=forms.HiddenInput)
    back = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)  # the page's query string
