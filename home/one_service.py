"""The parts of a service's page that have rules of their own: who is in it, which plans and forms one may see of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from plans.models import Plan, PlanVersion
from plans.progress import Progress, progress_of
from plans.standing import newest_of
from plans.wording import period_in_full
from reviews.models import Response, ReviewRound
from services.gaps import gaps_of, serves
from services.models import Meeting, Membership, ReferenceGroupMember, Region, Service
from services.permissions import belongs_to, current, is_staff_of
from services.wording import gap_words


@dataclass(frozen=True, slots=True)
class Plans:
    """Those that may be seen; those in use with their period in words and the newest version that counts. `belongs`:
    one may see all there are; `submitted`: what others may read of what was handed in to them, the newest first;
    `hidden`: staff know that there is a draft."""

    in_use: list[tuple[Plan, str, Progress, PlanVersion | None]]
    archived: list[tuple[Plan, Progress]]
    submitted: list[PlanVersion]
    belongs: bool
    is_staff: bool
    hidden: bool


def plans_of(service: Service, user: User) -> Plans:
    plans = list(Plan.objects.visible_to(user).filter(service=service))
    progress, newest = progress_of(plans), newest_of(plans)
    belongs = belongs_to(user, service)
    is_staff = not belongs and is_staff_of(user, service.trust.region_id)
    return Plans(
        in_use=[
            (plan, period_in_full(plan.period_start, plan.period_end), progress[plan.pk], newest.get(plan.pk))
            for plan in plans
            if not plan.archived_at
        ],
        archived=[(plan, progress[plan.pk]) for plan in plans if plan.archived_at],
        submitted=[] if belongs else list(_submitted(service, user)),
        belongs=belongs,
        is_staff=is_staff,
        hidden=is_staff and Plan.objects.filter(service=service, archived_at=None).exists(),
    )


def _submitted(service: Service, user: User) -> QuerySet[PlanVersion]:
    versions = PlanVersion.objects.visible_to(user).without_bytes()
    return versions.filter(plan__service=service, submitted_at__isnull=False).order_by("-submitted_at", "-pk")


@dataclass(frozen=True, slots=True)
class Form:
    """The newest form of a leader or a group. `may_read`: else only its state may be said. `earlier` are those that
    were signed before it, the newest first."""

    response: Response
    may_read: bool
    earlier: list[Response]


@dataclass(frozen=True, slots=True)
class Asked:
    """A round that the service is in, with its forms: the leader's first."""

    round: ReviewRound
    forms: list[Form]


def forms_of(service: Service, user: User) -> list[Asked]:
    """By round, the newest first; none for those who neither belong to the service nor are staff of its region."""
    if not belongs_to(user, service) and not is_staff_of(user, service.trust.region_id):
        return []
    responses = Response.objects.filter(service=service).select_related("round", "questionnaire").without_bytes()
    readable = set(Response.objects.visible_to(user).filter(service=service).values_list("pk", flat=True))
    rounds: dict[ReviewRound, dict[str, list[Response]]] = {}
    for response in responses.order_by("-round__year", "-round__due_on", "-round_id", "-audience", "-number"):
        rounds.setdefault(response.round, {}).setdefault(response.audience, []).append(response)
    return [
        Asked(round=asked, forms=[_form(editions, readable) for editions in forms.values()])
        for asked, forms in rounds.items()
    ]


def _form(editions: list[Response], readable: set[int]) -> Form:
    newest, *earlier = editions
    return Form(
        response=newest,
        may_read=newest.pk in readable,
        earlier=[response for response in earlier if response.pk in readable],
    )


@dataclass(frozen=True, slots=True)
class People:
    members: list[Membership]
    group: list[ReferenceGroupMember]
    gaps: list[str]
    meetings: list[Meeting]


ROLES = ["leader", "editor", "reader", "assessor"]


def people_of(service: Service, today: date) -> People:
    members = service.memberships.filter(current(today), user__is_active=True).select_related("user")
    group = list(service.group_members.select_related("region"))
    return People(
        members=sorted(members, key=lambda m: (ROLES.index(m.role), m.user.sort, m.pk)),
        group=[member for member in group if serves(member, today)],
        gaps=[gap_words(gap) for gap in gaps_of(group, Region.objects.all(), today)],
        meetings=list(service.meetings.defer("minutes")),
    )
