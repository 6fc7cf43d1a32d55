import uuid

import pytest
from django.urls import reverse

from accounts.models import AuditRecord
from services.models import Meeting
from tests.factories import make_group_member, make_member, make_service, make_staff, make_user

pytestmark = pytest.mark.django_db
SECRET = "Hemmelig referat"


def at(name, service, meeting=None):
    return reverse(f"services:{name}", args=[service.pk, *([meeting.pk] if meeting else [])])


def make_meeting(service, **fields):
    return Meeting.objects.create(**{"service": service, "held_on": "2026-03-01", "minutes": SECRET} | fields)


@pytest.mark.parametrize(
    ("who", "sees", "reads", "edits"),
    [
        ("leader", 200, True, 200),
        ("editor", 200, True, 200),
        ("reader", 200, True, 403),
        ("assessor", 200, True, 403),
        ("group", 200, True, 403),
        ("staff", 200, False, 403),
        ("administrator", 200, False, 403),
        ("stranger", 403, False, 403),
    ],
)
def test_meeting_is_seen_by_more_people_than_its_minutes(client, who, sees, reads, edits):
    service = make_service()
    meeting = make_meeting(service)
    makers = {
        "group": lambda: make_group_member(service),
        "staff": make_staff,
        "administrator": lambda: make_user(is_staff=True),
        "stranger": lambda: make_member(make_service()),
    }
    client.force_login(makers.get(who, lambda: make_member(service, who))())
    page = client.get(at("meeting", service, meeting))
    assert page.status_code == sees
    assert (SECRET in page.content.decode()) is reads
    assert client.get(at("meeting-add", service)).status_code == edits
    for name in ("meeting-edit", "meeting-delete"):
        assert client.get(at(name, service, meeting)).status_code == edits


def test_meeting_added_twice_is_one(client):
    service = make_service()
    make_group_member(service)
    member = service.group_members.get()
    client.force_login(make_member(service))
    data = {"held_on": "1. mars 2026", "present": [member.pk], "minutes": "Sak 1", "creation_key": str(uuid.uuid4())}
    for _ in range(2):
        assert client.post(at("meeting-add", service), data).status_code == 302
    meeting = Meeting.objects.get()
    assert list(meeting.present.all()) == [member]
    assert AuditRecord.objects.get().verb == "meeting.created"


def test_meeting_takes_members_of_its_own_group_only(client):
    service, other = make_service(), make_service()
    make_group_member(other)
    client.force_login(make_member(service))
    data = {"held_on": "01.03.2026", "present": [other.group_members.get().pk]}
    assert client.post(at("meeting-add", service), data).status_code == 422


def test_meeting_in_conflict_over_who_was_present(client):
    service = make_service()
    make_group_member(service, name="Åse")
    make_group_member(service, name="Bo")
    first, second = service.group_members.order_by("pk")
    meeting = make_meeting(service, version=2)
    meeting.present.add(first)
    client.force_login(make_member(service))
    data = {"held_on": "01.03.2026", "minutes": SECRET, "present": [second.pk], "version": 1}
    response = client.post(at("meeting-edit", service, meeting), data)
    assert response.status_code == 409
    assert list(meeting.present.all()) == [first]
    assert client.post(at("meeting-edit", service, meeting), data | {"version": 2}).status_code == 302
    assert list(meeting.present.all()) == [second]


def test_meeting_is_deleted_after_a_question(client):
    service = make_service()
    meeting = make_meeting(service)
    client.force_login(make_member(service))
    client.get(at("meeting-delete", service, meeting))
    assert Meeting.objects.exists()
    client.post(at("meeting-delete", service, meeting))
    assert not Meeting.objects.exists()
