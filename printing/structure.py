"""The tag tree of a PDF as WeasyPrint wrote it, before it is turned into bytes.

Objects are dictionaries in `pdf.objects`; they name each other as b"12 0 R". Structure elements have S (the tag),
P (the parent) and K (the kids: elements, object references, or numbers of marked content).
"""

from collections.abc import Iterable

import pydyf


class Unexpected(Exception):
    """WeasyPrint's tags are not as known: no PDF is better than one that claims what it is not."""


def expect(condition: object, what: str) -> None:
    if not condition:
        raise Unexpected(what)


def number(reference: bytes) -> int:
    return int(reference.split()[0])


class Structure:
    """Moves within the tag tree."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.root = self.at(pdf.catalog["StructTreeRoot"])
        self.document = self.at(self.root["K"][0])

    def at(self, reference: bytes) -> pydyf.Dictionary:
        return self.pdf.objects[number(reference)]

    def parent(self, element: pydyf.Dictionary) -> pydyf.Dictionary:
        return self.at(element["P"])

    def is_element(self, kid: object) -> bool:
        return isinstance(kid, bytes) and self.at(kid).get("Type") == "/StructElem"

    def adopt(self, element: pydyf.Dictionary, kids: Iterable[bytes]) -> None:
        """Append kids to an element. A bare content number belongs to its element's own page, so it cannot move."""
        for kid in kids:
            expect(isinstance(kid, bytes), "marked content directly in a cell")
            if self.is_element(kid):
                self.at(kid)["P"] = element.reference
            element["K"].append(kid)

    def remove(self, element: pydyf.Dictionary) -> None:
        """Take an element out of its parent, and each parent out of its own that is empty then."""
        while element is not self.document:
            parent = self.parent(element)
            if element.reference in parent["K"]:
                parent["K"].remove(element.reference)
            if parent["K"]:
                return
            element = parent

    def reachable(self) -> set[int]:
        """Numbers of all elements under the document: what is not among them is no content."""
        found: set[int] = set()
        waiting = [self.document]
        while waiting:
            element = waiting.pop()
            found.add(element.number)
            waiting += [self.at(kid) for kid in element["K"] if self.is_element(kid)]
        return found
