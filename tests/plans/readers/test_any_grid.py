"""Whatever grids a reader hands on, a plan that can be stored comes out of them, or NotAPlan."""

import re
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from plans.document import NotAPlan, from_json, to_json
from plans.imported import MEANINGS, Answers
from plans.readers import opened as opened_json
from plans.readers import understand
from plans.readers.grid import Cell, Grid, Paragraph, grid_of
from plans.readers.opened import Opened

HEADINGS = ("Område", "Tiltak", "Målgruppe (hvem)", "Frist", "Status", "Hovedoverskrift", "Budsjett", "(hvem)")
OTHERS = ("Fullført", "Pågående", "2024", "Område 2: Drift", "Mål:", "Mål:\nTrygg", "Navn på tjeneste: X", "ja")
WORDS = st.sampled_from(["", *HEADINGS, *OTHERS, *["Kurs"] * 10])
CELLS = st.builds(
    Cell,
    text=WORDS,
    span=st.sampled_from([1, 1, 1, 2, 4]),
    across=st.sampled_from([False, False, True]),
    down=st.sampled_from([False, False, True]),
    colour=st.sampled_from(["", "", "92D050", "FFC000", "D9D9D9"]),
    bold=st.booleans(),
    level=st.sampled_from([0, 0, 0, 2, 3]),
)
NUMBERS = st.lists(st.integers(0, 6), max_size=2).map(tuple)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Cells that others cover have no words, as every reader sees to; "Kurs" is another word in each cell."""
    width = draw(st.integers(1, 6))
    lines = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8))
    if draw(st.booleans()):
        lines.insert(draw(st.integers(0, 1)), [Cell(text=text) for text in draw(st.permutations(HEADINGS))[:width]])
    told = [[_told(cell, at, column) for column, cell in enumerate(line)] for at, line in enumerate(lines)]
    grid = grid_of(told, heading_lines=draw(st.integers(0, 2)))
    return replace(grid, hidden_lines=draw(NUMBERS), hidden_columns=draw(NUMBERS))


def _told(cell: Cell, at: int, column: int) -> Cell:
    return replace(cell, text="" if cell.is_covered else cell.text.replace("Kurs", f"Kurs{at}{'abcdef'[column]}"))


PARAGRAPHS = st.builds(Paragraph, text=WORDS.filter(bool), level=st.integers(0, 3), bold=st.booleans())
OPENED = st.builds(
    Opened,
    kind=st.sampled_from(["word", "excel", "text"]),
    pieces=st.lists(grids() | PARAGRAPHS, max_size=6).map(tuple),
)
ANSWERS = st.builds(
    Answers,
    columns=st.dictionaries(st.integers(0, 2), st.lists(st.sampled_from(MEANINGS), min_size=1, max_size=6).map(tuple)),
    colours=st.dictionaries(st.sampled_from(["92D050", "FFC000"]), st.sampled_from(["", "done", "planned"])),
    hidden=st.booleans(),
    start=st.sampled_from(["", "", "measure", "note", "nonsense"]),
)


@settings(max_examples=150, deadline=None)
@given(OPENED, ANSWERS)
def test_any_grid_is_a_plan_or_none(opened, answers):
    try:
        reading = understand(opened, answers)
    except NotAPlan as error:
        assert error.code in ("no_table", "no_rows")
        return
    count = len(list(reading.document.rows()))
    assert from_json(to_json(reading.document)) == reading.document
    assert all(doubt.row is None or doubt.row < count for doubt in reading.doubts)
    assert all(len(table.titles) == len(table.columns) == len(table.samples) for table in reading.tables)


@settings(max_examples=150, deadline=None)
@given(OPENED, ANSWERS)
def test_no_word_of_a_grid_is_lost(opened, answers):
    """Each word is in the plan, in the heading of a column, or among what was left out."""
    try:
        reading = understand(opened, answers)
    except NotAPlan:
        return
    document = reading.document
    kept = Counter(re.findall(r"\w+", to_json(document).replace("\\n", " ")))
    for item in reading.left_out:
        kept.update(re.findall(r"\w+", item.text))
    for found in reading.tables:
        kept.update(re.findall(r"\w+", " ".join(found.titles)))
    assert set(_words(opened)) - set(kept) <= LABELS


# Headings that are said again, the name of the service's line, and answers to which a column gives a place.
LABELS = set(re.findall(r"\w+", " ".join((*HEADINGS, "Mål Navn på tjeneste ja"))))
STATUS = {"Fullført", "Pågående"}


def _words(opened: Opened) -> set[str]:
    texts = (
        piece.text if isinstance(piece, Paragraph) else " ".join(cell.text for line in piece.lines for cell in line)
        for piece in opened.pieces
    )
    return set(re.findall(r"\w+", " ".join(texts))) - STATUS


@settings(max_examples=100, deadline=None)
@given(OPENED)
def test_what_was_opened_survives_its_json(opened):
    assert opened_json.from_json(opened_json.to_json(opened)) == opened
