"""Out of the database: a plan as a PlanDocument, and back in: store.py."""

from collections import defaultdict

from plans import document as doc
from plans.actions.store import store
from plans.models import Area, Plan, PlanRow, Section
from services.models import Membership, Service
from services.permissions import current

__all__ = ["document_of", "store"]


def document_of(plan: Plan) -> doc.PlanDocument:
    """The working copy as one value. Rows never filled in are left out. Five queries, however large the plan."""
    service = Service.objects.with_names().get(pk=plan.service_id)
    rows = _rows_of(plan)
    inner = defaultdict(list)
    for area in plan.areas.order_by("rank", "id"):
        inner[area.parent_id].append(area)
    return doc.PlanDocument(
        title=plan.title,
        language=plan.language,
        template=plan.template,
        extra_columns=tuple(plan.extra_columns),
        period_start=plan.period_start,
        period_end=plan.period_end,
        service=_facts(service, plan.language),
        changed_at=plan.changed_at,
        purpose=plan.purpose,
        sections=tuple(_section(section) for section in plan.sections.order_by("rank", "id")),
        areas=tuple(_area(area, inner, rows) for area in inner[None]),
    )


def _facts(service: Service, language: str) -> doc.ServiceFacts:
    """Names in the plan's language, also where our own words around them are printed in another."""
    leaders = (
        Membership.objects.filter(current(), service=service, role=Membership.Role.LEADER, user__is_active=True)
        .order_by("id")
        .values_list("user__name", flat=True)
    )
    names = {"nn": service.name_nn, "en": service.name_en}
    return doc.ServiceFacts(
        code=service.code,
        name=names.get(language) or service.name_nb,
        abbreviation=service.abbreviation,
        trust=service.trust.name,
        region=service.trust.region.name,
        leader=", ".join(leaders),
    )


def _section(section: Section) -> doc.Section:
    return doc.Section(
        id=str(section.pk),
        heading=section.heading,
        text=section.text,
        place=section.place,  # type: ignore[arg-type]  # a constraint of the database says so
    )


def _area(area: Area, inner: dict, rows: dict) -> doc.Area:
    return doc.Area(
        id=str(area.pk),
        kind=area.kind,  # type: ignore[arg-type]  # a constraint of the database says so
        title=area.title,
        areas=tuple(_area(child, inner, rows) for child in inner.get(area.pk, ())),
        rows=rows.get(area.pk, ()),
    )


def _rows_of(plan: Plan) -> dict:
    """The plan's filled rows in order, by the id of their area."""
    rows = defaultdict(list)
    for row in PlanRow.objects.filter(area__plan=plan, area__deleted_at=None).order_by("rank", "id"):
        rows[row.area_id].append(_row(row))
    return {area: tuple(doc.filled(values)) for area, values in rows.items()}


def _row(row: PlanRow) -> doc.Row:
    return doc.Row(
        id=str(row.pk),
        continues=row.continues,
        aim=row.aim,
        measure=row.measure,
        target_group=row.target_group,
        instruments=row.instruments,
        responsible=row.responsible,
        timeframe=row.timeframe,
        status=row.status,  # type: ignore[arg-type]  # a constraint of the database says so
        note=row.note,
    )
