import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from accounts.permissions import is_administrator
from services.dates import DayField
from services.forms.base import EditableForm
from services.models import Publication, Service, ServiceLink


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


class PublicationForm(EditableForm):
    """Takes numbers as people copy them: with "PMID:" or "doi:" before them, or as the address of their page."""

    class Meta:
        model = Publication
        fields = ["authors", "title", "journal", "year", "pmid", "address"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pmid"] = forms.CharField(
            label=self.fields["pmid"].label, help_text=self.fields["pmid"].help_text, required=False, max_length=100
        )

    def clean_pmid(self) -> str:
        typed = self.cleaned_data["pmid"].strip()
        number = _PMID.fullmatch(typed)
        if typed and not number:
            raise ValidationError(_("A PMID has at most 12 digits and nothing else, for example 31452104."))
        return number[1] if number else ""

    def clean_address(self) -> str:
        typed = self.cleaned_data["address"].strip()
        if not typed:
            return ""
        if doi := _DOI.fullmatch(typed):
            return doi[1]
        try:
            URLValidator(schemes=["http", "https"])(typed)
        except ValidationError as error:
            words = _("Enter a DOI, such as 10.1000/182, or a web address that begins with https://.")
            raise ValidationError(words) from error
        return typed


_PMID = re.compile(r"(?:pmid[:\s]*|https?://pubmed\.ncbi\.nlm\.nih\.gov/)?([0-9]{1,12})/?", re.IGNORECASE)
_DOI = re.compile(r"(?:doi[:\s]*|https?://(?:dx\.)?doi\.org/)?(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)
