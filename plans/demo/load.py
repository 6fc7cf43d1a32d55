"""Loading the demo: through the same doors as people's own work, the Word reader among them."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts import audit
from accounts.models import Invitation, User
from plans.actions import plans as actions
from plans.actions import successors, versions
from plans.actions.documents import document_of
from plans.actions.row_steps import add_row
from plans.actions.rows import save_field
from plans.actions.store import store
from plans.demo.files import word_bytes
from plans.demo.groups import GROUPS, LINKS, MEETINGS, PUBLICATIONS, Member
from plans.demo.lives import LIVES, Added, Edited, Happening, Named, Renewed, Submitted
from plans.demo.long_plan import PLAN
from plans.demo.people import INVITED, PEOPLE, Person
from plans.demo.plans import ARCHIVED, PLANS
from plans.demo.services import REGIONS, SERVICES, TRUSTS
from plans.jobs import print_frozen
from plans.lifecycle import LEADER, STEPS
from plans.models import Plan, PlanRow
from plans.readers import read
from plans.successor import fingerprint
from services.models import (
    HealthTrust,
    Meeting,
    Membership,
    Publication,
    ReferenceGroupMember,
    Region,
    Service,
    ServiceLink,
    StaffRole,
)

PASSWORD = "nordlys over stille fjord"  # noqa: S105  # known to all: the demo never loads in production
EMAILS = [person.email for person in (*PEOPLE, *GROUPS) if person.email]
MAIN, NEW = "NKT-HMN-51", "NS-HN-55"


@dataclass
class Loaded:
    """What has been made so far, by code, e-mail or name."""

    regions: dict[str, Region]
    services: dict[str, Service]
    users: dict[str, User]

    def leader_of(self, code: str) -> User:
        return next(self.users[person.email] for person in PEOPLE if person.roles.get(code) == "leader")

    def staff_of(self, region: str) -> User:
        return next(self.users[person.email] for person in PEOPLE if person.staff == region)


def is_loaded() -> bool:
    return Service.objects.filter(code=MAIN).exists()


def load() -> None:
    """In the caller's transaction."""
    regions = {
        code: Region.objects.get_or_create(code=code, defaults={"name": name, "rank": rank})[0]
        for rank, (code, name) in enumerate(REGIONS.items(), 1)
    }
    made = Loaded(regions, _services(regions), {})
    password = make_password(PASSWORD)  # slow on purpose, so once for all
    for person in PEOPLE:
        made.users[person.email] = _person(person, password, made)
    _invitation(made)
    for member in GROUPS:
        _group_member(member, password, made)
    _meetings(made)
    for code, kind, title, year, address in LINKS:
        ServiceLink.objects.create(service=made.services[code], kind=kind, title=title, year=year, address=address)
    for code, authors, title, journal, year in PUBLICATIONS:
        Publication.objects.create(
            service=made.services[code], authors=authors, title=title, journal=journal, year=year
        )
    _plans(made)
    for title, happenings in LIVES.items():
        _live(Plan.objects.get(title=title), happenings, made)


def _services(regions: dict[str, Region]) -> dict[str, Service]:
    trusts = {name: HealthTrust.objects.create(name=name, region=regions[code]) for name, code in TRUSTS.items()}
    services = {}
    for service in SERVICES:
        values: dict[str, Any] = {name: getattr(service, name) for name in service.__slots__}
        services[service.code] = Service.objects.create(**values | {"trust": trusts[service.trust]})
    return services


def _person(person: Person, password: str, made: Loaded, **more: Any) -> User:
    user = User.objects.create(
        email=person.email,
        name=person.name,
        language=person.language,
        password=password,
        is_staff=person.is_administrator,
        **more,
    )
    for code, role in person.roles.items():
        Membership.objects.create(
            user=user, service=made.services[code], role=role, from_date=person.from_date, to_date=person.to_date
        )
    if person.staff:
        kind = StaffRole.Kind.NATIONAL if person.staff == "national" else StaffRole.Kind.REGION
        StaffRole.objects.create(user=user, kind=kind, region=made.regions.get(person.staff))
    return user


def _invitation(made: Loaded) -> None:
    """Open, and without a letter: nobody reads the post at an invented address. It can be sent anew."""
    by, now = made.leader_of(MAIN), timezone.now()
    user = _person(INVITED, make_password(None), made, is_active=False)
    invitation = Invitation.objects.create(
        user=user,
        invited_by=by,
        purpose=made.services[MAIN].name_nb,
        key_hash=hashlib.sha256(secrets.token_bytes()).hexdigest(),
        sent_at=now,
        expires_at=now + timedelta(days=14),
    )
    audit.record(by, "invitation.sent", invitation)


