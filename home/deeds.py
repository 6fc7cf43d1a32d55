"""What a person did last: rows of plans from their history, the rest from the audit. Only what may be seen today."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from accounts.models import AuditRecord, User
from accounts.wording import audit_words
from plans.models import Plan, PlanRow, PlanVersion

LOOKED_AT = 200  # records of history; autosave makes many of one change
SHOWN = 8
ONE_DEED = timedelta(minutes=15)
# What was done to a plan, by the audit's verb; the plan's title follows.
PLAN_DEEDS = {
    "plan.created": gettext_lazy("Made"),
    # Translators: a plan made from an earlier one, whose title follows; nb: Laget fra en tidligere plan:
    "plan.renewed": gettext_lazy("Made from an earlier plan:"),
    "plan.imported": gettext_lazy("Brought in from a file:"),
    # Translators: nb: Tok ut igjen det som var hentet inn i
    "plan.import_taken_back": gettext_lazy("Took out again what was brought into"),
    "plan.changed": gettext_lazy("Changed the settings of"),
    "plan.made_current": gettext_lazy("Made current:"),
    "plan.archived": gettext_lazy("Put in the archive:"),
    "plan.fetched_back": gettext_lazy("Restored from the archive:"),
}
# What was done with a version of a plan; its title and number follow. That another took its place is nobody's deed.
VERSION_DEEDS = {
    "version.name": gettext_lazy("Kept under a name:"),
    "version.submit": gettext_lazy("Submitted"),
    "version.withdraw": gettext_lazy("Withdrew"),
    "version.return": gettext_lazy("Returned"),
    "version.approve": gettext_lazy("Approved"),
    "version.publish": gettext_lazy("Published"),
    "version.unpublish": gettext_lazy("Unpublished"),
    # Translators: the reference group, for its statement; nb: Ba gruppen uttale seg om
    "statement.asked": gettext_lazy("Asked the group about"),
    "statement.made": gettext_lazy("Made a statement on"),
    "statement.changed": gettext_lazy("Changed the statement on"),
}
# What was done to something else; the person's name follows.
OTHER_DEEDS = {
    "invitation.sent": pgettext_lazy("deed", "Invited"),
    "invitation.resent": gettext_lazy("Sent the invitation again to"),
    "invitation.withdrawn": gettext_lazy("Withdrew the invitation of"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    at: datetime
    text: str
    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the person left off: a row of a plan that may still be edited."""

    at: datetime
    name: str
    plan: Plan
    url: str


def last_deeds(user: User) -> tuple[list[tuple[date, list[Deed]]], Place | None]:
    """The newest deeds by day, and the row changed last."""
    history = list(
        PlanRow.history.filter(history_user=user)
        .order_by("-history_date", "-history_id")
        .values("id", "history_date", "history_type", "batch", "deleted_at")[:LOOKED_AT]
    )
    rows = _rows(user, {record["id"] for record in history})
    records = list(AuditRecord.objects.filter(by=user)[:SHOWN])
    plans = Plan.objects.visible_to(user).filter(pk__in=_ids(records, "plans.plan"))
    versions = PlanVersion.objects.visible_to(user).filter(pk__in=_ids(records, "plans.planversion"))
    things: dict[tuple[str, str], Plan | PlanVersion] = {("plans.plan", str(plan.pk)): plan for plan in plans}
    things |= {("plans.planversion", str(version.pk)): version for version in versions.without_bytes()}
    deeds = [*_row_deeds(history, rows), *_audit_deeds(records, things)]
    deeds = sorted(deeds, key=lambda deed: deed.at, reverse=True)[:SHOWN]
    days = groupby(deeds, key=lambda deed: timezone.localdate(deed.at))
    return [(day, list(of_day)) for day, of_day in days], _place(history, rows)


def _rows(user: User, ids: set[Any]) -> dict[Any, PlanRow]:
    rows = PlanRow.with_deleted.filter(pk__in=ids, area__plan__in=Plan.objects.visible_to(user))
    return {row.pk: row for row in rows.select_related("area__plan__service")}


