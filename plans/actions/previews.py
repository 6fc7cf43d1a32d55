"""What an import would do, as a person is shown it before anything is stored."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plans.actions import about_service
from plans.actions.documents import document_of
from plans.actions.fits import misfits
from plans.actions.store import not_kept
from plans.document import COLUMNS, PlanDocument, to_json
from plans.imported import Answers, Doubt, Reading
from plans.matching import Match, match
from plans.models import Plan, PlanImport
from plans.readers import understand
from plans.readers.opened import from_json
from services.conflicts import ChangedMeanwhile
from services.models import Service

NOT_SHOWN = ("again", "seen")  # answers that change nothing in the preview


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """`target` is the plan as it now stands, None for a new one; `matches` has one for each row of the reading.

    `earlier` brought the same bytes into the same plan or service. `seen` names all of this: store() wants it back.
    """

    reading: Reading
    matches: tuple[Match, ...]
    target: PlanDocument | None
    earlier: PlanImport | None
    seen: str


def preview(imported: PlanImport) -> Preview:
    """Raises NotAPlan where the answers leave no row, ChangedMeanwhile where the plan is gone or nothing was read."""
    if not imported.opened:
        raise ChangedMeanwhile(imported)
    target = _target(imported)
    reading = understand(from_json(imported.opened), answers_of(imported, target))
    reading = _completed(reading, imported.service)
    matches = match(target or PlanDocument(), reading.document, reading.columns or COLUMNS)
    return Preview(
        reading=reading,
        matches=matches,
        target=target,
        earlier=earlier_of(imported),
        seen=_seen(imported, reading, matches, target),
    )


def answered(imported: PlanImport, before: Preview) -> Preview:
    """The preview after answers that change nothing in what is read: the file is not understood, nor matched, anew."""
    return replace(before, seen=_seen(imported, before.reading, before.matches, before.target))


def answers_of(imported: PlanImport, target: PlanDocument | None) -> Answers:
    """The stored answers as the readers take them."""
    answers = imported.answers
    return Answers(
        columns={int(table): tuple(columns) for table, columns in answers.get("columns", {}).items()},
        colours=answers.get("colours", {}),
        hidden=bool(answers.get("hidden")),
        start=imported.column,
        order=target.columns if target else (),
    )


def _completed(reading: Reading, service: Service) -> Reading:
    """With what the readers could not know: they know neither the database nor the service."""
    facts = reading.document.service
    return replace(
        reading,
        doubts=(*about_service.doubts(facts, service), *reading.doubts, *_late_doubts(reading)),
        left_out=(*reading.left_out, *about_service.left_out(facts, service)),
    )


def _late_doubts(reading: Reading) -> Iterator[Doubt]:
    """About what the database has no place for."""
    for part in not_kept(reading.document):
        yield Doubt(code="part_not_kept", detail=part)
    for misfit in misfits(reading.document):
        if misfit.section is not None:
            heading = reading.document.sections[misfit.section].heading
            yield Doubt(code="section_too_long", detail=f"{heading[:40]} …")
        else:
            yield Doubt(code="too_long", row=misfit.row, column=misfit.column, detail=str(misfit.limit))


def earlier_of(imported: PlanImport) -> PlanImport | None:
    """The newest import of the same bytes that is in the plan, or in a live plan of the service."""
    same = PlanImport.objects.filter(
        service=imported.service_id, sha256=imported.sha256, state="done", plan__deleted_at=None
    ).exclude(pk=imported.pk)
    if imported.plan_id:
        same = same.filter(plan=imported.plan_id)
    return same.order_by("-stored_at").first()


def _target(imported: PlanImport) -> PlanDocument | None:
    if imported.plan_id is None:
        return None
    plan = Plan.objects.filter(pk=imported.plan_id).first()
    if plan is None:
        raise ChangedMeanwhile(mine=imported)
    return document_of(plan)


def _seen(imported: PlanImport, reading: Reading, matches: tuple[Match, ...], target: PlanDocument | None) -> str:
    """A hash of what a person is shown: the new texts, what they are matched with, and the old texts they replace."""
    old = {row.id: row for _area, row, _measure in target.rows()} if target else {}
    shown = [
        to_json(reading.document),
        {name: answer for name, answer in imported.answers.items() if name not in NOT_SHOWN},
        [
            [found.kind, found.id, *(_old_words(old[found.id], name) for name in found.columns)]
            for found in matches
            if found.kind != "new"
        ],
    ]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def _old_words(row, name: str) -> str:
    return row.status if name == "status" else "" if name == "area" else row.words(name)
