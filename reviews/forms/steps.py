"""The forms of a step: its reason, where it has one."""

from typing import Any

from django import forms

from plans.forms.rows import WordsField
from reviews import lifecycle
from reviews.step_words import STEPS


class StepForm(forms.Form):
    reason = WordsField(widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, verb: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not lifecycle.STEPS[verb].needs_reason:
            del self.fields["reason"]
            return
        words, field = STEPS[verb], self.fields["reason"]
        field.label, field.help_text, field.required = str(words.reason), str(words.help), True

    def clean_reason(self) -> str:
        reason = self.cleaned_data["reason"].strip()
        if not reason:
            raise forms.ValidationError(self.fields["reason"].error_messages["required"], code="required")
        return reason
