"""A document into a plan that there is, and out of it again."""

import uuid
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.actions.documents import document_of
from plans.actions.merging import Coming, merge
from plans.actions.spots import Step
from plans.actions.store import store
from plans.actions.undo import undo
from plans.document import COLUMNS, Area, PlanDocument, Row, Section
from plans.matching import match
from plans.models import PlanRow
from plans.timeframe import read
from tests.factories import make_area, make_plan, make_row, make_service, make_user
from tests.sample_files import TWIN
from tests.strategies import documents

pytestmark = pytest.mark.django_db
unhurried = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def bring(plan, document, *, by=None, columns=COLUMNS, **coming):
    """The document into the plan; gives the batch of the step."""
    step = Step(by=by, batch=uuid.uuid4(), reason="import plan.docx")
    with transaction.atomic():
        matches = match(document_of(plan), document, columns)
        merge(plan, Coming(document=document, matches=matches, **coming), step)
    return step.batch


def area(*rows, title="Kurs"):
    return Area(title=title, rows=rows)


def plan_of(*areas, sections=()):
    return store(PlanDocument(title="Plan", areas=areas, sections=sections), service=make_service(), by=None)


def table(plan):
    """The plan's rows as (area, measure as it holds, target group), in order."""
    return [(area.title, measure, row.target_group) for area, row, measure in document_of(plan).rows()]


def row_of(plan, measure):
    return plan.rows.get(measure=measure)


def test_new_rows_come_below_the_row_above_them_in_the_file():
    plan = plan_of(area(Row(measure="A"), Row(measure="B"), Row(measure="C")))
    bring(plan, PlanDocument(areas=(area(Row(measure="0"), Row(measure="A"), Row(measure="A2"), Row(measure="C")),)))
    assert [measure for _area, measure, _ in table(plan)] == ["0", "A", "A2", "B", "C"]


def test_new_rows_of_their_own_never_come_into_a_group():
    plan = plan_of(area(Row(measure="A", target_group="1"), Row(continues=True, target_group="2"), Row(measure="B")))
    new = area(Row(measure="A", target_group="1"), Row(measure="X"), Row(measure="A", target_group="2"))
    bring(plan, PlanDocument(areas=(new,)))
    assert table(plan) == [("Kurs", "A", "1"), ("Kurs", "A", "2"), ("Kurs", "X", ""), ("Kurs", "B", "")]
    assert plan.rows.filter(continues=True).count() == 1


def test_a_new_row_that_goes_on_comes_into_its_group():
    plan = plan_of(area(Row(measure="A", target_group="1"), Row(measure="B")))
    new = area(Row(measure="A", target_group="1"), Row(continues=True, target_group="2"))
    bring(plan, PlanDocument(areas=(new,)))
    assert table(plan) == [("Kurs", "A", "1"), ("Kurs", "A", "2"), ("Kurs", "B", "")]
    assert plan.rows.filter(continues=True).count() == 1


def test_new_areas_and_bands_are_made_and_old_ones_found_by_their_titles():
    band = Area(kind="band", title="Nasjonalt", areas=(area(Row(measure="A")),))
    plan = plan_of(area(Row(measure="L")), band)
    nett = area(Row(measure="N"), title="Nett")
    file = PlanDocument(
        areas=(
            area(Row(measure="L2")),
            Area(
                kind="band",
                title="Nasjo\u00adnalt",
                areas=(area(Row(measure="B")), nett),
            ),
            Area(kind="band", title="Lokalt", areas=(area(Row(measure="C")),)),
        )
    )
    bring(plan, file)
    shown = [
        (band.title if band else "", one.title, [r.measure for r in one.rows])
        for band, one in document_of(plan).leaf_areas()
    ]
    assert shown == [
        ("", "Kurs", ["L", "L2"]),
        ("Nasjonalt", "Kurs", ["A", "B"]),
        ("Nasjonalt", "Nett", ["N"]),
        ("Lokalt", "Kurs", ["C"]),
    ]


def test_changed_rows_get_only_the_columns_that_differ():
    plan = plan_of(area(Row(measure="A", target_group="Leger", note="Husk", timeframe=read("2025"), status="done")))
    before = plan.rows.get()
    file = PlanDocument(areas=(area(Row(measure="A", target_group="Alle", timeframe=read("2027"))),))
    bring(plan, file, columns=("measure", "target_group", "timeframe", "status"))
    row = plan.rows.get()
    assert (row.target_group, row.timeframe_text, row.timeframe_start.year) == ("Alle", "2027", 2027)
    assert (row.note, row.status, row.version, row.pk) == ("Husk", "done", before.version + 1, before.pk)


def test_unchanged_rows_are_not_written():
    plan = plan_of(area(Row(measure="A"), Row(measure="B")))
    bring(plan, PlanDocument(areas=(area(Row(measure="A"), Row(measure="B", note="Ny")),)))
    assert row_of(plan, "A").history.count() == 1
    assert row_of(plan, "B").history.count() == 2


