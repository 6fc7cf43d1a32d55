from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.permissions import is_administrator
from services.dates import DayField
from services.forms.base import EditableForm
from services.models import Service, ServiceLink


class ServiceForm(EditableForm):
    started_on = DayField(label=_("Started"), required=False)

    class Meta:
        model = Service
        fields = [
            "code",
            "name_nb",
            "name_nn",
            "name_en",
            "abbreviation",
            "kind",
            "function",
            "started_on",
            "life_span",
            "trust",
            "location",
            "website",
            "description",
        ]
        widgets = {"description": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_administrator(user):
            del self.fields["code"]
        self.fields["started_on"].validators += Service._meta.get_field("started_on").validators
        self.fields["website"].assume_scheme = "https"  # type: ignore[attr-defined]  # forms.URLField

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        new = not self.instance.pk
        if new and data.get("life_span") is None and "life_span" not in self.errors and data.get("function"):
            data["life_span"] = Service.LIFE_SPAN.get(data["function"])
        return data


class LinkForm(EditableForm):
    class Meta:
        model = ServiceLink
        fields = ["title", "address", "year", "kind"]
