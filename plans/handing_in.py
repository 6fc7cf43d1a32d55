"""What a leader looks over before a plan is submitted: what is frozen, what is missing, who decides.

What is missing is said, never demanded.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans import lifecycle
from plans.audience import deciders
from plans.document import PlanDocument
from plans.models import Plan
from plans.standing import Standing, standing_of
from plans.table import row_count
from plans.wording import period_in_full


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What is missing, and where it can be mended."""

    words: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """`facts` are labels and words. Without rows there is nothing to submit."""

    number: int
    facts: list[tuple[str, str]]
    lacks: list[Lack]
    deciders: list[str]
    has_rows: bool


def submission_of(plan: Plan, document: PlanDocument) -> Submission:
    """Of the working copy, as `document` has it."""
    rows = sum(1 for _row in document.rows())
    return Submission(
        number=(plan.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        facts=_facts(document, rows),
        lacks=[*_lacks(plan, document), *_unmended(plan, standing_of(plan, document), document)],
        deciders=[user.name for user in deciders(plan.service.trust.region)],
        has_rows=rows > 0,
    )


def _facts(document: PlanDocument, rows: int) -> list[tuple[str, str]]:
    service = document.service
    found = [
        (_("Title"), document.title),
        (_("Period"), period_in_full(document.period_start, document.period_end)),
        (_("Service"), service.name),
        (_("Host institution"), f"{service.trust}, {service.region}"),
        (_("Measures"), row_count(rows)),
        (_("Text sections"), ", ".join(section.heading for section in document.sections)),
    ]
    return [(label, words) for label, words in found if words]


def _lacks(plan: Plan, document: PlanDocument) -> Iterator[Lack]:
    settings, page = reverse("plans:settings", args=[plan.pk]), plan.get_absolute_url()
    if not (document.period_start and document.period_end):
        yield Lack(words=_("The plan has no period"), url=settings)
    if not document.purpose.strip():
        yield Lack(words=_("The plan says nothing of its purpose"), url=settings)
    rows = [(row, measure) for _area, row, measure in document.rows()]
    columns = set(document.columns)
    if "measure" in columns and (n := sum(not measure.strip() for _row, measure in rows)):
        words = ngettext("%(n)s row lacks a measure", "%(n)s rows lack a measure", n)
        yield Lack(words=words % {"n": n}, url=page)
    if "target_group" in columns and (n := sum(not row.target_group.strip() for row, _measure in rows)):
        words = ngettext("%(n)s row lacks a target group", "%(n)s rows lack a target group", n)
        yield Lack(words=words % {"n": n}, url=page)
    if "status" in columns and (n := sum(not row.status for row, _measure in rows)):
        words = ngettext("%(n)s row lacks status", "%(n)s rows lack status", n)
        yield Lack(words=words % {"n": n}, url=f"{page}?status=unset#measures")


def _unmended(plan: Plan, standing: Standing | None, document: PlanDocument) -> Iterator[Lack]:
    """What the last return asked for and nobody has touched."""
    if standing is None or standing.version.state != lifecycle.RETURNED:
        return
    if n := sum(1 for mark in standing.marks if not mark.fate):
        words = ngettext(
            "%(n)s row that was marked when the plan was returned is as it was",
            "%(n)s rows that were marked when the plan was returned are as they were",
            n,
        )
        yield Lack(words=words % {"n": n}, url=f"{plan.get_absolute_url()}#state")
    elif standing.version.plan_document.changed_at == document.changed_at:
        yield Lack(words=_("Nothing in the plan has been changed since it was returned"), url=plan.get_absolute_url())
