import pytest

from accounts.actions import accept
from accounts.models import Invitation
from services import permissions
from services.models import Membership
from tests.factories import make_member, make_service
from tests.services.test_people import at, person

pytestmark = pytest.mark.django_db


def test_invitation_withdrawn_takes_the_membership_with_it(client):
    service = make_service()
    client.force_login(make_member(service))
    client.post(at("member-invite", service), person())
    membership = Membership.objects.get(role="editor")
    client.post(at("member-end", service, membership))
    assert not Membership.objects.filter(role="editor").exists()
    assert Invitation.objects.get().withdrawn_at


def test_invitation_to_two_services_outlives_the_end_of_one(client):
    first, second = make_service(), make_service()
    leader = make_member(first)
    make_member(second, user=leader)
    client.force_login(leader)
    for service in (first, second):
        client.post(at("member-invite", service), person())
    client.post(at("member-end", first, first.memberships.get(role="editor")))
    assert Invitation.objects.get().withdrawn_at is None


def test_invitation_is_sent_again_by_post_only(client, mailoutbox, django_capture_on_commit_callbacks):
    service = make_service()
    client.force_login(make_member(service))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("member-invite", service), person())
        url = at("invitation-resend", service, Membership.objects.get(role="editor"))
        assert client.get(url).status_code == 405
        assert client.post(url).status_code == 302
    assert len(mailoutbox) == 2


def test_invitation_accepted_opens_the_service(client, mailoutbox, django_capture_on_commit_callbacks):
    service = make_service()
    client.force_login(make_member(service))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("member-invite", service), person())
    key = mailoutbox[0].body.split("/invitasjon/")[1].split("/")[0]
    user = accept(key=key, password="en lang og god setning")
    assert permissions.edits(user, service)
