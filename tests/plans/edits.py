"""Plans as people change them: a document with ids, and documents made from it by edits of every kind."""

from dataclasses import dataclass, field, replace
from itertools import count
from random import Random

from plans.document import STATUSES, TEXT_COLUMNS, Area, PlanDocument, Row, Section
from plans.timeframe import read

NEW = count()
WORDS = ("Kurs", "Kurs for fastleger", "E-læring\nom svelg", "", "Nettside", "Webinar vår 2027", "Artikkel")


@dataclass
class Node:
    """An area that can be changed."""

    area: Area
    areas: list["Node"] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def with_ids(document: PlanDocument) -> PlanDocument:
    """Every section, area and row under an id of its own, as the database has them."""
    ids = count()

    def of(areas: tuple[Area, ...]) -> tuple[Area, ...]:
        return tuple(
            replace(
                area,
                id=f"a{next(ids)}",
                areas=of(area.areas),
                rows=tuple(replace(row, id=f"r{next(ids)}") for row in area.rows),
            )
            for area in areas
        )

    sections = tuple(replace(section, id=f"s{next(ids)}") for section in document.sections)
    return replace(document, sections=sections, areas=of(document.areas))


def without_ids(document: PlanDocument) -> PlanDocument:
    def of(areas: tuple[Area, ...]) -> tuple[Area, ...]:
        return tuple(
            replace(area, id="", areas=of(area.areas), rows=tuple(replace(row, id="") for row in area.rows))
            for area in areas
        )

    sections = tuple(replace(section, id="") for section in document.sections)
    return replace(document, sections=sections, areas=of(document.areas))


def edited(document: PlanDocument, seed: int, edits: int) -> PlanDocument:
    """The document after so many edits, whichever they be."""
    random = Random(seed)  # noqa: S311  chance, not secrets
    nodes = [_thawed(area) for area in document.areas]
    sections = list(document.sections)
    for _ in range(edits):
        document = random.choice([_edit_rows, _edit_rows, _edit_areas, _edit_rest])(document, nodes, sections, random)
    return replace(document, sections=tuple(sections), areas=tuple(_frozen(node) for node in nodes))


def _thawed(area: Area) -> Node:
    return Node(area, [_thawed(inner) for inner in area.areas], list(area.rows))


def _frozen(node: Node) -> Area:
    rows = [
        replace(row, continues=False) if index == 0 else replace(row, measure="") if row.continues else row
        for index, row in enumerate(node.rows)
    ]
    return replace(node.area, areas=tuple(_frozen(inner) for inner in node.areas), rows=tuple(rows))


def _places(nodes: list[Node]) -> list[list[Node]]:
    """The lists that areas stand in."""
    return [nodes, *(node.areas for node in nodes if node.area.kind == "band")]


def _edit_rows(document: PlanDocument, nodes: list[Node], sections: list[Section], random: Random) -> PlanDocument:
    homes = [node.rows for place in _places(nodes) for node in place if node.area.kind == "area"]
    if not homes:
        return document
    home, other = random.choice(homes), random.choice(homes)
    kind = random.choice(("add", "remove", "move", "words", "status", "time", "continue"))
    if kind == "add" or not home:
        row = Row(id=f"n{next(NEW)}", measure=random.choice(WORDS), target_group=random.choice(WORDS))
        home.insert(random.randint(0, len(home)), row)
        return document
    at = random.randrange(len(home))
    if kind == "remove":
        del home[at]
    elif kind == "move":
        row = home.pop(at)
        other.insert(random.randint(0, len(other)), row)
    else:
        home[at] = replace(home[at], **_cells(kind, home[at], random))
    return document


def _cells(kind: str, row: Row, random: Random) -> dict:
    if kind == "status":
        return {"status": random.choice(STATUSES)}
    if kind == "time":
        return {"timeframe": read(random.choice(WORDS))}
    if kind == "continue":
        return {"continues": not row.continues}
    return {random.choice(TEXT_COLUMNS): random.choice(WORDS)}


def _edit_areas(document: PlanDocument, nodes: list[Node], sections: list[Section], random: Random) -> PlanDocument:
    place = random.choice(_places(nodes))
    kind = random.choice(("add", "remove", "move", "title"))
    if kind == "add" or not place:
        place.insert(random.randint(0, len(place)), Node(Area(id=f"n{next(NEW)}", title=random.choice(WORDS))))
    elif kind == "title":
        node = random.choice(place)
        node.area = replace(node.area, title=random.choice(WORDS))
    else:
        node = place.pop(random.randrange(len(place)))
        if kind == "move":
            target = random.choice(_places(nodes)) if node.area.kind == "area" else nodes
            target.insert(random.randint(0, len(target)), node)
    return document


def _edit_rest(document: PlanDocument, nodes: list[Node], sections: list[Section], random: Random) -> PlanDocument:
    kind = random.choice(("title", "facts", "section", "order", "parts"))
    if kind == "section":
        sections.insert(0, Section(id=f"n{next(NEW)}", heading=random.choice(WORDS), text=random.choice(WORDS)))
    elif kind == "order":
        random.shuffle(sections)
        del sections[3:]
    elif kind == "parts":
        return replace(document, goals=document.goals[1:], depths=(*document.depths, random.choice(WORDS)))
    elif kind == "facts":
        return replace(document, language="nn", service=replace(document.service, trust=random.choice(WORDS)))
    else:
        return replace(document, title=random.choice(WORDS), purpose=random.choice(WORDS))
    return document
