from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, User
from notices.models import Letter, Notice
from plans import lifecycle
from plans.demo.load import EMAILS, PASSWORD
from plans.jobs import print_frozen
from plans.models import Plan, PlanRow, PlanVersion
from plans.progress import progress_of
from plans.standing import marks_of
from plans.tasks import tasks_for
from reviews.answers import is_answered
from reviews.models import Response, ReviewRound
from reviews.tasks import tasks_for as review_tasks
from services.models import HealthTrust, Meeting, Membership, ReferenceGroupMember, Region, Service, StaffRole

pytestmark = pytest.mark.django_db


def run():
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


@pytest.fixture
def demo(settings):
    settings.DEBUG = True
    return run()


def test_demo_is_refused_in_production(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError):
        run()
    assert not Service.objects.exists()
    assert not User.objects.exists()


def test_demo_has_services_of_every_kind_in_every_region(demo):
    assert Service.objects.count() == 8
    assert set(Service.objects.values_list("kind", flat=True)) == set(Service.Kind.values)
    assert Region.objects.filter(trusts__services__isnull=False).distinct().count() == 4
    assert HealthTrust.objects.filter(services=None).count() == 0


def test_demo_has_people_in_every_role_and_they_can_sign_in(demo, client):
    assert set(Membership.objects.values_list("role", flat=True)) == set(Membership.Role.values)
    assert StaffRole.objects.filter(kind="region").values("region").distinct().count() == 4
    assert StaffRole.objects.filter(kind="national").exists()
    assert User.objects.filter(is_staff=True).exists()
    assert ReferenceGroupMember.objects.filter(is_chair=True, user__isnull=False).exists()
    for email in EMAILS:
        assert email in demo
        assert client.login(email=email, password=PASSWORD)
    assert PASSWORD in demo
    assert Service.objects.exclude(memberships__role="leader").count() == 0


def test_demo_has_plans_of_three_kinds_in_different_states(demo):
    assert set(Plan.objects.values_list("template", flat=True)) == {"dissemination", "dissemination_short", "action"}
    assert "nn" in Plan.objects.values_list("language", flat=True)
    assert Plan.objects.filter(archived_at__isnull=False).exists()
    progress = progress_of(Plan.objects.all())
    assert progress[Plan.objects.get(service__code="NKT-HMN-51", is_current=True).pk].total == 46
    shares = {round(each.done / each.total, 1) for each in progress.values() if each.total}
    assert len(shares) > 3
    for service in Service.objects.all():
        live = service.plans.filter(archived_at=None)
        assert live.filter(is_current=True).count() == (1 if live else 0)


def test_demo_has_a_group_with_gaps_meetings_links_and_an_open_invitation(demo):
    service = Service.objects.get(code="NKT-HMN-51")
    current = service.group_members.current()
    assert not current.filter(region__code="HV").exists()
    assert current.filter(represents="users").exists()
    assert service.group_members.exclude(pk__in=current).exists()
    assert all(meeting.present.exists() for meeting in Meeting.objects.all())
    assert service.links.exists()
    assert Invitation.objects.get().state == Invitation.State.OPEN


def test_demo_shows_a_colleagues_change_in_the_history(demo):
    names = set(PlanRow.history.values_list("history_user__name", flat=True))
    assert {"Marte Solvang", "Jonas Eikrem"} <= names


def test_demo_has_a_version_in_every_state_and_something_to_do_for_each(demo):
    assert set(PlanVersion.objects.values_list("state", flat=True)) == set(lifecycle.STATES)
    returned = PlanVersion.objects.get(state="returned")
    assert {mark.fate for mark in marks_of(returned.plan)} == {"", "changed"}
    assert Notice.objects.exists()
    assert not Letter.objects.exists()
    for email, title in (
        ("marte.solvang@fjordheim.example", "Rett Kompetansespredningsplan 2025–2028"),
        ("hallvard.myrvold@ostmarka.example", "Publiser Kompetansespredningsplan"),
        ("gunhild.sletten@helse.example", "Handlingsplan for trening ved hjertesvikt"),
    ):
        tasks = tasks_for(User.objects.get(email=email), date(2026, 3, 12))
        assert any(title.split(" ", 1)[1] in task.title for task in tasks if task.since), email


def test_demo_has_a_plan_made_from_the_one_before_and_a_measure_to_follow_through_the_years(demo, client):
    row = PlanRow.objects.exclude(origin=None).filter(measure="Kurs i smertemestring").get()
    assert row.area.plan.is_current and row.origin.area.plan.versions.filter(state="published").exists()
    assert (row.origin.instruments, row.instruments) == ("Gruppekurs på sykehuset", "Gruppekurs på video")
    assert not row.area.plan.rows.filter(measure="Råd per telefon og video").exists()
    client.force_login(User.objects.get(memberships__service=row.area.plan.service, memberships__role="leader"))
    page = client.get(reverse("plans:row-years", args=[row.area.plan_id, row.pk])).content.decode()
    assert "2021–2026" in page and "2027–2032" in page


def test_demo_versions_are_printed_by_the_worker(demo):
    version = PlanVersion.objects.filter(state="published").order_by("pk").first()
    print_frozen.call(version.pk)
    version.refresh_from_db()
    assert bytes(version.pdf).startswith(b"%PDF")


def test_demo_a_second_time_changes_nothing(demo):
    counts = [model.objects.count() for model in (User, Service, Plan, PlanRow)]
    again = run()
    assert counts == [model.objects.count() for model in (User, Service, Plan, PlanRow)]
    assert "already" in again
    assert PASSWORD in again


@pytest.mark.parametrize("name", ["plans:list", "plans:new"])
def test_demo_pages_open(demo, client, name):
    client.force_login(User.objects.get(email="marte.solvang@fjordheim.example"))
    assert client.get(reverse(name)).status_code == 200


def test_demo_has_forms_in_every_state_and_an_earlier_round_to_learn_from(demo):
    early, main = ReviewRound.objects.order_by("due_on")
    assert set(main.responses.values_list("state", flat=True)) == set(Response.State.values)
    assert set(early.responses.values_list("state", flat=True)) == {"signed"}
    assert main.due_on > timezone.localdate() >= early.due_on
    for response in main.responses.filter(state="signed"):
        questions = list(response.signed_document.questions())
        assert len(questions) == (13 if response.audience == "leader" else 8)
        assert all(is_answered(each.kind, each.value) for each in questions)
        assert response.signed_document.language == response.signer.language
    half = main.responses.get(service__code="NKT-HMN-51", audience="leader")
    assert half.answers.count() == 6
    assert not main.responses.get(service__code="NKT-HMN-51", audience="group").answers.exists()
    reopened = main.responses.get(state="reopened")
    assert reopened.next.state == "draft"
    assert reopened.signed_document.language == "nn"
    today = timezone.localdate()
    for email, title in (
        ("marte.solvang@fjordheim.example", "leder"),
        ("oddvar.nesheim@fjordheim.example", "referansegruppe"),
        ("anne.lise.storhaug@vestkysten.example", "referansegruppe"),
        ("torstein.fjaere@hogebrua.example", "leder"),
    ):
        assert any(title in task.title for task in review_tasks(User.objects.get(email=email), today)), email
