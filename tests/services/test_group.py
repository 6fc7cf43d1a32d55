import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditRecord, Invitation, User
from services.models import Meeting, ReferenceGroupMember
from tests.factories import make_four_regions, make_group_member, make_member, make_service, make_staff, make_user

pytestmark = pytest.mark.django_db


def at(name, service, member=None):
    return reverse(f"services:{name}", args=[service.pk, *([member.pk] if member else [])])


def member_of(service, **fields):
    make_group_member(service, user=make_user(), **fields)
    return service.group_members.latest("pk")


def sent(**changes):
    data = {"name": "Åse Lund", "represents": "users", "creation_key": str(uuid.uuid4())}
    return data | changes


@pytest.mark.parametrize(
    ("who", "sees", "edits"),
    [
        ("leader", 200, 200),
        ("editor", 200, 200),
        ("reader", 200, 403),
        ("assessor", 200, 403),
        ("group", 200, 403),
        ("staff", 200, 403),
        ("administrator", 200, 200),
        ("stranger", 403, 403),
    ],
)
def test_group_is_seen_and_edited_by_those_who_may(client, who, sees, edits):
    service = make_service()
    member = member_of(service)
    makers = {
        "group": lambda: make_group_member(service),
        "staff": make_staff,
        "administrator": lambda: make_user(is_staff=True),
        "stranger": lambda: make_member(make_service()),
    }
    client.force_login(makers.get(who, lambda: make_member(service, who))())
    assert client.get(at("group", service)).status_code == sees
    assert client.get(at("group-add", service)).status_code == edits
    for name in ("group-edit", "group-end", "group-delete"):
        assert client.get(at(name, service, member)).status_code == edits


def test_group_shows_gaps_and_who_sits_when(client):
    make_four_regions()
    service = make_service()
    today = timezone.localdate()
    member_of(service, name="Nå Medlem")
    member_of(service, name="Før Medlem", to_date=today - timedelta(1))
    member_of(service, name="Snart Medlem", from_date=today + timedelta(1))
    client.force_login(make_member(service, user=make_user(language="en")))
    page = client.get(at("group", service)).content.decode()
    assert page.index("Members now") < page.index("Nå Medlem") < page.index("Mandates to come")
    assert page.index("Mandates to come") < page.index("Snart Medlem") < page.index("1 earlier member")
    assert page.index("1 earlier member") < page.index("Før Medlem")
    assert "No representative of Helse Vest" in page


def test_group_add_sent_twice_is_one_member(client):
    service = make_service()
    client.force_login(make_member(service))
    data = sent(represents="region", region=make_four_regions()[0].pk, from_date="1.1.2026", is_chair="on")
    for _ in range(2):
        assert client.post(at("group-add", service), data).status_code == 302
    member = ReferenceGroupMember.objects.get()
    assert (member.name, member.service, member.is_chair) == ("Åse Lund", service, True)
    assert AuditRecord.objects.get().verb == "group_member.created"


@pytest.mark.parametrize(
    "wrong",
    [
        {"represents": "region"},
        {"from_date": "2.1.2026", "to_date": "1.1.2026"},
        {"represents": "nobody"},
        {"name": ""},
        {"is_chair": "on"},
    ],
)
def test_group_add_refuses_what_cannot_be(client, wrong):
    service = make_service()
    member_of(service, is_chair=True)
    client.force_login(make_member(service))
    assert client.post(at("group-add", service), sent(**wrong)).status_code == 422
    assert ReferenceGroupMember.objects.count() == 1


def test_group_takes_a_new_chair_after_the_old_one(client):
    service = make_service()
    member_of(service, is_chair=True, to_date=date(2026, 6, 30))
    client.force_login(make_member(service))
    early = client.post(at("group-add", service), sent(is_chair="on", from_date="30.06.2026"))
    after = client.post(at("group-add", service), sent(is_chair="on", from_date="01.07.2026"))
    assert (early.status_code, after.status_code) == (422, 302)


def test_group_edit_in_conflict_keeps_both_texts(client):
    service = make_service()
    member = member_of(service, workplace="Stedet", version=3)
    client.force_login(make_member(service))
    data = sent(name=member.name, workplace="Et annet sted", version=2)
    response = client.post(at("group-edit", service, member), data)
    assert response.status_code == 409
    assert "Stedet" in response.content.decode()
    member.refresh_from_db()
    assert member.workplace == "Stedet"


def test_group_member_of_another_service_is_not_found(client):
    service, other = make_service(), make_service()
    member = member_of(other)
    client.force_login(make_member(service))
    for name in ("group-edit", "group-end", "group-delete", "group-invite"):
        assert client.post(at(name, service, member), sent()).status_code == 404
        assert client.post(at(name, other, member), sent()).status_code == 403


def test_group_end_sets_the_last_day(client):
    service = make_service()
    member = member_of(service, from_date=date(2026, 1, 1))
    client.force_login(make_member(service))
    assert client.post(at("group-end", service, member), {"to_date": "31.12.2025"}).status_code == 422
    assert client.post(at("group-end", service, member), {"to_date": "30.06.2026"}).status_code == 302
    member.refresh_from_db()
    assert member.to_date == date(2026, 6, 30)
    assert AuditRecord.objects.get().verb == "group_member.ended"


def test_group_mandate_that_ended_gives_no_access(client):
    service = make_service()
    yesterday = timezone.localdate() - timedelta(1)
    user = make_group_member(service, to_date=yesterday)
    client.force_login(user)
    assert client.get(at("group", service)).status_code == 403


def test_group_delete_is_for_those_who_were_never_in_a_meeting(client):
    service = make_service()
    present, mistake = member_of(service), member_of(service)
    meeting = Meeting.objects.create(service=service, held_on="2026-01-01")
    meeting.present.add(present)
    client.force_login(make_member(service))
    assert client.post(at("group-delete", service, present)).status_code == 409
    assert client.post(at("group-delete", service, mistake)).status_code == 302
    assert list(service.group_members.all()) == [present]


def test_group_invite_gives_an_account_and_the_plans(client, mailoutbox, django_capture_on_commit_callbacks):
    service = make_service()
    make_group_member(service, name="Åse Lund", user=make_user())
    member = service.group_members.get()
    ReferenceGroupMember.objects.update(user=None)
    client.force_login(make_member(service))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("group-invite", service, member), {"email": "ase@example.org", "language": "nn"})
    member.refresh_from_db()
    assert (member.user.email, member.user.name, member.user.language) == ("ase@example.org", member.name, "nn")
    assert member.user.state == User.State.INVITED
    assert [letter.to for letter in mailoutbox] == [["ase@example.org"]]
    assert client.get(at("group-invite", service, member)).status_code == 404


def test_group_invite_is_for_the_leader(client):
    service = make_service()
    member = member_of(service)
    ReferenceGroupMember.objects.update(user=None)
    client.force_login(make_member(service, "editor"))
    response = client.post(at("group-invite", service, member), {"email": "ase@example.org", "language": "nb"})
    assert response.status_code == 403
    assert not Invitation.objects.exists()


def test_group_delete_of_an_invited_member_withdraws_the_invitation(client):
    service = make_service()
    member = member_of(service)
    ReferenceGroupMember.objects.update(user=None)
    client.force_login(make_member(service))
    client.post(at("group-invite", service, member), {"email": "ase@example.org", "language": "nb"})
    client.post(at("group-delete", service, member))
    assert Invitation.objects.get().withdrawn_at
