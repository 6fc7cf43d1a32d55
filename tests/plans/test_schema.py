"""docs/plan.schema.json says what the plan as JSON is, to other programs and their makers."""

import json
from collections.abc import Iterator
from dataclasses import MISSING, Field, asdict, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from types import NoneType
from typing import Any, Literal, TypeAliasType, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator, FormatChecker

from plans.decode import NotAPlan
from plans.document import COLUMNS, LANGUAGES, TEMPLATES, PlanDocument, from_json, to_json
from tests.strategies import documents

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/plan.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
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


# Where the type of a field admits more than a plan can have.
NARROWER = {
    "schema": {"const": 1},
    "language": {"enum": list(LANGUAGES)},
    "template": {"enum": list(TEMPLATES)},
    "extra_columns": {"type": "array", "items": {"enum": list(COLUMNS)}},
    "column": {"enum": ["", *COLUMNS]},
}


def shape(hint: Any) -> dict[str, Any]:
    """What the schema has to say of a field of that type."""
    hint = hint.__value__ if isinstance(hint, TypeAliasType) else hint
    arguments = get_args(hint)
    if NoneType in arguments:
        (inner,) = (shape(part) for part in arguments if part is not NoneType)
        if "enum" in inner:
            return {"enum": [*inner["enum"], None]}
        plain = list(inner) == ["type"]
        return {"type": [inner["type"], "null"]} if plain else {"anyOf": [inner, {"type": "null"}]}
    if get_origin(hint) is Literal:
        return {"enum": list(arguments)}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": shape(arguments[0])}
    if is_dataclass(hint):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return PLAIN[hint]


DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
MOMENT = f"{DAY}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}([.][0-9]+)?(Z|[+-][0-9]{{2}}:[0-9]{{2}})"
PLAIN = {
    str: {"type": "string", "pattern": "^[^\\u0000]*$"},
    date: {"type": "string", "format": "date", "pattern": f"^{DAY}$"},
    datetime: {"type": "string", "format": "date-time", "pattern": f"^{MOMENT}$"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
}


def default_of(field: Field) -> Any:
    default = {} if is_dataclass(field.default) else field.default  # made of defaults itself
    return list(default) if isinstance(default, tuple) else default


def test_the_schema_has_every_field_with_its_type_its_default_and_what_it_means():
    parts = dict(described())
    made_of = kinds(PlanDocument, {})
    assert set(parts) == set(made_of)
    for name, part in parts.items():
        kind = made_of[name]
        hints = get_type_hints(kind)
        needed = {field.name for field in fields(kind) if field.default is MISSING}
        assert part["description"].endswith("."), name
        assert part["additionalProperties"] is False, name
        assert set(part.get("required", ())) == needed | ({"schema"} & set(hints)), name
        assert list(part["properties"]) == [field.name for field in fields(kind)], name
        for field in fields(kind):
            said, expected = part["properties"][field.name], NARROWER.get(field.name) or shape(hints[field.name])
            assert {key: said.get(key) for key in expected} == expected, (name, field.name)
            assert said["description"].endswith("."), (name, field.name)
            assert field.name == "schema" or said.get("default", MISSING) == default_of(field), (name, field.name)


SMALL = {
    "no more than the schema": {"schema": 1},
    "days, moments, a version": {
        "schema": 1,
        "changed_at": "2026-03-12T08:14:05+01:00",
        "period_start": "2026-02-28",
        "version": 1,
    },
    "rows that continue": {"schema": 1, "areas": [{"rows": [{"measure": "Kurs"}, {"continues": True}]}]},
    "a band": {"schema": 1, "areas": [{"kind": "band", "areas": [{"rows": [{"measure": "Kurs"}]}, {}]}, {}]},
    "goals in goals": {"schema": 1, "goals": [{"number": "1", "text": "A", "goals": [{"number": "1.1", "text": "B"}]}]},
}


@pytest.mark.parametrize("data", SMALL.values(), ids=SMALL)
def test_what_has_a_default_may_be_left_out(data):
    VALIDATOR.validate(data)
    assert json.loads(to_json(from_json(json.dumps(data)))).keys() == asdict(PlanDocument()).keys()


AREA = {"kind": "area", "rows": [{"measure": "Kurs"}]}
WRONG = {
    "no schema": {"title": "Plan"},
    "another schema": {"schema": 2},
    "a schema that is no number": {"schema": "1"},
    "a title that is no text": {"schema": 1, "title": 3},
    "a title that is none": {"schema": 1, "title": None},
    "a title with NUL": {"schema": 1, "title": "a\x00b"},
    "a version that is no number": {"schema": 1, "version": True},
    "a moment without a time zone": {"schema": 1, "changed_at": "2024-01-01T12:00:00"},
    "a timeframe that is text": {"schema": 1, "areas": [{"rows": [{"timeframe": "2025"}]}]},
    "a kind of time that is none": {"schema": 1, "areas": [{"rows": [{"timeframe": {"kind": "never"}}]}]},
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


# The program takes these, since it leaves out what it does not know; but who writes them means something else.
SLIPS = {
    "a misspelt name": {"schema": 1, "titel": "Plan"},
    "a misspelt column": {"schema": 1, "areas": [{"rows": [{"mesure": "Kurs"}]}]},
    "a language that is none": {"schema": 1, "language": "no"},
    "an added column that is none": {"schema": 1, "extra_columns": ["remark"]},
    "version 0": {"schema": 1, "version": 0},
    "a day without dashes": {"schema": 1, "period_end": "20281231"},
}


@pytest.mark.parametrize("data", SLIPS.values(), ids=SLIPS)
def test_the_schema_tells_of_slips_that_the_program_forgives(data):
    assert not VALIDATOR.is_valid(data)
    assert isinstance(from_json(json.dumps(data)), PlanDocument)
