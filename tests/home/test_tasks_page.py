from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import invite
from plans.actions.versions import submit
from plans.models import PlanRow
from reviews.actions.responses import reopen
from services.models import Membership
from tests.factories import (
    make_area,
    make_four_regions,
    make_group_member,
    make_member,
    make_plan,
    make_region,
    make_row,
    make_service,
    make_staff,
    make_trust,
    make_user,
    make_version,
)
from tests.reviews_factories import leader_of, make_response, make_round, mark_signed

pytestmark = pytest.mark.django_db
PAGE = reverse("home:tasks")


def page_for(client, user):
    user.language = "en"
    user.save()
    client.force_login(user)
    response = client.get(PAGE)
    assert response.status_code == 200
    return response.content.decode()


def changed_by(user, row, **changes):
    for name, value in changes.items():
        setattr(row, name, value)
    row._history_user = user
    row.save()


def test_tasks_asks_strangers_to_sign_in(client):
    assert client.get(PAGE).status_code == 302


def test_tasks_of_someone_new_is_a_calm_page(client):
    assert "Nothing is waiting for you" in page_for(client, make_user())


def test_tasks_are_sorted_by_deadline_and_open_ones_last(client):
    service = make_service(started_on="2010-01-01", life_span=10)
    make_plan(service, period_end="2016-01-01")
    page = page_for(client, make_member(service))
    assert page.index("01.01.2016") < page.index("31.12.2019") < page.index("Complete the reference group")


def test_form_to_answer_waits_with_its_deadline(client):
    response = make_response()
    page = page_for(client, leader_of(response))
    assert "15.03.2018" in page
    assert f'href="{response.get_absolute_url()}"' in page


def test_cards_show_role_plan_progress_and_time_left(client):
    service = make_service()
    area = make_area(make_plan(service, title="Planen"))
    for status in ("done", "done", "ongoing", "", "planned"):
        make_row(area, status=status)
    make_row(area, status="", measure="")
    page = page_for(client, make_member(service, "reader"))
    assert "Planen" in page
    assert "2 completed, 1 ongoing, 1 not started, 1 not stated" in page
    assert "Reader" in page
    assert "Not limited in time" in page


def test_cards_of_a_group_member(client):
    service = make_service()
    make_plan(service, title="Planen")
    page = page_for(client, make_group_member(service, is_chair=True))
    assert "Chairs the reference group" in page
    assert "Planen" in page


def test_last_done_collapses_the_many_saves_of_one_row(client):
    service = make_service()
    editor = make_member(service, "editor")
    row = make_row(make_area(make_plan(service)), measure="Lage kurs")
    for number in range(5):
        changed_by(editor, row, target_group=f"Gruppe {number}")
    page = page_for(client, editor)
    assert page.count("Changed the row") == 1
    assert "«Lage kurs»" in page
    assert f"#rad-{row.pk}" in page


def test_last_done_tells_a_step_over_several_rows_once(client):
    service = make_service()
    editor = make_member(service, "editor")
    area = make_area(make_plan(service, title="Planen"))
    rows = [make_row(area) for _ in range(3)]
    batch = "6f1b8f5e-7a39-4a0e-9d43-0d3f0f6f5d10"
    for row in rows:
        changed_by(editor, row, rank=row.rank + 1)
        PlanRow.history.filter(history_user=editor).update(batch=batch)
    assert "Changed or moved 3 rows in" in page_for(client, editor)


def test_last_done_shows_nothing_of_what_one_may_no_longer_see(client):
    service = make_service()
    editor = make_member(service, "editor")
    row = make_row(make_area(make_plan(service, title="HEMMELIG PLAN")), measure="HEMMELIG RAD")
    changed_by(editor, row, note="x")
    assert "HEMMELIG RAD" in page_for(client, editor)
    Membership.objects.update(to_date="2020-01-01")
    assert "HEMMELIG" not in page_for(client, editor)


def test_last_done_of_others_is_not_mine(client):
    service = make_service()
    other = make_member(service, "editor")
    changed_by(other, make_row(make_area(make_plan(service)), measure="Andres rad"), note="x")
    assert "Andres rad" not in page_for(client, make_member(service, "editor"))


def test_last_done_says_whom_one_invited(client):
    leader = make_member(make_service())
    invite(email="ny@example.org", name="Ny Person", language="nb", purpose="tjenesten", by=leader)
    assert "<span>Invited Ny Person</span>" in page_for(client, leader)


