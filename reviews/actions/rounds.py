"""Rounds: made, changed, opened. With the opening everybody who is asked has a form, and hears of it."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from reviews import permissions
from reviews.actions import news
from reviews.models import Response, ReviewRound
from services.conflicts import ChangedMeanwhile
from services.models import Service


class AlreadyOpened(Exception):
    """Its forms are being answered: neither they nor its questionnaires change any more."""

    def __init__(self, opened: ReviewRound) -> None:
        super().__init__("opened")
        self.round = opened


class NobodyAsked(ValueError):
    """There is no service in the round."""


@transaction.atomic
def create(*, form: Any, key: uuid.UUID, by: User) -> ReviewRound:
    """Of a valid form of the round's fields. The same key from the same person gives the same round."""
    if not permissions.can_run_rounds(by):
        raise PermissionDenied
    User.objects.select_for_update().get(pk=by.pk)
    bound = uuid.uuid5(key, f"{by.pk} round")
    if made := ReviewRound.objects.filter(creation_key=bound).first():
        return made
    form.instance.creation_key = bound
    made = form.save()
    audit.record(by, "round.created", made)
    return made


@transaction.atomic
def change(*, form: Any, seen: int, by: User) -> ReviewRound:
    """Of a valid form, whose instance is the round. Raises ChangedMeanwhile; of an opened one the questionnaires stay
    as they are, services are only added, and a new one gets its forms at once."""
    if not permissions.can_run_rounds(by):
        raise PermissionDenied
    stored = ReviewRound.objects.select_for_update().get(pk=form.instance.pk)
    if stored.version != seen:
        raise ChangedMeanwhile(stored)
    if stored.is_open:
        form.instance.leader_questionnaire = stored.leader_questionnaire
        form.instance.group_questionnaire = stored.group_questionnaire
        form.cleaned_data["services"] = stored.services.all() | form.cleaned_data["services"]
    form.instance.version = stored.version + 1
    changed = form.save()
    audit.record(by, "round.changed", changed)
    if changed.is_open:
        _ask(changed, changed.services.exclude(responses__round=changed), by)
    return changed


@transaction.atomic
def open_round(*, round: ReviewRound, by: User, seen: int | None = None) -> ReviewRound:
    """`seen` is the version that was looked at. Raises AlreadyOpened, ChangedMeanwhile, NobodyAsked,
    PermissionDenied."""
    if not permissions.can_run_rounds(by):
        raise PermissionDenied
    stored = ReviewRound.objects.select_for_update().get(pk=round.pk)
    if stored.is_open:
        raise AlreadyOpened(stored)
    if seen is not None and stored.version != seen:
        raise ChangedMeanwhile(stored)
    services = list(stored.services.all())
    if not services:
        raise NobodyAsked
    stored.opened_at = timezone.now()
    stored.version += 1
    stored.save(update_fields=["opened_at", "version"])
    audit.record(by, "round.opened", stored)
    _ask(stored, services, by)
    return stored


def _ask(opened: ReviewRound, services: Iterable[Service], by: User) -> None:
    """Both forms for each service, and the notices of them."""
    questionnaires = {
        permissions.LEADER: opened.leader_questionnaire,
        permissions.GROUP: opened.group_questionnaire,
    }
    for service in list(services):
        for audience, questionnaire in questionnaires.items():
            response = Response.objects.create(
                round=opened,
                service=service,
                questionnaire=questionnaire,
                audience=audience,
                reference=reference_of(opened, service, audience, 1),
                location=service.location or service.trust.name,
            )
            news.tell_of_opening(response, by)


def reference_of(opened: ReviewRound, service: Service, audience: str, number: int) -> str:
    """The number by which people name the form: "2018-12-NKT-HMN-09-L", from the second on "…-L2"."""
    letter = "L" if audience == permissions.LEADER else "R"
    return f"{opened.year}-{opened.pk}-{service.code}-{letter}{number if number > 1 else ''}"
