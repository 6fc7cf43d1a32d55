"""Saving what people edit in forms: nothing of others' is overwritten unseen, a form sent twice has one effect."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit
from accounts.models import User
from services.conflicts import ChangedMeanwhile, differences_of
from services.models import Editable


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
    """Save a valid EditableForm; `noun` is what the audit calls the thing. Raises ChangedMeanwhile."""
    thing: Editable = form.instance
    if thing.pk is None:
        thing.creation_key = form.cleaned_data["creation_key"]
        verb = "created"
    else:
        stored = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
        if not differences_of(form, stored):
            return stored
        if stored.version != form.cleaned_data["version"]:
            raise ChangedMeanwhile(stored)
        thing.version = stored.version + 1
        verb = "changed"
    saved = form.save()
    audit.record(by, f"{noun}.{verb}", saved)
    return saved


@transaction.atomic
def delete(*, thing: Editable, noun: str, by: User) -> None:
    audit.record(by, f"{noun}.deleted", thing)
    thing.delete()
