from weasyprint.formatting_structure import boxes

from printing.once import PAPER, show_once

ROWS = 60
TABLE = (
    '<html lang="nb"><title>t</title><table><thead><tr><th>Area<th>Measure</thead><tbody>'
    "<tr><th>Courses<td>0</tr>"
    + "".join(f"<tr><th data-once>Courses (cont.)<td>{number}</tr>" for number in range(1, ROWS))
    + "</table>"
)


def words_seen(document, words: str) -> list[int]:
    """How often the words can be seen on each page."""
    return [
        sum(
            box.text == words and box.style["color"] != PAPER
            for box in page._page_box.descendants()
            if isinstance(box, boxes.TextBox)
        )
        for page in document.pages
    ]


def test_a_repeated_heading_is_seen_once_on_each_later_page(press):
    document = press.layout(TABLE)
    pages = len(document.pages)
    assert pages > 1
    assert sum(words_seen(document, "Courses (cont.)")) == ROWS - 1
    show_once(document)
    assert words_seen(document, "Courses (cont.)") == [0] + [1] * (pages - 1)
    assert words_seen(document, "Courses") == [1] + [0] * (pages - 1)
    assert sum(sum(words_seen(document, str(number))) for number in range(ROWS)) == ROWS


def test_after_a_cut_row_the_heading_is_seen_in_the_next(press):
    html = TABLE.replace("<td>1</tr>", "<td>" + "word<br>" * 120 + "</tr>")
    document = press.layout(html)
    show_once(document)
    seen = words_seen(document, "Courses (cont.)")
    assert seen[0] in (0, 1)
    assert seen[-1] == 1
