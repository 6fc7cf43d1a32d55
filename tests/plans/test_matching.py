from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.document import COLUMNS, TEXT_COLUMNS, Area, PlanDocument, Row
from plans.matching import match, same_words
from plans.timeframe import read
from tests.sample_files import TWIN
from tests.strategies import documents

unhurried = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plan(*areas: Area) -> PlanDocument:
    return PlanDocument(areas=areas)


def area(*rows: Row, title: str = "Kurs") -> Area:
    return Area(title=title, rows=rows)


def kinds(old: PlanDocument, new: PlanDocument, columns=COLUMNS) -> list[tuple]:
    return [(found.kind, found.id, *found.columns) for found in match(old, new, columns)]


def numbered(document: PlanDocument) -> PlanDocument:
    """With an id for every row."""
    ids = iter(range(100_000))

    def of(areas):
        return tuple(
            replace(one, areas=of(one.areas), rows=tuple(replace(row, id=f"r{next(ids)}") for row in one.rows))
            for one in areas
        )

    return replace(document, areas=of(document.areas))


def shuffled(document: PlanDocument, random) -> PlanDocument:
    """Bands, areas in them and groups of rows in another order."""

    def groups(rows):
        made: list[list[Row]] = []
        for row in rows:
            if row.continues:
                made[-1].append(row)
            else:
                made.append([row])
        random.shuffle(made)
        return tuple(row for group in made for row in group)

    def of(areas):
        mixed = [replace(one, areas=of(one.areas), rows=groups(one.rows)) for one in areas]
        random.shuffle(mixed)
        return tuple(mixed)

    return replace(document, areas=of(document.areas))


@unhurried
@given(documents())
def test_a_document_matched_with_itself_is_unchanged(document):
    old = numbered(document)
    found = match(old, document, COLUMNS)
    assert [one.kind for one in found] == ["unchanged"] * len(list(document.rows()))
    assert [one.row for one in found] == list(range(len(found)))


@unhurried
@given(documents(), st.randoms(use_true_random=False))
def test_a_shuffled_document_is_unchanged(document, random):
    found = match(numbered(document), shuffled(document, random), COLUMNS)
    assert {one.kind for one in found} <= {"unchanged"}
    assert len({one.id for one in found}) == len(found)


@unhurried
@given(documents(), documents())
def test_no_row_is_matched_twice(one, other):
    ids = [found.id for found in match(numbered(one), other, COLUMNS) if found.id]
    assert len(set(ids)) == len(ids)
    assert len(match(numbered(one), other, COLUMNS)) == len(list(other.rows()))


OTHERS = [name for name in TEXT_COLUMNS if name != "measure"]


@unhurried
@given(st.data())
def test_one_cell_changed_is_one_changed_row_with_that_column(data):
    rows = [(number, row) for number, (_area, row, _measure) in enumerate(TWIN.rows())]
    at = data.draw(st.integers(0, len(rows) - 1))
    name = data.draw(st.sampled_from(OTHERS))
    new = with_row(TWIN, at, lambda row: replace(row, **{name: f"{getattr(row, name)} og noe helt annet"}))
    old = numbered(TWIN)
    changed = [found for found in match(old, new, COLUMNS) if found.kind != "unchanged"]
    assert [(found.row, found.kind, found.id, found.columns) for found in changed] == [
        (at, "changed", f"r{at}", (name,))
    ]


@pytest.mark.parametrize("at", range(46))
def test_a_measure_written_anew_is_a_changed_row(at):
    if list(TWIN.rows())[at][1].continues:
        new = with_row(TWIN, at, lambda row: replace(row, continues=False, measure="Lage en film om svelg"))
    else:
        new = with_row(TWIN, at, lambda row: replace(row, measure=f"{row.measure} – nå med film"))
    changed = [found for found in match(numbered(TWIN), new, COLUMNS) if found.kind != "unchanged"]
    assert all((found.kind, found.columns) == ("changed", ("measure",)) for found in changed)
    assert f"r{at}" in {found.id for found in changed}


def with_row(document, at, change):
    number = iter(range(100_000))

    def of(areas):
        return tuple(
            replace(
                one,
                areas=of(one.areas),
                rows=tuple(change(row) if next(number) == at else row for row in one.rows),
            )
            for one in areas
        )

    return replace(document, areas=of(document.areas))


def test_ids_come_first_and_only_where_the_plan_has_them():
    old = plan(area(Row(id="a", measure="Kurs"), Row(id="b", measure="Film")))
    new = plan(area(Row(id="b", measure="Kurs"), Row(id="x", measure="Noe nytt")))
    assert kinds(old, new) == [("changed", "b", "measure"), ("new", "")]


def test_an_id_that_stands_twice_counts_once():
    old = plan(area(Row(id="a", measure="Kurs")))
    new = plan(area(Row(id="a", measure="Kurs"), Row(id="a", measure="Kurs")))
    assert kinds(old, new) == [("unchanged", "a"), ("new", "")]


