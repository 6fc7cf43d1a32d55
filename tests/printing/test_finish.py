import pikepdf
import pytest

from printing.finish import finish
from printing.structure import Unexpected
from tests.printing.documents import make_document, make_stress_document
from tests.printing.pdf_checks import check, fonts, outline

PAGE = '<html lang="nb"><head><title>t</title></head><body>{}</body></html>'
LONG_TABLE = (
    "<table><caption>c</caption><thead><tr><th>A<th>B</thead><tbody>"
    + "<tr><th scope=row>x<td>y" * 150
    + "</tbody></table>"
)


@pytest.mark.parametrize(
    "document",
    [make_document(46), make_document(46, version=3), make_stress_document(), make_document(3)],
    ids=["several pages", "version", "row taller than a page", "one page"],
)
def test_plan_is_one_table_without_faults(printed, document):
    report = check(printed(document))
    assert report.faults == []
    assert report.tags["Table"] == 1
    assert report.tags["THead"] == 1
    assert report.scopes["none"] == 0
    assert report.scopes["/Column"] == len(document.columns)


def test_a_plan_of_many_pages_is_one_table_without_faults(printed):
    report = check(printed(make_document(150)))
    assert report.faults == []
    assert report.tags["Table"] == 1
    assert report.tags["TR"] > 150


def test_without_the_finisher_the_tags_are_torn(printed):
    """The control: if this fails, WeasyPrint has learned it, and most of printing/tables.py can go."""
    report = check(printed(make_document(46), finisher=None))
    assert report.tags["Table"] > 1
    assert report.scopes == {"none": report.tags["TH"]}
    assert any("do not agree" in fault for fault in report.faults)  # page margins
    assert any("ID" in fault for fault in report.faults)
    assert any("pdfuaid" in fault for fault in report.faults)


def test_every_row_and_word_stays_in_the_tags(printed):
    before, after = (check(printed(make_document(46), finisher=finisher)) for finisher in (None, finish))
    repeated_heads = before.tags["THead"] - 1
    columns = 6
    assert after.tags["TD"] == before.tags["TD"]
    assert after.tags["TH"] == before.tags["TH"] - repeated_heads * columns
    assert after.tags["TR"] == before.tags["TR"] - repeated_heads


@pytest.mark.parametrize(
    "body",
    [
        f"<main><section><div>{LONG_TABLE}</div><p>after</p></section></main>",
        LONG_TABLE + LONG_TABLE,
        LONG_TABLE.replace("<table>", "<table style='caption-side: bottom'>"),
        LONG_TABLE.replace("</thead>", "</thead><tfoot><tr><td>f<td>g</tfoot>"),
        "<table><tr><td>a</td></tr></table>".join(["<p>x</p>", "<p>y</p>"]),
        "<table><tr><td>" + "word " * 3000 + "<td>b</table>",
        "<table><thead><tr><th>A<th>B</thead><tr><td>" + "<p>word</p>" * 300 + "<td><ul><li>x<li>y</ul></table>",
        "<table><tr><td>a<td><table><tr><th>i<td>j</table></table>",
        "<p>no table</p>",
    ],
    ids=["wrapped", "two", "caption below", "foot", "short", "cut cell", "cut paragraphs", "nested", "none"],
)
def test_tables_of_all_kinds_have_no_faults(press, body):
    report = check(press.pdf(PAGE.format(body)))
    assert report.faults == []
    assert report.tags["Table"] == body.count("<table")


@pytest.mark.parametrize(
    "table",
    [
        LONG_TABLE.replace("<th>A", "<th><a href='https://x.example/'>A</a>"),
        LONG_TABLE.replace("<thead>", "<thead style='opacity: .9'>"),
    ],
    ids=["a link in a repeated head", "opacity"],
)
def test_what_would_break_the_tags_gives_no_pdf(press, table):
    with pytest.raises(Unexpected):
        press.pdf(PAGE.format(table))


def test_bookmarks_name_title_bands_and_areas(printed):
    assert outline(printed(make_document(30)))[:6] == [
        (1, "Kompetansespredningsplan 2025–2028"),
        (2, "Nedsatt luktesans"),
        (2, "Undervisning og kurs 1"),
        (3, "Nedsatt smakssans"),
        (3, "Lukt og smak etter infeksjon"),
        (2, "Informasjonsmateriell 2"),
    ]


def test_only_inter_is_used_and_emoji_have_their_own_font(printed):
    assert fonts(printed(make_document())) == {"Inter", "Inter-Semi-Bold", "Status-Semi-Bold"}
    assert fonts(printed(make_stress_document())) == {"Inter", "Inter-Semi-Bold", "Noto-Emoji", "Status-Semi-Bold"}


def test_links_can_be_followed(printed, tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(printed(make_stress_document()))
    with pikepdf.open(path) as pdf:
        targets = {str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", [])}
    assert targets == {
        "https://www.nkls.example",
        "https://nkls.example/fag/rettleiing/nynorsk/kompetansespreiing/verkemiddel"
        "?utgave=3&kapittel=berekraftig-opplaering#framdriftsplan",
    }
