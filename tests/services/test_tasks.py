from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.actions import invite
from accounts.models import Invitation
from services.models import Service
from services.permissions import EDITORS
from services.tasks import tasks_for
from services.wording import days_until, time_left_words
from tests.factories import make_four_regions, make_group_member, make_member, make_service, make_trust, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 12)


def complete(service, **of_users):
    for rank, region in enumerate(make_four_regions()):
        make_group_member(service, represents="region", region=region, is_chair=rank == 0)
    make_group_member(service, **{"represents": "users"} | of_users)


def quiet_service(**fields):
    return make_service(make_trust(make_four_regions()[0]), **fields)


def tasks(user, today=TODAY):
    with translation.override("en"):
        return tasks_for(user, today)


@pytest.mark.parametrize("role", ["leader", "editor", "reader", "assessor"])
def test_tasks_of_the_group_are_for_those_who_edit(role):
    found = tasks(make_member(quiet_service(), role))
    assert [task.title for task in found] == (["Complete the reference group"] if role in EDITORS else [])


def test_tasks_name_all_gaps_shortly():
    service = quiet_service(name_nb="Svelg", abbreviation="")
    task = tasks(make_member(service))[0]
    assert task.text == (
        "Svelg. No representative of Helse Nord, Helse Midt-Norge, Helse Vest and Helse Sør-Øst."
        " No user representative. Nobody chairs the group."
    )


def test_tasks_of_a_complete_group_are_none():
    service = quiet_service()
    complete(service)
    assert tasks(make_member(service)) == []


def test_tasks_have_the_first_mandate_that_ends_as_deadline():
    service = quiet_service(name_nb="Svelg", abbreviation="")
    complete(service, to_date=TODAY + timedelta(30), workplace="Brukerforeningen")
    make_group_member(service, name="Åse", to_date=TODAY + timedelta(20))
    task = tasks(make_member(service))[0]
    assert task.due == TODAY + timedelta(20)
    assert task.text == "Svelg. 2 mandates run out soon: Åse, Brukerforeningen."


@pytest.mark.parametrize(
    ("start", "title"),
    [
        ("2017-03-13", "The life span of the service ends soon"),
        ("2016-03-12", "The life span of the service is over"),
        ("2017-03-14", None),
    ],
)
def test_tasks_of_a_life_span_within_a_year(start, title):
    service = quiet_service(started_on=start, life_span=10)
    complete(service)
    assert [task.title for task in tasks(make_member(service))] == ([title] if title else [])


def test_tasks_of_invitations_without_an_answer_are_for_the_leader():
    service = quiet_service()
    complete(service)
    leader = make_member(service)
    invited = invite(email="ny@example.org", name="Ny", language="nb", purpose="x", by=leader).user
    make_member(service, "reader", user=invited)
    assert tasks(leader) == []
    Invitation.objects.update(expires_at=timezone.now())
    assert [task.title for task in tasks(leader)] == ["Follow up the invitations"]
    assert tasks(make_member(service, "editor")) == []


def test_tasks_of_administrators():
    administrator = make_user(is_staff=True)
    assert tasks(administrator) == []
    make_service()
    make_member(make_service())
    invite(email="ny@example.org", name="Ny", language="nb", purpose="x", by=administrator)
    assert [task.text for task in tasks(administrator)] == [
        "1 invitation waits for an answer.",
        "1 service has no leader.",
    ]


def test_tasks_take_the_same_queries_for_1_3_and_30_services():
    user = make_user()
    counts = []
    for number in (1, 2, 27):
        for _ in range(number):
            make_member(make_service(started_on="2017-01-01", life_span=10), user=user)
        with CaptureQueriesContext(connection) as queries:
            tasks(user)
        counts.append(len(queries))
    assert len(set(counts)) == 1


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 12), "Today"),
        (date(2026, 3, 13), "In 1 day"),
        (date(2026, 4, 1), "In 20 days"),
        (date(2026, 4, 2), "In 3 weeks"),
        (date(2026, 9, 1), "In 5 months"),
        (date(2029, 3, 12), "In 3 years"),
        (date(2026, 3, 11), "1 day ago"),
        (date(2022, 3, 12), "4 years ago"),
    ],
)
def test_days_until(day, words):
    with translation.override("en"):
        assert days_until(day, TODAY) == words


@pytest.mark.parametrize(
    ("start", "span", "words"),
    [
        ("2021-01-01", 10, "4 years 9 months, until 31.12.2030"),
        ("2016-03-13", 10, "1 day, until 12.03.2026"),
        ("2016-04-12", 10, "1 month, until 11.04.2026"),
        ("2016-03-12", 10, "Ended 11.03.2026"),
        ("2016-02-29", 10, "Ended 28.02.2026"),
        (None, 10, "Unknown, since the start is not entered"),
        ("2021-01-01", None, "Not limited in time"),
    ],
)
def test_time_left_words(start, span, words):
    service = make_service(started_on=start, life_span=span)
    with translation.override("en"):
        assert time_left_words(Service.objects.get(pk=service.pk), TODAY) == words
