import random
import uuid

import pytest

from plans.actions import areas, moves, row_steps
from plans.models import RANK_STEP, Area, PlanRow
from tests.factories import make_area, make_plan, make_row
from tests.plans.groups import keys, make_group, measures, order

pytestmark = pytest.mark.django_db


def test_step_moves_one_row_without_raising_its_version_and_with_one_entry():
    area = make_area()
    first, second = make_row(area), make_row(area)
    assert moves.step_row(plan=area.plan, row_pk=second.pk, direction="up", by=None)
    assert order(area) == keys(second, first)
    second.refresh_from_db()
    assert (second.version, second.history.count(), first.history.count()) == (1, 2, 1)


def test_step_moves_a_group_past_a_group():
    area = make_area()
    one, two = make_group(area, "En"), make_group(area, "To", 2)
    moves.step_row(plan=area.plan, row_pk=one[0].pk, direction="down", by=None)
    assert order(area) == keys(*two, *one)
    moves.step_row(plan=area.plan, row_pk=one[0].pk, direction="up", by=None)
    assert order(area) == keys(*one, *two)
    assert all(row.continues for row in PlanRow.objects.filter(pk__in=keys(*one[1:], *two[1:])))


def test_step_crosses_the_borders_of_areas_and_bands_and_stops_at_the_ends():
    plan = make_plan()
    first = make_area(plan, rank=1)
    band = make_area(plan, kind="band", rank=2)
    second = make_area(plan, parent=band, rank=1)
    row, other = make_row(first), make_row(second)
    assert not moves.step_row(plan=plan, row_pk=row.pk, direction="up", by=None)
    assert moves.step_row(plan=plan, row_pk=row.pk, direction="down", by=None)
    assert (order(first), order(second)) == ([], keys(row, other))
    assert moves.step_row(plan=plan, row_pk=row.pk, direction="down", by=None)
    assert not moves.step_row(plan=plan, row_pk=row.pk, direction="down", by=None)
    assert moves.step_row(plan=plan, row_pk=other.pk, direction="up", by=None)
    assert (order(first), order(second)) == ([other.pk], [row.pk])


def test_step_of_a_continuing_row_stays_in_its_group_and_then_leaves_it_with_the_measure():
    area = make_area()
    head, second, third = make_group(area)
    moves.step_row(plan=area.plan, row_pk=third.pk, direction="up", by=None)
    assert order(area) == keys(head, third, second)
    third.refresh_from_db()
    assert third.continues
    moves.step_row(plan=area.plan, row_pk=third.pk, direction="up", by=None)
    assert order(area) == keys(third, head, second)
    assert measures(area.plan) == dict.fromkeys(keys(head, second, third), "Kurs")


def test_move_of_a_continuing_row_to_another_area_writes_the_measure_in():
    plan = make_plan()
    one, two = make_area(plan), make_area(plan)
    _, second, _ = make_group(one)
    moves.move_to_area(plan=plan, row_pk=second.pk, area_pk=two.pk, by=None)
    second.refresh_from_db()
    assert (second.measure, second.continues, second.area, second.version) == ("Kurs", False, two, 2)


def test_move_to_another_plans_area_or_a_band_finds_nothing():
    row = make_row()
    plan = row.area.plan
    for area in (make_area(), make_area(plan, kind="band")):
        with pytest.raises(Area.DoesNotExist):
            moves.move_to_area(plan=plan, row_pk=row.pk, area_pk=area.pk, by=None)


def test_moves_into_one_gap_renumber_when_it_is_used_up_and_keep_the_order():
    area = make_area()
    first, last = make_row(area, rank=RANK_STEP), make_row(area, rank=RANK_STEP + 4)
    made = [row_steps.add_row(plan=area.plan, key=uuid.uuid4(), after=first.pk, by=None).pk for _ in range(20)]
    assert order(area) == [first.pk, *reversed(made), last.pk]
    assert first.history.count() == 1


def test_renumbering_keeps_the_place_of_a_deleted_row():
    area = make_area()
    first, gone, last = (make_row(area, rank=rank) for rank in (1, 2, 3))
    row_steps.delete_row(plan=area.plan, row_pk=gone.pk, by=None)
    for _ in range(2):  # there is room for one
        row_steps.add_row(plan=area.plan, key=uuid.uuid4(), after=first.pk, by=None)
    row_steps.restore_row(plan=area.plan, row_pk=gone.pk, by=None)
    found = order(area)
    assert found.index(first.pk) < found.index(gone.pk) < found.index(last.pk)


@pytest.mark.parametrize("seed", range(6))
def test_no_step_changes_a_rows_measure_or_lets_an_area_begin_with_a_row_that_continues(seed):
    chance = random.Random(seed)  # noqa: S311 - no secret
    plan = make_plan()
    band = make_area(plan, kind="band")
    homes = [make_area(plan), make_area(plan), make_area(plan, parent=band), make_area(plan, parent=band)]
    for number in range(6):
        make_group(chance.choice(homes), f"Tiltak {number}", chance.randint(1, 4))
    known = measures(plan)
    everyone = list(known)

    def key():
        everyone.append(uuid.uuid4())
        return everyone[-1]

    steps = [
        lambda row: row_steps.delete_row(plan=plan, row_pk=row, by=None),
        lambda row: row_steps.restore_row(plan=plan, row_pk=chance.choice(everyone), by=None),
        lambda row: row_steps.add_row(plan=plan, key=key(), after=row, by=None),
        lambda row: row_steps.add_row(plan=plan, key=key(), after=row, continues=True, by=None),
        lambda row: row_steps.duplicate_row(plan=plan, row_pk=row, key=key(), by=None),
        lambda row: moves.step_row(plan=plan, row_pk=row, direction=chance.choice(["up", "down"]), by=None),
        lambda row: moves.step_row(plan=plan, row_pk=row, direction=chance.choice(["up", "down"]), by=None),
        lambda row: moves.move_to_area(plan=plan, row_pk=row, area_pk=chance.choice(homes).pk, by=None),
        lambda row: areas.step_area(plan=plan, area_pk=chance.choice(homes).pk, direction="down", by=None),
    ]
    for _ in range(60):
        live = list(measures(plan))
        if not live:
            break
        chance.choice(steps)(chance.choice(live))
        now = measures(plan)  # raises if an area begins with a row that continues
        known = now | known
        assert now == {pk: known[pk] for pk in now}
