"""The plan's prose: sections with a heading, before or after the table."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from plans.actions import ranks
from plans.actions.plans import touch
from plans.actions.steps import keep, keep_words, lock
from plans.models import Plan, Section
from services.conflicts import ChangedMeanwhile


@transaction.atomic
def add(*, plan: Plan, key: uuid.UUID, values: dict[str, Any], by: User) -> Section:
    """A new section at the end of its place. `key` becomes its id: the same form sent twice is one section."""
    lock(plan)
    if made := Section.with_deleted.filter(plan=plan, pk=key).first():
        return made
    # Somebody else's section under this key is no business of this plan: then it gets an id of its own.
    taken = Section.with_deleted.filter(pk=key).exists()
    section = Section(pk=uuid.uuid4() if taken else key, plan=plan, **values)
    _to_end(section)
    keep(section, by=by, batch=uuid.uuid4(), new=True)
    touch(plan, by)
    return section


@transaction.atomic
def save(*, section: Section, seen: int, values: dict[str, Any], by: User) -> Section:
    """Write heading, text and place. Raises ChangedMeanwhile when the section is no longer of the version seen."""
    plan, stored = section.plan, _locked(section)
    if all(getattr(stored, name) == value for name, value in values.items()):
        return stored
    if stored.version != seen:
        raise ChangedMeanwhile(stored)
    moves = values.get("place", stored.place) != stored.place
    for name, value in values.items():
        setattr(stored, name, value)
    if moves:
        _to_end(stored)
    stored.version += 1
    keep_words(stored, by=by)
    touch(plan, by)
    return stored


@transaction.atomic
def move(*, section: Section, after: Section | None, by: User) -> Section:
    """To stand after another one of its place, or first in it. The version stays: no word is changed."""
    plan, stored = section.plan, _locked(section)
    others = _siblings(stored)
    index = others.index(after) + 1 if after in others else 0
    before = stored.rank
    ranks.place([stored], among=others, index=index, everyone=Section.with_deleted.filter(plan=plan))
    if stored.rank != before:
        keep(stored, by=by, batch=uuid.uuid4())
        touch(plan, by)
    return stored


@transaction.atomic
def delete(*, section: Section, by: User) -> None:
    plan, stored = section.plan, _locked(section)
    stored.deleted_at = timezone.now()
    stored.version += 1
    keep(stored, by=by, batch=uuid.uuid4())
    touch(plan, by)


def neighbours(section: Section) -> tuple[list[Section], int]:
    """The sections of its place in order, and where in them it stands."""
    everyone = list(Section.objects.filter(plan=section.plan_id, place=section.place).order_by("rank", "id"))
    if section not in everyone:
        raise Section.DoesNotExist
    return everyone, everyone.index(section)


def _locked(section: Section) -> Section:
    lock(section.plan)
    stored = Section.objects.select_for_update().filter(pk=section.pk).first()
    if stored is None:
        raise ChangedMeanwhile(mine=section)
    return stored


def _siblings(section: Section) -> list[Section]:
    found = Section.objects.filter(plan=section.plan_id, place=section.place).exclude(pk=section.pk)
    return list(found.order_by("rank", "id"))


def _to_end(section: Section) -> None:
    others = _siblings(section)
    everyone = Section.with_deleted.filter(plan=section.plan_id)
    ranks.place([section], among=others, index=len(others), everyone=everyone)
