import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.forms.rows import KeyForm, WordsField
from plans.models import Area


class NewAreaForm(KeyForm):
    """Below the area `after`, in `band`, or last. `row_key` is the id of its first row."""

    kind = forms.ChoiceField(choices=Area.Kind.choices, required=False)
    row_key = forms.UUIDField(required=False)
    after = forms.UUIDField(required=False)
    band = forms.UUIDField(required=False)


class TitleForm(forms.Form):
    """An area's title and the title it was changed from."""

    title = WordsField(label=_("Title"), max_length=500, widget=forms.Textarea(attrs={"rows": 1}))
    base = WordsField(max_length=500, widget=forms.HiddenInput)


class BandChoiceForm(forms.Form):
    """The band that an area lies in; empty for none."""

    def __init__(self, *args: Any, bands: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["band"] = forms.TypedChoiceField(
            label=_("Put it under the heading"),
            required=False,
            coerce=uuid.UUID,
            empty_value=None,
            choices=[("", _("None: before the first heading")), *bands],
        )
