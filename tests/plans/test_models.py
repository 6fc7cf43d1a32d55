from datetime import date

import pytest
from django.db import IntegrityError, transaction

from plans.models import Area, Plan, Section
from tests.factories import make_area, make_plan, make_row, make_service

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields",
    [
        {"continues": True, "measure": "Kurs"},
        {"status": "begun"},
        {"timeframe_kind": "someday"},
        {"timeframe_precision": "hour"},
        {"timeframe_start": date(2025, 2, 1), "timeframe_end": date(2025, 1, 1)},
    ],
)
def test_database_refuses_a_row_that_cannot_be(fields):
    area = make_area()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_row(area, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"template": "list"},
        {"language": "de"},
        {"period_start": date(2025, 2, 1), "period_end": date(2025, 1, 1)},
    ],
)
def test_database_refuses_a_plan_that_cannot_be(fields):
    service = make_service()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_plan(service, **fields)


def test_a_service_has_one_current_plan_besides_the_deleted():
    service = make_service()
    make_plan(service, is_current=True, deleted_at="2025-01-01T00:00Z")
    make_plan(service, is_current=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_plan(service, is_current=True)


def test_database_refuses_a_band_in_a_band_and_a_section_in_no_place():
    plan = make_plan()
    band = make_area(plan, kind="band")
    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.create(plan=plan, kind="band", parent=band)
    with pytest.raises(IntegrityError), transaction.atomic():
        Section.objects.create(plan=plan, heading="Bakgrunn", place="beside")


def test_plans_come_current_first_then_latest_and_undated_last():
    service = make_service()
    undated = make_plan(service)
    early = make_plan(service, period_start=date(2021, 1, 1))
    late = make_plan(service, period_start=date(2025, 1, 1))
    current = make_plan(service, period_start=date(2023, 1, 1), is_current=True)
    assert list(Plan.objects.filter(service=service)) == [current, late, early, undated]
