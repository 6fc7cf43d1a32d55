import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.table import Table, TableStyleInfo

from plans.document import NotAPlan
from plans.readers import open_file, read
from tests.plans.readers.excel_parts import MAIN, RELATIONS_OF_SHEET, cell, relations, sheet_of, with_parts
from tests.sample_files import TWIN, excel_twin, make_excel, saved


def rows(data: bytes):
    return [row for _, row, _ in read("plan.xlsx", data).document.rows()]


def test_read_twin_is_the_plan_it_was_made_from():
    assert read("plan.xlsx", excel_twin()).document == TWIN


def test_read_twin_leaves_no_doubt():
    assert read("plan.xlsx", excel_twin()).doubts == ()


def test_read_takes_the_lines_above_the_headings_as_text():
    data = make_excel(
        ["Handlingsplan 2024"], ["Service: Lungenettverket (LN)"], [], ["Tiltak", "Ansvar"], ["Kurs", "Alle"]
    )
    document = read("plan.xlsx", data).document

    assert (document.title, document.template) == ("Handlingsplan 2024", "action")
    assert (document.service.name, document.service.abbreviation) == ("Lungenettverket", "LN")


def test_read_finds_the_table_that_does_not_begin_in_the_first_column():
    assert rows(make_excel([], [None, None, "Tiltak", "Ansvar"], [None, None, "Kurs", "Alle"]))[0].responsible == "Alle"


def test_read_goes_through_all_sheets_and_finds_the_legend_in_another():
    book = Workbook()
    book.worksheets[0].append(["Tiltak", "Målgruppe"])
    book.worksheets[0].append(["Kurs", "Leger"])
    book.worksheets[0]["A2"].fill = PatternFill("solid", fgColor="00B050")
    other = book.create_sheet("Forklaring")
    other.append([None, "Fullført"])
    other["A1"].fill = PatternFill("solid", fgColor="00B050")

    assert rows(saved(book))[0].status == "done"


def test_read_understands_colours_of_the_theme():
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (["Pågående"], [], ["Tiltak", "Målgruppe"], ["Kurs", "Leger"]):
        sheet.append(line)
    sheet["A1"].fill = PatternFill("solid", fgColor=Color(theme=7, tint=0.4))
    sheet["B4"].fill = PatternFill("solid", fgColor=Color(theme=7, tint=0.4))

    assert rows(saved(book))[0].status == "ongoing"


def test_read_empty_workbook_says_so():
    with pytest.raises(NotAPlan) as raised:
        read("plan.xlsx", make_excel())

    assert raised.value.code == "no_table"


def grids(data: bytes):
    return open_file("plan.xlsx", data).pieces


def texts(grid) -> list[list[str]]:
    return [[cell.text for cell in line] for line in grid.lines]


def left_out(data: bytes) -> list[tuple[str, str, str]]:
    return [(each.code, each.text, each.place) for each in open_file("plan.xlsx", data).left_out]


def test_open_marks_hidden_rows_and_columns():
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Tiltak", "Intern", "Mer", "Frist"], ["Kurs", "a", "b", "2024"], ["Skjult", "c", "d", "2025"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions.group("B", "C", hidden=True)

    (grid,) = grids(saved(book))

    assert (grid.hidden_lines, grid.hidden_columns) == ((2,), (1, 2))
    assert grid.lines[2][0].text == "Skjult"


@pytest.mark.parametrize("how", ['hidden="1"', 'hidden="true"', 'ht="0" customHeight="1"'])
def test_open_marks_rows_that_a_filter_or_their_height_hides(how):
    (grid,) = grids(sheet_of(f'<row>{cell("A1", "Kurs")}</row><row r="2" {how}>{cell("A2", "Borte")}</row>'))
    assert grid.hidden_lines == (1,)


def test_open_marks_columns_of_no_width_though_they_go_on_to_the_end():
    cols = '<cols><col min="2" max="16384" width="0"/></cols>'
    (grid,) = grids(sheet_of(f"<row>{cell('A1', 'Kurs')}{cell('C1', 'Leger')}</row>", before=cols))
    assert grid.hidden_columns == (1, 2)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_open_leaves_a_hidden_sheet_out_and_says_so(state):
    book = Workbook()
    book.worksheets[0].append(["Tiltak"])
    other = book.create_sheet("Lister")
    other.append(["Fullført", "Pågående"])
    other.sheet_state = state

    assert [grid.name for grid in grids(saved(book))] == ["Sheet"]
    assert left_out(saved(book)) == [("hidden_sheet", "Fullført – Pågående", "Lister")]


