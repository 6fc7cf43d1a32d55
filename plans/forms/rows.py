import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from plans.actions.rows import CellChanged
from plans.actions.words import with_plain_ends
from plans.forms.status import CHOICES as STATUS_CHOICES
from plans.models import PlanRow
from plans.reading import KINDS, PRECISIONS
from plans.suggestions import hints
from plans.table import Column
from plans.timeframe import Timeframe
from services.dates import DayField


class KeyForm(forms.Form):
    """The id that a new row gets: sent by the browser, so that a form sent five times makes one row."""

    key = forms.UUIDField()


class NewRowForm(KeyForm):
    """Below the row `after`, or last in `area`, or last in the plan."""

    after = forms.UUIDField(required=False)
    area = forms.UUIDField(required=False)
    continues = forms.BooleanField(required=False)


class DirectionForm(forms.Form):
    direction = forms.ChoiceField(choices=[("up", "up"), ("down", "down")])


class AreaChoiceForm(forms.Form):
    """The area that a row moves to."""

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = forms.TypedChoiceField(label=_("Move to the area"), coerce=uuid.UUID, choices=areas)


class WordsField(forms.CharField):
    """People's words in a form, kept to the letter but for the line endings that browsers send."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": settings.MAX_TEXT, "required": False, "strip": False} | kwargs)

    def to_python(self, value: Any) -> str:
        return with_plain_ends(super().to_python(value) or "")


class RowForm(forms.Form):
    """One row, field by field; each with the text it began from (`base_…`), so that only it can be in conflict."""

    hide_optional = True  # beside every field it would say nothing

    def __init__(self, *args: Any, columns: Sequence[Column], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [column.key for column in columns if column.key != "area"]
        hinted = hints(language)
        for column in columns:
            if column.key == "area":
                continue
            field: forms.Field = WordsField(
                label=column.heading,
                help_text=hinted.get(column.key, ""),
                widget=forms.Textarea(attrs={"rows": 2, "lang": language}),
            )
            base: forms.Field = WordsField(widget=forms.HiddenInput)
            if column.key == "status":
                field = forms.ChoiceField(
                    label=column.heading, choices=STATUS_CHOICES, required=False, widget=forms.RadioSelect
                )
                base = forms.ChoiceField(choices=STATUS_CHOICES, required=False, widget=forms.HiddenInput)
            self.fields[column.key] = field
            self.fields[f"base_{column.key}"] = base

    def sent(self) -> tuple[dict[str, str], dict[str, str]]:
        """Texts and bases of the fields that came with both."""
        names = [name for name in self.names if name in self.data and f"base_{name}" in self.data]
        return (
            {name: self.cleaned_data[name] for name in names},
            {name: self.cleaned_data[f"base_{name}"] for name in names},
        )


class ResolveForm(forms.Form):
    """For one field in conflict: mine, theirs, or a text put together; `theirs` is what it is saved over."""

    CHOICES = (("mine", _("Use my text")), ("theirs", _("Use the other text")), ("merged", _("Put them together")))

    conflict: CellChanged
    label: str

    choice = forms.ChoiceField(label=_("Which text should apply?"), choices=CHOICES, widget=forms.RadioSelect)
    mine = WordsField(widget=forms.HiddenInput)
    theirs = WordsField(widget=forms.HiddenInput)
    merged = WordsField(label=_("Both texts, to be combined"))

    @classmethod
    def of(cls, conflict: CellChanged, *, label: str, language: str) -> "ResolveForm":
        texts = {"mine": conflict.text, "theirs": conflict.theirs}
        both = "\n".join(text for text in (conflict.theirs, conflict.text) if text)
        form = cls(prefix=conflict.field, initial=texts | {"choice": "mine", "merged": both})
        form.fields["merged"].widget.attrs = {"rows": 4, "lang": language}
        form.conflict, form.label = conflict, label
        if conflict.field == "status":
            del form.fields["merged"]
            form.fields["choice"].choices = cls.CHOICES[:2]  # type: ignore[attr-defined]  # a ChoiceField
        return form

    @property
    def text(self) -> str:
        return self.cleaned_data[self.cleaned_data["choice"]]


class ReadingForm(forms.Form):
    """A person's own reading of a timeframe; `words` are those it is made for."""

    words = WordsField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Read the words as"), choices=list(KINDS.items()))
    start = DayField(label=_("From"), required=False)
    end = DayField(label=_("Up to and including"), required=False)
    precision = forms.ChoiceField(label=_("How exact"), choices=list(PRECISIONS.items()), required=False)
    uncertain = forms.BooleanField(label=_("Uncertain"), required=False)

    @classmethod
    def of(cls, row: PlanRow) -> "ReadingForm":
        time = row.timeframe
        return cls(
            initial={
                "words": time.text,
                "kind": time.kind,
                "start": time.start,
                "end": time.end,
                "precision": time.precision or "day",
                "uncertain": time.uncertain,
            }
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("The last day cannot come before the first."))
        return cleaned

    @property
    def reading(self) -> Timeframe:
        sent = self.cleaned_data
        dated = bool(sent["start"] or sent["end"]) and sent["kind"] not in ("none", "note")
        return Timeframe(
            text=sent["words"],
            kind=sent["kind"],
            start=sent["start"] if dated else None,
            end=sent["end"] if dated else None,
            precision=(sent["precision"] or "day") if dated else None,
            uncertain=sent["uncertain"],
        )