def test_rows_left_out_are_not_touched():
    plan = plan_of(area(Row(measure="A", note="1"), Row(measure="B", note="1")))
    file = PlanDocument(areas=(area(Row(measure="A", note="2"), Row(measure="B", note="2"), Row(measure="C")),))
    bring(plan, file, left=(0, 2))
    assert [(row.measure, row.note, row.version) for row in plan.rows.order_by("rank")] == [
        ("A", "1", 1),
        ("B", "2", 2),
    ]


def test_a_new_row_that_goes_on_with_one_left_out_gets_the_measure():
    plan = plan_of(area(Row(measure="A")))
    new = area(Row(measure="N", note="1"), Row(continues=True, note="2"), Row(continues=True, note="3"))
    bring(plan, PlanDocument(areas=(new,)), left=(0,))
    rows = plan.rows.exclude(note="").order_by("rank")
    assert [(row.measure, row.continues, row.note) for row in rows] == [("N", False, "2"), ("", True, "3")]


def test_a_changed_measure_of_a_group_holds_for_rows_of_which_the_file_says_nothing():
    plan = plan_of(area(Row(measure="Kurs for leger", note="1"), Row(continues=True, note="2")))
    bring(plan, PlanDocument(areas=(area(Row(measure="Kurs for alle leger", note="1")),)))
    assert [measure for _area, measure, _ in table(plan)] == ["Kurs for alle leger"] * 2
    assert plan.rows.get(note="2").version == 1


def test_a_changed_measure_of_a_group_leaves_those_that_a_person_left_out_as_they_were():
    plan = plan_of(area(Row(measure="Kurs for leger", note="1"), Row(continues=True, note="2")))
    file = area(Row(measure="Kurs for alle leger", note="1"), Row(continues=True, note="2"))
    bring(plan, PlanDocument(areas=(file,)), left=(1,))
    assert [measure for _area, measure, _ in table(plan)] == ["Kurs for alle leger", "Kurs for leger"]


def test_a_row_in_another_area_of_the_file_moves_with_the_row_that_goes_on():
    plan = plan_of(
        area(Row(measure="A", note="1"), Row(continues=True, note="2"), Row(measure="B")), area(title="Nett")
    )
    moved = area(Row(measure="A", note="1"), Row(continues=True, note="2"), title="Nett")
    bring(plan, PlanDocument(areas=(area(Row(measure="B")), moved)))
    assert table(plan) == [("Kurs", "B", ""), ("Nett", "A", ""), ("Nett", "A", "")]
    assert [row.version for row in plan.rows.filter(area__title="Nett")] == [1, 1]


def test_the_rest_of_a_group_whose_first_row_moves_keeps_its_measure():
    plan = plan_of(
        area(Row(measure="A", note="1"), Row(continues=True, note="2")), area(Row(measure="N"), title="Nett")
    )
    file = PlanDocument(areas=(area(title="Kurs"), area(Row(measure="N"), Row(measure="A", note="1"), title="Nett")))
    bring(plan, file)
    assert table(plan) == [("Kurs", "A", ""), ("Nett", "N", ""), ("Nett", "A", "")]


@pytest.mark.parametrize("deleted", [False, True])
def test_a_table_without_areas_goes_below_the_row_in_which_it_was_pasted(deleted):
    plan = plan_of(area(Row(measure="A"), Row(measure="B")), area(Row(measure="C"), title="Nett"))
    place = row_of(plan, "A")
    if deleted:
        place = make_row(place.area, measure="Borte", rank=place.rank + 1, deleted_at=place.created_at)
    file = PlanDocument(areas=(area(Row(measure="X", note="1"), Row(continues=True, note="2"), title=""),))
    bring(plan, file, place=place.pk)
    assert [measure for _area, measure, _ in table(plan)] == ["A", "X", "X", "B", "C"]


def test_a_place_in_another_plan_is_no_place():
    plan, other = plan_of(area(Row(measure="A"))), plan_of(area(Row(measure="B")))
    file = PlanDocument(areas=(area(Row(measure="X"), title=""),))
    bring(plan, file, place=other.rows.get().pk)
    assert table(plan) == [("Kurs", "A", ""), ("", "X", "")]
    assert other.rows.count() == 1


def test_ids_of_another_plan_are_never_written_to():
    plan, other = plan_of(area(Row(measure="A"))), plan_of(area(Row(measure="B")))
    stolen = str(other.rows.get().pk)
    bring(
        plan,
        PlanDocument(
            areas=(
                area(
                    Row(id=stolen, measure="Stjålet"),
                ),
            )
        ),
    )
    assert [row.measure for row in other.rows] == ["B"]
    assert [measure for _area, measure, _ in table(plan)] == ["A", "Stjålet"]


