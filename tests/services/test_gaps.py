from datetime import date

import pytest
from django.utils import translation

from services.gaps import gaps_of
from services.models import ReferenceGroupMember
from services.wording import gap_words
from tests.factories import make_four_regions, make_group_member, make_service

TODAY = date(2026, 3, 12)

pytestmark = pytest.mark.django_db


def words_of(service):
    members = ReferenceGroupMember.objects.filter(service=service).select_related("region")
    with translation.override("en"):
        return [gap_words(gap) for gap in gaps_of(members, make_four_regions(), TODAY)]


def fill(service, **of_users):
    for rank, region in enumerate(make_four_regions()):
        make_group_member(service, represents="region", region=region, is_chair=rank == 0)
    make_group_member(service, **{"represents": "users"} | of_users)


def test_gaps_of_an_empty_group_are_all_named():
    assert words_of(make_service()) == [
        "No representative of Helse Nord",
        "No representative of Helse Midt-Norge",
        "No representative of Helse Vest",
        "No representative of Helse Sør-Øst",
        "No user representative",
        "Nobody chairs the group",
    ]


def test_gaps_of_a_full_group_are_none():
    service = make_service()
    fill(service)
    assert words_of(service) == []


def test_gaps_when_a_mandate_ended_yesterday_or_begins_tomorrow():
    service = make_service()
    fill(service, to_date=date(2026, 3, 11))
    make_group_member(service, represents="users", from_date=date(2026, 3, 13))
    assert words_of(service) == ["No user representative"]


def test_gaps_on_the_last_and_first_day_of_a_mandate_are_none_but_the_end():
    service = make_service()
    fill(service, to_date=TODAY, workplace="Brukerforeningen")
    assert words_of(service) == ["The mandate ends 12.03.2026: Brukerforeningen"]


@pytest.mark.parametrize(("end", "named"), [(date(2026, 6, 10), True), (date(2026, 6, 11), False)])
def test_gaps_name_a_mandate_that_ends_within_90_days(end, named):
    service = make_service()
    fill(service, to_date=end, workplace="Brukerforeningen")
    assert bool(words_of(service)) is named


def test_gaps_do_not_name_a_mandate_with_a_successor():
    service = make_service()
    fill(service, to_date=date(2026, 4, 30))
    make_group_member(service, represents="users", from_date=date(2026, 5, 1))
    assert words_of(service) == []


def test_gaps_name_a_mandate_whose_successor_comes_too_late():
    service = make_service()
    fill(service, to_date=date(2026, 4, 30), workplace="Brukerforeningen")
    make_group_member(service, represents="users", from_date=date(2026, 5, 2))
    assert words_of(service) == ["The mandate ends 30.04.2026: Brukerforeningen"]
