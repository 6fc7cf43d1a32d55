from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditRecord, Invitation, User
from services import permissions
from services.actions import people
from services.models import Membership
from tests.factories import make_group_member, make_member, make_region, make_service, make_staff, make_user

pytestmark = pytest.mark.django_db


def at(name, service, membership=None):
    return reverse(f"services:{name}", args=[service.pk, *([membership.pk] if membership else [])])


def person(**changes):
    return {"email": "ny@example.org", "name": "Ny Kollega", "language": "nb", "role": "editor"} | changes


def administrator():
    return make_user(is_staff=True)


def test_members_are_seen_by_those_who_may(client):
    service = make_service()
    make_member(service, user=make_user("Kjell Leder", "kjell@example.org"))
    for user, status in [
        (make_member(service, "reader"), 200),
        (make_group_member(service), 200),
        (make_staff(), 200),
        (make_staff(make_region()), 200),
        (administrator(), 200),
        (make_user(), 403),
        (make_member(make_service()), 403),
    ]:
        client.force_login(user)
        response = client.get(at("members", service))
        assert response.status_code == status
        assert ("Kjell Leder" in response.content.decode()) is (status == 200)


def test_members_show_addresses_to_those_only_who_give_access(client):
    service = make_service()
    leader = make_member(service, user=make_user("Kjell Leder", "kjell@example.org"))
    client.force_login(make_member(service, "reader"))
    assert "kjell@example.org" not in client.get(at("members", service)).content.decode()
    client.force_login(leader)
    assert "kjell@example.org" in client.get(at("members", service)).content.decode()


@pytest.mark.parametrize(
    ("who", "roles"),
    [
        ("leader", ("editor", "reader")),
        ("editor", ()),
        ("administrator", ("leader", "editor", "reader")),
        ("national", ("assessor",)),
        ("region", ()),
    ],
)
def test_roles_to_give(who, roles):
    service = make_service()
    makers = {
        "administrator": administrator,
        "national": make_staff,
        "region": lambda: make_staff(service.trust.region),
    }
    user = makers.get(who, lambda: make_member(service, who))()
    assert permissions.roles_to_give(user, service) == roles


def test_leader_invites_an_editor(client, mailoutbox, django_capture_on_commit_callbacks):
    service = make_service()
    leader = make_member(service)
    client.force_login(leader)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(at("member-invite", service), person())
        again = client.post(at("member-invite", service), person())
    assert (response.status_code, again.status_code) == (302, 302)
    membership = Membership.objects.get(role="editor")
    assert (membership.user.email, membership.user.is_active) == ("ny@example.org", False)
    assert len(mailoutbox) == Invitation.objects.count() == 1
    assert service.name in mailoutbox[0].body
    assert list(AuditRecord.objects.filter(verb__startswith="membership").values_list("by", flat=True)) == [leader.pk]


def test_leader_may_not_make_leaders_or_assessors(client):
    service = make_service()
    client.force_login(make_member(service))
    for role in ("leader", "assessor", "admin"):
        assert client.post(at("member-invite", service), person(role=role)).status_code == 422
    assert client.post(at("assessor-add", service), person()).status_code == 403
    assert Membership.objects.count() == 1


@pytest.mark.parametrize("who", ["editor", "reader", "assessor"])
def test_others_invite_nobody(client, who):
    service = make_service()
    client.force_login(make_member(service, who))
    assert client.post(at("member-invite", service), person()).status_code == 403
    assert not Invitation.objects.exists()


def test_invite_of_someone_with_an_account_gives_access_at_once(client):
    service = make_service()
    user = make_user(email="finnes@example.org")
    client.force_login(make_member(service))
    client.post(at("member-invite", service), person(email="FINNES@example.org", role="reader"))
    assert user.memberships.get().role == "reader"
    assert not Invitation.objects.exists()


def test_invite_of_a_member_in_another_role_says_so(client):
    service = make_service()
    make_member(service, "reader", user=make_user(email="ny@example.org"))
    client.force_login(make_member(service))
    assert client.post(at("member-invite", service), person()).status_code == 422
    assert service.memberships.get(user__email="ny@example.org").role == "reader"


def test_invite_of_a_former_member_gives_access_again(client):
    service = make_service()
    user = make_member(service, "reader", to_date="2020-01-01")
    client.force_login(make_member(service))
    client.post(at("member-invite", service), person(email=user.email))
    assert permissions.edits(user, service)


def test_invite_of_a_closed_account_is_refused(client):
    service = make_service()
    make_user(email="ny@example.org", is_active=False, access_ended_at=timezone.now())
    client.force_login(make_member(service))
    assert client.post(at("member-invite", service), person()).status_code == 422
    assert Membership.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"email": "x"}, {"name": ""}, {"name": "<b>Ny</b>"}, {"role": ""}, {"language": "se"}]
)
def test_invite_with_wrong_values_says_so(client, wrong):
    service = make_service()
    client.force_login(make_member(service))
    assert client.post(at("member-invite", service), person(**wrong)).status_code == 422
    assert User.objects.count() == 1


