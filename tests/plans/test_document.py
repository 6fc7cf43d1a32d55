import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from plans.document import Area, NotAPlan, PlanDocument, Row, from_json, to_json
from plans.timeframe import read
from tests.strategies import documents

FROZEN = Path(__file__).parent.parent / "frozen"


def refusal(data: object) -> str:
    """What from_json says of JSON it does not take."""
    with pytest.raises(NotAPlan) as raised:
        from_json(data if isinstance(data, str | bytes) else json.dumps(data))
    assert raised.value.code == "bad_json"
    return str(raised.value)


def plan_with(**fields) -> dict:
    return {"schema": 1} | fields


def plan_of_rows(*rows: dict) -> dict:
    return plan_with(areas=[{"rows": list(rows)}])


@settings(max_examples=40, deadline=None)
@given(documents())
def test_json_round_trip_loses_nothing(document):
    assert from_json(to_json(document)) == document
    assert from_json(to_json(document).encode()) == document


def test_json_of_the_same_plan_is_the_same_text():
    text = (FROZEN / "plan-schema-1.json").read_text()

    assert to_json(from_json(text)) + "\n" == text


def test_frozen_plan_of_schema_1_is_read():
    document = from_json((FROZEN / "plan-schema-1.json").read_bytes())
    first, second = list(document.rows())[:2]

    assert document.changed_at == datetime(2026, 3, 12, 8, 14, 5, tzinfo=UTC)
    assert document.period_end == date(2028, 12, 31)
    assert first[1].timeframe == read("2019 – 2021")
    assert second[1].continues
    assert second[2] == "Svelgtest"
    assert document.areas[1].areas[0].rows[0].measure == "davvisámegiella čđŋšŧž"
    assert document.goals[0].goals[0].number == "1.1"


def test_frozen_plan_of_schema_1_fills_every_part():
    def check(value: object) -> None:
        for part in fields(value) if is_dataclass(value) else ():
            inner = getattr(value, part.name)
            assert not isinstance(value, PlanDocument) or inner, part.name
            for item in inner if isinstance(inner, tuple) else (inner,):
                check(item)

    check(from_json((FROZEN / "plan-schema-1.json").read_bytes()))


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        (b"\xff\xfe\xfa", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "schema"),
        ("null", "schema"),
        ("{}", "schema"),
        ({"schema": "1"}, "schema"),
        ({"schema": True}, "schema"),
        ({"schema": 0}, "schema 0"),
        ({"schema": 2}, "schema 2"),
        (plan_with(title=5), "plan.title is not str"),
        (plan_with(title=None), "plan.title"),
        (plan_with(title="a\x00b"), "plan.title"),
        ('{"schema": 1, "title": "\\ud800"}', "plan.title"),
        (plan_with(version=True), "plan.version"),
        (plan_with(version=1.5), "plan.version"),
        (plan_with(period_start="2024-02-30"), "plan.period_start"),
        (plan_with(period_start=20240101), "plan.period_start"),
        (plan_with(changed_at="2024-01-01T12:00"), "plan.changed_at has no time zone"),
        (plan_with(template="other"), "plan.template"),
        (plan_with(service=[]), "plan.service"),
        (plan_with(sections={}), "plan.sections"),
        (plan_with(sections=[{}]), "plan.sections[0] lacks"),
        (plan_with(sections=[{"heading": "A", "place": "beside"}]), "plan.sections[0].place"),
        (plan_with(areas=[{}, {"rows": [{"measure": []}]}]), "plan.areas[1].rows[0].measure"),
        (plan_of_rows({"status": "finished"}), "plan.areas[0].rows[0].status"),
        (plan_of_rows({"timeframe": {"kind": "never"}}), "plan.areas[0].rows[0].timeframe.kind"),
        (plan_of_rows({"timeframe": {"start": "2024-01-02", "end": "2024-01-01"}}), "rows[0].timeframe"),
        (plan_of_rows({"continues": True}), "plan.areas[0].rows[0] continues"),
        (plan_of_rows({}, {"continues": True, "measure": "x"}), "plan.areas[0].rows[1] continues"),
        (plan_with(areas=[{"kind": "band", "rows": [{}]}]), "plan.areas[0]"),
        (plan_with(areas=[{"areas": [{}]}]), "plan.areas[0]"),
        (plan_with(areas=[{"kind": "band", "areas": [{"kind": "band"}]}]), "plan.areas[0].areas[0]"),
    ],
)
def test_from_json_refuses_and_says_where(data, place):
    assert place in refusal(data)


@pytest.mark.parametrize("depth", [3, 300, 3_000, 30_000])
def test_from_json_refuses_deep_areas(depth):
    assert refusal('{"schema": 1, "areas": ' + '[{"areas": ' * depth + "[]" + "}]" * depth + "}")


def test_from_json_leaves_unknown_keys_out_and_takes_defaults():
    assert from_json('{"schema": 1, "title": "A", "colour": "red"}') == PlanDocument(title="A")


def test_rows_carry_the_measure_they_continue():
    area = Area(rows=(Row(measure="Kurs"), Row(continues=True), Row(), Row(continues=True)))

    assert [measure for _, _, measure in PlanDocument(areas=(area,)).rows()] == ["Kurs", "Kurs", "", ""]


def test_columns_are_those_of_the_template_and_those_with_content():
    document = PlanDocument(
        template="dissemination_short",
        extra_columns=("responsible",),
        areas=(Area(title="A", rows=(Row(measure="Kurs", timeframe=read("2024")),)),),
    )

    assert document.columns == ("area", "measure", "target_group", "instruments", "responsible", "timeframe")
