"""The fields of a form itself, each with the text it began from (`base_…`), so that only it can be in conflict."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from reviews.actions.details import FIELDS, LONGEST
from reviews.models import Response


class DetailsForm(forms.Form):
    def __init__(self, response: Response, data: Any = None) -> None:
        words = {name: getattr(response, name) for name in FIELDS}
        super().__init__(data, initial=words | {f"base_{name}": text for name, text in words.items()})
        of_models = forms.fields_for_model(Response, FIELDS)
        for name in FIELDS:
            of_model = of_models[name]
            attributes = {"data-part": name, "autocomplete": "off"}
            self.fields[name] = forms.CharField(
                label=of_model.label,
                help_text=of_model.help_text,
                max_length=LONGEST,
                required=False,
                widget=forms.TextInput(attrs=attributes),
            )
            self.fields[f"base_{name}"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def sent(self) -> dict[str, tuple[str, str]]:
        """(value, base) by field, as far as they are in the body."""
        values = self.cleaned_data
        return {name: (values[name], values[f"base_{name}"]) for name in FIELDS if name in self.data}

    def seen(self, bases: Mapping[str, str]) -> None:
        """Leaves the form as it was sent; sent again it builds on these texts."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for name, text in bases.items():
            data[f"base_{name}"] = text
        self.data = data