def _row_deeds(history: list[dict[str, Any]], rows: dict[Any, PlanRow]) -> Iterator[Deed]:
    """One deed for a step over several rows, and for what was done to one row within 15 minutes."""
    steps: dict[Any, list[dict[str, Any]]] = {}
    begun: dict[Any, tuple[Any, datetime]] = {}
    for record in history:
        if record["id"] not in rows:
            continue
        key = record["batch"]
        if not key:
            key, newest = begun.get(record["id"], (None, None))
            if not key or not newest or newest - record["history_date"] > ONE_DEED:
                key = (record["id"], record["history_date"])
                begun[record["id"]] = (key, record["history_date"])
        steps.setdefault(key, []).append(record)
    for step in steps.values():
        yield _row_deed(step, rows)


def _row_deed(step: list[dict[str, Any]], rows: dict[Any, PlanRow]) -> Deed:
    row = rows[step[0]["id"]]
    number = len({record["id"] for record in step})
    added = any(record["history_type"] == "+" for record in step)
    removed = all(record["deleted_at"] for record in step)
    plan = row.area.plan
    if number > 1:
        if removed:
            text = ngettext("Deleted %(n)s row in", "Deleted %(n)s rows in", number)
        elif added:
            text = ngettext("Added %(n)s row to", "Added %(n)s rows to", number)
        else:
            text = ngettext("Changed or moved %(n)s row in", "Changed or moved %(n)s rows in", number)
        return Deed(at=step[0]["history_date"], text=text % {"n": number}, name=plan.title, url=plan.get_absolute_url())
    text = _("Deleted the row") if removed else _("Added the row") if added else _("Changed the row")
    url = "" if row.deleted_at else reverse("plans:row-history", args=[plan.pk, row.pk])
    return Deed(at=step[0]["history_date"], text=text, name=row_name(row), url=url)


def _audit_deeds(records: list[AuditRecord], things: Mapping[tuple[str, str], Plan | PlanVersion]) -> Iterator[Deed]:
    for record in records:
        text = f"{audit_words(record.verb, record.target_kind)} –"
        if not record.target_kind.startswith("plans."):
            text = str(OTHER_DEEDS.get(record.verb, text))
            yield Deed(at=record.at, text=text, name=record.target_text)
            continue
        thing = things.get((record.target_kind, record.target_id))
        if isinstance(thing, Plan):
            text = str(PLAN_DEEDS.get(record.verb, text))
            yield Deed(at=record.at, text=text, name=thing.title, url=thing.get_absolute_url())
        elif isinstance(thing, PlanVersion) and record.verb in VERSION_DEEDS:
            name, text = f"{thing.title}, {thing}", str(VERSION_DEEDS[record.verb])
            yield Deed(at=record.at, text=text, name=name, url=thing.get_absolute_url())


def _ids(records: Iterable[AuditRecord], kind: str) -> list[int]:
    return [int(record.target_id) for record in records if record.target_kind == kind]


def _place(history: list[dict[str, Any]], rows: dict[Any, PlanRow]) -> Place | None:
    for record in history:
        row = rows.get(record["id"])
        if row and not row.deleted_at and not row.area.deleted_at and not row.area.plan.archived_at:
            plan = row.area.plan
            url = f"{reverse('plans:edit', args=[plan.pk])}#rad-{row.pk}"
            return Place(at=record["history_date"], name=row_name(row), plan=plan, url=url)
    return None


def row_name(row: PlanRow) -> str:
    """The row's own words, shortly; of a row that goes on with another, what sets it apart."""
    words = next((text for text in (row.measure, row.target_group, row.aim, row.instruments) if text), "")
    line = " ".join(words.split())
    return f"«{line[:79]}…»" if len(line) > 80 else f"«{line}»" if line else _("a row without words")
