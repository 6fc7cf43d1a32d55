"""What staff of the authority see first: the services of their region that lack something."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import User
from plans.lifecycle import SUBMITTED
from plans.models import Plan, PlanVersion
from plans.permissions import of_staff
from plans.standing import COUNTS
from reviews.lifecycle import SIGNED
from reviews.models import ReviewRound
from services.gaps import gaps_of
from services.models import ReferenceGroupMember, Region, Service, ServiceQuerySet
from services.permissions import current, is_national_staff
from services.wording import gaps_in_short

SHOWN = 20
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Lacking:
    """`version` is the newest that was handed in and counts."""

    service: Service
    has_plan: bool
    version: PlanVersion | None
    gaps: str


@dataclass(frozen=True, slots=True)
class RoundStands:
    """An opened round, as the services see it that staff may see: forms by state, and services that are late."""

    round: ReviewRound
    forms: int
    signed: int
    reopened: int  # of those not signed, how many were signed before
    late: int

    @property
    def open(self) -> int:
        return self.forms - self.signed


@dataclass(frozen=True, slots=True)
class Overview:
    total: int
    without_plan: int
    with_gaps: int
    lacking: list[Lacking]
    more: int
    waiting: int  # plans that wait for a decision
    waiting_elsewhere: list[PlanVersion]  # those of them, the oldest first, on which national staff need not decide
    rounds: list[RoundStands]


def overview_for(user: User, today: date) -> Overview | None:
    """None for those who are not staff. Of a plan it says whether there is one, and where what was handed in stands."""
    roles = list(user.staff_roles.all())
    if not roles:
        return None
    services = Service.objects.all()
    if not is_national_staff(user):
        services = services.filter(trust__region__in=[role.region_id for role in roles])
    services = _judged(services, today)
    lacking = services.filter(Q(has_plan=False) | INCOMPLETE)
    counts = services.aggregate(
        total=Count("pk"), without=Count("pk", filter=Q(has_plan=False)), gaps=Count("pk", filter=INCOMPLETE)
    )
    shown = list(lacking.with_names().prefetch_related("group_members__region")[:SHOWN])
    regions, newest = list(Region.objects.all()), _newest_of(shown, user)
    waiting = PlanVersion.objects.visible_to(user).filter(state=SUBMITTED)
    others = waiting.exclude(pk__in=PlanVersion.objects.waiting_for(user).values("pk")).order_by("submitted_at", "pk")
    return Overview(
        total=counts["total"],
        without_plan=counts["without"],
        with_gaps=counts["gaps"],
        lacking=[_lacking(service, regions, today, newest.get(service.pk)) for service in shown],
        more=lacking.count() - len(shown),
        waiting=waiting.count(),
        rounds=_rounds(user, today),
        waiting_elsewhere=list(others.without_bytes().select_related("plan__service", "region")[:SHOWN]),
    )


def _rounds(user: User, today: date) -> list[RoundStands]:
    """The newest opened ones; of a form that was reopened, the one that took its place counts."""
    newest = Q(responses__next=None) & of_staff(user, "responses__service__trust__region_id")
    unsigned = newest & ~Q(responses__state=SIGNED)
    rounds = (
        ReviewRound.objects.visible_to(user)
        .opened()
        .annotate(
            forms=Count("responses", filter=newest),
            signed=Count("responses", filter=newest & Q(responses__state=SIGNED)),
            reopened=Count("responses", filter=unsigned & Q(responses__previous__isnull=False)),
            late=Count("responses__service", filter=unsigned, distinct=True),
        )
    )
    return [
        RoundStands(each, each.forms, each.signed, each.reopened, each.late if each.is_late(today) else 0)
        for each in rounds.filter(forms__gt=0).order_by("-year", "-due_on", "-id")[:ROUNDS]
    ]


INCOMPLETE = Q(has_users=False) | Q(has_chair=False) | Q(all_regions=False)


def _judged(services: ServiceQuerySet, today: date) -> ServiceQuerySet:
    serving = ReferenceGroupMember.objects.filter(current(today), service=OuterRef("pk"))
    unrepresented = Region.objects.exclude(
        pk__in=ReferenceGroupMember.objects.filter(
            current(today), service=OuterRef(OuterRef("pk")), represents="region"
        ).values("region_id")
    )
    return services.annotate(
        has_plan=Exists(Plan.objects.filter(service=OuterRef("pk"), archived_at=None)),
        has_users=Exists(serving.filter(represents="users")),
        has_chair=Exists(serving.filter(is_chair=True)),
        all_regions=~Exists(unrepresented),
    )


def _newest_of(services: list[Service], user: User) -> dict[int, PlanVersion]:
    """By service: the version handed in last, of any of its plans in use, that counts."""
    newest: dict[int, PlanVersion] = {}
    versions = PlanVersion.objects.visible_to(user).without_bytes()
    versions = versions.filter(COUNTS, plan__service__in=services, plan__archived_at=None)
    for version in versions.select_related("plan").order_by("-submitted_at", "-pk"):
        newest.setdefault(version.plan.service_id, version)
    return newest


def _lacking(service: Service, regions: list[Region], today: date, version: PlanVersion | None) -> Lacking:
    gaps = gaps_of(service.group_members.all(), regions, today)
    words = gaps_in_short(gap for gap in gaps if gap.kind != "ending")
    return Lacking(service, service.has_plan, version, words)  # type: ignore[attr-defined]  # annotated
