"""A heading that stands in each of its rows is seen once on a page.

Repeating it keeps every row whole for a screen reader, a search and a copy, and lets a page begin with it; a rowspan
would leave the next page's cell empty. So the rows after a page's first get the paper's colour on those words.
"""

from collections.abc import Iterator

from tinycss2.color5 import parse_color
from weasyprint import Document
from weasyprint.formatting_structure import boxes

PAPER = parse_color("#fff")


def show_once(document: Document) -> None:
    """Between layout and writing: only colours change, so the layout stands."""
    hidden: dict[int, tuple[object, object]] = {}  # by identity: cells may share a style, so copies are hung in
    for page in document.pages:
        for table in page._page_box.descendants():
            if isinstance(table, boxes.TableBox):
                for text in _repeated_words(table):
                    text.style = _in_paper_colour(text.style, hidden)


def _repeated_words(table: boxes.TableBox) -> Iterator[boxes.TextBox]:
    """The words of the marked cells of one page's part of a table, but for the first words in that column."""
    seen = False
    for group in table.children:
        if group.is_header:
            continue
        for row in group.children:
            cell = row.children[0]
            words = [box for box in cell.descendants() if isinstance(box, boxes.TextBox)]
            if seen and cell.element.get("data-once") is not None:
                yield from words
            seen = seen or bool(words)  # the rest of a row that the page cut has none


def _in_paper_colour(style, hidden):
    if id(style) not in hidden:
        copy = style.copy()
        copy["color"] = PAPER
        hidden[id(style)] = style, copy  # the style is kept too, so that its identity stays its own
    return hidden[id(style)][1]
