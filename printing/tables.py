"""One Table over all its pages, each TH with its scope.

WeasyPrint tags a table once a page, with its head row each time, and gives cells IDs that no IDTree holds. Boxes of
several pages that come from one HTML element are parts of one thing; by that identity they are put together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pydyf
from weasyprint import Document
from weasyprint.formatting_structure import boxes

from printing.structure import Structure, expect

type Box = boxes.Box
type Element = pydyf.Dictionary


@dataclass
class Joined:
    """One HTML table: its first Table element, and what shall be its kids. Keys are identities of HTML elements."""

    table: Element
    later: list[Element] = field(default_factory=list)
    before: list[bytes] = field(default_factory=list)
    head: list[bytes] = field(default_factory=list)
    bodies: dict[int, Element] = field(default_factory=dict)
    foot: list[bytes] = field(default_factory=list)
    after: list[bytes] = field(default_factory=list)
    rows: dict[int, Element] = field(default_factory=dict)
    cells: dict[int, Element] = field(default_factory=dict)

    def kids(self) -> list[bytes]:
        return [*self.before, *self.head, *(body.reference for body in self.bodies.values()), *self.foot, *self.after]


def join_tables(document: Document, structure: Structure) -> None:
    joined: dict[int, Joined] = {}
    for page in document.pages:
        for table in _tables(page._page_box):
            _take(table, joined, structure)
    for one in joined.values():
        kids = one.kids()
        one.table["K"].clear()
        structure.adopt(one.table, kids)
        for later in one.later:
            structure.remove(later)


def _tables(box: Box) -> Iterator[boxes.TableBox]:
    """The tables of a page in order, those in cells too."""
    for child in getattr(box, "children", ()):
        child = getattr(child, "_box", child)  # an absolutely placed box stands behind a placeholder
        if isinstance(child, boxes.TableBox) and child.element_tag == "table":
            yield child
        yield from _tables(child)


def _take(table: boxes.TableBox, joined: dict[int, Joined], structure: Structure) -> None:
    """Add one page's part of a table."""
    groups = [(group, [row for row in group.children if row.children]) for group in table.children]
    groups = [(group, rows) for group, rows in groups if rows]
    if not groups:
        return
    element = structure.parent(_group_element(groups[0][1], structure))
    expect(element["S"] == "/Table", "a row group outside a table")
    one = joined.setdefault(id(table.element), Joined(table=element))
    if one.table is not element:
        one.later.append(element)
    _take_captions(element, {_group_element(rows, structure).reference for _, rows in groups}, one)
    for group, rows in groups:
        _take_group(group, rows, one, structure)


def _group_element(rows: list[boxes.TableRowBox], structure: Structure) -> Element:
    return structure.parent(structure.parent(rows[0].children[0].mark))


def _take_captions(element: Element, groups: set[bytes], one: Joined) -> None:
    place = one.before
    for kid in element["K"]:
        if kid in groups:
            place = one.after
        else:
            place.append(kid)


def _take_group(
    group: boxes.TableRowGroupBox, rows: list[boxes.TableRowBox], one: Joined, structure: Structure
) -> None:
    element = _group_element(rows, structure)
    if group.is_header:
        if one.head:
            return  # repeated on a later page: left out of the tree, and so an artifact
        one.head = [element.reference]
    elif group.is_footer:
        one.foot = [element.reference]  # repeated too, but content stands last: the last page's is kept
    else:
        _take_rows(rows, one.bodies.setdefault(id(group.element), element), element, one, structure)
    for row in rows:
        _describe(row.children, in_head=group.is_header)


def _take_rows(
    rows: list[boxes.TableRowBox], body: Element, element: Element, one: Joined, structure: Structure
) -> None:
    """Put the rows of a part of a tbody (`element`) into its first part (`body`)."""
    for row in rows:
        row_element = structure.parent(row.children[0].mark)
        first = one.rows.setdefault(id(row.element), row_element)
        if first is row_element:
            one.cells.update((id(cell.element), cell.mark) for cell in row.children)
            if body is not element:
                structure.adopt(body, [row_element.reference])
        else:  # the row was cut by the end of the page: each cell goes on
            for cell in row.children:
                structure.adopt(one.cells[id(cell.element)], cell.mark["K"])


def _describe(cells: Iterable[boxes.TableCellBox], *, in_head: bool) -> None:
    for cell in cells:
        cell.mark.pop("ID", None)
        cell.mark["A"].pop("Headers", None)
        if cell.element.tag == "th":
            cell.mark["A"]["Scope"] = _scope(cell.element.get("scope"), in_head=in_head)


def _scope(scope: str | None, *, in_head: bool) -> str:
    if scope in ("row", "rowgroup"):
        return "/Row"
    return "/Column" if in_head or scope in ("col", "colgroup") else "/Row"
