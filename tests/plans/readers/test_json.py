import pytest

from plans.document import Area, NotAPlan, PlanDocument, Row, to_json
from plans.readers.grid import MOST_ROWS
from plans.readers.json import MOST_PARTS, open_file


def plan_of(*, rows: int = 1, areas: int = 0, goals: int = 0) -> bytes:
    """With so many rows in the first area, so many areas after it, and so many goals that the first row serves."""
    first, *others = [Row(measure="Kurs", goals=("1",) * (goals if not number else 0)) for number in range(rows)]
    return to_json(PlanDocument(areas=(Area(rows=(first, *others)), *(Area(),) * areas))).encode()


def code_of(data: bytes) -> str:
    with pytest.raises(NotAPlan) as raised:
        open_file(data)
    return raised.value.code


def test_rows_at_the_limit_are_read_and_one_more_is_too_large():
    assert len(list(open_file(plan_of(rows=MOST_ROWS)).document.rows())) == MOST_ROWS
    assert code_of(plan_of(rows=MOST_ROWS + 1)) == "too_large"


def test_lists_within_rows_count_too():
    assert open_file(plan_of(goals=MOST_PARTS - 2)).kind == "json"  # beside them an area and a row
    assert code_of(plan_of(goals=MOST_PARTS - 1)) == "too_large"


def test_too_many_objects_are_refused_before_they_are_read():
    assert code_of(b"{" * (MOST_PARTS + 1)) == "too_large"
    assert code_of(b"{" * MOST_PARTS) == "bad_json"


def test_too_many_areas_are_too_large():
    assert code_of(plan_of(areas=MOST_PARTS)) == "too_large"