def test_open_says_nothing_of_a_hidden_sheet_without_words():
    book = Workbook()
    book.worksheets[0].append(["Tiltak"])
    book.create_sheet("Tom").sheet_state = "hidden"
    assert left_out(saved(book)) == []


def test_open_keeps_the_name_of_each_sheet_and_the_numbers_of_its_rows():
    book = Workbook()
    book.worksheets[0].title = "Kurs"
    book.worksheets[0]["B3"], book.worksheets[0]["C7"] = "Tiltak", "Grunnkurs"
    book.create_sheet("Tom")
    book.create_sheet("Media")["A1"] = "Tiltak"

    assert [(grid.name, grid.numbers) for grid in grids(saved(book))] == [("Kurs", (3, 7)), ("Media", (1,))]
    assert texts(grids(saved(book))[0]) == [["Tiltak", ""], ["", "Grunnkurs"]]


def test_open_covers_the_cells_of_a_merged_area():
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Område", "x", "y"], ["", "Kurs", "Leger"], ["", "Møte", "", "z"]):
        sheet.append(row)
    sheet.merge_cells("A1:A3")
    sheet.merge_cells("B2:C3")

    (grid,) = grids(saved(book))

    assert texts(grid) == [["Område", "x", "y", ""], ["", "Kurs", "", ""], ["", "", "", "z"]]
    assert [[(cell.across, cell.down) for cell in line[:3]] for line in grid.lines] == [
        [(False, False), (False, False), (False, False)],
        [(False, True), (False, False), (True, False)],
        [(False, True), (False, True), (True, True)],
    ]
    assert (grid.lines[1][1].span, grid.lines[2][1].span) == (2, 2)


def test_open_takes_words_that_say_they_are_a_number_as_words():
    (grid,) = grids(sheet_of('<row><c><v>Kurs</v></c><c t="n"><v>1e999</v></c><c t="d"><v>2024-05-01</v></c></row>'))
    assert texts(grid) == [["Kurs", "inf", "01.05.2024"]]


def test_open_takes_the_value_of_a_formula():
    (grid,) = grids(sheet_of('<row><c r="A1" t="str"><f>A2&amp;"!"</f><v>Kurs!</v></c></row>'))
    assert texts(grid) == [["Kurs!"]]


def test_open_says_where_a_formula_has_no_value_and_where_it_has_an_error():
    row = f'<row>{cell("A1", "Kurs")}<c r="B1"><f>SUM(A2)</f></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    (grid,) = grids(sheet_of(row))

    assert texts(grid) == [["Kurs"]]
    assert left_out(sheet_of(row)) == [
        ("formula_unknown", "=SUM(A2)", "Sheet, B1"),
        ("formula_error", "#DIV/0!", "Sheet, C1"),
    ]


def test_open_reads_words_that_begin_like_a_formula():
    book = Workbook()
    book.worksheets[0]["A1"].value = "=1+1"
    book.worksheets[0]["A1"].data_type = "s"
    assert texts(grids(saved(book))[0]) == [["=1+1"]]


def test_open_joins_the_runs_of_rich_text_and_leaves_reading_aids_out():
    runs = (
        "<is><r><rPr><b/></rPr><t>Kurs </t></r><r><t>og_x000D_\nmøte</t></r><rPh sb='0' eb='1'><t>kana</t></rPh></is>"
    )
    (grid,) = grids(sheet_of(f'<row><c t="inlineStr">{runs}</c></row>'))
    assert texts(grid) == [["Kurs og\nmøte"]]


def test_open_counts_cells_and_rows_that_do_not_say_where_they_stand():
    (grid,) = grids(
        sheet_of("<row><c><v>1</v></c><c><v>2</v></c></row><row r='4'><c><v>3</v></c></row><row><c><v>4</v></c></row>")
    )
    assert (texts(grid), grid.numbers) == ([["1", "2"], ["3", ""], ["4", ""]], (1, 4, 5))


