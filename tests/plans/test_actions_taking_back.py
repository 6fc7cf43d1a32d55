"""Undo and redo: my own steps, newest first, never over what others wrote since."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.actions import areas, imports, moves, row_steps, rows
from plans.actions.outline import leaf_areas, rows_in, shelves
from plans.actions.plans import archive, create
from plans.actions.taking_back import NoSuchStep, do_again, take_back
from plans.actions.undo import ChangedSince
from plans.models import PlanRow
from plans.own_steps import LAST, own_steps
from plans.undoing import offers
from tests.factories import make_area, make_import, make_member, make_plan, make_row, make_service, make_user
from tests.plans.groups import make_group, order
from tests.plans.writing import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(make_service())


@pytest.fixture
def kari(plan):
    return make_member(plan.service, user=make_user("Kari Fjell"))


@pytest.fixture
def ola(plan):
    return make_member(plan.service, "editor", user=make_user("Ola Dal"))


def undo_newest(plan, by):
    return take_back(plan=plan, key=own_steps(plan, by).done[0].key, by=by)


def redo_newest(plan, by):
    return do_again(plan=plan, key=own_steps(plan, by).undone[0].key, by=by)


def note(row):
    return PlanRow.with_deleted.get(pk=row.pk).note


def look(plan):
    """All that is seen of the table: bands and areas in order, their rows in order with every word."""
    shown = []
    for band, inner in shelves(plan):
        shown.append((band and band.pk, band and band.title))
        for area in inner:
            shown.append((area.pk, area.title))
            for row in rows_in(area):
                shown.append(
                    (row.pk, row.continues, row.timeframe, *(rows.words_of(row, name) for name in rows.FIELDS))
                )
    return shown


def test_words_are_taken_back_field_by_field_newest_first(plan, kari):
    row = make_row(make_area(plan), note="0", instruments="Kurs")
    write(row, kari, "1")
    write(row, kari, "Film", "instruments")
    write(row, kari, "2")
    assert len(own_steps(plan, kari).done) == 3
    undo_newest(plan, kari)
    assert note(row) == "1"
    undo_newest(plan, kari)
    assert PlanRow.objects.get().instruments == "Kurs"
    undo_newest(plan, kari)
    assert note(row) == "0"
    assert own_steps(plan, kari).done == []


def test_words_of_one_field_written_within_two_minutes_are_one_step(plan, kari):
    row = make_row(make_area(plan))
    write(row, kari, "a")
    write(row, kari, "ab")
    undo_newest(plan, kari)
    assert note(row) == ""


def test_words_that_are_as_before_again_are_no_step(plan, kari):
    row = make_row(make_area(plan), note="0")
    assert write(row, kari, "1").step
    assert write(row, kari, "0").step == ""
    assert own_steps(plan, kari).done == []
    assert row.history.count() == 1


def test_what_i_did_in_between_is_taken_back_in_the_order_i_did_it(plan, kari):
    area = make_area(plan)
    row, other = make_row(area), make_row(area)
    write(row, kari, "a")
    moves.step_row(plan=plan, row_pk=other.pk, direction="up", by=kari)
    write(row, kari, "ab")
    undo_newest(plan, kari)
    assert note(row) == "a"
    assert order(area) == [other.pk, row.pk]
    undo_newest(plan, kari)
    assert order(area) == [row.pk, other.pk]


def test_a_run_of_undos_goes_back_and_redo_goes_forth(plan, kari):
    row = make_row(make_area(plan), note="0")
    row_steps.delete_row(plan=plan, row_pk=row.pk, by=kari)
    row_steps.restore_row(plan=plan, row_pk=row.pk, by=make_user())
    write(row, kari, "1")
    write(row, kari, "Film", "instruments")
    for field, text in (("instruments", ""), ("note", "0")):
        undo_newest(plan, kari)
        assert rows.words_of(PlanRow.objects.get(), field) == text
    redo_newest(plan, kari)
    assert note(row) == "1"
    redo_newest(plan, kari)
    assert PlanRow.objects.get().instruments == "Film"
    assert own_steps(plan, kari).undone == []
    undo_newest(plan, kari)
    assert PlanRow.objects.get().instruments == ""
    assert len(own_steps(plan, kari).undone) == 1


def test_a_new_deed_ends_what_could_be_done_again(plan, kari):
    row = make_row(make_area(plan))
    write(row, kari, "1")
    undo_newest(plan, kari)
    write(row, kari, "Film", "instruments")
    assert own_steps(plan, kari).undone == []
    undo_newest(plan, kari)
    assert len(own_steps(plan, kari).undone) == 1


def test_the_last_twenty_steps_can_be_taken_back(plan, kari):
    area = make_area(plan)
    for _ in range(LAST + 2):
        row_steps.add_row(plan=plan, key=uuid.uuid4(), by=kari, area=area.pk)
    for _ in range(LAST):
        undo_newest(plan, kari)
    assert own_steps(plan, kari).done == []
    assert plan.rows.count() == 2
    assert len(own_steps(plan, kari).undone) == LAST


def test_others_words_in_the_same_field_are_not_taken_back(plan, kari, ola):
    row = make_row(make_area(plan))
    key = write(row, kari, "Karis").step
    write(row, ola, "Olas")
    with pytest.raises(ChangedSince) as refused:
        take_back(plan=plan, key=key, by=kari)
    assert refused.value.by == ola
    assert note(row) == "Olas"
    assert own_steps(plan, kari).done[0].key == key


def test_others_words_in_another_field_stay(plan, kari, ola):
    row = make_row(make_area(plan))
    key = write(row, kari, "Karis").step
    write(row, ola, "Film", "instruments")
    take_back(plan=plan, key=key, by=kari)
    row.refresh_from_db()
    assert (row.note, row.instruments) == ("", "Film")


def test_a_row_in_which_others_wrote_does_not_go(plan, kari, ola):
    row = row_steps.add_row(plan=plan, key=uuid.uuid4(), by=kari, area=make_area(plan).pk)
    write(row, ola, "Olas")
    with pytest.raises(ChangedSince) as refused:
        undo_newest(plan, kari)
    assert refused.value.by == ola


def test_a_row_that_others_moved_or_deleted_is_left_alone(plan, kari, ola):
    area = make_area(plan)
    first, second = make_row(area), make_row(area)
    moves.step_row(plan=plan, row_pk=second.pk, direction="up", by=kari)
    moves.step_row(plan=plan, row_pk=second.pk, direction="down", by=ola)
    with pytest.raises(ChangedSince):
        undo_newest(plan, kari)
    key = write(first, kari, "Karis").step
    row_steps.delete_row(plan=plan, row_pk=first.pk, by=ola)
    with pytest.raises(ChangedSince):
        take_back(plan=plan, key=key, by=kari)


def test_an_area_that_others_filled_does_not_go(plan, kari, ola):
    area = areas.add_area(plan=plan, key=uuid.uuid4(), by=kari, title="Ny")
    row_steps.add_row(plan=plan, key=uuid.uuid4(), by=ola, area=area.pk)
    with pytest.raises(ChangedSince):
        undo_newest(plan, kari)
    assert plan.areas.count() == 1


def test_what_is_taken_back_twice_is_taken_back_once(plan, kari):
    row = make_row(make_area(plan))
    write(row, kari, "1")
    key = write(row, kari, "Film", "instruments").step
    assert take_back(plan=plan, key=key, by=kari)
    assert take_back(plan=plan, key=key, by=kari) is None
    assert note(row) == "1"


def test_nobody_takes_back_the_steps_of_others_or_of_other_plans(plan, kari, ola):
    row = make_row(make_area(plan))
    key = write(row, ola, "Olas").step
    for where, by in ((plan, kari), (make_plan(plan.service), ola)):
        with pytest.raises(NoSuchStep):
            take_back(plan=where, key=key, by=by)
    for nonsense in ("", "row-", "row-x", "plan-1", "row-999999999999999999999"):
        with pytest.raises(NoSuchStep):
            take_back(plan=plan, key=nonsense, by=ola)
    archive(plan=plan, by=ola)
    with pytest.raises(PermissionDenied):
        take_back(plan=plan, key=key, by=ola)


def test_to_have_made_the_plan_is_no_step(kari, plan):
    made = create(service=plan.service, by=kari, key=uuid.uuid4(), title="Ny", template="dissemination", language="nb")
    assert own_steps(made, kari).done == []


def test_restoring_my_own_deletion_is_to_take_it_back(plan, kari, ola):
    row = make_row(make_area(plan))
    write(row, kari, "1")
    row_steps.delete_row(plan=plan, row_pk=row.pk, by=kari)
    row_steps.restore_row(plan=plan, row_pk=row.pk, by=kari)
    assert len(own_steps(plan, kari).done) == 1
    undo_newest(plan, kari)
    assert note(row) == ""
    row_steps.delete_row(plan=plan, row_pk=row.pk, by=ola)
    row_steps.restore_row(plan=plan, row_pk=row.pk, by=kari)
    assert len(own_steps(plan, kari).done) == 1, "others' deletions are not mine to take back"


def test_an_import_taken_back_is_ready_again_and_not_done_again(plan, kari):
    imported = make_import(plan, by=kari)
    imports.answer(imported=imported, answers={"seen": imports.preview(imported).seen})
    imports.store(imported=imported, by=kari, seen=imports.preview(imported).seen)
    assert "plan.docx" in offers(plan, kari).undo.words
    undo_newest(plan, kari)
    imported.refresh_from_db()
    assert (imported.state, plan.rows.count()) == ("ready", 0)
    assert own_steps(plan, kari).done == own_steps(plan, kari).undone == []


def test_the_order_holds_when_ranks_were_renumbered_since(plan, kari):
    """Ten rows made at one spot use up the gap between its neighbours; each of them is taken back all the same."""
    area = make_area(plan)
    first, second, third = (make_row(area, measure=name, rank=rank) for name, rank in (("a", 1), ("b", 3), ("c", 5)))
    moves.step_row(plan=plan, row_pk=third.pk, direction="up", by=kari)
    row_steps.delete_row(plan=plan, row_pk=first.pk, by=kari)
    for _ in range(12):
        row_steps.add_row(plan=plan, key=uuid.uuid4(), by=kari, after=third.pk)
    for _ in range(14):
        undo_newest(plan, kari)
    assert order(area) == [first.pk, second.pk, third.pk]


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        ("add", "new row"),
        ("move", "moved row"),
        ("delete", "deleted row"),
        ("write", "changed Instruments"),
        ("title", "changed title"),
        ("area", "new area"),
        ("duplicate", "new row"),
    ],
)
def test_the_offer_says_what_it_will_take_back(plan, kari, deed, words):
    area = make_area(plan)
    row, _other = make_row(area), make_row(area)
    by = {"plan": plan, "by": kari}
    {
        "add": lambda: row_steps.add_row(key=uuid.uuid4(), after=row.pk, **by),
        "move": lambda: moves.step_row(row_pk=row.pk, direction="down", **by),
        "delete": lambda: row_steps.delete_row(row_pk=row.pk, **by),
        "write": lambda: write(row, kari, "Film", "instruments"),
        "title": lambda: areas.save_title(area_pk=area.pk, text="Møter", base="Kurs", **by),
        "area": lambda: areas.add_area(key=uuid.uuid4(), row_key=uuid.uuid4(), **by),
        "duplicate": lambda: row_steps.duplicate_row(row_pk=row.pk, key=uuid.uuid4(), **by),
    }[deed]()
    with translation.override("en"):
        offer = offers(plan, kari).undo
        assert offer.words.startswith(words)
        take_back(plan=plan, key=offer.key, by=kari)
        assert offers(plan, kari).redo.words == offer.words


def test_the_offer_goes_past_what_was_refused(plan, kari, ola):
    row = make_row(make_area(plan))
    first = write(row, kari, "1").step
    second = write(row, kari, "Film", "instruments").step
    assert offers(plan, kari).undo.key == second
    assert offers(plan, kari, before=second).undo.key == first
    assert offers(plan, kari, before=first).undo is None


# Whatever is done, undone and done again

ROW_DEEDS = {
    "add": lambda row, key, at: row_steps.add_row(key=key, after=row.pk, **at),
    "follow": lambda row, key, at: row_steps.add_row(key=key, after=row.pk, continues=True, **at),
    "duplicate": lambda row, key, at: row_steps.duplicate_row(key=key, row_pk=row.pk, **at),
    "split": lambda row, key, at: row_steps.split_row(key=key, row_pk=row.pk, **at),
    "delete": lambda row, key, at: row_steps.delete_row(row_pk=row.pk, **at),
    "up": lambda row, key, at: moves.step_row(row_pk=row.pk, direction="up", **at),
    "down": lambda row, key, at: moves.step_row(row_pk=row.pk, direction="down", **at),
    "write": lambda row, key, at: write(row, at["by"], "Film\nog bok", "measure"),
    "list": lambda row, key, at: write(row, at["by"], "Leger\nForeldre", "target_group"),
    "status": lambda row, key, at: write(row, at["by"], "done", "status"),
    "time": lambda row, key, at: write(row, at["by"], "Neste 2024", "timeframe"),
}
AREA_DEEDS = {
    "title": lambda area, at: areas.save_title(area_pk=area.pk, text=area.title + "!", base=area.title, **at),
    "area": lambda area, at: areas.add_area(key=uuid.uuid4(), after=area.pk, row_key=uuid.uuid4(), **at),
    "area up": lambda area, at: areas.step_area(area_pk=area.pk, direction="up", **at),
    "area down": lambda area, at: areas.step_area(area_pk=area.pk, direction="down", **at),
}


def do(deed, plan, by, pick):
    """One deed of the editor, on the row or area that `pick` chooses."""
    homes = leaf_areas(plan)
    rows = [row for home in homes for row in rows_in(home)]
    if deed in AREA_DEEDS:
        AREA_DEEDS[deed](homes[pick % len(homes)], {"plan": plan, "by": by})
    elif rows:
        ROW_DEEDS[deed](rows[pick % len(rows)], uuid.uuid4(), {"plan": plan, "by": by})


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from([*ROW_DEEDS, *AREA_DEEDS]), st.integers(0, 9)), min_size=1, max_size=LAST))
def test_whatever_i_did_is_undone_and_done_again_step_by_step(deeds):
    plan = make_plan(make_service())
    kari = make_user()
    first, second = make_area(plan), make_area(plan, parent=make_area(plan, kind="band"))
    make_group(first, "Kurs")
    make_row(second, rank=1)
    make_row(second, rank=2)
    looks = [look(plan)]
    for deed, pick in deeds:
        do(deed, plan, kari, pick)
        looks.append(look(plan))
    steps = len(own_steps(plan, kari).done)
    seen = [look(plan)]
    for _ in range(steps):
        undo_newest(plan, kari)
        seen.append(look(plan))
    assert seen[-1] == looks[0]
    assert all(one in looks for one in seen)
    for before in reversed(seen[:-1]):
        redo_newest(plan, kari)
        assert look(plan) == before
