"""Somebody else saved first: the exception that says so, and both texts in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _


class ChangedMeanwhile(Exception):
    """`stored` is the object as it now stands, None if it is gone; `mine` what was sent."""

    def __init__(self, stored: Any = None, mine: object = None) -> None:
        super().__init__("changed meanwhile")
        self.stored, self.mine = stored, mine


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    mine: str
    stored: str


def differences_of(form: forms.ModelForm, stored: models.Model) -> list[Difference]:
    """The fields of a valid form where what was sent is not what is stored."""
    found = []
    for bound in form.visible_fields():
        mine, theirs = form.cleaned_data.get(bound.name), getattr(stored, bound.name)
        if _comparable(mine) != _comparable(theirs):
            is_related = isinstance(bound.field, forms.ModelChoiceField)
            choices = {} if is_related else dict(getattr(bound.field, "choices", ()))
            found.append(Difference(str(bound.label), _in_words(mine, choices), _in_words(theirs, choices)))
    return found


def over_what_is_stored(form: forms.BaseForm, stored: Any) -> None:
    """Leaves the form as it was sent; sent again it names the version now stored, so it is saved over what was seen."""
    sent = QueryDict(mutable=True)
    sent.update(form.data)
    sent["version"] = str(stored.version)
    form.data = sent


def _comparable(value: Any) -> Any:
    """People in a set, and a browser's ends of lines as any other's."""
    if isinstance(value, models.Manager | models.QuerySet):
        return {item.pk for item in value.all()}
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _in_words(value: Any, choices: dict[Any, Any]) -> str:
    if isinstance(value, models.Manager | models.QuerySet):
        return ", ".join(sorted(str(item) for item in value.all()))
    if isinstance(value, list):
        return ", ".join(str(choices.get(item, item)) for item in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return "" if value is None else str(choices.get(value, value))
