import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.models import Editable


class EditableForm(forms.ModelForm):
    """A form for something Editable: it carries the version it was opened with, or the key of a new thing."""

    instance: Editable

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=self.instance.version)
        else:
            key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
            self.fields["creation_key"] = key


def check_period(form: forms.BaseForm) -> None:
    """For forms with from_date and to_date."""
    begins, ends = form.cleaned_data.get("from_date"), form.cleaned_data.get("to_date")
    if begins and ends and ends < begins:
        form.add_error("to_date", _("The last day cannot be before the first."))
