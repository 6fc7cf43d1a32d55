"""What people put into the paragraphs of a Word cell."""

import pytest

from tests.plans.readers.word_parts import cell, left_out, measure, paragraph, plan, reading, row, rows, run, table

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
NUMBERS = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="*"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def item(text: str, level: int = 0, number: int = 1) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def control(inside: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def box(text: str) -> str:
    return f"<wps:txbx><w:txbxContent>{paragraph(text)}</w:txbxContent></wps:txbx>"


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_stand_in_brackets_where_they_are_referred_to(kind):
    notes = (
        f'<w:{kind} w:type="separator" w:id="0">{paragraph("—")}</w:{kind}>'
        f'<w:{kind} w:id="2">{paragraph(" Fra 2024.")}{paragraph("Se brev.")}</w:{kind}>'
    )
    reference = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'

    assert measure("Kurs", reference, " i fag", **{f"{kind}s": notes}) == "Kurs (Fra 2024. Se brev.) i fag"


def test_link_by_a_field_has_its_address():
    parts = ("Se ", BEGIN, instruction(' HYPERLINK "https://kurs.example/a" '), SEPARATE, "siden", END, ".")

    assert measure(*parts) == "Se siden (https://kurs.example/a)."


def test_link_within_the_document_has_no_address():
    assert measure(BEGIN, instruction(r' HYPERLINK \l "_Toc1" '), SEPARATE, "siden", END) == "siden"


def test_simple_field_shows_its_result():
    assert measure('<w:fldSimple w:instr=" DATE ">', run("1.2.2024"), "</w:fldSimple>") == "1.2.2024"


def test_field_within_the_instruction_of_another_is_not_shown():
    inner = (BEGIN, instruction("REF a"), SEPARATE, "skjult", END)

    assert measure(BEGIN, instruction("IF "), *inner, SEPARATE, "vist", END) == "vist"


def test_field_that_never_ends_hides_nothing_of_the_next_paragraph():
    assert measure(paragraph("a", BEGIN, instruction("X")), paragraph(END, "b")) == "a\nb"


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "☐"),
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "☒"),
        ("<w:checkBox><w:checked/></w:checkBox>", "☒"),
        ('<w:ddList><w:result w:val="1"/><w:listEntry w:val="Ja"/><w:listEntry w:val="Nei"/></w:ddList>', "Nei"),
        ('<w:ddList><w:listEntry w:val="Ja"/></w:ddList>', "Ja"),
        ('<w:ddList><w:result w:val="9"/></w:ddList>', ""),
    ],
)
def test_fields_of_a_form_show_what_was_chosen(data, shown):
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'

    assert measure("Kurs ", begin, instruction("FORM"), SEPARATE, END) == f"Kurs {shown}".strip()


@pytest.mark.parametrize(("state", "shown"), [("1", "☒"), ("0", "☐")])
def test_boxes_to_tick_show_their_state(state, shown):
    checkbox = f'<w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox>'

    assert measure(paragraph(control(run(""), checkbox), " Kurs")) == f"{shown} Kurs"


def test_choice_of_a_list_shows_its_text():
    assert measure(paragraph("Ansvar: ", control(run("Leder"), "<w:dropDownList/>"))) == "Ansvar: Leder"


def test_invitations_to_write_are_no_words():
    placeholder = "<w:showingPlcHdr/>"

    assert measure(paragraph("Kurs", control(run("Velg et element."), placeholder))) == "Kurs"
    assert measure(control(paragraph("Skriv her"), placeholder), paragraph("Kurs")) == "Kurs"
    line = row("Kurs", control(cell("Skriv her"), placeholder), "2024")
    found = rows(plan(line, headings=("Tiltak", "Målgruppe", "Frist")))[0]
    assert (found.target_group, found.timeframe.text) == ("", "2024")


def test_changes_are_read_as_accepted():
    parts = (
        f"<w:ins>{run('Nytt')}</w:ins><w:del><w:r><w:delText>Gammelt</w:delText></w:r></w:del>",
        f"<w:moveFrom>{run(' bort')}</w:moveFrom><w:moveTo>{run(' hit')}</w:moveTo>",
    )

    assert measure(*parts) == "Nytt hit"


