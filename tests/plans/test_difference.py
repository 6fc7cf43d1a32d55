from dataclasses import fields, replace
from datetime import UTC, date, datetime
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.difference import PARTS, Difference, apply, difference
from plans.document import Area, Goal, PlanDocument, Row, Section, ServiceFacts
from plans.same_things import kept_in_order
from tests.plans.edits import edited, with_ids, without_ids
from tests.strategies import documents

unhurried = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SEEDS = st.integers(0, 2**32)
ROWS = [Row(id=f"r{number}", measure=f"Tiltak nummer {number}") for number in range(6)]


def plan(*areas: Area, **facts) -> PlanDocument:
    return PlanDocument(areas=areas, **facts)


def area(*rows: Row, name: str = "Kurs", **fields) -> Area:
    return Area(id=f"a-{name}", title=name, rows=rows, **fields)


def band(*areas: Area, name: str = "Bolk") -> Area:
    return Area(id=f"b-{name}", kind="band", title=name, areas=areas)


def happened(old: PlanDocument, new: PlanDocument) -> list[str]:
    """What became of the rows that are not as they were, in the order of the page, by the digit in their id."""
    found = difference(old, new)
    old_rows = [row for _area, row, _measure in old.rows()]
    return [
        f"{change.kind}{' moved' * change.is_moved} {change.result(old_rows).id[1:]}"
        for change in found.all_rows()
        if not change.is_same
    ]


def counted(found: Difference, kind: str) -> int:
    return sum(change.kind == kind for change in found.all_rows())


@unhurried
@given(documents(), documents())
def test_applied_to_the_old_it_gives_the_new_of_any_two_plans(old, new):
    assert apply(old, difference(old, new)) == new
    assert apply(with_ids(old), difference(with_ids(old), with_ids(new))) == with_ids(new)
    assert difference(old, old).is_empty
    assert difference(with_ids(old), old).is_empty
    assert difference(old, replace(old, version=7, changed_at=datetime(2027, 3, 9, tzinfo=UTC))).is_empty


@unhurried
@given(documents(), SEEDS, st.integers(0, 25))
def test_applied_to_the_old_it_gives_what_edits_made_of_it(document, seed, edits):
    old = with_ids(document)
    new = edited(old, seed, edits)
    for before, after in ((old, new), (new, old), (old, without_ids(new)), (without_ids(old), new)):
        assert apply(before, difference(before, after)) == after


@settings(max_examples=300, deadline=None)
@given(SEEDS, st.integers(0, 60), st.integers(0, 25))
def test_plans_that_edits_made_are_told_apart_as_they_should(seed, first, edits):
    old = edited(PlanDocument(), seed, first)
    new = edited(old, seed + 1, edits)
    found = difference(old, new)
    assert apply(old, found) == new
    were, are = ({row.id for _area, row, _measure in one.rows()} for one in (old, new))
    added, removed = counted(found, "added"), counted(found, "removed")
    assert added <= len(are - were) and removed <= len(were - are)
    assert len(were) - removed + added == len(are)


@given(st.permutations(range(6)))
def test_no_fewer_rows_could_have_been_moved(order):
    found = difference(plan(area(*ROWS)), plan(area(*(ROWS[number] for number in order))))
    moved = sum(change.is_moved for change in found.all_rows())
    rising = max(size for size in range(1, 7) if any(list(some) == sorted(some) for some in combinations(order, size)))
    assert moved == 6 - rising
    assert len(kept_in_order(order)) == rising


def test_one_row_that_was_moved_is_the_only_one_that_moved():
    first, *others = ROWS
    assert happened(plan(area(*ROWS)), plan(area(*others, first))) == ["same moved 0"]


def test_rows_after_an_insertion_or_a_removal_were_not_moved():
    new = Row(id="r9", measure="Noe helt annet")
    assert happened(plan(area(*ROWS)), plan(area(new, *ROWS))) == ["added 9"]
    assert happened(plan(area(*ROWS)), plan(area(*ROWS[1:]))) == ["removed 0"]


def test_a_removed_row_stands_where_it_stood():
    new = Row(id="r9", measure="Noe helt annet")
    found = difference(plan(area(*ROWS)), plan(area(*ROWS[:2], new, *ROWS[3:])))
    assert [change.kind for change in found.all_rows()] == ["same", "same", "removed", "added", *["same"] * 3]


def test_a_row_can_be_moved_to_another_area_and_changed():
    old = plan(area(*ROWS[:3]), area(*ROWS[3:], name="Nett"))
    changed = replace(ROWS[0], measure="Tiltak nummer null", status="done")
    new = plan(area(*ROWS[1:3]), area(ROWS[3], changed, *ROWS[4:], name="Nett"))
    assert happened(old, new) == ["changed moved 0"]
    [change] = (change for change in difference(old, new).all_rows() if not change.is_same)
    assert [(each.name, each.before, each.after) for each in change.shown] == [
        ("measure", "Tiltak nummer 0", "Tiltak nummer null"),
        ("status", "", "done"),
    ]


def test_rows_that_went_along_with_their_area_were_not_moved():
    one, two = area(*ROWS[:3]), area(*ROWS[3:], name="Nett")
    old, new = plan(band(one), band(two, name="Annet")), plan(band(), band(two, one, name="Annet"))
    assert happened(old, new) == []
    assert [each.added or each.at for each in difference(old, new).all_areas() if each.is_moved] == [1]