def test_equal_rows_are_paired_in_their_order():
    old = plan(area(Row(id="a", measure="Kurs"), Row(id="b", measure="Kurs"), Row(id="c", measure="Kurs")))
    new = plan(area(Row(measure="Kurs"), Row(measure="Kurs")))
    assert kinds(old, new) == [("unchanged", "a"), ("unchanged", "b")]


def test_a_column_that_the_file_lacks_is_no_change():
    old = plan(area(Row(id="a", measure="Kurs", target_group="Leger", note="Husk")))
    new = plan(area(Row(measure="Kurs", target_group="Alle")))
    assert kinds(old, new, ("measure", "target_group")) == [("changed", "a", "target_group")]
    assert kinds(old, new, ("measure",)) == [("unchanged", "a")]


def test_a_status_that_the_file_does_not_state_takes_none_away():
    old = plan(area(Row(id="a", measure="Kurs", status="done"), Row(id="b", measure="Film")))
    assert kinds(old, plan(area(Row(measure="Kurs"), Row(measure="Film", status="ongoing")))) == [
        ("unchanged", "a"),
        ("changed", "b", "status"),
    ]


def test_the_words_about_time_count_not_how_they_were_read():
    old = plan(area(Row(id="a", measure="Kurs", timeframe=replace(read("høsten"), kind="year"))))
    assert kinds(old, plan(area(Row(measure="Kurs", timeframe=read("høsten"))))) == [("unchanged", "a")]
    assert kinds(old, plan(area(Row(measure="Kurs", timeframe=read("2027"))))) == [("changed", "a", "timeframe")]


def test_a_row_that_goes_on_is_the_row_with_its_measure():
    old = plan(area(Row(id="a", measure="Kurs", target_group="Leger"), Row(id="b", continues=True, note="To")))
    new = plan(area(Row(measure="Kurs", note="To"), Row(measure="Kurs", target_group="Leger")))
    assert kinds(old, new) == [("unchanged", "b"), ("unchanged", "a")]


def test_a_row_in_another_area_is_a_changed_row():
    old = plan(area(Row(id="a", measure="Kurs")), area(Row(id="b", measure="Film"), title="Nett"))
    new = plan(area(title="Kurs"), area(Row(measure="Film"), Row(measure="Kurs"), title="Nett"))
    assert kinds(old, new) == [("unchanged", "b"), ("changed", "a", "area")]


def test_a_file_without_areas_or_bands_says_nothing_of_them():
    inner = area(Row(id="a", measure="Kurs"))
    old = plan(Area(kind="band", title="Nasjonalt", areas=(inner,)))
    assert kinds(old, plan(area(Row(measure="Kurs")))) == [("unchanged", "a")]
    assert kinds(old, plan(area(Row(measure="Kurs"), title=""))) == [("unchanged", "a")]


def test_the_same_area_under_two_bands_is_two_places():
    def bands(one, other):
        return plan(*(Area(kind="band", title=title, areas=(area(row),)) for title, row in (("A", one), ("B", other))))

    old = bands(Row(id="a", measure="Kurs", note="1"), Row(id="b", measure="Kurs", note="2"))
    assert kinds(old, bands(Row(measure="Kurs", note="1"), Row(measure="Kurs", note="3"))) == [
        ("unchanged", "a"),
        ("changed", "b", "note"),
    ]


def test_rows_without_what_names_them_are_new():
    old = plan(area(Row(id="a", measure="Kurs", timeframe=read("2025"))))
    new = plan(area(Row(timeframe=read("2025")), title=""))
    assert kinds(old, new, ("timeframe",)) == [("new", "")]


def test_quite_other_words_are_a_new_row():
    old = plan(area(Row(id="a", measure="Kurs for leger i kommunene", target_group="Leger")))
    new = plan(area(Row(measure="Film om utstyr til hjemmebruk", target_group="Pårørende")))
    assert kinds(old, new) == [("new", "")]


def test_a_measure_mended_beside_other_changes_is_found_by_likeness():
    old = plan(area(Row(id="a", measure="Kurs for fastleger i alle regioner", instruments="Kursdager og nettkurs")))
    new = plan(area(Row(measure="Kurs for fastleger i alle fire regioner", instruments="Kursdager og e-læring")))
    assert kinds(old, new) == [("changed", "a", "measure", "instruments")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kurs for leger", "Kurs  for\nleger "),
        ("kompetansespredning", "kompetanse\u00adspredning"),
        ("kompetansespredning", "kompetanse-\nspredning"),
        ("e-læring", "e-\nlæring"),
        ("e-læring", "e\u2011læring"),
        ("www.eksempel.no/en/lang/adresse", "www.eksempel.no/en/\nlang/adresse"),
    ],
)
def test_same_words_despite_what_a_file_does_to_them(one, other):
    assert same_words(one, other)
    assert same_words(other, one)


@pytest.mark.parametrize(("one", "other"), [("elæring", "e-læring"), ("e læring", "e-læring"), ("Kurs", "kurs")])
def test_same_words_not_where_a_person_mended_them(one, other):
    assert not same_words(one, other)
