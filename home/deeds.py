"""What a person did last: rows of plans from their history, answers as they stand, the rest from the audit. Only what
may be seen today."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from accounts.models import AuditRecord, User
from accounts.wording import audit_words
from plans.models import Plan, PlanRow, PlanVersion
from reviews.models import Answer, Response, ReviewRound

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
# What was done with a questionnaire that is answered; its title and the service follow.
RESPONSE_DEEDS = {
    # Translators: a form of answers; nb: Sendte til signering
    "response.submit": gettext_lazy("Sent to be signed:"),
    "response.withdraw": gettext_lazy("Took back:"),
    # Translators: sent a form back; nb: Sendte tilbake uten signatur:
    "response.decline": gettext_lazy("Sent back unsigned:"),
    "response.sign": gettext_lazy("Signed:"),
    # Translators: a signed form; nb: Åpnet på nytt:
    "response.reopen": gettext_lazy("Reopened:"),
}
# What was done with a review round; its title follows.
ROUND_DEEDS = {
    "round.created": gettext_lazy("Made the review round"),
    "round.changed": gettext_lazy("Changed the review round"),
    "round.opened": gettext_lazy("Opened the review round"),
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
    """Where the person left off: a row of a plan that may still be edited, a form that may still be answered. `of` is
    what it belongs to, `language` that of the name where it is people's words."""

    at: datetime
    name: str
    of: str
    url: str
    language: str = ""


type Thing = Plan | PlanVersion | Response | ReviewRound


def last_deeds(user: User) -> tuple[list[tuple[date, list[Deed]]], Place | None]:
    """The newest deeds by day, and the row changed last."""
    history = list(
        PlanRow.history.filter(history_user=user)
        .order_by("-history_date", "-history_id")
        .values("id", "history_date", "history_type", "batch", "deleted_at")[:LOOKED_AT]
    )
    rows = _rows(user, {record["id"] for record in history})
    answers = _answers(user)
    records = list(AuditRecord.objects.filter(by=user)[:SHOWN])
    deeds = [*_row_deeds(history, rows), *_answer_deeds(answers), *_audit_deeds(records, _things(user, records))]
    deeds = sorted(deeds, key=lambda deed: deed.at, reverse=True)[:SHOWN]
    days = groupby(deeds, key=lambda deed: timezone.localdate(deed.at))
    places = [place for place in (_place(history, rows), _form_place(answers)) if place]
    return [(day, list(of_day)) for day, of_day in days], max(places, key=lambda place: place.at, default=None)


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


def _answers(user: User) -> list[Answer]:
    """The newest that the user was the last to change, without what they say."""
    answers = Answer.objects.filter(changed_by=user, response__in=Response.objects.visible_to(user))
    named = answers.select_related("response__questionnaire", "response__service")
    return list(named.defer("value", "response__document", "response__pdf").order_by("-changed_at", "-pk")[:LOOKED_AT])


def _answer_deeds(answers: list[Answer]) -> Iterator[Deed]:
    """One deed for what was answered in one form on one day."""
    steps: dict[tuple[int, date], list[tuple[datetime, Response]]] = {}
    for answer in answers:
        if at := answer.changed_at:
            steps.setdefault((answer.response_id, timezone.localdate(at)), []).append((at, answer.response))
    for step in steps.values():
        (at, response), number = step[0], len(step)
        # Translators: of a questionnaire, whose title follows; nb: Svarte på %(n)s spørsmål i
        text = ngettext("Answered %(n)s question in", "Answered %(n)s questions in", number) % {"n": number}
        yield Deed(at=at, text=text, name=form_name(response), url=response.get_absolute_url())


def _things(user: User, records: list[AuditRecord]) -> dict[tuple[str, str], Thing]:
    """By kind and id: what the records tell of, where it may be seen."""
    versions, responses = PlanVersion.objects.visible_to(user), Response.objects.visible_to(user)
    seen: dict[str, QuerySet[Any]] = {
        "plans.plan": Plan.objects.visible_to(user),
        "plans.planversion": versions.without_bytes(),
        "reviews.response": responses.without_bytes().select_related("questionnaire", "service"),
        "reviews.reviewround": ReviewRound.objects.visible_to(user),
    }
    return {
        (kind, str(thing.pk)): thing
        for kind, things in seen.items()
        for thing in things.filter(pk__in=_ids(records, kind))
    }


def _audit_deeds(records: list[AuditRecord], things: Mapping[tuple[str, str], Thing]) -> Iterator[Deed]:
    for record in records:
        thing = things.get((record.target_kind, record.target_id))
        if not record.target_kind.startswith(("plans.", "reviews.")):
            text = OTHER_DEEDS.get(record.verb) or f"{audit_words(record.verb, record.target_kind)} –"
            yield Deed(at=record.at, text=str(text), name=record.target_text)
        elif thing and (text := _deed_words(record, thing)):
            yield Deed(at=record.at, text=text, name=_name_of(thing), url=thing.get_absolute_url())


def _deed_words(record: AuditRecord, thing: Thing) -> str:
    """Empty for what is nobody's deed."""
    match thing:
        case Plan():
            return str(PLAN_DEEDS.get(record.verb, f"{audit_words(record.verb, record.target_kind)} –"))
        case PlanVersion():
            return str(VERSION_DEEDS.get(record.verb, ""))
        case Response():
            return str(RESPONSE_DEEDS.get(record.verb, ""))
        case ReviewRound():
            return str(ROUND_DEEDS.get(record.verb, ""))


def _name_of(thing: Thing) -> str:
    match thing:
        case PlanVersion():
            return f"{thing.title}, {thing}"
        case Response():
            return form_name(thing)
        case _:
            return thing.title


def form_name(response: Response) -> str:
    return f"{response.questionnaire.title}, {response.service.abbreviation or response.service}"


def _ids(records: Iterable[AuditRecord], kind: str) -> list[int]:
    return [int(record.target_id) for record in records if record.target_kind == kind]


def _place(history: list[dict[str, Any]], rows: dict[Any, PlanRow]) -> Place | None:
    for record in history:
        row = rows.get(record["id"])
        if row and not row.deleted_at and not row.area.deleted_at and not row.area.plan.archived_at:
            plan = row.area.plan
            url = f"{reverse('plans:edit', args=[plan.pk])}#rad-{row.pk}"
            at, name = record["history_date"], row_name(row)
            return Place(at=at, name=name, of=plan.title, url=url, language=plan.language)
    return None


def _form_place(answers: list[Answer]) -> Place | None:
    for answer in answers:
        response = answer.response
        if response.is_draft and answer.changed_at:
            name, of = response.questionnaire.title, str(response.service)
            return Place(at=answer.changed_at, name=name, of=of, url=response.get_absolute_url())
    return None


def row_name(row: PlanRow) -> str:
    """The row's own words, shortly; of a row that goes on with another, what sets it apart."""
    words = next((text for text in (row.measure, row.target_group, row.aim, row.instruments) if text), "")
    line = " ".join(words.split())
    return f"«{line[:79]}…»" if len(line) > 80 else f"«{line}»" if line else _("a row without words")
