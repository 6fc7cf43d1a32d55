"""Small makers of test data: each gives one saved thing with believable defaults, all overridable by keyword."""

from collections.abc import Sequence
from hashlib import sha256
from itertools import count
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from notices.models import Letter, Notice
from plans.actions import versions
from plans.imported import LeftOut
from plans.models import Area, Comment, Plan, PlanImport, PlanRow, Statement, StatementRequest, VersionStep
from plans.readers.grid import Cell, Grid, Paragraph
from plans.readers.opened import Opened, to_json
from services.models import HealthTrust, Membership, Publication, ReferenceGroupMember, Region, Service, StaffRole

NUMBERS = count(1)
PASSWORD = "en lang og god setning"


def make_user(name="Kari Fjell", email=None, **fields):
    return User.objects.create_user(email or f"person{next(NUMBERS)}@example.org", name, PASSWORD, **fields)


def make_notice(receiver, **fields):
    return Notice.objects.create(
        **{
            "receiver": receiver,
            "kind": "approved",
            "subject": "Planen er godkjent",
            "text": "Nå kan den publiseres.",
            "url": "/planer/",
            "key": f"version:{next(NUMBERS)}:approved",
        }
        | fields
    )


def make_letter(receiver, *, notices=1, **fields):
    """A letter to the person that is due, of so many notices."""
    number = next(NUMBERS)
    letter = Letter.objects.create(
        **{"receiver": receiver, "message_id": f"<{number}@example.org>", "due_at": timezone.now()} | fields
    )
    for _notice in range(notices):
        make_notice(receiver, letter=letter)
    return letter


def make_region(name=None, **fields):
    number = next(NUMBERS)
    return Region.objects.create(
        **{"code": f"R{number}", "name": name or f"Helse Test {number}", "rank": number} | fields
    )


def make_four_regions():
    """Those that a migration brings, also after a test that emptied the database."""
    names = {"HN": "Helse Nord", "HMN": "Helse Midt-Norge", "HV": "Helse Vest", "HSØ": "Helse Sør-Øst"}
    return [
        Region.objects.get_or_create(code=code, defaults={"name": name, "rank": rank})[0]
        for rank, (code, name) in enumerate(names.items(), start=1)
    ]


def make_trust(region=None, **fields):
    return HealthTrust.objects.create(
        **{"name": f"Fjordheim sykehus {next(NUMBERS)}", "region": region or make_region()} | fields
    )


def make_service(trust=None, **fields):
    number = next(NUMBERS)
    return Service.objects.create(
        **{
            "code": f"NKT-TST-{number:02}",
            "name_nb": f"Nasjonal kompetansetjeneste for svelg {number}",
            "abbreviation": f"NKS{number}",
            "trust": trust or make_trust(),
        }
        | fields
    )


def make_publication(service=None, **fields):
    return Publication.objects.create(
        **{"service": service or make_service(), "authors": "Fjell K, Vik O", "title": "Svelg etter slag"} | fields
    )


def make_member(service, role="leader", user=None, **fields):
    """A user with a membership in the service; returns the user."""
    user = user or make_user()
    Membership.objects.create(user=user, service=service, role=role, **fields)
    return user


def make_group_member(service, user=None, **fields):
    user = user or make_user()
    ReferenceGroupMember.objects.create(
        **{"service": service, "user": user, "name": user.name, "represents": "other"} | fields
    )
    return user


def make_staff(region=None, user=None):
    """Region staff, or national staff where no region is given; returns the user."""
    user = user or make_user()
    StaffRole.objects.create(user=user, kind="region" if region else "national", region=region)
    return user


def make_plan(service=None, **fields):
    return Plan.objects.create(
        **{"service": service or make_service(), "title": "Kompetansespredningsplan 2025–2028"} | fields
    )


def make_area(plan=None, **fields):
    return Area.objects.create(**{"plan": plan or make_plan(), "title": "Kurs", "rank": next(NUMBERS) * 1024} | fields)


def make_row(area=None, **fields):
    return PlanRow.objects.create(
        **{"area": area or make_area(), "measure": "Lage kurs", "rank": next(NUMBERS) * 1024} | fields
    )


IMPORT_HEADINGS = ("Område", "Tiltak", "Målgruppe", "Virkemidler", "Tidsaspekt")


def make_import(
    plan=None,
    *,
    by,
    service=None,
    rows: Sequence[Sequence[str]] = (("Kurs", "Lage kurs", "Leger", "Seminar", "2027"),),
    headings: Sequence[str] = IMPORT_HEADINGS,
    colours: Sequence[str] = (),
    text: Sequence[str] = (),
    hidden_lines: Sequence[int] = (),
    left_out: Sequence[LeftOut] = (),
    **fields,
):
    """An import that is ready to be looked over, of a table of these words. `colours` (RRGGBB) are the rows' own;
    `text` stands before the table, "# " begins a heading; `hidden_lines` are numbers of rows."""
    tints = [*colours, *[""] * (len(rows) - len(colours))]
    lines = [[Cell(text=words, bold=True) for words in headings]]
    lines += [[Cell(text=words, colour=tint) for words in row] for row, tint in zip(rows, tints, strict=True)]
    grid = Grid(lines=tuple(map(tuple, lines)), hidden_lines=tuple(number + 1 for number in hidden_lines))
    before = (Paragraph(text=words.removeprefix("# "), level=2 if words.startswith("# ") else 0) for words in text)
    opened = to_json(Opened(kind="word", pieces=(*before, grid), left_out=tuple(left_out)))
    usual = {
        "plan": plan,
        "service": plan.service if plan else service,
        "by": by,
        "name": "plan.docx",
        "sha256": sha256(opened.encode()).hexdigest(),
        "state": "ready",
        "opened": opened,
    }
    return PlanImport.objects.create(**usual | fields)


def make_version(plan=None, state="submitted", *, by=None, reason="Mangler mål", pdf=b"", **fields):
    """A version of the plan as it stands, in that state, with the steps that led there."""
    plan = plan or make_row().area.plan
    by = by or make_user()
    kept = "named" if state == "named" else "submitted"
    version = versions.freeze(plan=plan, by=by, key=uuid4(), state=kept, **fields)
    VersionStep.objects.create(version=version, verb="name" if state == "named" else "submit", by=by)
    steps = {
        "returned": ["return"],
        "withdrawn": ["withdraw"],
        "approved": ["approve"],
        "published": ["approve", "publish"],
        "superseded": ["approve", "publish", "supersede"],
    }.get(state, [])
    for verb in steps:
        needs_reason = verb == "return"
        VersionStep.objects.create(version=version, verb=verb, by=by, reason=reason if needs_reason else "")
    version.state = state
    version.decided_at = timezone.now() if {"return", "approve"} & set(steps) else None
    version.published_at = timezone.now() if "publish" in steps else None
    version.save(update_fields=["state", "decided_at", "published_at"])
    if pdf:
        versions.keep_pdf(version=version, pdf=pdf)
    return version


def make_request(version=None, **fields):
    """The reference group is asked about the version."""
    return StatementRequest.objects.create(version=version or make_version(state="named"), **fields)


def make_statement(asked, member, opinion="endorses", **fields):
    return Statement.objects.create(
        request=asked, member=member, name=member.name, by=member.user, opinion=opinion, **fields
    )


def make_comment(plan=None, by=None, **fields):
    return Comment.objects.create(**{"plan": plan or make_plan(), "by": by or make_user(), "text": "Hvem?"} | fields)
