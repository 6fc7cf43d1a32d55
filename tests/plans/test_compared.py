"""What a comparison says in words, from documents alone."""

from datetime import date

import pytest
from django.utils import translation

from plans.compared import Compared, compared
from plans.compared_rows import CHANGES, WHOLE, cell, status_before
from plans.difference import difference
from plans.document import (
    Area,
    CodedList,
    Goal,
    ListItem,
    PlanDocument,
    Requirement,
    Row,
    Section,
    ServiceFacts,
)
from plans.timeframe import Timeframe, read


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def told(old: PlanDocument, new: PlanDocument, show: str = CHANGES) -> Compared:
    return compared(old, difference(old, new), new, show=show)


def plan(*rows: Row, **facts) -> PlanDocument:
    return PlanDocument(areas=(Area(id="a", title="Kurs", rows=rows),), **facts)


def shown(fact) -> tuple[str, str, str]:
    """A fact as its label, and its words before and after."""
    sides = ["".join(text for mark, text in fact.parts if mark != other) for other in ("ins", "del")]
    return fact.label, *sides


def test_facts_are_told_as_people_read_them():
    old = PlanDocument(language="nb", period_end=date(2027, 12, 31), extra_columns=("note",), template="action")
    new = PlanDocument(
        language="nn", period_end=None, extra_columns=("note", "aim"), service=ServiceFacts(trust="Fjordheim sykehus")
    )
    assert [shown(fact) for fact in told(old, new).facts] == [
        ("Template", "Action plan", "Dissemination plan"),
        ("Language", "Norwegian bokmål", "Norwegian nynorsk"),
        ("Period to", "31.12.2027", ""),
        ("Added columns", "Remark", "Remark, Goal"),
        ("Host institution", "", "Fjordheim sykehus"),
    ]


def test_every_other_part_is_told_line_by_line_with_what_lies_in_it():
    inner = Goal(number="1.1", text="Kurs i alle regioner", id="g2")
    goals = (Goal(number="1", text="Likt tilbud", due=date(2028, 12, 31), id="g1", goals=(inner,)),)
    lists = (CodedList(title="Målgrupper", column="target_group", items=(ListItem(letter="A", text="Fastleger"),)),)
    needs = (Requirement(profession="Fysioterapeut", text="Kjennskap"),)
    found = told(PlanDocument(depths=("kjennskap",)), PlanDocument(goals=goals, lists=lists, requirements=needs))
    assert [shown(part) for part in found.parts] == [
        ("Goals", "", "1 · Likt tilbud · 31.12.2028\n1.1 · Kurs i alle regioner"),
        ("Lists", "", "Målgrupper · target_group\nA · Fastleger"),
        ("Levels of competence", "kjennskap", ""),
        ("Requirements", "", "Fysioterapeut · Kjennskap"),
    ]


def test_a_row_tells_also_what_no_column_shows():
    first = Row(id="1", measure="Kurs")
    old = Row(id="2", continues=True, target_group="Leger", timeframe=read("2027"), tasks=("a",), goals=("g1",))
    corrected = Timeframe(text="2027", kind="year", start=date(2028, 1, 1), end=date(2028, 12, 31), precision="year")
    new = Row(id="2", measure="Film", target_group="Leger", timeframe=corrected, status="done", goals=())
    found = told(plan(first, old), plan(first, new))
    [area] = found.areas
    [row] = area.rows
    assert [shown(note) for note in row.notes] == [
        ("Has its own measure", "", ""),
        ("Time read as", "2027", "2028"),
        ("Statutory tasks", "a", ""),
        ("Goals", "g1", ""),
    ]
    assert cell(row, "measure", found.budget) == (("ins", "Film"),)
    assert cell(row, "timeframe", found.budget) is None
    assert status_before(row) == ""


def test_a_removed_row_that_continued_has_the_measure_it_continued():
    rows = (Row(id="1", measure="Kurs"), Row(id="2", continues=True, note="x"), Row(id="3", measure="Film"))
    [area] = told(plan(*rows), plan(Row(id="1", measure="Nettkurs"), rows[2])).areas
    assert [(row.change.kind, row.measure) for row in area.rows] == [("changed", "Nettkurs"), ("removed", "Kurs")]


def test_a_move_says_where_from():
    rows = [Row(id=str(number), measure=f"Tiltak {number}") for number in range(4)]
    home, other = Area(id="a", title="Kurs", rows=tuple(rows)), Area(id="b")
    old = PlanDocument(areas=(home, other))
    new = PlanDocument(
        areas=(
            Area(id="a", title="Kurs", rows=(rows[2], rows[0])),
            Area(id="b", rows=(rows[3], Row(id="1", measure="Tiltak 1"))),
        )
    )
    found = told(old, new)
    assert [row.moved for area in found.areas for row in area.rows] == [
        "Moved within the area, was number 3",
        "Moved here from “Kurs”",
        "Moved here from “Kurs”",
    ]
    back = told(new, old)
    assert "Moved here from “Area without a title”" in [row.moved for area in back.areas for row in area.rows]


def test_sections_say_where_they_stand_now():
    old = PlanDocument(sections=(Section(heading="Bakgrunn", text="Tekst"), Section(heading="Mål", text="Likt")))
    new = PlanDocument(sections=(Section(heading="Bakgrunn", text="Tekst", place="after"), old.sections[1]))
    [section] = told(old, new).sections
    assert section.place == (("del", "Above the table"), ("ins", "Below the table"))
    assert len(told(old, new, WHOLE).sections) == 2
    assert told(old, new, "added").sections == ()


def test_the_column_of_areas_is_there_when_an_area_changed():
    old = PlanDocument(template="dissemination_short", areas=(Area(id="a"),))
    assert "area" not in dict(told(old, old).columns)
    new = PlanDocument(template="dissemination_short", areas=(Area(id="a"), Area(id="b")))
    assert "area" in dict(told(old, new).columns)