def _group_member(member: Member, password: str, made: Loaded) -> None:
    if member.email:
        person = Person(name=member.name, email=member.email, language=member.language)
        made.users[member.email] = _person(person, password, made)
    ReferenceGroupMember.objects.create(
        service=made.services[member.service],
        user=made.users.get(member.email),
        name=member.name,
        workplace=member.workplace,
        represents=member.represents,
        region=made.regions.get(member.region),
        is_chair=member.is_chair,
        from_date=member.from_date,
        to_date=member.to_date,
    )


def _meetings(made: Loaded) -> None:
    for meeting in MEETINGS:
        service = made.services[meeting.service]
        held = Meeting.objects.create(
            service=service,
            held_on=meeting.held_on,
            title=meeting.title,
            others_present=meeting.others_present,
            minutes=meeting.minutes,
        )
        held.present.set(ReferenceGroupMember.objects.filter(service=service, name__in=meeting.present))


def _plans(made: Loaded) -> None:
    for code, documents in PLANS.items():
        for document in documents:
            leader = made.leader_of(code)
            plan = store(document, service=made.services[code], by=leader, verb="plan.created")
            if document.title in ARCHIVED:
                actions.archive(plan=plan, by=leader)
    reading = read("kompetansespredningsplan.docx", word_bytes(PLAN))
    main = store(reading.document, service=made.services[MAIN], by=made.leader_of(MAIN))
    _changes(main, made)
    actions.create(
        service=made.services[NEW],
        by=made.leader_of(NEW),
        key=uuid4(),
        title="Kompetansespredningsplan 2027–2030",
        template="dissemination",
        language="nb",
    )


def _live(plan: Plan, happenings: Iterable[Happening], made: Loaded) -> None:
    """What became of the plan; its versions are printed by the worker."""
    service = plan.service
    leader, staff = made.leader_of(service.code), made.staff_of(service.trust.region.code)
    for each in happenings:
        if isinstance(each, Edited):
            _edit(plan, plan.rows.get(measure=each.measure), each.field, each.text, leader)
        elif isinstance(each, Added):
            _add(plan, each, leader)
        elif isinstance(each, Renewed):
            _renew(plan, each, leader)
        elif isinstance(each, Named):
            versions.name_version(plan=plan, by=leader, key=uuid4(), name=each.name)
        elif isinstance(each, Submitted):
            versions.submit(plan=plan, by=leader, key=uuid4(), reason=each.message)
        else:
            by, version = leader if LEADER in STEPS[each.verb].who else staff, plan.versions.latest("number")
            marks = {plan.rows.get(measure=measure).pk: remark for measure, remark in each.marks.items()}
            versions.take(version=version, verb=each.verb, by=by, reason=each.reason, marks=marks)
    for pk in plan.versions.values_list("pk", flat=True):
        print_frozen.enqueue(pk)


def _edit(plan: Plan, row: PlanRow, field: str, text: str, by: User) -> None:
    row.refresh_from_db()
    base = row.timeframe_text if field == "timeframe" else getattr(row, field)
    save_field(plan=plan, row_pk=row.pk, field=field, text=text, base=base, seen=row.version, by=by)


def _add(plan: Plan, added: Added, by: User) -> None:
    row = add_row(plan=plan, key=uuid4(), by=by, area=plan.areas.get(title=added.area).pk)
    for field, text in added.words.items():
        _edit(plan, row, field, text, by)


def _renew(plan: Plan, renewed: Renewed, by: User) -> None:
    document = document_of(plan)
    rows = [row.id for _area, row, measure in document.rows() if measure not in renewed.without]
    seen = fingerprint(document)
    successors.create(source=plan, rows=rows, seen=seen, renewal=renewed.renewal, by=by, key=uuid4())


def _changes(plan: Plan, made: Loaded) -> None:
    """A colleague at work, so that the history has something to show."""
    by = next(made.users[person.email] for person in PEOPLE if person.roles.get(plan.service.code) == "editor")
    row = plan.rows.exclude(timeframe_text="").order_by("area__rank", "rank").first()
    if row:
        for field, text in (("status", "ongoing"), ("timeframe", "2025 – 2027")):
            _edit(plan, row, field, text, by)
