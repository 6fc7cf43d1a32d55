import uuid

import pytest
from django.urls import reverse

from accounts.models import AuditRecord
from services.models import Service, ServiceLink
from tests.factories import make_group_member, make_member, make_service, make_staff, make_trust, make_user

pytestmark = pytest.mark.django_db


def facts(service, **changes):
    names = ["name_nb", "name_nn", "name_en", "abbreviation", "kind", "function", "location", "website", "description"]
    data = {name: getattr(service, name) for name in names}
    data |= {"trust": service.trust_id, "version": service.version, "life_span": service.life_span or ""}
    return data | changes


def new_facts(**changes):
    data = {"code": "NKT-X-1", "name_nb": "Ny tjeneste", "kind": "competence", "function": "building"}
    return data | {"trust": make_trust().pk, "creation_key": str(uuid.uuid4())} | changes


def edit_url(service):
    return reverse("services:edit", args=[service.pk])


@pytest.mark.parametrize(
    ("who", "status"),
    [("leader", 200), ("editor", 200), ("reader", 403), ("assessor", 403), ("group", 403), ("staff", 403)],
)
def test_edit_is_for_leader_and_editors(client, who, status):
    service = make_service()
    makers = {"group": lambda: make_group_member(service), "staff": make_staff}
    client.force_login(makers.get(who, lambda: make_member(service, who))())
    assert client.get(edit_url(service)).status_code == status
    assert client.post(edit_url(service), facts(service)).status_code in {302, status}


def test_edit_is_for_administrators_and_not_for_other_services(client):
    service = make_service()
    client.force_login(make_user(is_staff=True))
    assert client.get(edit_url(service)).status_code == 200
    client.force_login(make_member(make_service(), "leader"))
    assert client.get(edit_url(service)).status_code == 403


def test_edit_ends_with_the_membership(client):
    service = make_service()
    client.force_login(make_member(service, "leader", to_date="2020-01-01"))
    assert client.get(edit_url(service)).status_code == 403


def test_edit_saves_and_is_audited(client):
    service = make_service()
    leader = make_member(service)
    client.force_login(leader)
    response = client.post(edit_url(service), facts(service, location="Bodø", started_on="1. januar 2021"))
    assert response.status_code == 302
    service.refresh_from_db()
    assert (service.location, service.version, str(service.started_on)) == ("Bodø", 2, "2021-01-01")
    record = AuditRecord.objects.get()
    assert (record.by, record.verb, record.target_id) == (leader, "service.changed", str(service.pk))


def test_edit_by_a_leader_never_changes_the_code(client):
    service = make_service(code="NKT-A-1")
    client.force_login(make_member(service))
    client.post(edit_url(service), facts(service, code="NKT-B-2", location="Bodø"))
    service.refresh_from_db()
    assert (service.code, service.location) == ("NKT-A-1", "Bodø")


