"""Into the database: a PlanDocument becomes a plan."""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.text import Truncator

from accounts import audit
from accounts.models import User
from plans import document as doc
from plans import timeframe
from plans.actions.current import unmark_current
from plans.actions.fits import DoesNotFit, is_fit
from plans.actions.steps import AT_ONCE, create
from plans.models import RANK_STEP, Area, Plan, PlanRow, Section
from plans.wording import TEMPLATE_NAMES
from services.models import Service

# Parts of a document that the models have no place for yet.
UNKEPT = ("goals", "lists", "parties", "calendar", "depths", "requirements", "offers", "references")


def not_kept(document: doc.PlanDocument) -> list[str]:
    """The names of the document's parts that `store` leaves out."""
    parts = [part for part in UNKEPT if getattr(document, part)]
    return parts + (["tasks"] if any(row.tasks for _area, row, _measure in document.rows()) else [])


@dataclass
class Pieces:
    """What a document becomes, not yet saved, parents before children. `origins`: store()."""

    origins: Mapping[str, uuid.UUID]
    sections: list[Section] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    rows: list[PlanRow] = field(default_factory=list)


@transaction.atomic
def store(
    document: doc.PlanDocument,
    *,
    service: Service,
    by: User | None,
    title: str | None = None,
    creation_key: uuid.UUID | None = None,
    verb: str = "plan.imported",
    batch: uuid.UUID | None = None,
    reason: str = "",
    told: Callable[[int], None] = lambda rows: None,
    origins: Mapping[str, uuid.UUID] | None = None,
) -> Plan:
    """A new plan with the document's words, under fresh ids, as one batch of the history; it becomes the current one.

    What `not_kept` names is left out. `told` is told how many rows are written so far. `origins` are the rows of an
    earlier plan that the document's rows are made from, by the ids these have in it. Raises DoesNotFit before anything
    is written.
    """
    plan = _plan(document, service, title)
    pieces = _pieces(document, plan, origins or {})
    _check(plan, pieces)
    unmark_current(service.pk, by=by)
    plan.is_current, plan.changed_by, plan.creation_key = True, by, creation_key
    made: list[Sequence] = [
        [plan],
        pieces.sections,
        # A band before what lies in it, or the key to it points nowhere on PostgreSQL.
        [area for area in pieces.areas if area.parent is None],
        [area for area in pieces.areas if area.parent is not None],
    ]
    batch = batch or uuid.uuid4()
    for objects in made:
        create(objects, by=by, batch=batch, reason=reason)
    create_rows(pieces.rows, by=by, batch=batch, reason=reason, told=told)
    audit.record(by, verb, plan)
    return plan


def create_rows(
    rows: Sequence[PlanRow], *, by: User | None, batch: uuid.UUID, reason: str, told: Callable[[int], None]
) -> None:
    written = 0
    for some in batched(rows, AT_ONCE):
        create(some, by=by, batch=batch, reason=reason)
        written += len(some)
        told(written)


def _plan(document: doc.PlanDocument, service: Service, title: str | None) -> Plan:
    with translation.override(document.language):
        name = title or Truncator(" ".join(document.title.split())).chars(250) or str(TEMPLATE_NAMES[document.template])
    return Plan(
        service=service,
        title=name,
        template=document.template,
        extra_columns=[column for column in doc.COLUMNS if column in document.extra_columns],
        language=document.language if document.language in doc.LANGUAGES else "nb",
        period_start=document.period_start,
        period_end=document.period_end,
        purpose=document.purpose,
    )


def _pieces(document: doc.PlanDocument, plan: Plan, origins: Mapping[str, uuid.UUID]) -> Pieces:
    pieces = Pieces(origins=origins)
    for number, section in enumerate(document.sections, 1):
        pieces.sections.append(
            Section(
                plan=plan,
                heading=section.heading,
                text=section.text,
                place=section.place,
                rank=number * RANK_STEP,
            )
        )
    for number, area in enumerate(_level(document.areas), 1):
        _take(area, plan, None, number, pieces)
    return pieces


def _level(areas: tuple[doc.Area, ...], inside: bool = False) -> Iterator[doc.Area]:
    """The areas as the models hold them: bands outermost, rows only in areas. Nothing is lost of what lies deeper."""
    for area in areas:
        if area.kind == "band" and not inside:
            straight = (doc.Area(rows=area.rows),) if area.rows else ()
            yield doc.Area(kind="band", title=area.title, areas=(*straight, *_level(area.areas, inside=True)))
        else:
            yield doc.Area(title=area.title, rows=area.rows)
            yield from _level(area.areas, inside=inside)


def _take(area: doc.Area, plan: Plan, parent: Area | None, number: int, pieces: Pieces) -> None:
    made = Area(plan=plan, parent=parent, kind=area.kind, title=area.title, rank=number * RANK_STEP)
    pieces.areas.append(made)
    for index, inner in enumerate(area.areas, 1):
        _take(inner, plan, made, index, pieces)
    for index, row in enumerate(area.rows, 1):
        # What a file claims against the models' rule is dropped: the words stay, only the tie to the row above goes.
        made_row = row_of(row, made, continues=row.continues and index > 1 and not row.measure)
        made_row.rank = index * RANK_STEP
        made_row.origin_id = pieces.origins.get(row.id)
        pieces.rows.append(made_row)


def row_of(row: doc.Row, area: Area, *, continues: bool) -> PlanRow:
    """Not saved, and without a place."""
    time = row.timeframe
    read = timeframe.read(time.text)
    if time.start and time.end and time.end < time.start:
        time = read
    return PlanRow(
        area=area,
        continues=continues,
        aim=row.aim,
        measure=row.measure,
        target_group=row.target_group,
        instruments=row.instruments,
        responsible=row.responsible,
        timeframe_text=time.text,
        timeframe_kind=time.kind,
        timeframe_start=time.start,
        timeframe_end=time.end,
        timeframe_precision=time.precision or "",
        timeframe_uncertain=time.uncertain,
        timeframe_corrected=time != read,
        status=row.status,
        note=row.note,
    )


def _check(plan: Plan, pieces: Pieces) -> None:
    if plan.period_start and plan.period_end and plan.period_end < plan.period_start:
        plan.period_start = plan.period_end = None
    for piece in (plan, *pieces.sections, *pieces.areas, *pieces.rows):
        for column in piece._meta.concrete_fields:
            value = getattr(piece, column.attname)
            limit = getattr(column, "max_length", None) or settings.MAX_TEXT
            if isinstance(value, str) and column.editable and not is_fit(value, limit):
                raise DoesNotFit(f"{piece._meta.model_name}.{column.name}", limit)
