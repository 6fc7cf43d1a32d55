"""Versions of a plan: frozen from the working copy, and taken step by step through the table in lifecycle.py.

The service is locked first, then the plan, then the version, as everywhere: of many who try the same step at once, one
takes it and the others are told that it is taken.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts import audit
from accounts.derived import search_text
from accounts.models import User
from plans import lifecycle, permissions
from plans.actions import news
from plans.actions.documents import document_of
from plans.actions.plans import locked
from plans.actions.words import accepted
from plans.document import TEXT_COLUMNS, PlanDocument, to_json
from plans.models import MarkedRow, Plan, PlanVersion, VersionStep
from services.conflicts import ChangedMeanwhile

NAME_LENGTH = 150


class ImpossibleStep(Exception):
    """The version is not, or no longer, where the step begins. `version` is as it now stands."""

    def __init__(self, version: PlanVersion, verb: str) -> None:
        super().__init__(f"{verb} from {version.state}")
        self.version, self.verb = version, verb


class NothingToFreeze(ValueError):
    """The plan has no row with words in it."""


class ReasonMissing(ValueError):
    """The step needs to be explained."""


@transaction.atomic
def submit(*, plan: Plan, by: User, key: uuid.UUID, reason: str = "", seen: datetime | None = None) -> PlanVersion:
    """The working copy as it stands, handed in. The same key gives the same version.

    `seen` is the last change that the person knew of (`changed_at`), where there was something to look over. Raises
    ImpossibleStep while another version waits, ChangedMeanwhile, NothingToFreeze, PermissionDenied.
    """
    stored = locked(plan)
    if made := version_made(stored, key, by):
        return made
    if not permissions.can_submit(by, stored):
        raise PermissionDenied
    if waiting := stored.versions.filter(state=lifecycle.SUBMITTED).first():
        raise ImpossibleStep(waiting, lifecycle.SUBMIT)
    if seen is not None and stored.changed_at != seen:
        raise ChangedMeanwhile(stored)
    version = freeze(plan=stored, by=by, key=key, state=lifecycle.SUBMITTED)
    note(version, lifecycle.SUBMIT, by, accepted(reason).strip())
    return version


@transaction.atomic
def name_version(*, plan: Plan, by: User, key: uuid.UUID, name: str) -> PlanVersion:
    """The working copy as it stands, kept under a name of the service's own. Raises as submit does, but for waiting."""
    stored = locked(plan)
    if made := version_made(stored, key, by):
        return made
    if not permissions.can_name(by, stored):
        raise PermissionDenied
    version = freeze(plan=stored, by=by, key=key, state=lifecycle.NAMED, name=accepted(name, NAME_LENGTH))
    note(version, lifecycle.NAME, by)
    return version


def freeze(*, plan: Plan, by: User, key: uuid.UUID, state: str, name: str = "") -> PlanVersion:
    """The next version of a plan that is locked by the caller's transaction. Raises NothingToFreeze."""
    document = document_of(plan)
    if not any(True for _row in document.rows()):
        raise NothingToFreeze
    number = (plan.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    data = frozen(document, number)
    return PlanVersion.objects.create(
        plan=plan,
        number=number,
        name=name,
        state=state,
        document=data,
        sha256=sha256(data).hexdigest(),
        title=document.title,
        search=search_text(*_every_word(document)),
        region=plan.service.trust.region,
        by=by,
        submitted_at=None if state == lifecycle.NAMED else timezone.now(),
        creation_key=_bound(plan, key, by),
    )


def _every_word(document: PlanDocument) -> Iterator[str]:
    service = document.service
    yield from (document.title, service.code, service.name, service.abbreviation, service.trust, document.purpose)
    for section in document.sections:
        yield from (section.heading, section.text)
    yield from (area.title for area in document.headings())
    for _area, row, _measure in document.rows():
        yield from (row.words(column) for column in (*TEXT_COLUMNS, "timeframe") if row.words(column))


def frozen(document: PlanDocument, number: int) -> bytes:
    """What is kept of a document that becomes a version."""
    return to_json(replace(document, version=number)).encode(errors="replace")


@transaction.atomic
def take(
    *,
    version: PlanVersion,
    verb: str,
    by: User,
    reason: str = "",
    marks: Mapping[uuid.UUID, str] | None = None,
) -> PlanVersion:
    """Take a step of lifecycle.STEPS. `marks` are remarks by the rows' ids in the frozen document.

    Raises ImpossibleStep where the version is not in the state in which the step begins, ReasonMissing,
    PermissionDenied. Rows that are not in the version are passed over.
    """
    plan = locked(version.plan)
    stored = PlanVersion.objects.select_for_update().select_related("plan").get(pk=version.pk, plan=plan)
    step = lifecycle.STEPS[verb]
    if not permissions.can_take(by, verb, stored):
        raise PermissionDenied
    if stored.state != step.start:
        raise ImpossibleStep(stored, verb)
    reason = accepted(reason).strip()
    if step.needs_reason and not reason:
        raise ReasonMissing
    if step.end == lifecycle.PUBLISHED:
        _supersede(plan, by)
    _move(stored, step.end)
    taken = note(stored, verb, by, reason)
    if marks:
        _mark(taken, stored.plan_document, marks)
    return stored


def keep_pdf(*, version: PlanVersion, pdf: bytes) -> None:
    """Once: the first PDF of a version stays its PDF."""
    kept = PlanVersion.objects.filter(pk=version.pk, pdf=None)
    if kept.update(pdf=pdf, pdf_sha256=sha256(pdf).hexdigest()):
        version.pdf, version.pdf_sha256 = pdf, sha256(pdf).hexdigest()
    else:
        version.refresh_from_db(fields=["pdf", "pdf_sha256"])


def _supersede(plan: Plan, by: User) -> None:
    earlier = PlanVersion.objects.select_for_update().filter(plan=plan, state=lifecycle.PUBLISHED).first()
    if earlier:
        _move(earlier, lifecycle.SUPERSEDED)
        note(earlier, lifecycle.SUPERSEDE, by)


def _move(version: PlanVersion, state: str) -> None:
    version.state = state
    changed = ["state"]
    if state in (lifecycle.APPROVED, lifecycle.RETURNED):
        version.decided_at = timezone.now()
        changed.append("decided_at")
    if state == lifecycle.PUBLISHED:
        version.published_at = timezone.now()
        changed.append("published_at")
    version.save(update_fields=changed)


def note(version: PlanVersion, verb: str, by: User, reason: str = "") -> VersionStep:
    """Who took the step, and why; and the notices of it. Call it in the transaction of the step."""
    audit.record(by, f"version.{verb}", version, text=f"{version.title}: {version}")
    news.tell(version, verb, by, reason)
    return VersionStep.objects.create(version=version, verb=verb, by=by, reason=reason)


def _mark(step: VersionStep, document: PlanDocument, marks: Mapping[uuid.UUID, str]) -> None:
    known = {row.id for _area, row, _measure in document.rows()}
    MarkedRow.objects.bulk_create(
        MarkedRow(step=step, row=row, remark=accepted(remark).strip())
        for row, remark in marks.items()
        if str(row) in known
    )


def _bound(plan: Plan, key: uuid.UUID, by: User) -> uuid.UUID:
    """Bound to person and plan, so that nobody's key can hit upon another's version."""
    return uuid.uuid5(key, f"{by.pk} {plan.pk}")


def version_made(plan: Plan, key: uuid.UUID, by: User) -> PlanVersion | None:
    """The one that this form made already."""
    return PlanVersion.objects.filter(creation_key=_bound(plan, key, by)).first()
