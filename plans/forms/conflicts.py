"""A form that somebody else was quicker with: both texts, and the way to save one's own all the same."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    mine: str
    stored: str


def differences_of(form: forms.ModelForm, stored: models.Model) -> list[Difference]:
    """The form's fields where what was sent is not what is stored, in words."""
    found = []
    for bound in form.visible_fields():
        mine, theirs = form.cleaned_data.get(bound.name), getattr(stored, bound.name)
        if mine != theirs:
            choices = dict(getattr(bound.field, "choices", ()))
            found.append(Difference(str(bound.label), _in_words(mine, choices), _in_words(theirs, choices)))
    return found


def over_what_is_stored[F: forms.ModelForm](form: F, stored: models.Model) -> F:
    """The form as it was sent; sent again it names the version now stored, so it is saved over what the person saw."""
    form.data = form.data.copy()
    form.data["version"] = str(getattr(stored, "version", ""))
    return form


def _in_words(value: Any, choices: dict[Any, Any]) -> str:
    if isinstance(value, list):
        return ", ".join(str(choices.get(item, item)) for item in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return "" if value is None else str(choices.get(value, value))
