"""What is too long for the database, told before anything is written."""

from collections.abc import Iterator

from django.conf import settings

from plans.decode import is_text
from plans.document import TEXT_COLUMNS, PlanDocument, Row
from plans.models import Area, Section

HEADING = Section._meta.get_field("heading").max_length or 0
TITLE = Area._meta.get_field("title").max_length or 0


class DoesNotFit(ValueError):
    """A text in the document is one the database has no room for; `place` says where, in the program's words.

    `row` is the index into list(document.rows()), `column` its column, `section` the index of a section.
    """

    def __init__(
        self, place: str, limit: int, *, row: int | None = None, column: str = "", section: int | None = None
    ) -> None:
        super().__init__(f"{place}: more than {limit} characters, or characters that are none")
        self.place, self.limit = place, limit
        self.row, self.column, self.section = row, column, section


def is_fit(text: str, limit: int) -> bool:
    return len(text) <= limit and is_text(text)


def misfits(document: PlanDocument) -> Iterator[DoesNotFit]:
    """Every text that is too long, in the document's order."""
    for number, section in enumerate(document.sections):
        if not is_fit(section.heading, HEADING):
            yield DoesNotFit("section.heading", HEADING, section=number)
        elif not is_fit(section.text, settings.MAX_TEXT):
            yield DoesNotFit("section.text", settings.MAX_TEXT, section=number)
    first = 0
    for band, area in document.leaf_areas():
        titles = (area.title, band.title if band else "")
        if area.rows and not all(is_fit(title, TITLE) for title in titles):
            yield DoesNotFit("area.title", TITLE, row=first, column="area")
        for number, row in enumerate(area.rows, first):
            yield from _misfits(row, number)
        first += len(area.rows)


def _misfits(row: Row, number: int) -> Iterator[DoesNotFit]:
    for column in (*TEXT_COLUMNS, "timeframe"):
        if not is_fit(row.words(column), settings.MAX_TEXT):
            yield DoesNotFit(f"row.{column}", settings.MAX_TEXT, row=number, column=column)
