"""What staff of the authority see first: the services of their region that lack something."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import User
from plans.lifecycle import SUBMITTED
from plans.models import Plan, PlanVersion
from plans.standing import COUNTS
from services.gaps import gaps_of
from services.models import ReferenceGroupMember, Region, Service, ServiceQuerySet
from services.permissions import current, is_national_staff
from services.wording import gaps_in_short

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Lacking:
    """`version` is the newest that was handed in and counts."""

    service: Service
    has_plan: bool
    version: PlanVersion | None
    gaps: str


@dataclass(frozen=True, slots=True)
class Overview:
    total: int
    without_plan: int
    with_gaps: int
    lacking: list[Lacking]
    more: int
    waiting: int  # plans that wait for a decision
    waiting_elsewhere: list[PlanVersion]  # those of them, the oldest first, on which national staff need not decide


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
        waiting_elsewhere=list(others.without_bytes().select_related("plan__service", "region")[:SHOWN]),
    )


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
