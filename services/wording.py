"""What the program says about services: time left, what a group lacks. Translated when asked."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    """ "In 6 days", "In 7 weeks", "In 5 months", "Today", "3 days ago": how near a deadline is."""
    days = (day - today).days
    if days == 0:
        return _("Today")
    if days < 0:
        return ngettext("%(n)s day ago", "%(n)s days ago", -days) % {"n": -days}
    if days < 21:
        return ngettext("In %(n)s day", "In %(n)s days", days) % {"n": days}
    if days < 120:
        return ngettext("In %(n)s week", "In %(n)s weeks", days // 7) % {"n": days // 7}
    return ngettext("In %(n)s month", "In %(n)s months", days // 30) % {"n": days // 30}


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
