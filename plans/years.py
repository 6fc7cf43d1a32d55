"""A measure through the years: the row of each plan that was made from the row of the one before it."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from plans.changed_words import Part, changed_words
from plans.document import COLUMNS, TEXT_COLUMNS
from plans.models import Plan, PlanRow
from plans.prose import prose
from plans.table import CSS, Column
from plans.wording import STATUS_SHORT, Words, heading, period_in_full

WORDS = (*TEXT_COLUMNS, "timeframe")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`parts` are there where the words are other than in the plan before; else `html`."""

    column: Column
    html: SafeString
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The row in one of the plans. `was`: the status it had in the plan before, if that was another one."""

    plan: Plan
    row: PlanRow
    period: str
    cells: tuple[Cell, ...]
    status: str
    status_word: Words
    was: Words
    is_deleted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    columns: tuple[Column, ...]
    years: tuple[Year, ...]
    status: Column | None


def years_of(row: PlanRow, plans: "QuerySet[Plan]") -> Years:
    """The row in each of the plans, the earliest first. Three queries, however many plans and rows there are."""
    chain = _chain(row)
    found = PlanRow.with_deleted.filter(pk__in=chain, area__plan__in=plans).select_related("area__plan")
    rows = sorted(found, key=lambda each: (chain[each.pk], each.area.plan_id, each.pk))
    measures = _measures(rows)
    words = {each.pk: {name: _words(each, name, measures) for name in WORDS} for each in rows}
    template = rows[-1].area.plan.template if rows else row.area.plan.template
    columns = tuple(
        Column(key=name, css=CSS.get(name, name), heading=str(heading(template, name)))
        for name in COLUMNS
        if name == "measure" or any(said.get(name) for said in words.values())
    )
    before = {each.pk: each for each in rows}
    status = Column(key="status", css="status", heading=str(heading(template, "status")))
    return Years(
        columns=columns,
        years=tuple(_year(each, before.get(each.origin_id or each.pk), words, columns) for each in rows),
        status=status if any(each.status for each in rows) else None,
    )


def has_years(plan: Plan) -> bool:
    """Whether any row of the plan was made from one of an earlier plan, or became one of a later plan."""
    return plan.rows.exclude(origin=None).exists() or PlanRow.objects.filter(origin__in=plan.rows.values("pk")).exists()


def _chain(row: PlanRow) -> dict[UUID, int]:
    """The rows that this one came from and all that came from any of them, each with how far it is from the first."""
    service = row.area.plan.service_id
    made = PlanRow.with_deleted.filter(area__plan__service=service).exclude(origin=None)
    origins = dict(made.values_list("pk", "origin_id"))
    successors: dict[UUID, list[UUID]] = defaultdict(list)
    for key, origin in origins.items():
        successors[origin].append(key)
    first = row.pk
    while first in origins:  # a row is always made after the one it came from
        first = origins[first]
    chain, waiting = {first: 0}, deque([first])
    while waiting:
        key = waiting.popleft()
        for successor in successors[key]:
            chain[successor] = chain[key] + 1
            waiting.append(successor)
    return chain


def _measures(rows: Iterable[PlanRow]) -> dict[UUID, str]:
    """The measures that hold for rows which continue another one, by their ids."""
    areas = {row.area_id for row in rows if row.continues}
    held: dict[UUID, str] = {}
    measure: dict[UUID, str] = {}
    in_order = PlanRow.objects.filter(area__in=areas).order_by("rank", "id")
    for key, area, continues, own in in_order.values_list("pk", "area_id", "continues", "measure"):
        measure[area] = measure.get(area, "") if continues else own
        held[key] = measure[area]
    return held


def _words(row: PlanRow, name: str, measures: Mapping[UUID, str]) -> str:
    if name == "measure" and row.continues:
        return measures.get(row.pk, "")
    return row.timeframe_text if name == "timeframe" else getattr(row, name)


def _year(
    row: PlanRow, before: PlanRow | None, words: Mapping[UUID, Mapping[str, str]], columns: tuple[Column, ...]
) -> Year:
    before = None if before is None or before.pk == row.pk else before
    own, old = words[row.pk], words[before.pk] if before else {}
    return Year(
        plan=row.area.plan,
        row=row,
        period=period_in_full(row.area.plan.period_start, row.area.plan.period_end),
        cells=tuple(_cell(column, own[column.key], old.get(column.key)) for column in columns),
        status=row.status or "unset",
        status_word=STATUS_SHORT[row.status],
        was=STATUS_SHORT[before.status] if before and before.status != row.status else "",
        is_deleted=bool(row.deleted_at or row.area.deleted_at),
    )


def _cell(column: Column, words: str, before: str | None) -> Cell:
    if before is None or before == words:
        return Cell(column=column, html=prose(words))
    return Cell(column=column, html=SafeString(), parts=changed_words(before, words))