def test_national_staff_appoint_an_assessor_for_a_time(client):
    service = make_service()
    client.force_login(make_staff())
    dates = {"from_date": "01.01.2026", "to_date": "31.12.2040"}
    assert client.post(at("assessor-add", service), person(role="leader") | dates).status_code == 302
    membership = Membership.objects.get()
    assert (membership.role, str(membership.to_date)) == ("assessor", "2040-12-31")
    assert client.post(at("member-invite", service), person()).status_code == 403


def test_region_staff_appoint_nobody(client):
    service = make_service()
    client.force_login(make_staff(service.trust.region))
    assert client.get(at("assessor-add", service)).status_code == 403


def test_leader_changes_the_role_of_an_editor_and_never_of_a_leader(client):
    service = make_service()
    leader = make_member(service)
    other = make_member(service, "leader")
    editor = make_member(service, "editor")
    client.force_login(leader)
    at_editor = at("member-edit", service, editor.memberships.get())
    assert client.post(at_editor, {"role": "leader"}).status_code == 422
    assert client.post(at_editor, {"role": "reader"}).status_code == 302
    assert editor.memberships.get().role == "reader"
    for name in ("member-edit", "member-end"):
        assert client.post(at(name, service, other.memberships.get()), {"role": "reader"}).status_code == 403


def test_leader_ends_the_access_of_an_editor_at_once(client):
    service = make_service()
    leader, editor = make_member(service), make_member(service, "editor")
    client.force_login(leader)
    url = at("member-end", service, editor.memberships.get())
    assert client.get(url).status_code == 200
    assert permissions.edits(editor, service)
    for _ in range(2):
        assert client.post(url).status_code == 302
    assert not permissions.belongs_to(editor, service)
    assert AuditRecord.objects.filter(verb="membership.ended").count() == 1


def test_membership_of_another_service_is_not_found(client):
    service, other = make_service(), make_service()
    editor = make_member(other, "editor").memberships.get()
    client.force_login(make_member(service))
    for name in ("member-edit", "member-end", "invitation-resend"):
        assert client.post(at(name, service, editor), {"role": "reader"}).status_code == 404
        assert client.post(at(name, other, editor), {"role": "reader"}).status_code == 403


def test_the_last_leader_stays(client):
    service = make_service()
    leader = make_member(service).memberships.get()
    client.force_login(administrator())
    assert client.post(at("member-end", service, leader)).status_code == 409
    assert client.post(at("member-edit", service, leader), {"role": "editor"}).status_code == 422
    assert (
        client.post(at("member-edit", service, leader), {"role": "leader", "to_date": "01.01.2040"}).status_code == 422
    )
    leader.refresh_from_db()
    assert (leader.role, leader.to_date) == ("leader", None)
    make_member(service)
    assert client.post(at("member-end", service, leader)).status_code == 302


def test_an_invited_leader_is_no_leader_yet(client):
    service = make_service()
    leader = make_member(service).memberships.get()
    client.force_login(administrator())
    client.post(at("member-invite", service), person(role="leader"))
    assert client.post(at("member-end", service, leader)).status_code == 409


def test_leadership_is_handed_over(client):
    service = make_service()
    leader, editor = make_member(service), make_member(service, "editor")
    client.force_login(leader)
    data = {"to": editor.memberships.get().pk, "stays_as": "reader"}
    assert client.post(at("member-hand-over", service), data).status_code == 302
    assert permissions.leads(editor, service)
    assert leader.memberships.get().role == "reader"
    assert client.post(at("member-hand-over", service), data).status_code == 403


def test_leadership_goes_to_active_members_of_the_own_service_only(client):
    service = make_service()
    stranger = make_member(make_service(), "editor")
    assessor = make_member(service, "assessor")
    invited = make_member(service, "editor", user=make_user(is_active=False))
    client.force_login(make_member(service))
    for user in (stranger, assessor, invited):
        data = {"to": user.memberships.get().pk, "stays_as": "editor"}
        assert client.post(at("member-hand-over", service), data).status_code == 422


def test_only_the_leader_hands_over(client):
    service = make_service()
    make_member(service)
    for user in (make_member(service, "editor"), administrator()):
        client.force_login(user)
        assert client.get(at("member-hand-over", service)).status_code == 403


def test_end_membership_of_a_member_from_today_leaves_nothing(client):
    service = make_service()
    today = timezone.localdate()
    membership = make_member(service, "editor", from_date=today).memberships.get()
    people.end_membership(membership=membership, by=make_member(service))
    assert not Membership.objects.filter(pk=membership.pk).exists()


def test_members_take_the_same_queries_for_1_3_and_30(client):
    service = make_service()
    client.force_login(make_member(service))
    counts = []
    for number in (1, 2, 27):
        for _ in range(number):
            make_member(service, "reader")
            make_member(service, "editor", to_date=timezone.localdate() - timedelta(9))
        with CaptureQueriesContext(connection) as queries:
            client.get(at("members", service))
        counts.append(len(queries))
    assert len(set(counts)) == 1
