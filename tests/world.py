"""Two services in two regions, and a person in every role towards the first: those the matrix is tried with."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from accounts import actions as account_actions
from accounts.models import Invitation, User
from files.actions import keep
from notices.models import Letter
from plans.imported import LeftOut
from plans.models import Area, Comment, Plan, PlanImport, PlanRow, PlanVersion, Section
from reviews.models import Attachment, Response
from services.models import Meeting, Membership, Publication, ReferenceGroupMember, Service, ServiceLink
from tests import factories as make
from tests.reviews_factories import make_attachment, make_round, write_draft

ROLES = (
    "anonymous",
    "stranger",
    "reader",
    "editor",
    "leader",
    "assessor",
    "member",
    "chair",
    "other_leader",
    "region_staff",
    "other_region_staff",
    "national_staff",
    "administrator",
)
# What stands in the drafts, of which the leader must not see the group's, nor the group the leader's.
LEADERS, GROUPS = "i lederens skjema", "i gruppens skjema"


@dataclass
class World:
    service: Service
    plan: Plan
    section: Section
    band: Area
    area: Area
    row: PlanRow
    second_row: PlanRow
    empty_area: Area
    deleted_area: Area
    link: ServiceLink
    publication: Publication
    meeting: Meeting
    group_member: ReferenceGroupMember
    without_account: ReferenceGroupMember
    membership: Membership
    invited: Membership
    invitation: Invitation
    letter: Letter
    plan_import: PlanImport
    version: PlanVersion
    comment: Comment
    response: Response
    attachment: Attachment
    group_response: Response
    people: dict[str, User | None] = field(default_factory=dict)


def make_world(word: str = "") -> World:
    """`word` stands in every text of the service, so that a crawl can tell whether any of it leaks."""
    north, west = make.make_region(), make.make_region()
    service = make.make_service(make.make_trust(north), description=f"Beskrivelse {word}")
    plan = make.make_plan(service, title=f"Plan {word}", purpose=f"Formål {word}", is_current=True)
    band = make.make_area(plan, kind="band", title=f"Bolk {word}")
    area = make.make_area(plan, parent=band, title=f"Område {word}")
    texts = {name: f"{name} {word}" for name in ("aim", "target_group", "instruments", "responsible", "note")}
    row = make.make_row(area, measure=f"Tiltak {word}", timeframe_text=f"2027 {word}", **texts)
    chair = make.make_user("Cecilie Chair")
    group_member = ReferenceGroupMember.objects.create(
        service=service, user=chair, name=f"Leder {word}", represents="users", is_chair=True
    )
    people = people_of(service, north, west) | {"chair": chair}
    meeting = Meeting.objects.create(service=service, held_on=date(2026, 3, 9), minutes=f"Referat {word}")
    meeting.present.add(group_member)
    invitation = account_actions.invite(
        email=f"invitert{service.pk}@example.org",
        name="Ina Invitert",
        language="nb",
        purpose="tjenesten",
        by=people["leader"],
    ).invitation
    assert invitation
    without_account = ReferenceGroupMember.objects.create(service=service, name=f"Uten {word}", represents="other")
    second_row = make.make_row(area, measure=f"Tiltak to {word}")
    version = make.make_version(
        plan, "named", by=people["leader"], name=f"Før møtet {word}", pdf=f"stands for a PDF, {word}".encode()
    )
    asked = make.make_request(version, message=f"Hva mener dere {word}?", by=people["leader"])
    make.make_statement(asked, without_account, opinion="remarks", text=f"Mer om opplæring {word}")
    comment = make.make_comment(
        plan, people["member"], row=row.pk, quote=f"Tiltak {word}", text=f"Hvem gjelder dette {word}?"
    )
    make.make_comment(plan, people["leader"], parent=comment, text=f"Alle leger {word}")
    response, group_response = make_round(service, opened=True, guidance=f"Veiledning {word}").responses.all()
    write_draft(response, f"{LEADERS} {word}")
    write_draft(group_response, f"{GROUPS} {word}")
    return World(
        service=service,
        plan=plan,
        section=Section.objects.create(plan=plan, heading=f"Avsnitt {word}", text=f"Tekst {word}"),
        band=band,
        area=area,
        row=row,
        second_row=second_row,
        empty_area=make.make_area(plan, title=f"Tomt {word}"),
        deleted_area=make_deleted_area(plan, word),
        link=ServiceLink.objects.create(service=service, title=f"Rapport {word}", address="https://example.org/"),
        publication=Publication.objects.create(
            service=service, authors=f"Fjell K {word}", title=f"Artikkel {word}", journal=f"Tidsskrift {word}"
        ),
        meeting=meeting,
        group_member=group_member,
        without_account=without_account,
        membership=Membership.objects.get(user=people["reader"]),
        invited=Membership.objects.create(user=invitation.user, service=service, role="reader"),
        invitation=invitation,
        letter=make_letter(people["leader"], word),
        plan_import=make_import(plan, people["leader"], word),
        version=version,
        comment=comment,
        response=response,
        attachment=make_attachment(response, name=f"{word or 'vedlegg'}.docx", word=f"{LEADERS} {word}"),
        group_response=group_response,
        people=people,
    )


def make_letter(receiver: User | None, word: str) -> Letter:
    """One that could not be delivered, of a notice that only its receiver may see."""
    letter = make.make_letter(receiver, notices=0, failed_at=timezone.now(), attempts=7)
    make.make_notice(receiver, letter=letter, subject=f"Sendt tilbake {word}", text=f"Mangler mål {word}", by=receiver)
    return letter


def make_deleted_area(plan: Plan, word: str) -> Area:
    """With a row in it that was deleted before."""
    area = make.make_area(plan, title=f"Slettet {word}", deleted_at=timezone.now())
    make.make_row(area, measure=f"Slettet tiltak {word}", deleted_at=timezone.now())
    return area


def make_import(plan: Plan, by: User | None, word: str) -> PlanImport:
    """Only its maker may see it. It has a row that the plan has, one that is changed, new ones, and all that a preview
    asks and says."""
    rows = [
        (
            f"Område {word}",
            f"Tiltak {word}",
            f"target_group {word}, og flere",
            f"instruments {word}",
            "2028",
            f"A {word}",
        ),
        (f"Område {word}", f"Tiltak to {word}", "", "", "", ""),
        (f"Område {word}", f"Tiltak tre {word}", f"Leger {word}", f"Kurs {word}", f"Neste {word}?", f"B {word}"),
        ("", "", f"Sykepleiere {word}", f"Film {word}", "2029", ""),
        (f"Område {word}", f"Skjult {word}", "", "", "", ""),
    ]
    return make.make_import(
        plan,
        by=by,
        rows=rows,
        headings=(*make.IMPORT_HEADINGS, f"Hva gruppen mener {word}"),
        colours=("", "", "FFC000", "92D050"),
        text=(f"# Bakgrunn {word}", f"Teksten om bakgrunnen {word}."),
        hidden_lines=(4,),
        left_out=(LeftOut(code="text_box", text=f"En tekstboks {word}"),),
        name=f"{word or 'plan'}.docx",
        file=keep(f"{word or 'plan'}.html", f"<table><tr><td>{word}</td></tr></table>".encode()),
    )


def people_of(service: Service, region, other_region) -> dict[str, User | None]:
    other = make.make_service(make.make_trust(other_region))
    yesterday = timezone.localdate() - timedelta(days=1)
    return {
        "anonymous": None,
        "stranger": make.make_user("Stig Stranger"),
        "reader": make.make_member(service, "reader"),
        "editor": make.make_member(service, "editor"),
        "leader": make.make_member(service, "leader"),
        "assessor": make.make_member(service, "assessor", from_date=yesterday),
        "member": make.make_group_member(service),
        "other_leader": make.make_member(other, "leader"),
        "region_staff": make.make_staff(region),
        "other_region_staff": make.make_staff(other_region),
        "national_staff": make.make_staff(),
        "administrator": make.make_user("Adam Administrator", is_staff=True, is_superuser=True),
    }
