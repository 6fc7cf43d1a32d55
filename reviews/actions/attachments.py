"""What is attached to a form: added, put in order, taken away again, as long as the form is being written.

The form is locked first, as for its answers. A key given twice by the same person makes one attachment.
"""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts import audit
from accounts.models import User
from files import actions as files
from files.kinds import ZIPPED
from files.models import StoredFile
from plans.actions import versions
from plans.actions.words import accepted
from plans.models import Plan, PlanVersion
from reviews.actions.answers import drafted
from reviews.models import Attachment, Response
from services.models import Publication

KINDS = frozenset({*ZIPPED, "pdf"})  # of files
MOST = 20  # in one slot
GAP = 1024  # between the ranks of two
PLAN_SLOT = 1  # the plan itself can be attached there
NAME = 250
COPIED = ("slot", "kind", "rank", "name", "text", "url", "stored_id", "plan_version_id", "by_id")

Kind = Attachment.Kind


class TooMany(ValueError):
    """There are MOST in the slot already."""


class FilesHeld(Exception):
    """The virus scanner has not let these pass: a hash of what nobody may read is nothing to sign."""

    def __init__(self, attachments: list[Attachment]) -> None:
        super().__init__(len(attachments))
        self.attachments = attachments


def add_file(*, response: Response, slot: int, by: User, key: uuid.UUID, name: str, data: bytes) -> Attachment:
    """Raises Refused (files.actions.keep), and what `_add` raises."""

    def make() -> dict[str, Any]:
        stored = files.keep(name, data, KINDS)
        return {"kind": Kind.FILE, "stored": stored, "name": stored.name}

    return _add(response, slot, by, key, make)


def add_link(*, response: Response, slot: int, by: User, key: uuid.UUID, name: str, url: str) -> Attachment:
    words = {"kind": Kind.LINK, "name": accepted(name, NAME), "url": url}
    return _add(response, slot, by, key, lambda: words)


def add_text(*, response: Response, slot: int, by: User, key: uuid.UUID, name: str, text: str) -> Attachment:
    words = {"kind": Kind.TEXT, "name": accepted(name, NAME), "text": accepted(text)}
    return _add(response, slot, by, key, lambda: words)


def add_publications(
    *, response: Response, slot: int, by: User, key: uuid.UUID, name: str, publications: Iterable[Publication]
) -> Attachment:
    """As they are written today, one a line: what becomes of them later changes nothing here."""
    words = accepted("\n".join(each.citation for each in publications))
    return _add(response, slot, by, key, lambda: {"kind": Kind.PUBLICATIONS, "name": name, "text": words})


def add_version(*, response: Response, slot: int, by: User, key: uuid.UUID, version: PlanVersion) -> Attachment:
    """A version of a plan, which never changes."""
    return _add(response, slot, by, key, lambda: _of_version(version))


def add_plan(*, response: Response, slot: int, by: User, key: uuid.UUID, plan: Plan, name: str) -> Attachment:
    """The plan as it stands now, frozen as a version of that name. Raises NothingToFreeze, PermissionDenied too."""

    def make() -> dict[str, Any]:
        return _of_version(versions.name_version(plan=plan, by=by, key=key, name=name))

    return _add(response, slot, by, key, make)


def _of_version(version: PlanVersion) -> dict[str, Any]:
    return {"kind": Kind.PLAN, "plan_version": version, "name": version.title}


@transaction.atomic
def _add(response: Response, slot: int, by: User, key: uuid.UUID, make: Callable[[], dict[str, Any]]) -> Attachment:
    """At the end of the slot. Raises TooMany, NotADraft, PermissionDenied."""
    stored = drafted(response, by)
    bound = uuid.uuid5(key, f"{by.pk} {stored.pk} {slot} attachment")
    if made := Attachment.objects.filter(creation_key=bound).first():
        return made
    there = stored.attachments.filter(slot=slot)
    if there.count() >= MOST:
        raise TooMany
    rank = (there.aggregate(last=Max("rank"))["last"] or 0) + GAP
    attachment = Attachment.objects.create(response=stored, slot=slot, rank=rank, by=by, creation_key=bound, **make())
    audit.record(by, "attachment.added", attachment)
    return attachment


@transaction.atomic
def remove(*, attachment: Attachment, by: User) -> None:
    """Its file goes too, unless the form before this one has it. Twice: one effect. Raises as `_add`."""
    drafted(attachment.response, by)
    stored = Attachment.objects.select_related("stored").filter(pk=attachment.pk).first()
    if stored is None:
        return
    audit.record(by, "attachment.removed", stored)
    file = stored.stored
    stored.delete()
    if file and not file.attachments.exists():
        files.drop(file)


@transaction.atomic
def move(*, attachment: Attachment, by: User, after: Attachment | None) -> None:
    """Within its slot: behind another one, or to its beginning. Raises as `_add`."""
    response = drafted(attachment.response, by)
    others = list(response.attachments.filter(slot=attachment.slot).exclude(pk=attachment.pk))
    place = next((index for index, other in enumerate(others, 1) if after and other.pk == after.pk), 0)
    for number, each in enumerate([*others[:place], attachment, *others[place:]], 1):
        if each.rank != number * GAP:
            each.rank = number * GAP
            each.save(update_fields=["rank"])


def copy_attachments(*, source: Response, to: Response) -> None:
    """Into the form that takes the place of one that was reopened: both have the same bytes. Call it in the transaction
    of the step."""
    Attachment.objects.bulk_create(
        Attachment(response=to, **{name: getattr(each, name) for name in COPIED}) for each in source.attachments.all()
    )


def held_of(response: Response) -> list[Attachment]:
    """Those whose files the virus scanner has not let pass: not yet, or never."""
    passed = (StoredFile.Scan.NOT_SCANNED, StoredFile.Scan.CLEAN)
    held = response.attachments.filter(stored__isnull=False).exclude(stored__scan__in=passed)
    return list(held.select_related("stored"))
