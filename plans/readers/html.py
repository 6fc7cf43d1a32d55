"""A page, or what Word, Excel, Google and browsers put on the clipboard, as paragraphs and grids."""

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from plans.document import NotAPlan
from plans.readers.charsets import decoded
from plans.readers.grid import MOST_ROWS, Paragraph, Piece, cleaned
from plans.readers.htmlstyles import rules_of
from plans.readers.htmltables import grid
from plans.readers.htmlwords import Block, Page, blocks_of
from plans.readers.opened import Opened

MOST_TAGS = 1_000_000


def open_file(data: bytes) -> Opened:
    """Raises NotAPlan("too_large") for a page of more tags, tables or paragraphs than any plan, or too deep ones;
    anything else may be raised for what is no page."""
    root = _tree(data)
    page = Page(rules_of(style.text or "" for style in root.iter("style")))
    pieces = tuple(_pieces(_main(root, page), page))
    title = root.find(".//title")
    return Opened(
        kind="html",
        pieces=pieces,
        title=cleaned(" ".join((title.text or "").split())) if title is not None else "",
        left_out=tuple(page.left_out),
    )


def _tree(data: bytes) -> Element:
    if data.count(b"<") > MOST_TAGS:
        raise NotAPlan("too many tags", code="too_large")
    text = decoded(data).replace("\0", "")
    # Windows writes before what is on the clipboard where in it the page begins.
    text = text[text.find("<") :] if text.startswith("Version:") else text
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    root: Element | None = etree.fromstring(text.encode(errors="replace"), parser)
    # The parser gives up where a page is too deep, and hands on what came before: half a plan.
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        raise NotAPlan("the page is too deep", code="too_large")
    return etree.Element("html") if root is None else root  # a page of nothing but comments


def _main(root: Element, page: Page) -> Element:
    """The main part, if the page has one with a table; what stands round it is left out."""
    parts = (part for part in root.iter() if part.tag == "main" or part.get("role") == "main")
    main = next((part for part in parts if part.find(".//table") is not None), None)
    if main is None:
        return root
    for step in (main, *main.iterancestors()):
        for beside in (*step.itersiblings(preceding=True), *step.itersiblings()):
            page.leave_out("page_part", beside)
    return main


def _pieces(part: Element, page: Page) -> Iterator[Piece]:
    rows = MOST_ROWS
    for block in blocks_of(part, page, tables=True):
        if isinstance(block, Block):
            yield Paragraph(text=block.text, level=block.level, bold=block.bold)
            continue
        caption = block.find("caption")
        for line in blocks_of(caption, page) if caption is not None else ():
            if isinstance(line, Block):
                yield Paragraph(text=line.text, level=2)
        found = grid(block, page, rows)
        rows -= len(found.lines)
        if found.lines:
            yield found
