"""The next plan from one there is, as plain values: rows, years, statuses, title and period."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.document import Area, PlanDocument, Row, from_json, to_json
from plans.excerpt import excerpt
from plans.successor import Renewal, fingerprint, left_behind, proposed, renewed
from plans.timeframe import read
from tests.strategies import areas, bands, tuples

TABLES = st.builds(PlanDocument, areas=tuples(areas() | bands()))
TODAY = date(2026, 11, 22)


def row(key, **fields):
    words = {"measure": f"Tiltak {key}"} if not fields.get("continues") else {}
    return Row(**{"id": key} | words | fields)


def plan(*areas, **fields):
    return PlanDocument(**{"title": "Plan 2019–2021", "areas": areas} | fields)


def texts(document):
    return [(each.id, each.continues, measure) for _area, each, measure in document.rows()]


GROUP = Area(
    id="a", title="Kurs", rows=(row("1"), row("2", continues=True), row("3", continues=True), row("4"), row("5"))
)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("12345", [("1", False, "1"), ("2", True, "1"), ("3", True, "1"), ("4", False, "4"), ("5", False, "5")]),
        ("234", [("2", False, "1"), ("3", True, "1"), ("4", False, "4")]),
        ("35", [("3", False, "1"), ("5", False, "5")]),
        ("13", [("1", False, "1"), ("3", True, "1")]),
    ],
)
def test_excerpt_writes_the_measure_into_the_first_row_of_a_group_that_lost_its_head(wanted, expected):
    kept = excerpt(plan(GROUP), lambda each: each.id in wanted)
    assert texts(kept) == [(key, continues, f"Tiltak {head}") for key, continues, head in expected]
    assert from_json(to_json(kept)) == kept  # a plan as any other


def test_excerpt_leaves_out_what_has_no_row_left_and_keeps_what_never_had_any_if_asked():
    band = Area(kind="band", title="Bolk", areas=(GROUP, Area(title="Tomt i bolk")))
    whole = plan(band, Area(kind="band", title="Tom bolk"), Area(title="Tomt"), Area(title="Film", rows=(row("9"),)))
    nothing = excerpt(whole, lambda each: False)
    assert nothing.areas == ()
    vacant = excerpt(whole, lambda each: False, vacant=True)
    assert [(area.title, [inner.title for inner in area.areas]) for area in vacant.areas] == [
        ("Bolk", ["Tomt i bolk"]),
        ("Tom bolk", []),
        ("Tomt", []),
    ]


@given(TABLES, st.data())
def test_excerpt_keeps_every_word_of_the_rows_that_are_wanted(document, data):
    rows = list(document.rows())
    wanted = data.draw(st.sets(st.sampled_from(range(len(rows))))) if rows else set()
    places = {id(each): index for index, (_area, each, _measure) in enumerate(rows)}
    kept = excerpt(document, lambda each: places[id(each)] in wanted)
    expected = [(replace(rows[index][1], measure="", continues=False), rows[index][2]) for index in sorted(wanted)]
    got = [(replace(each, measure="", continues=False), measure) for _area, each, measure in kept.rows()]
    assert got == expected
    assert from_json(to_json(kept)) == kept


@pytest.mark.parametrize(
    ("start", "end", "years", "new_start", "new_end"),
    [
        (date(2025, 1, 1), date(2028, 12, 31), 4, date(2029, 1, 1), date(2032, 12, 31)),
        (date(2025, 8, 1), date(2026, 7, 31), 1, date(2026, 8, 1), date(2027, 7, 31)),
        (date(2025, 3, 15), date(2026, 5, 31), 2, date(2027, 3, 15), date(2028, 5, 31)),
        (date(2025, 1, 1), date(2025, 1, 1), 1, date(2026, 1, 1), date(2026, 1, 1)),
        (date(2024, 1, 1), None, 3, date(2027, 1, 1), None),
        (date(2031, 1, 1), None, 1, date(2032, 1, 1), None),
        (None, date(2026, 12, 31), 1, None, date(2027, 12, 31)),
        (None, None, 0, None, None),
        (date(9990, 1, 1), date(9999, 12, 31), 0, date(9990, 1, 1), date(9999, 12, 31)),
    ],
)
def test_proposed_is_the_period_that_follows(start, end, years, new_start, new_end):
    found = proposed(plan(period_start=start, period_end=end), TODAY)
    assert (found.years, found.period_start, found.period_end) == (years, new_start, new_end)


def test_proposed_title_has_the_years_moved_where_it_has_any():
    period = {"period_start": date(2019, 1, 1), "period_end": date(2021, 12, 31)}
    assert proposed(plan(**period), TODAY).title == "Plan 2022–2024"
    assert proposed(plan(title="Handlingsplan", **period), TODAY).title == "Handlingsplan"


def test_renewed_moves_what_is_understood_and_lists_what_is_not():
    words = ["2019–2021", "Kontinuerlig", "Avslag 2020", "Når det passer", "", "Neste høst 23?"]
    area = Area(rows=tuple(row(str(index), timeframe=read(text)) for index, text in enumerate(words)))
    document = plan(Area(kind="band", areas=(area,)))
    new = renewed(document, Renewal(title="Ny", years=3))
    moved = ["2022–2024", "Kontinuerlig", "Avslag 2020", "Når det passer", "", "Neste høst 26?"]
    assert [each.timeframe for _area, each, _measure in new.rows()] == [read(text) for text in moved]
    assert list(left_behind(document, 3)) == [2, 3]
    assert list(left_behind(document, 0)) == []
    assert list(renewed(document, Renewal(title="Ny")).rows()) == list(document.rows())


def test_renewed_begins_anew_what_had_a_status():
    area = Area(rows=(row("1", status="done"), row("2", status="ongoing"), row("3")))
    new = renewed(plan(area), Renewal(title="Ny", reset=True))
    assert [each.status for _area, each, _measure in new.rows()] == ["planned", "planned", ""]


@given(TABLES, st.integers(-5, 5), st.booleans())
def test_renewed_changes_nothing_but_what_it_is_asked_for(document, years, reset):
    renewal = Renewal(title="Ny", period_start=date(2030, 1, 1), years=years, reset=reset)
    new = renewed(document, renewal)
    assert (new.title, new.period_start, new.period_end, new.version, new.changed_at) == (
        "Ny",
        date(2030, 1, 1),
        None,
        None,
        None,
    )
    assert fingerprint(new) == fingerprint(document)
    same = {name: getattr(document, name) for name in ("title", "period_start", "period_end", "version", "changed_at")}
    rows = iter([each for _area, each, _measure in document.rows()])
    assert replace(_with_rows(new, rows), **same) == document


def _with_rows(document, rows):
    """The document with the timeframes and statuses of these rows."""

    def back(area):
        made = tuple((each, next(rows)) for each in area.rows)
        return replace(
            area,
            rows=tuple(replace(each, timeframe=old.timeframe, status=old.status) for each, old in made),
            areas=tuple(map(back, area.areas)),
        )

    return replace(document, areas=tuple(map(back, document.areas)))


def test_fingerprint_tells_other_rows_and_another_order():
    document = plan(GROUP)
    others = [
        plan(replace(GROUP, rows=GROUP.rows[:-1])),
        plan(replace(GROUP, rows=(*GROUP.rows[:3], GROUP.rows[4], GROUP.rows[3]))),
        plan(replace(GROUP, id="b")),
        plan(replace(GROUP, rows=(*GROUP.rows[:2], row("3"), *GROUP.rows[3:]))),
    ]
    assert len({fingerprint(each) for each in [document, *others]}) == 5
    reworded = plan(replace(GROUP, rows=(row("1", measure="Nye ord"), *GROUP.rows[1:])))
    assert fingerprint(reworded) == fingerprint(document)
