import uuid
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans import wording
from plans.document import COLUMNS, TEMPLATES
from plans.forms.fields import PeriodField, fields_only, on_one_line, with_plain_ends
from plans.models import Plan, Section
from services.models import Service

# What each kind of plan is for, said where it is chosen.
TEMPLATE_HELP: dict[str, wording.Words] = {
    "dissemination": _("Areas and measures with target group, instruments, time and degree of completion."),
    "dissemination_short": _("Three columns: measure, target groups and instruments."),
    "action": _("Goals and measures for each area, who is responsible, and the deadline."),
    "competence": _("Goals and requirements as text, and measures where they are wanted."),
}


class PeriodForm(forms.Form):
    """A form with the dates of a plan's period."""

    period_start = PeriodField(
        edge="start",
        label=_("The period begins"),
        required=False,
        help_text=_("A date or a year, for example 01.01.2025 or 2025."),
    )
    period_end = PeriodField(
        edge="end",
        label=_("The period ends"),
        required=False,
        help_text=_("A date or a year, for example 31.12.2028 or 2028."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("period_start"), cleaned.get("period_end")
        if begins and ends and ends < begins:
            self.add_error("period_end", _("The period cannot end before it begins."))
        return cleaned


class NewPlanForm(PeriodForm):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    service = forms.ModelChoiceField(queryset=Service.objects.none(), label=_("Service"), empty_label=_("Choose"))
    template = forms.ChoiceField(label=_("Kind of plan"), widget=forms.RadioSelect, initial="dissemination")
    title = forms.CharField(
        label=_("Title"),
        max_length=250,
        required=False,
        # Translators: “Dissemination plan 2025–2028” is how a plan without a title of its own is called
        help_text=_("If you leave it empty, the plan is called by its kind and period: Dissemination plan 2025–2028."),
    )
    language = forms.ChoiceField(
        label=_("Language of the plan"),
        choices=Plan.Language.choices,
        help_text=_("The language you write the plan in."),
    )
    field_order = ("key", "service", "template", "title", "period_start", "period_end", "language")

    def __init__(self, *args: Any, services: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = services  # type: ignore[attr-defined]  # a ModelChoiceField
        if len(services) == 1:
            self.initial["service"] = services[0].pk
            self.fields["service"].widget = forms.HiddenInput()
        self.fields["template"].choices = [(key, _described(key)) for key in TEMPLATES]  # type: ignore[attr-defined]  # a ChoiceField
        self.helper = fields_only()

    def clean_title(self) -> str:
        return on_one_line(self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned["title"]:
            cleaned["title"] = wording.title_of(
                cleaned["template"], cleaned["language"], cleaned["period_start"], cleaned["period_end"]
            )
        return cleaned


class SettingsForm(PeriodForm, forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    extra_columns = forms.MultipleChoiceField(
        label=_("Columns besides those of the kind"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A column with content is shown until it is emptied, whatever is chosen here."),
    )

    class Meta:
        model = Plan
        fields = [
            "title",
            "template",
            "extra_columns",
            "period_start",
            "period_end",
            "language",
            "purpose",
            "is_current",
        ]
        labels = {"template": _("Kind of plan"), "language": _("Language of the plan")}
        help_texts = {
            "template": _("Can always be changed. No text is lost."),
            "purpose": _("What the plan is to achieve, and for whom. Shown above the table."),
            "is_current": _("The mark moves from the service's other plan to this one."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["extra_columns"].choices = _addable(self.instance)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["version"].initial = self.instance.version
        self.fields["purpose"].strip = False  # type: ignore[attr-defined]  # a CharField
        self.fields["is_current"].label = _("This is the service's current plan")
        if self.instance.is_current:
            del self.fields["is_current"]
        self.helper = fields_only()

    def clean_title(self) -> str:
        return on_one_line(self.cleaned_data["title"])

    def clean_extra_columns(self) -> list[str]:
        return [column for column in COLUMNS if column in self.cleaned_data["extra_columns"]]

    def clean_purpose(self) -> str:
        return with_plain_ends(self.cleaned_data["purpose"])


class SectionForm(forms.ModelForm):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Section
        fields = ["heading", "text", "place"]
        widgets = {"place": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].label = pgettext_lazy("of a section in a plan", "Place")
        self.fields["text"].strip = False  # type: ignore[attr-defined]  # a CharField
        self.fields["version"].initial = self.instance.version
        self.helper = fields_only()

    def clean_heading(self) -> str:
        return on_one_line(self.cleaned_data["heading"])

    def clean_text(self) -> str:
        return with_plain_ends(self.cleaned_data["text"])


def _addable(plan: Plan) -> list[tuple[str, wording.Words]]:
    """Columns a person may add: those the kind lacks, and any that were added before a change of kind."""
    own = set(TEMPLATES[plan.template].columns) - set(plan.extra_columns)
    return [(key, words) for key, words in wording.all_columns(plan.template) if key not in own]


def _described(key: str) -> str:
    return format_html('{} <span class="about">{}</span>', wording.TEMPLATE_NAMES[key], TEMPLATE_HELP[key])
