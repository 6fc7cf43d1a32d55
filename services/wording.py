"""What the program says about services: time left, what a group lacks. Translated when asked."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy, pgettext

from services.gaps import Gap
from services.lifespan import time_left
from services.models import ReferenceGroupMember, Service


def years_and_months(years: int, months: int, days: int) -> str:
    """The two largest units that count: "4 years 9 months", "5 months", "12 days"."""
    parts = []
    if years:
        parts.append(ngettext("%(n)s year", "%(n)s years", years) % {"n": years})
    if months:
        parts.append(ngettext("%(n)s month", "%(n)s months", months) % {"n": months})
    if not parts:
        parts.append(ngettext("%(n)s day", "%(n)s days", days) % {"n": days})
    return " ".join(parts)


def time_left_words(service: Service, today: date) -> str:
    if not service.ends_on:
        if service.life_span:
            return _("Unknown, since the start is not entered")
        return _("Not limited in time")
    end = service.ends_on.strftime("%d.%m.%Y")
    left = time_left(service.ends_on, today)
    if not left:
        return _("Ended %(date)s") % {"date": end}
    words = years_and_months(left.years, left.months, left.days)
    # Translators: time left of a life span: "4 år 9 måneder, til 31.12.2030"
    return _("%(time)s, until %(date)s") % {"time": words, "date": end}


def days_until(day: date, today: date) -> str:
    """How near a deadline is, or how long ago: "In 6 days", "In 7 weeks", "Today", "3 years ago"."""
    days = (day - today).days
    if days == 0:
        return _("Today")
    count, unit = _counted(abs(days))
    words = (_AHEAD if days > 0 else _BEHIND)[unit]
    return words % {"n": count}


def _counted(days: int) -> tuple[int, str]:
    for unit, length, begins in (("year", 365, 730), ("month", 30, 120), ("week", 7, 21)):
        if days >= begins:
            return days // length, unit
    return days, "day"


_AHEAD: dict[str, Any] = {
    "day": ngettext_lazy("In %(n)d day", "In %(n)d days", "n"),
    "week": ngettext_lazy("In %(n)d week", "In %(n)d weeks", "n"),
    "month": ngettext_lazy("In %(n)d month", "In %(n)d months", "n"),
    "year": ngettext_lazy("In %(n)d year", "In %(n)d years", "n"),
}
_BEHIND: dict[str, Any] = {
    "day": ngettext_lazy("%(n)d day ago", "%(n)d days ago", "n"),
    "week": ngettext_lazy("%(n)d week ago", "%(n)d weeks ago", "n"),
    "month": ngettext_lazy("%(n)d month ago", "%(n)d months ago", "n"),
    "year": ngettext_lazy("%(n)d year ago", "%(n)d years ago", "n"),
}


def gaps_in_short(gaps: Iterable[Gap]) -> str:
    """All of them as sentences, the regions taken together."""
    gaps = list(gaps)
    regions = [str(gap.region) for gap in gaps if gap.kind == "region"]
    words = [gap_words(gap) for gap in gaps if gap.kind != "region"]
    if regions:
        # Translators: between the last two of a list; nb: og
        together = get_text_list(regions, pgettext("a list", "and"))
        words.insert(0, _("No representative of %(region)s") % {"region": together})
    return " ".join(f"{sentence}." for sentence in words)


def gap_words(gap: Gap) -> str:
    if gap.kind == "region":
        return _("No representative of %(region)s") % {"region": gap.region}
    if gap.kind == "users":
        return _("No user representative")
    if gap.kind == "chair" or not gap.member:
        return _("Nobody chairs the group")
    values = {"who": represents_words(gap.member), "date": f"{gap.due:%d.%m.%Y}"}
    # Translators: the mandate of a member of the reference group; who: "Helse Nord", "User organisation" or a name
    return _("The mandate ends %(date)s: %(who)s") % values


def represents_words(member: ReferenceGroupMember) -> str:
    """Whom a member speaks for, the person's name where that is nobody in particular."""
    if member.represents == "region":
        return str(member.region)
    if member.represents == "users":
        return member.workplace or str(member.get_represents_display())
    return member.name


def group_role(member: ReferenceGroupMember) -> str:
    return _("Chairs the reference group") if member.is_chair else _("Member of the reference group")


def clock(at: datetime) -> str:
    return f"{timezone.localtime(at):%H.%M}"


def moment(at: datetime) -> str:
    """The words "at 14.32" today, before that "21.11.2026 at 14.32"."""
    day = timezone.localtime(at).date()
    if day == timezone.localdate():
        # Translators: a time of today, after "saved"; nb: kl. 14.32
        return _("at %(time)s") % {"time": clock(at)}
    return _("%(day)s at %(time)s") % {"day": f"{day:%d.%m.%Y}", "time": clock(at)}
