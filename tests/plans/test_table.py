"""The table of a page, made from a PlanDocument: what is merged, counted, shown."""

from plans.document import Area, PlanDocument, Row
from plans.finding import Wanted, area_choices, find, target_group_choices, target_groups
from plans.table import placed_rows, table_of
from plans.timeframe import Timeframe


def document(*areas, template="dissemination", **fields):
    return PlanDocument(template=template, areas=areas, **fields)


def kurs(**fields):
    rows = (
        Row(id="1", measure="Kurs", target_group="Leger", status="done"),
        Row(id="2", continues=True, target_group="Logopeder", status="ongoing"),
        Row(id="3", continues=True, target_group="Foreldre"),
        Row(id="4", measure="Nettside", target_group="Leger", timeframe=Timeframe(text="Neste høst 23?")),
    )
    return Area(**{"id": "a", "title": "Undervisning", "rows": rows} | fields)


def lines(table):
    return [line for body in table.bodies for line in body.lines]


def html(line):
    return [str(cell.html) for cell in line.cells]


def test_measure_that_goes_on_is_one_cell_over_its_rows():
    table = table_of(document(kurs()))
    first, second, third, fourth = lines(table)
    assert (first.place, second.place, third.place, fourth.place) == ("lead", "follow", "follow", "")
    assert 'rowspan="3"' in first.cells[0].attributes
    assert html(first)[0] == "Kurs"
    assert html(second)[0] == "Logopeder"
    assert "rowspan" not in fourth.cells[0].attributes


def test_area_is_one_cell_over_its_rows():
    table = table_of(document(kurs()))
    assert [line.area_span for line in lines(table)] == [4, 0, 0, 0]
    assert table.bodies[0].count == 4


def test_filtered_continuing_row_has_its_measure_and_is_not_merged():
    plan = document(kurs())
    found = find(placed_rows(plan), Wanted(words="logopeder"))
    (line,) = lines(table_of(plan, found.rows))
    assert (line.id, line.place, line.area_span) == ("2", "", 1)
    assert html(line)[0] == "Kurs"


def test_filtered_group_merges_over_what_is_left_of_it():
    plan = document(kurs())
    found = find(placed_rows(plan), Wanted(target_group="leger"))
    first, second = lines(table_of(plan, found.rows))
    assert (first.id, second.id) == ("1", "4")
    rest = find(placed_rows(plan), Wanted(words="kurs"))
    assert [line.place for line in lines(table_of(plan, rest.rows))] == ["lead", "follow", "follow"]


def test_bands_head_their_areas_and_count_their_rows():
    plan = document(Area(id="b", kind="band", title="Kurs og møter", areas=(kurs(), kurs(id="c", title="Møter"))))
    table = table_of(plan)
    assert [(body.kind, body.title, body.count) for body in table.bodies] == [
        ("band", "Kurs og møter", 8),
        ("area", "Undervisning", 4),
        ("area", "Møter", 4),
    ]


def test_area_without_rows_stands_in_the_whole_table_only():
    plan = document(kurs(), Area(id="e", title="Tomt"))
    assert [body.title for body in table_of(plan).bodies] == ["Undervisning", "Tomt"]
    assert [body.title for body in table_of(plan, list(placed_rows(plan))).bodies] == ["Undervisning"]


def test_columns_are_those_of_the_template_and_those_with_content():
    short = document(kurs(title=""), template="dissemination_short")
    assert [column.key for column in table_of(short).columns] == [
        "measure", "target_group", "instruments", "timeframe", "status"
    ]  # fmt: skip
    action = document(Area(rows=(Row(measure="Møte"),)), template="action", extra_columns=("note",))
    table = table_of(action)
    assert [column.key for column in table.columns] == ["area", "aim", "measure", "responsible", "timeframe", "note"]
    assert not table.has_status


def test_same_title_under_two_bands_is_told_apart():
    bands = [Area(id=f"b{n}", kind="band", title=f"Del {n}", areas=(kurs(id=f"k{n}"),)) for n in (1, 2)]
    choices = area_choices(document(*bands))
    assert choices == [("b1", "Del 1"), ("k1", "Del 1: Undervisning"), ("b2", "Del 2"), ("k2", "Del 2: Undervisning")]
    rows = list(placed_rows(document(*bands)))
    assert len(find(rows, Wanted(area="k2")).rows) == 4
    assert len(find(rows, Wanted(area="b1")).rows) == 4


def test_counts_hold_for_what_else_is_looked_for_not_for_the_status():
    rows = list(placed_rows(document(kurs())))
    found = find(rows, Wanted(target_group="leger", status="done"))
    assert [placed.row.id for placed in found.rows] == ["1"]
    assert found.counts == {"done": 1, "ongoing": 0, "planned": 0, "unset": 1}
    assert found.total == 2


def test_words_are_found_whatever_their_case_in_measure_area_and_timeframe():
    area = kurs(title="ÅRSMØTER")
    rows = list(placed_rows(document(area)))
    assert len(find(rows, Wanted(words="årsm")).rows) == 4
    assert len(find(rows, Wanted(words="HØST neste")).rows) == 1
    assert [placed.row.id for placed in find(rows, Wanted(words="kurs foreldre")).rows] == ["3"]
    assert find(rows, Wanted(words="finnes ikke")).rows == []


def test_target_groups_are_the_lines_of_a_cell_and_the_letters_of_a_list():
    assert list(target_groups("• Leger\n- Logopeder\n\n  Foreldre og  barn ")) == [
        "leger", "logopeder", "foreldre og barn"
    ]  # fmt: skip
    assert list(target_groups("A, B, E, G,")) == ["a", "b", "e", "g"]
    assert list(target_groups("Leger, sykepleiere")) == ["leger, sykepleiere"]


def test_target_groups_are_offered_once_and_in_norwegian_order():
    rows = (Row(target_group="Øyeleger"), Row(target_group="Ansatte\nÅrsvikarer"), Row(target_group="ansatte\nÆrlige"))
    choices = target_group_choices(placed_rows(document(Area(rows=rows))))
    assert [label for _value, label in choices] == ["Ansatte", "Ærlige", "Øyeleger", "Årsvikarer"]
