"""Five sendings of one form at the same moment have one effect."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import AuditRecord, Invitation
from services.models import Meeting, Membership, Publication, Service, ServiceLink
from tests.factories import make_member, make_service, make_trust, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def five_times(user, url, data):
    def send(_):
        client = Client()
        client.cookies = cookies
        try:
            return client.post(url, data).status_code
        finally:
            connection.close()

    signed_in = Client()
    signed_in.force_login(user)
    cookies = signed_in.cookies
    with ThreadPoolExecutor(5) as threads:
        return list(threads.map(send, range(5)))


def test_service():
    data = {"code": "NKT-X-1", "name_nb": "Ny", "kind": "competence", "function": "building"}
    data |= {"trust": make_trust().pk, "creation_key": str(uuid.uuid4())}
    assert five_times(make_user(is_staff=True), reverse("services:new"), data) == [302] * 5
    assert Service.objects.count() == AuditRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "model", "data"),
    [
        ("link-add", ServiceLink, {"title": "Årsrapport", "address": "https://example.org", "kind": "report"}),
        ("publication-add", Publication, {"authors": "Fjell K", "title": "Svelg"}),
        ("meeting-add", Meeting, {"held_on": "01.03.2026"}),
    ],
)
def test_link_and_meeting(name, model, data):
    service = make_service()
    url = reverse(f"services:{name}", args=[service.pk])
    data = data | {"creation_key": str(uuid.uuid4())}
    assert five_times(make_member(service), url, data) == [302] * 5
    assert model.objects.count() == AuditRecord.objects.count() == 1


def test_invitation():
    service = make_service()
    data = {"email": "ny@example.org", "name": "Ny", "language": "nb", "role": "editor"}
    url = reverse("services:member-invite", args=[service.pk])
    assert five_times(make_member(service), url, data) == [302] * 5
    assert Membership.objects.filter(role="editor").count() == Invitation.objects.count() == 1
    assert AuditRecord.objects.count() == 2