def test_edit_of_what_changed_meanwhile_shows_both_texts_and_saves_nothing(client):
    service = make_service(location="Oslo")
    client.force_login(make_member(service))
    Service.objects.filter(pk=service.pk).update(location="Bergen", version=2)
    response = client.post(edit_url(service), facts(service, location="Tromsø"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Bergen" in page
    assert 'value="Tromsø"' in page
    service.refresh_from_db()
    assert (service.location, service.version) == ("Bergen", 2)
    again = client.post(edit_url(service), facts(service, location="Tromsø", version=2))
    assert again.status_code == 302
    service.refresh_from_db()
    assert service.location == "Tromsø"


def test_edit_in_conflict_names_no_field_that_differs_by_ends_of_lines_only(client):
    service = make_service(description="En\nto", location="Oslo", version=2)
    client.force_login(make_member(service, user=make_user(language="en")))
    response = client.post(edit_url(service), facts(service, description="En\r\nto", location="Bodø", version=1))
    assert [difference.label for difference in response.context["differences"]] == ["Location"]


def test_edit_that_equals_what_is_stored_succeeds_whatever_version_it_names(client):
    service = make_service(location="Bergen", version=7)
    client.force_login(make_member(service))
    assert client.post(edit_url(service), facts(service, version=1)).status_code == 302
    service.refresh_from_db()
    assert service.version == 7
    assert not AuditRecord.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_nb": ""},
        {"website": "javascript:alert(1)"},
        {"started_on": "31.02.2021"},
        {"started_on": "01.01.1900"},
        {"life_span": "51"},
        {"life_span": "0"},
        {"life_span": "999999999999999999999"},
        {"description": "x" * 20001},
        {"name_nb": "a\x00b"},
        {"trust": "999999"},
        {"version": ""},
        {"version": "x"},
    ],
)
def test_edit_with_wrong_values_says_so_and_keeps_the_text(client, wrong):
    service = make_service()
    client.force_login(make_member(service, user=make_user(language="en")))
    response = client.post(edit_url(service), facts(service, location="Bodø") | wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error:" in page
    assert 'value="Bodø"' in page


def test_new_service_is_for_administrators(client):
    url = reverse("services:new")
    client.force_login(make_member(make_service()))
    assert client.get(url).status_code == 403
    assert client.post(url, new_facts()).status_code == 403
    assert Service.objects.count() == 1


@pytest.mark.parametrize(("function", "years"), [("building", 10), ("training", 5), ("treatment", None)])
def test_new_service_takes_the_life_span_of_its_function(client, function, years):
    client.force_login(make_user(is_staff=True))
    client.post(reverse("services:new"), new_facts(function=function, started_on="01.01.2021"))
    service = Service.objects.get()
    assert service.life_span == years
    assert (service.ends_on is not None) == (years is not None)


def test_new_service_keeps_a_life_span_that_is_entered(client):
    client.force_login(make_user(is_staff=True))
    client.post(reverse("services:new"), new_facts(life_span="7"))
    assert Service.objects.get().life_span == 7


def test_new_service_sent_twice_is_one(client):
    client.force_login(make_user(is_staff=True))
    data = new_facts()
    first, second = (client.post(reverse("services:new"), data) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert Service.objects.count() == AuditRecord.objects.count() == 1


def test_new_service_with_a_code_that_is_taken_is_refused(client):
    make_service(code="NKT-X-1")
    client.force_login(make_user(is_staff=True))
    assert client.post(reverse("services:new"), new_facts()).status_code == 422


def test_link_is_added_edited_and_deleted(client):
    service = make_service()
    client.force_login(make_member(service, "editor"))
    data = {"title": "Årsrapport", "address": "https://example.org/a", "year": "2025", "kind": "report"}
    key = {"creation_key": str(uuid.uuid4())}
    for _ in range(2):
        client.post(reverse("services:link-add", args=[service.pk]), data | key)
    link = ServiceLink.objects.get()
    at = [service.pk, link.pk]
    client.post(reverse("services:link-edit", args=at), data | {"title": "Rapport", "version": 1})
    link.refresh_from_db()
    assert (link.title, link.version) == ("Rapport", 2)
    stale = client.post(reverse("services:link-edit", args=at), data | {"title": "Tredje", "version": 1})
    assert stale.status_code == 409
    assert client.get(reverse("services:link-delete", args=at)).status_code == 200
    assert ServiceLink.objects.count() == 1
    client.post(reverse("services:link-delete", args=at))
    assert not ServiceLink.objects.exists()
    assert list(AuditRecord.objects.order_by("id").values_list("verb", flat=True)) == [
        "link.created",
        "link.changed",
        "link.deleted",
    ]


def test_link_of_another_service_is_not_found(client):
    service, other = make_service(), make_service()
    link = ServiceLink.objects.create(service=other, title="Hemmelig", address="https://example.org")
    client.force_login(make_member(service))
    for name in ("link-edit", "link-delete"):
        assert client.post(reverse(f"services:{name}", args=[service.pk, link.pk])).status_code == 404
        assert client.post(reverse(f"services:{name}", args=[other.pk, link.pk])).status_code == 403
    assert ServiceLink.objects.count() == 1


def test_key_of_another_service_makes_no_way_into_it(client):
    service, other = make_service(), make_service()
    key = uuid.uuid4()
    ServiceLink.objects.create(service=other, title="Hemmelig", address="https://example.org", creation_key=key)
    client.force_login(make_member(service))
    data = {"title": "Min", "address": "https://example.org/b", "kind": "other", "creation_key": str(key)}
    response = client.post(reverse("services:link-add", args=[service.pk]), data)
    assert response.status_code == 422
    assert "Hemmelig" not in response.content.decode()
