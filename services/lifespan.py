"""How long a service's function lasts, and how much of it is left. Both ends of a span count as days of it."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class TimeLeft:
    years: int
    months: int
    days: int


def last_day(started_on: date | None, years: int | None) -> date | None:
    """The last day of a span of whole years; None where it has no start or no length."""
    if not (started_on and years):
        return None
    try:
        return started_on.replace(year=started_on.year + years) - timedelta(days=1)
    except ValueError:  # 29 February, in a year that has none
        return date(started_on.year + years, 2, 28)


def time_left(end: date, today: date) -> TimeLeft | None:
    """From today to the last day, both counted; None when the last day is past."""
    stop = end + timedelta(days=1)
    if stop <= today:
        return None
    months = (stop.year - today.year) * 12 + stop.month - today.month
    if _months_after(today, months) > stop:
        months -= 1
    return TimeLeft(months // 12, months % 12, (stop - _months_after(today, months)).days)


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
