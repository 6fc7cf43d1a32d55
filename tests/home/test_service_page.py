import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.models import Meeting, ServiceLink
from tests.factories import (
    make_area,
    make_four_regions,
    make_group_member,
    make_member,
    make_plan,
    make_publication,
    make_region,
    make_row,
    make_service,
    make_staff,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    make_four_regions()
    service = make_service(name_nb="Svelgtjenesten", location="Bodø", description="Om svelg")
    make_member(service, user=make_user("Kjell Leder"))
    make_group_member(service, name="Åse Gruppe")
    Meeting.objects.create(service=service, held_on="2026-03-01", title="Vårmøtet", minutes="HEMMELIG REFERAT")
    ServiceLink.objects.create(service=service, title="Årsrapporten", year=2025, address="https://example.org/a")
    make_plan(service, title="HEMMELIG PLAN")
    return service


def page_for(client, service, user):
    user.language = "en"
    user.save()
    client.force_login(user)
    response = client.get(service.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


WHO = {
    "leader": lambda service: make_member(service, "leader"),
    "reader": lambda service: make_member(service, "reader"),
    "group": lambda service: make_group_member(service),
    "region": lambda service: make_staff(service.trust.region),
    "other region": lambda service: make_staff(make_region()),
    "administrator": lambda service: make_user(is_staff=True),
    "stranger": lambda service: make_member(make_service()),
}


@pytest.mark.parametrize(
    ("who", "people", "plan", "working", "edit", "make"),
    [
        ("leader", True, True, False, True, True),
        ("reader", True, True, False, False, False),
        ("group", True, True, False, False, False),
        ("region", True, False, True, False, False),
        ("other region", True, False, False, False, False),
        ("administrator", True, False, False, True, False),
        ("stranger", False, False, False, False, False),
    ],
)
def test_service_shows_each_what_they_may_see(client, service, who, people, plan, working, edit, make):
    page = page_for(client, service, WHO[who](service))
    for fact in ("Svelgtjenesten", "Bodø", "Om svelg", "Årsrapporten"):
        assert fact in page
    for name in ("Kjell Leder", "Åse Gruppe", "Vårmøtet", "No representative of Helse Vest"):
        assert (name in page) is people, name
    assert ("HEMMELIG PLAN" in page) is plan
    assert ("The service is working on a plan" in page) is working
    assert ("Edit the facts" in page) is edit
    assert ("New plan" in page) is make
    assert "HEMMELIG REFERAT" not in page


def test_service_without_plan_says_so_to_staff(client):
    service = make_service()
    assert "The service has no plan yet" in page_for(client, service, make_staff())


def test_staff_see_what_was_submitted_and_that_there_is_a_draft(client, service):
    plan = make_row(make_area(make_plan(service, title="Innsendt plan"))).area.plan
    make_version(plan, "returned")
    make_version(plan, "named", name="HEMMELIG NAVN")
    page = page_for(client, service, make_staff(service.trust.region))
    assert "Innsendt plan, Version 1" in page
    assert "Returned" in page
    assert "The service is working on a plan" in page
    assert "HEMMELIG" not in page
    assert "Innsendt plan" not in page_for(client, service, make_staff(make_region()))


def test_service_shows_its_own_people_where_each_plan_stands(client):
    service = make_service()
    make_version(make_row(make_area(make_plan(service))).area.plan, "approved")
    assert 'data-s="approved"' in page_for(client, service, make_member(service, "reader"))


def test_service_keeps_archived_plans_apart(client):
    service = make_service()
    make_plan(service, title="Den gamle", archived_at="2026-01-01T00:00Z")
    page = page_for(client, service, make_member(service))
    assert page.index("1 archived plan") < page.index("Den gamle")


def test_service_asks_strangers_to_sign_in_and_knows_no_other(client, service):
    assert client.get(service.get_absolute_url()).status_code == 302
    client.force_login(make_user())
    assert client.get("/tjenester/999999/").status_code == 404
    assert client.get("/tjenester/99999999999999999999999/").status_code == 404


def test_service_escapes_what_people_wrote(client):
    service = make_service(name_nb="<script>alert(1)</script>", description="<b>x</b>")
    page = page_for(client, service, make_member(service))
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_service_takes_the_same_queries_whatever_hangs_on_it(client, service):
    user = make_member(service)
    client.force_login(user)
    counts = []
    for number in (1, 2, 27):
        for _ in range(number):
            make_member(service, "reader")
            make_group_member(service)
            Meeting.objects.create(service=service, held_on="2026-03-01")
            ServiceLink.objects.create(service=service, title="x", address="https://example.org")
            make_publication(service)
            make_row(make_area(make_plan(service)))
        with CaptureQueriesContext(connection) as queries:
            client.get(service.get_absolute_url())
        counts.append(len(queries))
    assert len(set(counts)) == 1


@pytest.mark.parametrize("path", ["/hjelp/", "/personvern/", "/tilgjengelighet/"])
def test_pages_of_words_are_open_in_every_language(client, path):
    texts = set()
    for language in ("nb", "nn", "en"):
        client.cookies["django_language"] = language
        response = client.get(path)
        assert response.status_code == 200
        texts.add(response.content)
    assert len(texts) == 3
