"""The words of a page, block by block, as people see them: paragraphs, headings, items of lists, and tables."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from plans.document import NotAPlan
from plans.imported import LeftOut
from plans.readers.grid import cleaned
from plans.readers.htmlstyles import Look, look
from plans.readers.links import with_address

_BLOCK_NAMES = (
    "address article blockquote body center dd details div dl dt fieldset figcaption figure footer form header hr html"
    " legend li main ol p pre section summary table tbody td tfoot th thead tr caption ul h1 h2 h3 h4 h5 h6"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
# Tracked changes are read as accepted, so what is deleted is gone.
_PASSED_OVER_NAMES = (
    "script style title meta link noscript template svg math object iframe audio video canvas map select datalist"
    " button xml del img input"
)
_PASSED_OVER = frozenset(_PASSED_OVER_NAMES.split())
_PAGE_PARTS = frozenset(("nav", "aside", "footer", "header"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search"))
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_LOOSE = re.compile(r"[ \u00a0]*(?: \u00a0|\u00a0[ \u00a0])[ \u00a0]*")  # a single one may hold words together
_UNSEEN = re.compile("[\u00ad\u200b\ufeff]")  # where a word may be divided
_NUMBER = re.compile(r"[0-9a-zA-Z]{1,4}[.)]")
_START = re.compile(r"[0-9]{1,5}")
_DOT = re.compile(r"(?:·|[·•]\s)\s+")  # a bullet that Word wrote as a letter
MOST_BLOCKS = 10_000  # in a page besides its tables, and in a cell
_MOST_LEFT_OUT = 500
_SHOWN = 300  # characters


@dataclass(frozen=True, slots=True)
class Block:
    """`level` as in grid.Paragraph; `bold`: all of it."""

    text: str
    level: int = 0
    bold: bool = False


@dataclass(slots=True)
class Page:
    """The rules of a page, and what of it is left out."""

    rules: dict[str, Look] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def leave_out(self, code: str, element: Element) -> None:
        if len(self.left_out) < _MOST_LEFT_OUT:
            self.leave_out_words(code, _beginning(element))

    def leave_out_words(self, code: str, words: str) -> None:
        if words and len(self.left_out) < _MOST_LEFT_OUT:
            self.left_out.append(LeftOut(code=code, text=words))


def _beginning(element: Element) -> str:
    """The first words in an element."""
    words: list[str] = []
    length = 0
    for each in element.iter():
        text = "" if not isinstance(each.tag, str) or each.tag in _PASSED_OVER else each.text or ""
        words += [text, "" if each is element else each.tail or ""]
        length += len(words[-1].strip()) + len(text.strip())
        if length > _SHOWN:
            words.append("…")
            break
    return cleaned(_BLANKS.sub(" ", " ".join(words)))


@dataclass(slots=True)
class Flow:
    """Blocks while a part of a page is walked through. `tables`: they come whole; else their cells are blocks."""

    page: Page
    tables: bool
    blocks: list[Block | Element] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    mark: str = ""
    counts: list[int] = field(default_factory=list)  # of the items so far, in each numbered list that is open
    level: int = 0
    plain: bool = False  # something in the block is not bold

    def add(self, text: str | None, bold: bool, kept: bool = False) -> None:
        if text:
            self.parts.append(text if kept else _BLANKS.sub(" ", text))
            self.plain = self.plain or (not bold and not text.isspace())

    def end(self) -> None:
        """What has come since the last block is one, if it has words."""
        text = cleaned(_LOOSE.sub(" ", _UNSEEN.sub("", "".join(self.parts))))
        if text:
            text = _DOT.sub("- ", text, count=1) if _DOT.match(text) else self.mark + text
            self.blocks.append(Block(text, self.level, not self.plain))
            self.mark = ""
            if len(self.blocks) > MOST_BLOCKS:
                raise NotAPlan("too many paragraphs", code="too_large")
        self.parts.clear()
        self.plain = False


def blocks_of(element: Element, page: Page, *, tables: bool = False) -> list[Block | Element]:
    """The blocks in an element; with `tables`, those in it are handed on as they are."""
    flow = Flow(page, tables)
    bold = element.tag == "th" or bool(look(element, page.rules).bold)
    _walk_inside(flow, element, bold)
    flow.end()
    return flow.blocks


def _walk(flow: Flow, element: Element, bold: bool) -> None:
    tag = element.tag
    if tag == "br":
        flow.add("\n", bold, kept=True)
        return
    seen = look(element, flow.page.rules)
    if _passed_over(flow, element, seen):
        return
    if tag == "table" and flow.tables and not _is_layout(element):
        flow.end()
        flow.blocks.append(element)
        return
    bold = seen.bold if seen.bold is not None else bold or tag in _BOLD
    if tag in _BLOCKS:
        _walk_block(flow, element, bold)
    elif tag == "a" and element.get("href"):
        _walk_link(flow, element, bold)
    else:
        _walk_inside(flow, element, bold)


def _passed_over(flow: Flow, element: Element, seen: Look) -> bool:
    """Is it no part of the words? What people could miss is told."""
    page, tag = flow.page, element.tag
    if not isinstance(tag, str) or tag in _PASSED_OVER or _is_comment_sign(element):
        return True
    if seen.mark:
        mark = "".join(element.itertext()).replace("\u00a0", " ").strip()
        flow.mark = f"{mark} " if _NUMBER.fullmatch(mark) else "- " if mark else ""
        return True
    code = ""
    if seen.comment or _is_comment(element):
        code = "comment"
    elif seen.hidden:
        code = "hidden"
    elif _is_page_part(element):
        code = "page_part"
    if code:
        page.leave_out(code, element)
    return bool(code)


def _is_comment_sign(element: Element) -> bool:
    """The sign in the text that leads to a comment of Word or Google Docs."""
    return element.tag == "a" and (element.get("href") or "").startswith(("#cmnt", "#_msocom"))


def _is_comment(element: Element) -> bool:
    """A comment that Google Docs writes below the text; it leads back to its sign."""
    first = element[0] if element.tag in ("p", "div") and len(element) else None
    while first is not None and first.tag in ("p", "div") and len(first):
        first = first[0]
    return first is not None and first.tag == "a" and (first.get("href") or "").startswith("#cmnt_ref")


def _is_page_part(element: Element) -> bool:
    """Menus, heads and feet. The head of an article or of the main part is its own."""
    if element.get("role") in _ROLES:
        return True
    if element.tag == "header":
        return not any(above.tag in ("main", "article", "section") for above in element.iterancestors())
    return element.tag in _PAGE_PARTS


def _is_layout(table: Element) -> bool:
    """Does it only hold things in their places, such as the table a mail lies in: one column, with tables in it?"""
    if table.get("role") in ("presentation", "none"):
        return True
    if next(table.iterdescendants("table"), None) is None:
        return False
    rows = (row for row in table.iterdescendants("tr") if next(row.iterancestors("table")) is table)
    return all(sum(cell.tag in ("td", "th") for cell in row) <= 1 for row in rows)


def _walk_block(flow: Flow, element: Element, bold: bool) -> None:
    flow.end()
    if element.tag == "li":
        flow.mark = _mark(flow, element)
    elif element.tag == "ol":
        first = element.get("start") or ""
        flow.counts.append(int(first) - 1 if _START.fullmatch(first) else 0)
    level = flow.level
    flow.level = _level(element) or level
    _walk_inside(flow, element, bold)
    flow.end()
    flow.level = level
    if element.tag == "li":
        flow.mark = ""
    elif element.tag == "ol":
        flow.counts.pop()


def _mark(flow: Flow, item: Element) -> str:
    """What stands before an item of a list: "- ", "3. " or, where the list shows nothing, nothing."""
    above = item.getparent()
    if above is not None and above.tag == "ol" and flow.counts:
        flow.counts[-1] += 1
        return f"{flow.counts[-1]}. "
    return "" if "list-style-type:none" in (item.get("style") or "").replace(" ", "") else "- "


def _level(element: Element) -> int:
    """1 for a title, 1–6 for headings, 2 for what stands over a table, 0 for text."""
    tag = str(element.tag)
    if tag == "caption":
        return 2
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal():
        return int(tag[1])
    if element.get("role") == "heading":
        level = element.get("aria-level") or "2"
        return int(level) if level in "123456" else 2
    return 1 if (element.get("class") or "").casefold() in ("msotitle", "title") else 0


def _walk_link(flow: Flow, element: Element, bold: bool) -> None:
    """A link's words, with its address, unless it holds whole blocks."""
    blocks, parts = len(flow.blocks), len(flow.parts)
    _walk_inside(flow, element, bold)
    if len(flow.blocks) == blocks and len(flow.parts) > parts:
        words = "".join(flow.parts[parts:])
        flow.parts[parts:] = [with_address(words, element.get("href") or "")] if words.strip() else [words]


def _walk_inside(flow: Flow, element: Element, bold: bool) -> None:
    kept = element.tag in ("pre", "textarea")
    flow.add(element.text, bold, kept)
    for child in element:
        _walk(flow, child, bold)
        flow.add(child.tail, bold, kept)
