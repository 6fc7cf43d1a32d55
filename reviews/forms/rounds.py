"""The fields of a round."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from reviews.definition_file import YEARS
from reviews.models import Questionnaire, ReviewRound
from reviews.permissions import GROUP, LEADER
from services.dates import DayField
from services.forms.base import EditableForm
from services.models import Service


class ServicesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, service: Any) -> str:
        return f"{service} · {service.trust.region}"


class RoundForm(EditableForm):
    """Once the round is opened, its questionnaires stay, and services can only be added."""

    instance: ReviewRound

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=YEARS[0], max_value=YEARS[-1])
    opens_on = DayField(label=pgettext_lazy("a round", "Opens"))
    due_on = DayField(label=gettext_lazy("Deadline"))
    services = ServicesField(queryset=Service.objects.none(), required=False, label=gettext_lazy("Services"))

    class Meta:
        model = ReviewRound
        fields = [
            "title",
            "year",
            "guidance",
            "opens_on",
            "due_on",
            "leader_questionnaire",
            "group_questionnaire",
            "services",
        ]
        widgets = {"guidance": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services: Any = self.fields["services"]
        services.queryset = Service.objects.with_names().order_by("trust__region__rank", "sort", "id")
        for name, audience in (("leader_questionnaire", LEADER), ("group_questionnaire", GROUP)):
            field: Any = self.fields[name]
            field.queryset = Questionnaire.objects.filter(audience=audience)
            field.empty_label = None
        if self.instance.is_open:
            del self.fields["leader_questionnaire"], self.fields["group_questionnaire"]
            services.queryset = services.queryset.exclude(pk__in=self.instance.services.values("pk"))
            self.initial["services"] = []
            # Translators: to a round that is opened already; nb: Tjenester til
            services.label = _("More services")
            is_left = services.queryset.exists()
            told, none = (
                _("They get their forms, and are told, as soon as you save."),
                _("All are in the round already."),
            )
            services.help_text = told if is_left else none

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        opens, due = data.get("opens_on"), data.get("due_on")
        if opens and due and due < opens:
            self.add_error("due_on", _("The deadline cannot be before the day the round opens."))
        return data
