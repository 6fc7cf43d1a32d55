"""The words that a written file has besides the plan's own. wording.labels() says them in a language."""

from collections.abc import Mapping
from dataclasses import dataclass

from plans.document import Status

# Language tags as Word and Excel know them.
TAGS = {"nb": "nb-NO", "nn": "nn-NO", "se": "se-NO", "en": "en-GB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Our own words, in one language. The plan's own words have theirs: PlanDocument.language."""

    language: str  # one of TAGS
    kind: str  # what a plan without a title is called: "Action plan"
    version: str  # "Draft", "Version 3"
    changed: str  # "last changed 22.11.2026 at 13.58"; may be empty
    facts: tuple[tuple[str, str], ...]  # label and words: ("Service", "…"), ("Period", "2025–2028"); none is empty
    purpose: str
    columns: Mapping[str, str]  # the headings of every column, of imported.BAND and of imported.CONTINUES
    yes: str  # in the column CONTINUES
    untitled: str  # stands where an area or band without a title would otherwise not be seen
    statuses: Mapping[Status, str]  # as in a cell
    meanings: Mapping[Status, str]  # in full, as in a legend
    table: str  # what the table is, and how it is built: for those who cannot see it
    table_described: str
    page: str  # "Page" and "of", as in "Page 2 of 6"
    of: str
    sheet_about: str
    sheet_plan: str
    sheet_after: str
    sheet_legend: str
