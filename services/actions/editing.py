"""Saving what people edit in forms: nothing of others' is overwritten unseen, a form sent twice has one effect."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from services.models import Editable


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    mine: str
    stored: str


class ChangedMeanwhile(Exception):
    """Somebody saved other words since the form was opened."""

    def __init__(self, stored: Editable, differences: list[Difference]) -> None:
        super().__init__(str(stored.pk))
        self.stored, self.differences = stored, differences


def made_before(form: Any) -> Editable | None:
    """What this very form made when it was sent the first time."""
    if "creation_key" not in form.fields:
        return None
    try:
        key = form.fields["creation_key"].clean(form.data.get("creation_key"))
    except ValidationError:
        return None
    made = type(form.instance)._default_manager.filter(creation_key=key) if isinstance(key, uuid.UUID) else None
    if made is not None and getattr(form.instance, "service_id", None):
        made = made.filter(service_id=form.instance.service_id)
    return made.first() if made is not None else None


@transaction.atomic
def save(*, form: Any, noun: str, by: User) -> Editable:
    """Save a valid EditableForm; `noun` is what the audit calls the thing."""
    thing: Editable = form.instance
    if thing.pk is None:
        thing.creation_key = form.cleaned_data["creation_key"]
        verb = "created"
    else:
        stored = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
        if differences := differences_of(form, stored):
            if stored.version != form.cleaned_data["version"]:
                raise ChangedMeanwhile(stored, differences)
        else:
            return stored
        thing.version = stored.version + 1
        verb = "changed"
    saved = form.save()
    audit.record(by, f"{noun}.{verb}", saved)
    return saved


@transaction.atomic
def delete(*, thing: Editable, noun: str, by: User) -> None:
    audit.record(by, f"{noun}.deleted", thing)
    thing.delete()


def differences_of(form: Any, stored: Editable) -> list[Difference]:
    """The fields where what was sent is not what is stored, each with both in words."""
    differences = []
    for name in form.fields:
        if name not in {"version", "creation_key"}:
            mine, theirs = form.cleaned_data.get(name), getattr(stored, name)
            if comparable(mine) != comparable(theirs):
                choices = dict(getattr(stored._meta.get_field(name), "flatchoices", ()))
                label = str(form[name].label)
                differences.append(Difference(label, in_words(mine, choices), in_words(theirs, choices)))
    return differences


def comparable(value: Any) -> Any:
    """People in a set, and a browser's ends of lines as any other's."""
    if isinstance(value, models.Manager | models.QuerySet):
        return {item.pk for item in value.all()}
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def in_words(value: Any, choices: dict[Any, Any]) -> str:
    if isinstance(value, models.Manager | models.QuerySet):
        return ", ".join(sorted(str(item) for item in value.all()))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if value is None:
        return ""
    return str(choices.get(value, value))