def test_ids_of_the_plan_count():
    plan = plan_of(area(Row(measure="A"), Row(measure="B")))
    own = str(row_of(plan, "B").pk)
    bring(plan, PlanDocument(areas=(area(Row(id=own, measure="Helt andre ord")),)))
    assert [measure for _area, measure, _ in table(plan)] == ["A", "Helt andre ord"]


def test_more_rows_than_there_is_room_for_between_two_make_room():
    plan = make_plan()
    home = make_area(plan)
    make_row(home, measure="A", rank=1)
    gone = make_row(home, measure="Borte", rank=2)
    make_row(home, measure="B", rank=3)
    PlanRow.objects.filter(pk=gone.pk).update(deleted_at=gone.created_at)
    new = tuple(Row(measure=f"N{number}") for number in range(5))
    bring(plan, PlanDocument(areas=(area(Row(measure="A"), *new, Row(measure="B")),)))
    assert [measure for _area, measure, _ in table(plan)] == ["A", "N0", "N1", "N2", "N3", "N4", "B"]


def test_sections_are_added_unless_they_are_there_or_left_out():
    plan = plan_of(sections=(Section(heading="Mål", text="Alle skal\nkunne svelge"),))
    sections = (
        Section(heading="Mål", text="Alle skal kunne svelge"),
        Section(heading="Bakgrunn", text="Om tjenesten"),
        Section(heading="Borte", text="x"),
        Section(heading="Etter", text="y", place="after"),
    )
    bring(plan, PlanDocument(areas=(area(Row(measure="A")),), sections=sections), left_sections=(2,))
    assert [(one.heading, one.place) for one in document_of(plan).sections if one.place == "before"] == [
        ("Mål", "before"),
        ("Bakgrunn", "before"),
    ]
    assert plan.sections.filter(place="after").count() == 1


def same_words_of(document):
    """What a person can see of it, without ids and times."""
    return replace(
        document,
        changed_at=None,
        areas=tuple(_bare(one) for one in document.areas),
        sections=tuple(replace(one, id="") for one in document.sections),
    )


def words_of(document):
    """By row: its area, the measure that holds for it, and its other words."""
    return {
        row.id: (area.title, measure, replace(row, measure="", continues=False))
        for area, row, measure in document.rows()
    }


def _bare(one):
    rows = tuple(replace(row, id="") for row in one.rows)
    return replace(one, id="", areas=tuple(map(_bare, one.areas)), rows=rows)


@unhurried
@given(documents(), documents(), st.data())
def test_whatever_comes_in_is_there_afterwards_and_goes_out_again(old, new, data):
    by = make_user()
    loose_first = tuple(sorted(old.areas, key=lambda one: one.kind))  # as on every page
    plan = store(replace(old, period_start=None, period_end=None, areas=loose_first), service=make_service(), by=by)
    before = document_of(plan)
    count = len(list(new.rows()))
    left = data.draw(st.sets(st.integers(0, max(count - 1, 0)), max_size=3))
    matches = match(before, new, COLUMNS)
    batch = bring(plan, new, by=by, left=left)
    after = document_of(plan)
    was, now = words_of(before), words_of(after)
    met = {found.id for found in matches if found.kind == "changed" and found.row not in left}
    led = {row.id for _area, row, _measure in before.rows() if row.continues}
    assert all(now[pk] == what for pk, what in was.items() if pk not in met | led)
    again = match(after, new, COLUMNS)
    rows = [row for _area, row, _measure in new.rows()]
    assert all(found.kind != "new" for found in again if found.row not in left and not rows[found.row].is_empty)
    if plan.rows.model.history.filter(batch=batch).exists():
        undo(batch=batch, plan=plan, by=by)
        assert same_words_of(document_of(plan)) == same_words_of(before)


@unhurried
@given(st.data())
def test_the_twin_with_a_few_changes_is_as_the_file_says(data):
    by = make_user()
    plan = store(TWIN, service=make_service(), by=by)
    numbers = iter(range(100))
    changed = data.draw(st.sets(st.integers(0, 45), max_size=6))

    def of(areas):
        return tuple(
            replace(
                one,
                areas=of(one.areas),
                rows=tuple(
                    replace(row, note=row.note + " Ny") if next(numbers) in changed else row for row in one.rows
                ),
            )
            for one in areas
        )

    file = replace(TWIN, areas=of(TWIN.areas))
    bring(plan, file, by=by)
    assert same_words_of(document_of(plan)).areas == same_words_of(file).areas


def test_many_changed_rows_are_written_as_one_by_one():
    rows = tuple(Row(measure=f"A{number}", timeframe=read("2025")) for number in range(30))
    plan = plan_of(area(*rows))
    before = {row.pk: row for row in plan.rows}
    bring(plan, PlanDocument(areas=(area(*(replace(row, timeframe=read("Høsten 2027")) for row in rows)),)))
    for row in plan.rows:
        assert (row.timeframe_text, row.version) == ("Høsten 2027", 2)
        assert "høsten 2027" in row.search
        assert row.created_at == before[row.pk].created_at
        assert row.changed_at > before[row.pk].changed_at