def test_the_rows_of_a_removed_area_that_live_on_elsewhere_were_moved():
    old = plan(area(*ROWS[:3]), area(*ROWS[3:], name="Nett"))
    new = plan(area(*ROWS[:3], ROWS[4], name="Kurs"))
    assert happened(old, new) == ["same moved 4", "removed 3", "removed 5"]
    assert [each.kind for each in difference(old, new).all_areas()] == ["same", "removed"]


def test_an_area_without_ids_is_known_by_its_title_and_by_its_rows():
    old = plan(area(*ROWS[:3]), area(*ROWS[3:], name="Nett"))
    renamed = without_ids(plan(area(*ROWS[:3]), area(*ROWS[3:], name="På nett")))
    kinds = [(each.kind, [one.name for one in each.shown]) for each in difference(old, renamed).all_areas()]
    assert kinds == [("same", []), ("changed", ["title"])]
    assert happened(old, renamed) == []


def test_one_title_under_two_bands_is_two_areas():
    old = without_ids(plan(band(area(*ROWS[:3])), band(area(*ROWS[3:]), name="Annet")))
    new = replace(old, areas=old.areas[::-1])
    found = list(difference(old, new).all_areas())
    assert [each.is_moved for each in found] in ([True, False, False, False], [False, False, True, False])
    assert difference(old, new).areas[0].areas[0].at == 3


def test_a_renamed_band_without_id_is_known_by_its_areas():
    old = without_ids(plan(band(area(*ROWS))))
    new = without_ids(plan(band(area(*ROWS), name="Ny bolk")))
    assert [each.kind for each in difference(old, new).all_areas()] == ["changed", "same"]


def test_sections_are_added_removed_moved_and_changed():
    first, second, third = (Section(id=f"s{n}", heading=f"Del {n}", text=f"Tekst {n}") for n in range(3))
    changed = replace(third, text="Annen tekst", place="after")
    old, new = PlanDocument(sections=(first, second, third)), PlanDocument(sections=(changed, first))
    found = difference(old, new).sections
    assert [(each.kind, each.is_moved, each.at) for each in found] in (
        [("changed", True, 2), ("same", False, 0), ("removed", False, 1)],
        [("removed", False, 1), ("changed", False, 2), ("same", True, 0)],
    )


def test_facts_and_parts_are_told_as_they_were_and_are():
    goal = Goal(number="1", text="Alle regioner har tilbud", due=date(2028, 12, 31))
    old = PlanDocument(title="Plan", purpose="Å spre", service=ServiceFacts(trust="Fjordheim sykehus"))
    new = replace(old, title="Ny plan", service=ServiceFacts(trust="Fjordheim"), goals=(goal,))
    found = difference(old, new)
    assert [each.name for each in found.shown_facts] == ["title"]
    assert [each.name for each in found.service] == ["trust"]
    assert [(each.name, each.before, each.after) for each in found.parts] == [("goals", (), (goal,))]
    assert not found.is_empty


def test_another_name_of_the_service_is_told_but_is_no_change_of_the_plan():
    old = PlanDocument(title="Plan", service=ServiceFacts(trust="Fjordheim sykehus"))
    found = difference(old, replace(old, service=ServiceFacts(trust="Fjordheim")))
    assert found.service and found.is_empty


def test_every_part_of_a_document_is_compared():
    """A field that is added to the document some day is a fact, unless it is named as a part."""
    names = [each.name for each in fields(PlanDocument)]
    assert set(PARTS) < set(names)
    for each in fields(PlanDocument):
        if isinstance(each.default, tuple) and each.name not in ("sections", "areas", "extra_columns"):
            assert each.name in PARTS


def test_documents_with_one_id_twice_are_compared_too():
    twice = plan(area(ROWS[0], ROWS[0]), area(ROWS[0]))
    assert apply(twice, difference(twice, plan(area(*ROWS)))) == plan(area(*ROWS))
    assert apply(plan(area(*ROWS)), difference(plan(area(*ROWS)), twice)) == twice


def test_rows_of_the_next_plan_are_those_they_were_made_from_at_whatever_remove():
    old = plan(area(*ROWS[:3]))
    later = [replace(row, id=f"n{row.id[1:]}", measure=f"Noe helt nytt {row.id}") for row in ROWS[:3]]
    new = plan(area(*later[::-1]))
    origins = {"n0": "r0", "n1": "m1", "m1": "r1", "n2": "n1"}
    for found in (difference(old, new, origins), difference(new, old, origins)):
        assert [change.kind for change in found.all_rows()].count("changed") == 2
    assert apply(old, difference(old, new, origins)) == new
    assert apply(new, difference(new, old, origins)) == old
    assert not any(change.kind == "changed" for change in difference(old, new).all_rows())


def test_rows_made_from_each_other_in_a_ring_are_none_of_the_old_plan():
    new = plan(area(Row(id="n1", measure="Ett"), Row(id="n2", measure="To")))
    found = difference(plan(area(*ROWS)), new, {"n1": "n2", "n2": "n1"})
    assert [change.kind for change in found.all_rows()].count("added") == 2
