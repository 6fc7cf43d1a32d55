"""What is done to a plan as a whole: made, named, dated, archived, deleted."""

import uuid
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from plans.actions.current import make_current, pass_on
from plans.actions.steps import Locked, save_whole
from plans.actions.store import store
from plans.models import Plan
from plans.suggestions import example_of
from services.conflicts import ChangedMeanwhile
from services.models import Service

__all__ = ["archive", "bound_key", "create", "delete", "fetch_back", "locked", "save_settings", "touch"]


def touch(plan: Plan, by: User | None) -> None:
    """Note on the plan that something in it was changed. Call it last in the transaction of that change.

    The only update() here on a model with history: it writes the two columns that the history leaves out, and they
    must neither make an entry nor raise the version, or two people's cells would collide in the plan's settings.
    Last, because on PostgreSQL it locks the plan's row until the transaction ends.
    """
    plan.changed_at, plan.changed_by = timezone.now(), by
    Plan.with_deleted.filter(pk=plan.pk).update(changed_at=plan.changed_at, changed_by=by)


@transaction.atomic
def create(
    *,
    service: Service,
    by: User,
    key: uuid.UUID,
    title: str,
    template: str,
    language: str,
    period_start: date | None = None,
    period_end: date | None = None,
) -> Plan:
    """A new plan with an example row. The same key from the same person for the same service gives the same plan."""
    Service.objects.select_for_update().get(pk=service.pk)
    bound = bound_key(key, by=by, service=service)
    if made := Plan.with_deleted.filter(creation_key=bound).first():
        return made
    document = example_of(template=template, language=language, period_start=period_start, period_end=period_end)
    return store(document, service=service, by=by, title=title, creation_key=bound, verb="plan.created")


def bound_key(key: uuid.UUID, *, by: User, service: Service) -> uuid.UUID:
    """The key of a form, bound to person and service: nobody's can hit upon what another one made."""
    return uuid.uuid5(key, f"{by.pk} {service.pk}")


@transaction.atomic
def save_settings(*, plan: Plan, seen: int, values: dict[str, Any], by: User) -> Plan:
    """Write the fields in `values`. Raises ChangedMeanwhile when the plan is no longer of the version seen."""
    stored = locked(plan)
    values = dict(values)
    mark = values.pop("is_current", False)
    if stored.is_locked:
        raise Locked(stored)
    if any(getattr(stored, name) != value for name, value in values.items()):
        if stored.version != seen:
            raise ChangedMeanwhile(stored)
        for name, value in values.items():
            setattr(stored, name, value)
        _save(stored, by)
        audit.record(by, "plan.changed", stored)
    if mark and not stored.is_current:
        make_current(stored, by=by)
        audit.record(by, "plan.made_current", stored)
    return stored


@transaction.atomic
def archive(*, plan: Plan, by: User) -> Plan:
    stored = locked(plan)
    if stored.is_locked:
        raise Locked(stored)
    if stored.archived_at is None:
        pass_on(stored, by=by)
        stored.archived_at = timezone.now()
        _save(stored, by)
        audit.record(by, "plan.archived", stored)
    return stored


@transaction.atomic
def fetch_back(*, plan: Plan, by: User) -> Plan:
    stored = locked(plan)
    if stored.archived_at is not None:
        stored.archived_at = None
        _save(stored, by)
        if not Plan.objects.filter(service=stored.service_id, is_current=True).exists():
            make_current(stored, by=by)
        audit.record(by, "plan.fetched_back", stored)
    return stored


@transaction.atomic
def delete(*, plan: Plan, by: User) -> None:
    """Out of every page; the words stay in the database and its history. Raises PermissionDenied for a plan of which a
    version was ever submitted: others have read it, and may refer to it."""
    stored = locked(plan)
    if stored.was_submitted:
        raise PermissionDenied
    pass_on(stored, by=by)
    stored.deleted_at = timezone.now()
    _save(stored, by)
    audit.record(by, "plan.deleted", stored)


def locked(plan: Plan) -> Plan:
    """The live plan as it now stands, held until the transaction ends. The service first, as everywhere, so that two
    people never wait for each other. Raises ChangedMeanwhile when it was deleted."""
    Service.objects.select_for_update().get(pk=plan.service_id)
    stored = Plan.objects.select_for_update().filter(pk=plan.pk).first()
    if stored is None:
        raise ChangedMeanwhile(mine=plan)
    return stored


def _save(plan: Plan, by: User) -> None:
    plan.version += 1
    plan.changed_at, plan.changed_by = timezone.now(), by
    save_whole(plan, by=by)
