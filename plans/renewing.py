"""What the page for the next plan shows: the rows of the earlier one, as they will be, to be chosen from."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.document import PlanDocument, Row
from plans.import_notes import DoubtTold, doubts_told
from plans.import_table import Body, Line, Surroundings, bodies_of
from plans.imported import Doubt
from plans.importing import button_words
from plans.matching import Match
from plans.successor import Renewal, left_behind, renewed
from plans.table import CSS, Column, placed_rows, row_count
from plans.wording import columns

ALL, DONE, OPEN = "all", "done", "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    summary: str
    columns: tuple[Column, ...]
    bodies: tuple[Body, ...]
    has_area: bool
    has_done: bool
    doubts: tuple[DoubtTold, ...]
    button: str


def choosing_of(
    document: PlanDocument, renewal: Renewal, ticked: Collection[str], *, sprite: str, own_lang: str
) -> Choosing:
    """The rows of the document for the plan that the renewal makes of it; `ticked` are the ids of those chosen."""
    new = renewed(document, renewal)
    rows = [row for _area, row, _measure in document.rows()]
    heads = tuple(Column(key=key, css=CSS.get(key, key), heading=str(words)) for key, words in columns(new))
    doubts = [
        (index, Doubt(code="time_stays", row=index, column="timeframe", detail=rows[index].timeframe.text))
        for index in left_behind(document, renewal.years)
    ]
    around = Surroundings(
        columns=heads,
        template=document.template,
        sprite=sprite,
        own_lang=SafeString(own_lang),
        matches=_changes(rows, [row for _area, row, _measure in new.rows()]),
        old={placed.row.id: placed for placed in placed_rows(document)},
        doubts={index: [(index, doubt)] for index, doubt in doubts},
        left=frozenset(index for index, row in enumerate(rows) if row.id not in ticked),
    )
    chosen = sum(row.id in ticked for row in rows)
    here = dict.fromkeys(range(len(rows)), 1)
    return Choosing(
        summary=_summary(rows, ticked),
        columns=heads,
        bodies=tuple(_with_keys(bodies_of(new, range(len(rows)), around, with_empty=True), rows)),
        has_area=any(column.key == "area" for column in heads),
        has_done=any(row.status == "done" for row in rows),
        doubts=tuple(
            doubts_told([(n, doubt) for n, doubt in doubts if rows[n].id in ticked], document.template, here, 1)
        ),
        button=button_words(chosen, 0, is_new_plan=True),
    )


def first_choice(document: PlanDocument) -> frozenset[str]:
    """What is completed stands as a matter of course in no new plan; what is only maintained can be ticked."""
    return rows_in(document, ALL) - rows_in(document, DONE)


def rows_in(document: PlanDocument, what: str) -> frozenset[str]:
    """The ids of all rows, of those that are completed, or of those in the area with that id."""
    return frozenset(
        row.id
        for area, row, _measure in document.rows()
        if what == ALL or (what == DONE and row.status == "done") or what == area.id
    )


def _changes(before: Iterable[Row], after: Iterable[Row]) -> Mapping[int, Match]:
    """What moving the years and beginning anew does to the rows, by their indexes."""
    found = {}
    for index, (old, new) in enumerate(zip(before, after, strict=True)):
        changed = [("timeframe", old.timeframe.text != new.timeframe.text), ("status", old.status != new.status)]
        if names := tuple(name for name, is_changed in changed if is_changed):
            found[index] = Match(row=index, kind="changed", id=old.id, columns=names)
    return found


def _summary(rows: Collection[Row], ticked: Collection[str]) -> str:
    done = sum(row.status == "done" and row.id not in ticked for row in rows)
    words = f"{row_count(len(rows))}."
    if not done:
        return words
    # Translators: rows whose measure is completed; nb: %(n)d fullførte rader er ikke valgt. Velg dem som skal …
    more = ngettext(
        "%(n)d completed row is not chosen. Tick it if it shall be maintained in the new period too.",
        "%(n)d completed rows are not chosen. Tick those that shall be maintained in the new period too.",
        done,
    )
    return f"{words} {more % {'n': done}}"


def _with_keys(bodies: Iterable[Body], rows: list[Row]) -> Iterator[Body]:
    """Rows named by their ids, so that what was ticked holds though others come and go; areas with their buttons."""
    for body in bodies:
        lines = tuple(_with_key(line, rows[line.index]) for line in body.lines)
        notes = body.notes + (_buttons(body) if len(lines) > 1 else SafeString())
        yield replace(body, lines=lines, notes=notes)


def _with_key(line: Line, row: Row) -> Line:
    return replace(line, key=row.id, kind=DONE if row.status == "done" else OPEN)


def _buttons(body: Body) -> SafeString:
    button = (
        '<button class="ds-button xs" data-variant="tertiary" type="submit" name="{0}" value="{1}"'
        ' formaction="#omrade-{1}">{2}<span class="ds-sr-only">: {3}</span></button>'
    )
    title = body.title or _("Area without a title")
    return format_html(
        f'<span class="tick-area">{button}{button.replace("{0}", "{4}").replace("{2}", "{5}")}</span>',
        "tick",
        body.id,
        _("Tick all"),
        title,
        "untick",
        _("Tick none"),
    )
