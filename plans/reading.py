"""What was read out of people's words about time, said in words."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from plans.timeframe import Timeframe
from plans.wording import Words

# Translators: how words about time were understood, in a list to choose from
KINDS: dict[str, Words] = {
    "none": gettext_lazy("No time"),
    "year": gettext_lazy("A year"),
    "range": gettext_lazy("A period"),
    # Translators: the measure begins then; nb: Oppstart
    "start": pgettext_lazy("reading of a timeframe", "Start"),
    # Translators: the next time that something regular is held; nb: Neste gang
    "next": pgettext_lazy("reading of a timeframe", "Next time"),
    "continuous": pgettext_lazy("reading of a timeframe", "Continuous"),
    "ongoing": pgettext_lazy("reading of a timeframe", "Ongoing"),
    # Translators: words that say nothing about time; nb: Bare ord, ingen tid
    "note": gettext_lazy("Words only, no time"),
}
PRECISIONS: dict[str, Words] = {
    "day": pgettext_lazy("precision of a date", "Day"),
    "month": pgettext_lazy("precision of a date", "Month"),
    "season": pgettext_lazy("precision of a date", "Season"),
    "half_year": pgettext_lazy("precision of a date", "Half-year"),
    "year": pgettext_lazy("precision of a date", "Year"),
}


def remark(time: Timeframe, *, corrected: bool = False) -> str:
    """The line under the words; empty where they speak for themselves."""
    if corrected:
        return _("Set by hand to %(reading)s") % {"reading": in_words(time)}
    if not time.uncertain or time.kind == "note":
        return ""
    # Translators: nb: Lest som høsten 2027, usikkert
    return _("Read as %(reading)s, uncertain") % {"reading": in_words(time)}


def in_words(time: Timeframe) -> str:
    """The kind, where it says more than the dates, and the dates."""
    period = _period(time)
    if time.kind == "start" and period:
        begun = _edge(time.start, time.precision) if time.start and not time.end else period
        # Translators: nb: oppstart 2021
        return _("start %(period)s") % {"period": begun}
    if time.kind == "continuous" and period:
        return _("continuous, %(period)s") % {"period": period}
    if time.kind == "ongoing" and period:
        return _("ongoing, %(period)s") % {"period": period}
    if period:
        return period
    if time.kind in ("note", "none", "year", "range"):
        return _("no time")
    return str({"start": _("start, no date"), "next": _("next time, no date")}.get(time.kind, KINDS[time.kind])).lower()


def _period(time: Timeframe) -> str:
    if time.start and time.end:
        return _span(time.start, time.end, time.precision or "day")
    if time.start:
        # Translators: from a date, with no end; nb: fra 2019
        return _("from %(date)s") % {"date": _edge(time.start, time.precision)}
    if time.end:
        # Translators: until and including a date; nb: til og med 2019
        return _("until %(date)s") % {"date": _edge(time.end, time.precision)}
    return ""


def _span(start: date, end: date, precision: str) -> str:
    if precision == "season" and (season := _season(start, end)):
        return season
    if precision == "half_year" and start.year == end.year and (start.month, end.month) in ((1, 6), (7, 12)):
        half = _("first half of %(year)s") if start.month == 1 else _("second half of %(year)s")
        return half % {"year": start.year}
    first, last = _edge(start, precision), _edge(end, precision)
    return first if first == last else f"{first} – {last}"


def _season(start: date, end: date) -> str:
    if (end - start) > timedelta(days=93):
        return ""
    names = {
        # Translators: nb: våren 2027
        3: pgettext("season", "spring %(year)s"),
        6: pgettext("season", "summer %(year)s"),
        9: pgettext("season", "autumn %(year)s"),
        1: pgettext("season", "winter %(year)s"),
        12: pgettext("season", "winter %(year)s"),
    }
    name = names.get(start.month, "")
    return name and name % {"year": start.year if start.month != 12 else f"{start.year}/{end.year % 100:02}"}


def _edge(day: date, precision: str | None) -> str:
    if precision == "year":
        return str(day.year)
    if precision in ("month", "season", "half_year"):
        return date_format(day, "F Y").lower()
    return f"{day:%d.%m.%Y}"
