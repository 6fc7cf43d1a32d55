"""What is brought back from the history, and what is taken back in the editor."""

import uuid
from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.actions.rows import FIELDS

LARGEST = 2**63 - 1  # what a column of history ids can hold


class WordsForm(forms.Form):
    """Earlier words of a row: `what` is "4711" for the whole row, or "4711 measure" for one field, as they stood in
    that entry of its history; `seen` is the entry whose words were last seen in their place."""

    seen = forms.IntegerField(min_value=0, max_value=LARGEST)
    what = forms.RegexField(rf"^\d{{1,18}}( ({'|'.join(FIELDS)}))?$")

    @property
    def entry(self) -> int:
        return int(self.cleaned_data["what"].partition(" ")[0])

    @property
    def wanted(self) -> Sequence[str]:
        field = self.cleaned_data["what"].partition(" ")[2]
        return (field,) if field else FIELDS


class RowsForm(forms.Form):
    """Which of the rows that were deleted in an area come back with it."""

    def __init__(self, *args, choices: Sequence[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rows"] = forms.TypedMultipleChoiceField(
            # Translators: the label of ticks, one for each row; nb: Rader som skal med
            label=_("Rows that come along"),
            choices=choices,
            coerce=uuid.UUID,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class StepForm(forms.Form):
    """The step that is taken back or done again."""

    step = forms.CharField(max_length=40)
