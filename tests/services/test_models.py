from datetime import date

import pytest
from django.db import IntegrityError, transaction

from services.models import ServiceLink
from tests.factories import make_group_member, make_member, make_region, make_service, make_staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("fields", [{"kind": "ward"}, {"function": "parking"}, {"life_span": 51}, {"life_span": 0}])
def test_database_refuses_a_service_that_cannot_be(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_service(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"represents": "nobody"},
        {"represents": "region"},
        {"from_date": date(2025, 2, 1), "to_date": date(2025, 1, 1)},
    ],
)
def test_database_refuses_a_group_member_that_cannot_be(fields):
    service = make_service()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_group_member(service, **fields)


def test_a_group_has_one_open_chair():
    service = make_service()
    make_group_member(service, is_chair=True, to_date=date(2024, 12, 31))
    make_group_member(service, is_chair=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_group_member(service, is_chair=True)


def test_a_person_has_one_known_role_in_a_service():
    service = make_service()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_member(service, role="owner")
    leader = make_member(service)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_member(service, role="reader", user=leader)


def test_database_refuses_a_link_of_no_known_kind():
    service = make_service()
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceLink.objects.create(service=service, title="Nettsted", kind="film", address="https://eksempel.no")


def test_staff_is_national_once_and_of_a_region_once():
    region = make_region()
    person = make_staff(region)
    make_staff(user=person)
    for again in (region, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_staff(again, user=person)