def test_region_staff_see_what_services_of_their_region_lack(client):
    region = make_region()
    with_plan = make_service(make_trust(region), name_nb="Med plan")
    make_plan(with_plan, title="HEMMELIG")
    make_service(make_trust(region), name_nb="Uten plan")
    make_service(name_nb="I en annen region")
    page = page_for(client, make_staff(region))
    assert "Services: 2. Without a plan: 1. With a reference group that is not complete: 2." in page
    assert "I en annen region" not in page
    assert "HEMMELIG" not in page


def test_national_staff_see_every_region_and_not_the_complete(client):
    complete = make_service(make_trust(make_four_regions()[0]), name_nb="Fullstendig tjeneste")
    make_plan(complete)
    for rank, region in enumerate(make_four_regions()):
        make_group_member(complete, represents="region", region=region, is_chair=rank == 0)
    make_group_member(complete, represents="users")
    page = page_for(client, make_staff())
    assert "Every service has a plan and a complete reference group." in page
    make_plan(make_service(make_trust(make_four_regions()[0]), name_nb="Ufullstendig tjeneste"))
    page = page_for(client, make_staff())
    assert "Ufullstendig tjeneste" in page
    assert "Fullstendig tjeneste" not in page


def test_versions_wait_first_and_say_since_when(client):
    service = make_service()
    plan = make_row(make_area(make_plan(service, title="Planen", period_end="2099-01-01"))).area.plan
    make_version(plan)
    page = page_for(client, make_staff(service.trust.region))
    assert "Decide on Planen" in page
    assert "Waiting since" in page
    assert "Plans that wait for a decision: 1." in page
    assert 'id="waiting-elsewhere"' not in page


def test_national_staff_see_what_waits_in_the_regions(client):
    service = make_service()
    make_staff(service.trust.region)
    make_version(make_row(make_area(make_plan(service, title="Planen"))).area.plan)
    page = page_for(client, make_staff())
    assert page.index('id="waiting-elsewhere"') < page.index("Planen")
    assert "Decide on" not in page


def test_card_says_where_the_plan_stands(client):
    service = make_service()
    make_version(make_row(make_area(make_plan(service))).area.plan, "submitted")
    assert 'data-s="submitted"' in page_for(client, make_member(service, "reader"))


def test_last_done_names_the_version_and_what_became_of_it(client):
    row = make_row()
    leader = make_member(row.area.plan.service)
    version = submit(plan=row.area.plan, by=leader, key=uuid4())
    page = page_for(client, leader)
    assert "<span>Submitted <a" in page
    assert f"{row.area.plan.title}, Version {version.number}" in page


def test_staff_see_how_far_the_rounds_have_come(client):
    region = make_region()
    own, other = make_service(make_trust(region)), make_service()
    opened = make_round(own, other, opened=True, title="Gjennomgangen", due_on="2099-01-01")
    mark_signed(opened.responses.get(service=own, audience="leader"))
    reopen(response=mark_signed(opened.responses.get(service=other, audience="group")), by=make_staff(), reason="x")
    make_round(own, title="IKKE ÅPNET")
    page = page_for(client, make_staff())
    assert "1 of 4 forms are signed" in page
    assert "3 are in progress" in page
    assert "1 of them reopened" in page
    assert "is late" not in page
    assert "IKKE ÅPNET" not in page
    assert f'href="{opened.get_absolute_url()}?stands=unsigned"' in page
    page = page_for(client, make_staff(region))
    assert "1 of 2 forms are signed" in page
    assert "of them reopened" not in page
    opened.due_on = "2018-03-15"
    opened.save()
    assert "1 service is late" in page_for(client, make_staff(region))
    assert "Gjennomgangen" not in page_for(client, make_staff(make_region()))


def test_page_takes_the_same_queries_for_1_3_and_30_services(client):
    user = make_staff(user=make_user(is_staff=True))
    client.force_login(user)
    counts = []
    for number in (1, 2, 27):
        for _ in range(number):
            service = make_service(started_on="2017-01-01", life_span=10)
            make_member(service, user=user)
            make_group_member(service)
            changed_by(user, make_row(make_area(make_plan(service))), note="x")
            make_round(service, opened=True)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counts.append(len(queries))
    assert len(set(counts)) == 1
