"""The next plan, made from one there is: what becomes of its rows, and what is proposed for its title and period."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from plans.document import PlanDocument, Row
from plans.timeshift import later, shifted, shifted_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What the next plan is to be. `years`: so much later are its timeframes; `reset`: its measures begin anew."""

    title: str
    period_start: date | None = None
    period_end: date | None = None
    years: int = 0
    reset: bool = False


def proposed(document: PlanDocument, today: date) -> Renewal:
    """The next period, as long as the last one, and the years moved by as many."""
    start, end = document.period_start, document.period_end
    try:
        years = _years_on(start, end, today)
        start, end = later(start, years), later(end, years)
    except ValueError:  # after the last year that there is
        years = 0
    title = shifted_words(document.title, years) or document.title
    return Renewal(title=title, period_start=start, period_end=end, years=years)


def _years_on(start: date | None, end: date | None, today: date) -> int:
    if start and end:
        years = end.year - start.year
        return years if years and (later(start, years) or start) > end else years + 1
    if start:
        return max(1, today.year + 1 - start.year)
    return 1 if end else 0


def renewed(document: PlanDocument, renewal: Renewal) -> PlanDocument:
    """The whole document as it will be: the same areas and rows, in their order and with their ids."""
    inner = {
        id(area): replace(area, rows=tuple(_renewed(row, renewal) for row in area.rows))
        for _band, area in document.leaf_areas()
    }
    areas = (
        replace(area, areas=tuple(inner[id(each)] for each in area.areas)) if area.kind == "band" else inner[id(area)]
        for area in document.areas
    )
    return replace(
        document,
        title=renewal.title,
        period_start=renewal.period_start,
        period_end=renewal.period_end,
        version=None,
        changed_at=None,
        areas=tuple(areas),
    )


def _renewed(row: Row, renewal: Renewal) -> Row:
    """A status that is not stated has nothing to begin anew."""
    time = shifted(row.timeframe, renewal.years) if renewal.years else None
    return replace(
        row, timeframe=time or row.timeframe, status="planned" if renewal.reset and row.status else row.status
    )


def left_behind(document: PlanDocument, years: int) -> Iterator[int]:
    """The indexes of the rows whose words about time were not understood, so that no year in them can be moved."""
    if years:
        for index, (_area, row, _measure) in enumerate(document.rows()):
            if row.timeframe.text and shifted(row.timeframe, years) is None:
                yield index


def fingerprint(document: PlanDocument) -> str:
    """Other where the document has other rows, or has them in other areas or in another order."""
    places = (f"{area.id} {row.id} {row.continues}" for area, row, _measure in document.rows())
    return sha256("\n".join(places).encode()).hexdigest()
