"""What waits for a person in this room. Each room above has its own; home gathers them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Invitation, User
from accounts.permissions import is_administrator
from services.gaps import Gap, gaps_of
from services.models import Membership, ReferenceGroupMember, Region, Service
from services.permissions import EDITORS, current
from services.wording import gaps_in_short, represents_words, time_left_words

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do: `due` None where nothing hurries, `since` when it began to wait, `action` the button's words."""

    title: str
    text: str
    url: str
    action: str
    due: date | None = None
    since: date | None = None


def services_edited_by(user: User) -> list[Service]:
    own = user.memberships.filter(current(), role__in=EDITORS).values("service_id")
    return list(Service.objects.filter(pk__in=own))


def tasks_for(user: User, today: date) -> list[Task]:
    """The same few queries however many services the person has."""
    services = services_edited_by(user)
    groups: dict[int, list[ReferenceGroupMember]] = defaultdict(list)
    if services:
        for member in ReferenceGroupMember.objects.filter(service__in=services).select_related("region"):
            groups[member.service_id].append(member)
    regions = list(Region.objects.all()) if services else []
    tasks = []
    for service in services:
        gaps = gaps_of(groups[service.pk], regions, today)
        tasks += _group_tasks(service, gaps)
        if service.ends_on and service.ends_on <= today + A_YEAR:
            tasks.append(_life_span_task(service, today))
    return tasks + _invitation_tasks(user, services) + _administrator_tasks(user)


def _group_tasks(service: Service, gaps: list[Gap]) -> list[Task]:
    url = reverse("services:group", args=[service.pk])
    tasks = []
    if missing := [gap for gap in gaps if gap.kind != "ending"]:
        words = f"{service}. {gaps_in_short(missing)}"
        tasks.append(Task(title=_("Complete the reference group"), text=words, url=url, action=_("See the group")))
    if ending := [gap for gap in gaps if gap.kind == "ending"]:
        who = ", ".join(represents_words(gap.member) for gap in ending if gap.member)
        text = ngettext(
            "%(service)s. %(n)s mandate runs out soon: %(who)s.",
            "%(service)s. %(n)s mandates run out soon: %(who)s.",
            len(ending),
        ) % {"service": service, "n": len(ending), "who": who}
        title = _("Renew mandates in the reference group")
        tasks.append(Task(due=ending[0].due, title=title, text=text, url=url, action=_("See the group")))
    return tasks


def _life_span_task(service: Service, today: date) -> Task:
    end = service.ends_on or today
    if end < today:
        title = _("The life span of the service is over")
        text = _("%(service)s. It ended %(date)s.") % {"service": service, "date": f"{end:%d.%m.%Y}"}
    else:
        title = _("The life span of the service ends soon")
        text = _("%(service)s. Time left: %(time)s.") % {"service": service, "time": time_left_words(service, today)}
    return Task(due=end, title=title, text=text, url=service.get_absolute_url(), action=_("See the service"))


def _invitation_tasks(user: User, services: list[Service]) -> list[Task]:
    """Invitations to the services that the user leads, which got no answer in time or never left."""
    led = user.memberships.filter(current(), role="leader").values("service_id")
    stuck = Invitation.objects.open().filter(Q(expires_at__lte=timezone.now()) | Q(mail_failed=True))
    unanswered = Counter(
        Membership.objects.filter(service__in=led, user__in=stuck.values("user_id")).values_list(
            "service_id", flat=True
        )
    )
    return [
        Task(
            title=_("Follow up the invitations"),
            text=ngettext(
                "%(service)s. %(n)s invitation got no answer.",
                "%(service)s. %(n)s invitations got no answer.",
                unanswered[service.pk],
            )
            % {"service": service, "n": unanswered[service.pk]},
            url=reverse("services:members", args=[service.pk]),
            action=_("See the invitations"),
        )
        for service in services
        if unanswered[service.pk]
    ]


def _administrator_tasks(user: User) -> list[Task]:
    if not is_administrator(user):
        return []
    tasks = []
    if waiting := Invitation.objects.open().count():
        text = ngettext("%(n)s invitation waits for an answer.", "%(n)s invitations wait for an answer.", waiting)
        tasks.append(
            Task(
                title=_("Follow up the invitations"),
                text=text % {"n": waiting},
                url=reverse("accounts:invitations"),
                action=_("See the invitations"),
            )
        )
    if leaderless := Service.objects.without_leader().count():
        text = ngettext("%(n)s service has no leader.", "%(n)s services have no leader.", leaderless)
        tasks.append(
            Task(
                title=_("Invite leaders"),
                text=text % {"n": leaderless},
                url=reverse("services:list") + "?leader=none",
                action=_("See the services"),
            )
        )
    return tasks