def test_open_writes_out_the_addresses_of_links():
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Les mer", "portalen.example.org/kurs", "skriv", "intern"])
    sheet["A1"].hyperlink = "https://portalen.example.org/kurs"
    sheet["B1"].hyperlink = "https://portalen.example.org/kurs/"
    sheet["C1"].hyperlink = "mailto:post@example.org"
    sheet["D1"].hyperlink = "#Sheet!A1"

    assert texts(grids(saved(book))[0])[0] == [
        "Les mer (https://portalen.example.org/kurs)",
        "portalen.example.org/kurs",
        "skriv (mailto:post@example.org)",
        "intern",
    ]


def test_open_writes_out_a_link_over_many_cells_and_one_that_a_formula_makes():
    rows = (
        f"<row>{cell('A1', 'Kurs')}{cell('B1', 'Møte')}"
        '<c r="C1" t="str"><f>HYPERLINK("https://b.example.org","Mer")</f><v>Mer</v></c></row>'
    )
    data = sheet_of(rows, '<hyperlinks><hyperlink ref="A1:B1048576" r:id="rId0"/></hyperlinks>')
    rels = relations(("hyperlink", "x")).replace(
        'Target="../x"', 'Target="https://a.example.org" TargetMode="External"'
    )

    assert texts(grids(with_parts(data, {RELATIONS_OF_SHEET: rels}))[0]) == [
        ["Kurs (https://a.example.org)", "Møte (https://a.example.org)", "Mer (https://b.example.org)"]
    ]


def test_open_tells_comments_with_their_cells():
    book = Workbook()
    book.worksheets[0].append(["Tiltak", "Frist"])
    book.worksheets[0]["B1"].comment = Comment("Husk årstall", "noen")
    assert left_out(saved(book)) == [("comment", "Husk årstall", "Sheet, B1")]


def test_open_takes_a_thread_of_comments_once():
    notes = f'<comments xmlns="{MAIN}"><commentList><comment ref="A1"><text><t>[Trådet kommentar]</t></text></comment>'
    notes += '<comment ref="B1"><text><r><t>For</t></r><r><t> seg</t></r></text></comment></commentList></comments>'
    thread = '<ThreadedComments xmlns="x"><threadedComment ref="A1"><text>Når?</text></threadedComment>'
    thread += '<threadedComment ref="A1"><text>I mai</text></threadedComment></ThreadedComments>'
    data = with_parts(
        sheet_of(f"<row>{cell('A1', 'Kurs')}</row>"),
        {
            "xl/comments1.xml": notes,
            "xl/thread1.xml": thread,
            RELATIONS_OF_SHEET: relations(
                ("comments", "comments1.xml"), ("threadedComment", "thread1.xml"), ("comments", "gone.xml")
            ),
        },
    )

    assert [text for _, text, _ in left_out(data)] == ["Når?", "I mai", "For seg"]


def test_open_tells_the_words_of_text_boxes():
    drawing = (
        '<d:wsDr xmlns:d="d" xmlns:a="a"><d:sp><d:txBody><a:p><a:r><a:t>Se </a:t></a:r><a:r><a:t>arket</a:t></a:r>'
        "</a:p><a:p><a:r><a:t>Takk</a:t></a:r></a:p></d:txBody></d:sp></d:wsDr>"
    )
    data = with_parts(
        sheet_of(f"<row>{cell('A1', 'Kurs')}</row>"),
        {"xl/drawings/drawing1.xml": drawing, RELATIONS_OF_SHEET: relations(("drawing", "drawings/drawing1.xml"))},
    )

    assert left_out(data) == [("text_box", "Se arket\nTakk", "Sheet")]


