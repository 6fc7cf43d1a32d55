"""docs/plan.schema.json says what the plan as JSON is, to other programs and their makers."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker

from plans.decode import NotAPlan
from plans.document import PlanDocument, from_json, to_json
from tests.strategies import documents

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/plan.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


@given(documents())
def test_every_plan_is_as_the_schema_says(document):
    VALIDATOR.validate(json.loads(to_json(document)))


def test_the_oldest_plan_is_too():
    VALIDATOR.validate(json.loads((Path(__file__).parents[1] / "frozen/plan-schema-1.json").read_text()))


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def kinds(kind: Any, seen: dict[str, type]) -> dict[str, type]:
    """Every dataclass that a plan consists of."""
    if is_dataclass(kind) and isinstance(kind, type) and kind.__name__ not in seen:
        seen[kind.__name__] = kind
        for part in get_type_hints(kind).values():
            kinds(part, seen)
    for part in get_args(kind):
        kinds(part, seen)
    return seen


def described() -> Iterator[tuple[str, dict]]:
    yield "PlanDocument", SCHEMA
    yield from SCHEMA["$defs"].items()


def test_the_schema_names_every_field_and_says_what_it_means():
    parts = dict(described())
    made_of = kinds(PlanDocument, {})
    assert set(parts) == set(made_of)
    for name, part in parts.items():
        assert set(part["properties"]) == {field.name for field in fields(made_of[name])}, name
        assert part["description"]
        assert all(each["description"] for each in part["properties"].values()), name


AREA = {"kind": "area", "rows": [{"measure": "Kurs"}]}
WRONG = {
    "no schema": {"title": "Plan"},
    "another schema": {"schema": 2},
    "a title that is no text": {"schema": 1, "title": 3},
    "an unknown template": {"schema": 1, "template": "budget"},
    "a day that is none": {"schema": 1, "period_start": "2025-02-30"},
    "a status that is none": {"schema": 1, "areas": [{"rows": [{"status": "finished"}]}]},
    "a band with rows": {"schema": 1, "areas": [{"kind": "band", "rows": [{"measure": "Kurs"}]}]},
    "an area in an area": {"schema": 1, "areas": [{"kind": "area", "areas": [AREA]}]},
    "a band in a band": {"schema": 1, "areas": [{"kind": "band", "areas": [{"kind": "band"}]}]},
    "a first row that continues": {"schema": 1, "areas": [{"rows": [{"continues": True}]}]},
    "a measure in a row that continues": {
        "schema": 1,
        "areas": [{"rows": [{"measure": "Kurs"}, {"continues": True, "measure": "Film"}]}],
    },
    "a section without a heading": {"schema": 1, "sections": [{"text": "Hei"}]},
    "a list where a plan should be": [],
}


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG)
def test_what_is_no_plan_is_none_by_the_schema_either(data):
    assert not VALIDATOR.is_valid(data)
    with pytest.raises(NotAPlan):
        from_json(json.dumps(data))