def test_deleted_end_of_a_paragraph_joins_it_with_the_next():
    first = paragraph("Kurs i", properties="<w:rPr><w:del/></w:rPr>")

    assert measure(first, paragraph(" samtale")) == "Kurs i samtale"
    assert measure(paragraph("Kurs"), first) == "Kurs\nKurs i"


def test_deleted_rows_and_cells_are_gone_and_inserted_ones_there():
    lines = (
        row("Kurs", "Leger"),
        row("Film", "Alle", properties="<w:del/>"),
        row("Bok", "Alle", properties="<w:ins/>"),
        row(cell("Spill", properties="<w:cellDel/>"), "Lek", "Barn"),
    )

    assert [(found.measure, found.target_group) for found in rows(plan(*lines))] == [
        ("Kurs", "Leger"),
        ("Bok", "Alle"),
        ("Lek", "Barn"),
    ]


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "FE", "☑"),
        ("Symbol", "F0B7", "•"),
        ("Symbol", "F061", "α"),
        ("Calibri", "00D8", "Ø"),
        ("Ukjent", "F0FC", ""),
        ("Wingdings", "zz", ""),
    ],
)
def test_signs_of_symbol_fonts(font, code, shown):
    assert measure("Kurs ", f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>') == f"Kurs {shown}".strip()


def test_breaks_tabs_and_hyphens():
    learning = "<w:t>E</w:t><w:noBreakHyphen/><w:t>læ</w:t><w:softHyphen/><w:t>ring</w:t>"
    parts = f"<w:r>{learning}<w:tab/><w:t>nå</w:t><w:br/><w:t>her</w:t></w:r>"

    assert measure(parts) == "E\u2011læring nå\nher"


def test_numbers_and_bullets_by_level():
    items = (item("a"), item("b", 1), item("c", 1), item("d", 2), item("e"), item("f", 1), item("g", 0, 2))

    assert measure(*items, numbering=NUMBERS) == "1. a\n1.a) b\n1.b) c\n– d\n2. e\n2.a) f\n5. g"


def test_number_of_a_heading_is_not_of_its_words():
    styles = '<w:style w:styleId="H"><w:name w:val="heading 2"/></w:style>'
    numbered = '<w:pStyle w:val="H"/><w:numPr><w:numId w:val="1"/></w:numPr>'
    body = paragraph("Min plan") + paragraph("Bakgrunn", properties=numbered) + plan(row("Kurs", "Leger"))

    assert reading(body, numbering=NUMBERS, styles=styles).document.sections[0].heading == "Bakgrunn"


def test_words_for_newer_and_older_programs_count_once():
    both = f"<mc:Choice>{run('ny')}</mc:Choice><mc:Fallback>{run('gammel')}</mc:Fallback>"
    choice = f"<mc:AlternateContent>{both}</mc:AlternateContent>"

    assert measure(choice) == "ny"


def test_text_box_is_left_out_once_with_a_doubt():
    drawing = f"<w:drawing>{box('Husk!')}</w:drawing>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice>{drawing}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box('Husk!')}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = reading(plan(row(cell("Kurs", both), "Leger")))

    assert [item.measure for _, item, _ in found.document.rows()] == ["Kurs"]
    assert [(item.code, item.text) for item in found.left_out] == [("text_box", "Husk!")]
    assert [(doubt.code, doubt.detail) for doubt in found.doubts] == [("text_box", "Husk!")]


def test_picture_is_left_out_with_what_it_shows():
    picture = '<w:r><w:drawing><wp:docPr name="Bilde 1" descr="Et kart"/></w:drawing></w:r>'

    assert left_out(picture) == [("picture", "Et kart")]


def test_hidden_words_are_left_out():
    assert left_out(run("hemmelig", "<w:vanish/>")) == [("hidden", "hemmelig")]
    assert left_out(run(" vist", '<w:vanish w:val="0"/>')) == []


def test_comments_are_left_out():
    comments = f'<w:comment w:id="1">{paragraph("Er det rett?")}</w:comment>'

    assert left_out('<w:r><w:commentReference w:id="1"/></w:r>', comments=comments) == [("comment", "Er det rett?")]


def test_table_in_a_cell_is_kept_line_by_line():
    inner = table(row("a", "b"), row("c", cell(paragraph("d"), paragraph("e"))))

    assert measure(paragraph("Kurs"), inner, paragraph("slutt")) == "Kurs\na – b\nc\nd\ne\nslutt"