def test_open_reads_the_cells_of_an_excel_table():
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Tiltak", "Målgruppe"])
    sheet.append(["Kurs", "Leger"])
    sheet.add_table(Table(displayName="Plan", ref="A1:B2", tableStyleInfo=TableStyleInfo("TableStyleMedium9")))
    assert rows(saved(book))[0].target_group == "Leger"


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        (PatternFill("solid", fgColor="92d050"), "92D050"),
        (PatternFill("solid", fgColor=Color(theme=7)), "8064A2"),
        (PatternFill("solid", fgColor=Color(theme=0, tint=-0.5)), "808080"),
        (PatternFill("solid", fgColor=Color(indexed=5)), "FFFF00"),
        (PatternFill("solid", fgColor="F9F9F9"), ""),
        (PatternFill("solid", fgColor=Color(indexed=64)), ""),
        (PatternFill("solid", fgColor=Color(theme=99)), ""),
        (PatternFill("gray125", fgColor="92D050"), ""),
        (PatternFill(), ""),
    ],
)
def test_open_tells_the_colour_of_a_cell(fill, colour):
    book = Workbook()
    book.worksheets[0]["A1"].value = "Kurs"
    book.worksheets[0]["A1"].fill = fill
    assert grids(saved(book))[0].lines[0][0].colour == colour


GREEN, RED = PatternFill(bgColor="00B050"), PatternFill(bgColor="FF0000")


@pytest.mark.parametrize(
    ("rule", "colour"),
    [
        (CellIsRule(operator="equal", formula=['"ferdig"'], fill=GREEN), "00B050"),
        (Rule(type="containsText", operator="containsText", text="ERDI", dxf=DifferentialStyle(fill=GREEN)), "00B050"),
        (Rule(type="beginsWith", operator="beginsWith", text="fer", dxf=DifferentialStyle(fill=GREEN)), "00B050"),
        (Rule(type="endsWith", operator="endsWith", text="dig", dxf=DifferentialStyle(fill=GREEN)), "00B050"),
        (CellIsRule(operator="equal", formula=['"planlagt"'], fill=GREEN), ""),
        (CellIsRule(operator="equal", formula=["$B$1"], fill=GREEN), ""),
        (CellIsRule(operator="notEqual", formula=['"planlagt"'], fill=GREEN), ""),
        (FormulaRule(formula=["A1=1"], fill=GREEN), ""),
    ],
)
def test_open_tells_the_colour_of_a_simple_condition(rule, colour):
    book = Workbook()
    book.worksheets[0].append(["Ferdig", "Ferdig"])
    book.worksheets[0].conditional_formatting.add("A1:A9", rule)
    assert [cell.colour for cell in grids(saved(book))[0].lines[0]] == [colour, ""]


def test_open_takes_the_first_condition_before_others_and_before_the_cells_own_colour():
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["3"])
    sheet.append([3])
    sheet["A2"].fill = PatternFill("solid", fgColor="0000FF")
    sheet.conditional_formatting.add("A1:A9", CellIsRule(operator="equal", formula=["3"], fill=RED))
    sheet.conditional_formatting.add("A1:A9", CellIsRule(operator="equal", formula=['"3"'], fill=GREEN))
    assert [line[0].colour for line in grids(saved(book))[0].lines] == ["FF0000", "FF0000"]


def test_open_keeps_a_colour_beside_words_and_forgets_one_far_from_them():
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["B3"].value = "Fullført"
    for place in ("A3", "B2", "B4", "B1", "B5", "ZZ3"):
        sheet[place].fill = PatternFill("solid", fgColor="00B050")

    (grid,) = grids(saved(book))

    assert grid.numbers == (2, 3, 4)
    assert [[cell.colour for cell in line] for line in grid.lines] == [
        ["", "00B050"],
        ["00B050", ""],
        ["", "00B050"],
    ]


def test_open_marks_bold_words():
    book = Workbook()
    book.worksheets[0].append(["Område", "Kurs"])
    book.worksheets[0]["A1"].font = Font(bold=True)
    assert [cell.bold for cell in grids(saved(book))[0].lines[0]] == [True, False]


def test_open_takes_the_title_of_the_workbook():
    book = Workbook()
    book.worksheets[0].append(["Kurs"])
    book.properties.title = "Plan 2024"
    assert open_file("plan.xlsx", saved(book)).title == "Plan 2024"


def test_open_where_words_are_missing_is_damage():
    with pytest.raises(NotAPlan) as raised:
        open_file("plan.xlsx", sheet_of('<row><c t="s"><v>99</v></c></row>'))
    assert raised.value.code == "damaged"
