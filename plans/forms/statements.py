import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.forms.fields import fields_only, with_plain_ends
from plans.models import Statement
from services.dates import DayField


class AskForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    name = forms.CharField(
        label=_("What the version is called"),
        max_length=150,
        # Translators: an example of a version's name; nb: For eksempel «Til referansegruppen, høsten 2026».
        help_text=_("The plan is kept under this name as it stands now. For example “For the reference group, 2026”."),
    )
    due = DayField(label=_("Answer by"), required=False)
    message = forms.CharField(
        label=_("Message to the group"),
        required=False,
        max_length=settings.MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

    def clean_due(self) -> Any:
        due = self.cleaned_data["due"]
        if due and due < timezone.localdate():
            raise forms.ValidationError(_("The day is over. Choose a later one."))
        return due

    def clean_message(self) -> str:
        return with_plain_ends(self.cleaned_data["message"])


class StatementForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0, max_value=2**31 - 1)
    opinion = forms.ChoiceField(label=_("Your statement"), choices=Statement.Opinion.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Your remarks"),
        required=False,
        max_length=settings.MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Needed unless you endorse the plan as it is. The service and the authority read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["text"] = with_plain_ends(cleaned.get("text") or "").strip()
        if "text" not in self.errors and cleaned.get("opinion") in ("remarks", "opposes") and not cleaned["text"]:
            self.add_error("text", _("Write what you would have different."))
        return cleaned
