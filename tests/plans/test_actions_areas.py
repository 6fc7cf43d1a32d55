import uuid

import pytest

from plans.actions import areas
from plans.actions.documents import document_of
from plans.actions.outline import shelves
from plans.actions.rows import CellChanged
from plans.actions.words import Unacceptable
from plans.models import Area, PlanRow
from tests.factories import make_area, make_plan, make_row, make_user

pytestmark = pytest.mark.django_db


def outline(plan):
    return [(band and band.title, [area.title for area in inner]) for band, inner in shelves(plan)]


def add(plan, title, **fields):
    return areas.add_area(plan=plan, key=uuid.uuid4(), title=title, by=None, **fields)


def make_outline():
    """Two loose areas, two bands with two and one."""
    plan = make_plan()
    add(plan, "a")
    add(plan, "b")
    x = add(plan, "X", kind="band")
    y = add(plan, "Y", kind="band")
    add(plan, "c", band=x.pk)
    add(plan, "d", band=x.pk)
    add(plan, "e", band=y.pk)
    return plan


def named(plan, title):
    return plan.areas.get(title=title)


def step(plan, title, direction):
    return areas.step_area(plan=plan, area_pk=named(plan, title).pk, direction=direction, by=None)


def test_add_area_goes_last_and_below_the_one_named():
    plan = make_outline()
    add(plan, "f")
    add(plan, "g", after=named(plan, "a").pk)
    add(plan, "h", after=named(plan, "c").pk)
    add(plan, "Z", kind="band", after=named(plan, "X").pk)
    assert outline(plan) == [(None, ["a", "g", "b"]), ("X", ["c", "h", "d"]), ("Z", []), ("Y", ["e", "f"])]


def test_add_area_once_however_often_the_key_is_sent_and_with_a_row():
    plan, key, row_key, user = make_plan(), uuid.uuid4(), uuid.uuid4(), make_user()
    for _ in range(5):
        areas.add_area(plan=plan, key=key, title="Kurs", row_key=row_key, by=user)
    area = plan.areas.get()
    assert area.rows.get().pk == row_key
    assert area.history.get().batch == area.rows.get().history.get().batch
    plan.refresh_from_db()
    assert plan.changed_by == user


def test_add_area_with_the_key_of_another_plans_area_finds_nothing():
    area = make_area()
    with pytest.raises(Area.DoesNotExist):
        areas.add_area(plan=make_plan(), key=area.pk, by=None)


def test_the_order_of_the_document_is_that_of_the_shelves():
    plan = make_outline()
    for area in plan.areas.filter(kind="area"):
        make_row(area, measure=area.title)
    step(plan, "Y", "up")
    areas.nest_area(plan=plan, area_pk=named(plan, "c").pk, band=None, by=None)
    found = [(band and band.title, area.title) for band, area in document_of(plan).leaf_areas()]
    assert found == [(None, "a"), (None, "b"), (None, "c"), ("Y", "e"), ("X", "d")]


def test_step_area_passes_its_neighbour_and_the_borders_of_bands():
    plan = make_outline()
    assert step(plan, "d", "up")
    assert outline(plan)[1] == ("X", ["d", "c"])
    assert step(plan, "d", "up")
    assert outline(plan)[0] == (None, ["a", "b", "d"])
    assert step(plan, "d", "down")
    assert step(plan, "d", "down")
    assert step(plan, "d", "down")
    assert outline(plan) == [(None, ["a", "b"]), ("X", ["c"]), ("Y", ["d", "e"])]
    assert step(plan, "d", "down")
    assert not step(plan, "d", "down")
    assert not step(plan, "a", "up")


def test_step_area_moves_a_band_with_everything_in_it():
    plan = make_outline()
    assert step(plan, "Y", "up")
    assert outline(plan) == [(None, ["a", "b"]), ("Y", ["e"]), ("X", ["c", "d"])]
    assert not step(plan, "Y", "up")
    assert not step(plan, "X", "down")


def test_step_area_writes_one_entry_and_leaves_the_version():
    plan = make_outline()
    step(plan, "b", "up")
    area = named(plan, "b")
    assert (area.version, area.history.count(), named(plan, "a").history.count()) == (1, 2, 1)


def test_nest_area_takes_its_rows_along():
    plan = make_outline()
    area = named(plan, "a")
    row = make_row(area)
    areas.nest_area(plan=plan, area_pk=area.pk, band=named(plan, "Y").pk, by=None)
    assert outline(plan)[2] == ("Y", ["e", "a"])
    assert PlanRow.objects.get(area__parent__title="Y") == row
    assert not areas.nest_area(plan=plan, area_pk=area.pk, band=named(plan, "Y").pk, by=None)


def test_nest_area_in_another_plans_band_in_an_area_or_of_a_band_finds_nothing():
    plan = make_outline()
    for home in (make_area(kind="band").pk, named(plan, "b").pk):
        with pytest.raises(Area.DoesNotExist):
            areas.nest_area(plan=plan, area_pk=named(plan, "a").pk, band=home, by=None)
    with pytest.raises(Area.DoesNotExist):
        areas.nest_area(plan=plan, area_pk=named(plan, "X").pk, band=named(plan, "Y").pk, by=None)


def test_delete_area_only_when_it_is_empty():
    plan = make_outline()
    area = named(plan, "c")
    row = make_row(area, measure="", note="noe")
    with pytest.raises(areas.NotEmpty):
        areas.delete_area(plan=plan, area_pk=area.pk, by=None)
    with pytest.raises(areas.NotEmpty):
        areas.delete_area(plan=plan, area_pk=area.parent_id, by=None)
    row.note = ""
    row.save()
    areas.delete_area(plan=plan, area_pk=area.pk, by=None)
    assert outline(plan)[1] == ("X", ["d"])
    assert not PlanRow.objects.filter(pk=row.pk).exists()
    areas.delete_area(plan=plan, area_pk=named(plan, "d").pk, by=None)
    areas.delete_area(plan=plan, area_pk=named(plan, "X").pk, by=None)
    assert outline(plan) == [(None, ["a", "b"]), ("Y", ["e"])]


def save(area, text, base, by=None):
    return areas.save_title(plan=area.plan, area_pk=area.pk, text=text, base=base, by=by)


def test_save_title_stores_it_and_raises_the_version():
    area, user = make_area(title="Kurs"), make_user()
    saved = save(area, "Fagdager", "Kurs", user)
    area.refresh_from_db()
    assert (area.title, area.version, saved.version) == ("Fagdager", 2, 2)
    assert area.history.first().history_user == user


def test_save_title_changed_meanwhile_is_a_conflict_but_the_same_text_is_none():
    area, kari = make_area(title="Kurs"), make_user()
    save(area, "Fagdager", "Kurs", kari)
    with pytest.raises(CellChanged) as caught:
        save(area, "Film", "Kurs")
    assert (caught.value.theirs, caught.value.by) == ("Fagdager", kari)
    assert save(area, "Fagdager", "Kurs").version == 2


def test_save_title_takes_five_hundred_characters():
    area = make_area(title="")
    save(area, "å" * 500, "")
    with pytest.raises(Unacceptable):
        save(area, "å" * 501, "å" * 500)


def test_add_area_refuses_a_row_key_that_is_taken():
    taken = make_row()
    plan = make_plan()
    with pytest.raises(PlanRow.DoesNotExist):
        areas.add_area(plan=plan, key=uuid.uuid4(), row_key=taken.pk, by=None)
    assert not plan.areas.exists()
