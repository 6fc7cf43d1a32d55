import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from plans.actions import areas, moves, row_steps
from plans.actions.documents import document_of
from plans.models import Area, PlanRow
from tests.factories import make_area, make_plan, make_row
from tests.plans.groups import keys, make_group, measures, order

pytestmark = pytest.mark.django_db


# ---- adding


def test_add_row_comes_below_the_whole_group_and_once():
    area = make_area()
    head, second, third = make_group(area)
    last = make_row(area)
    key = uuid.uuid4()
    for _ in range(2):
        row_steps.add_row(plan=area.plan, key=key, after=head.pk, by=None)
    assert order(area) == [*keys(head, second, third), key, last.pk]


def test_add_row_that_continues_comes_right_below():
    area = make_area()
    head, second = make_group(area, length=2)
    new = row_steps.add_row(plan=area.plan, key=uuid.uuid4(), after=head.pk, continues=True, by=None)
    assert order(area) == keys(head, new, second)
    assert measures(area.plan) == dict.fromkeys(keys(head, new, second), "Kurs")


def test_add_row_first_in_an_area_never_continues():
    area = make_area()
    new = row_steps.add_row(plan=area.plan, key=uuid.uuid4(), area=area.pk, continues=True, by=None)
    assert not new.continues


def test_add_row_to_a_plan_without_areas_makes_one():
    plan = make_plan()
    row = row_steps.add_row(plan=plan, key=uuid.uuid4(), by=None)
    assert list(plan.areas.all()) == [row.area]


def test_add_row_clears_away_rows_that_were_never_filled_for_a_day():
    area = make_area()
    stale, below, filled = (make_row(area, measure=measure) for measure in ("", "", "Lage kurs"))
    fresh = make_row(area, measure="")
    PlanRow.objects.exclude(pk=fresh.pk).update(created_at=timezone.now() - timedelta(hours=25))
    row_steps.add_row(plan=area.plan, key=uuid.uuid4(), after=below.pk, by=None)
    kept = set(PlanRow.objects.values_list("pk", flat=True))
    assert stale.pk not in kept
    assert {below.pk, filled.pk, fresh.pk} < kept


def test_add_row_with_the_key_of_another_plans_row_finds_nothing():
    other, plan = make_row(), make_plan()
    with pytest.raises(PlanRow.DoesNotExist):
        row_steps.add_row(plan=plan, key=other.pk, by=None)
    assert not plan.rows.exists()


def test_a_row_never_filled_in_is_not_in_the_document():
    area = make_area()
    row_steps.add_row(plan=area.plan, key=uuid.uuid4(), area=area.pk, by=None)
    assert not list(document_of(area.plan).rows())


# ---- duplicating, splitting


def test_duplicate_of_a_head_takes_the_group_and_all_its_words():
    area = make_area()
    head = make_row(area, measure="Kurs", timeframe_text="2025", timeframe_kind="year", status="done")
    follow = make_row(area, measure="", continues=True, note="n")
    last = make_row(area)
    key = uuid.uuid4()
    for _ in range(2):
        copy = row_steps.duplicate_row(plan=area.plan, row_pk=head.pk, key=key, by=None)
    made = PlanRow.objects.exclude(pk__in=keys(head, follow, last)).order_by("rank")
    assert [(row.measure, row.continues, row.status, row.note) for row in made] == [
        ("Kurs", False, "done", ""),
        ("", True, "", "n"),
    ]
    assert order(area) == [*keys(head, follow), *keys(*made), last.pk]
    assert (copy.pk, copy.timeframe) == (key, head.timeframe)


def test_split_leaves_the_first_line_and_moves_the_rest_to_a_row_that_continues():
    area = make_area()
    row = make_row(area, instruments="Kurs\nFilm\nBok", timeframe_text="2025\n2026", target_group="Alle", status="done")
    rest = row_steps.split_row(plan=area.plan, row_pk=row.pk, key=uuid.uuid4(), by=None)
    row.refresh_from_db()
    assert (row.instruments, row.timeframe_text, row.target_group) == ("Kurs", "2025", "Alle")
    assert (rest.instruments, rest.timeframe_text, rest.target_group) == ("Film\nBok", "2026", "")
    assert (rest.continues, rest.status, rest.timeframe_kind) == (True, "done", "year")
    assert row.history.first().batch == rest.history.first().batch


def test_split_of_single_lines_gives_an_empty_row():
    row = make_row(instruments="Kurs")
    rest = row_steps.split_row(plan=row.area.plan, row_pk=row.pk, key=uuid.uuid4(), by=None)
    assert (rest.continues, rest.instruments, rest.status) == (True, "", "")
    row.refresh_from_db()
    assert row.version == 1


# ---- deleting, restoring


def test_delete_of_a_groups_first_row_writes_the_measure_into_the_next_in_one_batch():
    area = make_area()
    head, second, third = make_group(area)
    row_steps.delete_row(plan=area.plan, row_pk=head.pk, by=None)
    assert measures(area.plan) == dict.fromkeys(keys(second, third), "Kurs")
    second.refresh_from_db()
    assert not second.continues
    assert head.history.first().batch == second.history.first().batch is not None


@pytest.mark.parametrize("which", [0, 1, 2])
def test_restore_closes_the_group_again(which):
    area = make_area()
    group = make_group(area)
    row_steps.delete_row(plan=area.plan, row_pk=group[which].pk, by=None)
    row_steps.restore_row(plan=area.plan, row_pk=group[which].pk, by=None)
    assert order(area) == keys(*group)
    assert list(PlanRow.objects.order_by("rank").values_list("measure", "continues")) == [
        ("Kurs", False),
        ("", True),
        ("", True),
    ]


def test_restored_row_never_takes_over_rows_of_another_group():
    area = make_area()
    lone = make_row(area, measure="Alene", rank=3000)
    row_steps.delete_row(plan=area.plan, row_pk=lone.pk, by=None)
    head = make_row(area, measure="Kurs", rank=2000)
    follow = make_row(area, measure="", continues=True, rank=4000)
    row_steps.restore_row(plan=area.plan, row_pk=lone.pk, by=None)
    assert order(area) == keys(head, follow, lone)


def test_restored_continuing_row_keeps_its_measure_when_its_group_went_elsewhere():
    area = make_area()
    other = make_area(area.plan)
    make_row(area, measure="Annet")
    head, second = make_group(area, length=2)
    row_steps.delete_row(plan=area.plan, row_pk=second.pk, by=None)
    moves.move_to_area(plan=area.plan, row_pk=head.pk, area_pk=other.pk, by=None)
    row_steps.restore_row(plan=area.plan, row_pk=second.pk, by=None)
    assert measures(area.plan)[second.pk] == "Kurs"


def test_restore_brings_the_area_and_its_band_back():
    band = make_area(kind="band")
    area = make_area(band.plan, parent=band)
    row = make_row(area, measure="")
    areas.delete_area(plan=band.plan, area_pk=area.pk, by=None)
    areas.delete_area(plan=band.plan, area_pk=band.pk, by=None)
    row_steps.restore_row(plan=band.plan, row_pk=row.pk, by=None)
    assert Area.objects.filter(plan=band.plan).count() == 2
    assert order(area) == [row.pk]


def test_delete_and_restore_twice_have_one_effect():
    row = make_row()
    for action in (row_steps.delete_row, row_steps.restore_row):
        for _ in range(2):
            action(plan=row.area.plan, row_pk=row.pk, by=None)
    assert row.history.count() == 3
