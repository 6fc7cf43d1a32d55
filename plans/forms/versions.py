"""The forms of a version's life: submitted, named, and each step with its reason."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from plans import lifecycle
from plans.forms.fields import on_one_line
from plans.forms.rows import WordsField
from plans.standing import label_of_row
from plans.table import Placed
from plans.version_words import STEPS


class SubmitForm(forms.Form):
    """`seen` is the plan's last change that the person has looked over."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen = forms.DateTimeField(widget=forms.HiddenInput)
    reason = WordsField(
        # Translators: with a plan that is submitted, to those who decide; nb: Melding til dem som avgjør
        label=gettext_lazy("Message to those who decide"),
        help_text=gettext_lazy("For example what is new since last time."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NameForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    name = forms.CharField(
        # Translators: of a version; nb: Navn
        label=gettext_lazy("Name"),
        max_length=150,
        # Translators: nb: For eksempel «Før møtet i referansegruppen».
        help_text=gettext_lazy("For example “Before the meeting of the reference group”."),
    )

    def clean_name(self) -> str:
        return on_one_line(self.cleaned_data["name"])


class StepForm(forms.Form):
    """The reason of a step, where it has one."""

    reason = WordsField(widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, verb: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words, field = STEPS[verb], self.fields["reason"]
        field.label, field.help_text = str(words.reason), str(words.help)
        field.required = lifecycle.STEPS[verb].needs_reason

    def clean_reason(self) -> str:
        reason = self.cleaned_data["reason"].strip()
        if self.fields["reason"].required and not reason:
            raise forms.ValidationError(self.fields["reason"].error_messages["required"], code="required")
        return reason


REMARK = WordsField()


class Mark:
    """What stands in the form at a row of the version."""

    def __init__(self, number: int, placed: Placed, *, is_ticked: bool, remark: str) -> None:
        self.row, self.number, self.label = placed.row.id, number, label_of_row(number, placed)
        self.is_ticked, self.remark, self.error = is_ticked, remark, ""

    @property
    def is_marked(self) -> bool:
        """A remark marks its row, ticked or not: it stands there for all to see."""
        return self.is_ticked or bool(self.remark.strip())


class ReturnForm(StepForm):
    """A step back to the service: its reason, and rows that are marked ("row") with a remark each ("remark-<id>").

    The marks are plain values, not fields of Django's, since a plan can have thousands of rows.
    """

    def __init__(self, data: Any = None, *, rows: Sequence[Placed], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        ticked = set(data.getlist("row")) if data else set()
        self.at_rows = [
            Mark(
                number,
                placed,
                is_ticked=placed.row.id in ticked,
                remark=data.get(f"remark-{placed.row.id}", "") if data else "",
            )
            for number, placed in enumerate(rows, start=1)
        ]

    @property
    def marks(self) -> dict[uuid.UUID, str]:
        return {uuid.UUID(mark.row): mark.remark for mark in self.at_rows if mark.is_marked}

    def clean(self) -> dict[str, Any]:
        for mark in self.at_rows:
            try:
                REMARK.clean(mark.remark)
            except forms.ValidationError as problem:
                mark.error = " ".join(problem.messages)
                self.add_error(None, f"{mark.label}: {mark.error}")
        return super().clean() or self.cleaned_data
