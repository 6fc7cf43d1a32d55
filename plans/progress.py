"""How far the plans of a page have come: their filled rows, counted by status."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from plans.document import STATUSES, TEXT_COLUMNS
from plans.models import Plan, PlanRow

FILLED = ~Q(status="", timeframe_text="", **dict.fromkeys(TEXT_COLUMNS, ""))


@dataclass(frozen=True, slots=True)
class Progress:
    """Rows by status, "unset" for those that state none."""

    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.counts["done"]

    @property
    def unset(self) -> int:
        return self.counts["unset"]

    @property
    def bars(self) -> list[tuple[str, str, str]]:
        """Status, start and width in percent of the bar, written as SVG wants them."""
        bars, start = [], 0.0
        for status, count in self.counts.items():
            if count:
                width = 100 * count / self.total
                bars.append((status, f"{start:.2f}", f"{width:.2f}"))
                start += width
        return bars


def progress_of(plans: Iterable[Plan]) -> dict[int, Progress]:
    """By the plan's id; one query for all of them, with zeros for a plan without rows."""
    found: dict[int, dict[str, int]] = {plan.pk: dict.fromkeys((s or "unset" for s in STATUSES), 0) for plan in plans}
    rows = PlanRow.objects.filter(FILLED, area__plan__in=list(found), area__deleted_at=None)
    for plan, status, count in rows.order_by().values_list("area__plan", "status").annotate(Count("pk")):
        found[plan][status or "unset"] = count
    return {plan: Progress(counts) for plan, counts in found.items()}
