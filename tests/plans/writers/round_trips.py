"""What must be the same after a plan was written into a file and read from it."""

from hypothesis import strategies as st

from plans import wording
from plans.document import Area, PlanDocument, Row, filled
from plans.readers.grid import cleaned
from plans.timeframe import read as read_timeframe
from plans.writers.labels import Labels

LANGUAGES = st.sampled_from(["nb", "nn", "en"])


def labels_of(document: PlanDocument, language: str = "nb") -> Labels:
    return wording.labels(document, language)


def title_in_file(document: PlanDocument, labels: Labels) -> str:
    """A plan without a title is called what it is."""
    return _flat(document.title) or labels.kind


def table_in_file(document: PlanDocument) -> tuple[Area, ...]:
    """Bands, areas and rows as every file has them: rows never filled in are left out, titles are of one line. Words
    are as they are, but for spaces that cannot be seen and control characters."""
    return tuple(_area(area) for area in document.areas)


def _area(area: Area) -> Area:
    inner, rows = tuple(map(_area, area.areas)), tuple(filled(map(_row, area.rows)))
    return Area(kind=area.kind, title=_flat(area.title), areas=inner, rows=rows)


def _row(row: Row) -> Row:
    columns = ("aim", "measure", "target_group", "instruments", "responsible", "note")
    words = {name: cleaned(getattr(row, name)) for name in columns}
    timeframe = read_timeframe(cleaned(row.timeframe.text))
    return Row(continues=row.continues, status=row.status, timeframe=timeframe, **words)


def _flat(title: str) -> str:
    return " ".join(cleaned(title).split())


def has_rows(document: PlanDocument) -> bool:
    return any(area.rows for area in table_in_file(document)) or any(
        inner.rows for area in table_in_file(document) for inner in area.areas
    )
