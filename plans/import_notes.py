"""What the preview of an import tells beside its rows: doubts, what is left out, what stays as it is, text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.document import COLUMNS, PlanDocument, Row
from plans.import_table import doubt_id
from plans.imported import Doubt, Reading
from plans.matching import Match, same_words
from plans.prose import prose
from plans.table import one_line
from plans.wording import doubt_words, heading, left_out_words

PLACES_PER_DOUBT = 12
LISTED = 100  # rows in a list that is folded away


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtTold:
    """One doubt, and links to the cells where it was met; `more` are not linked."""

    words: str
    places: tuple[tuple[str, str], ...]
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutTold:
    text: str
    reason: str  # and the place


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionShown:
    index: int
    heading: str
    html: SafeString
    place: str
    is_taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """Rows that need no answer: said by their number, listed in a fold."""

    words: str
    rows: tuple[str, ...]
    more: str = ""


def doubts_told(
    numbered: Sequence[tuple[int, Doubt]], template: str, page_of: Mapping[int, int], page: int
) -> Iterable[DoubtTold]:
    """Those of the same words put together. A row that is not offered (it is unchanged) has no cell to lead to."""
    gathered: dict[str, list[tuple[int, Doubt]]] = defaultdict(list)
    for number, doubt in numbered:
        bare = Doubt(code=doubt.code, column=doubt.column, detail=doubt.detail)
        gathered[doubt_words(bare, template)].append((number, doubt))
    for words, members in gathered.items():
        placed = [(number, doubt) for number, doubt in members if doubt.row is not None]
        more = len(placed) - PLACES_PER_DOUBT
        yield DoubtTold(
            words=words,
            places=tuple(_place(number, doubt, template, page_of, page) for number, doubt in placed[:PLACES_PER_DOUBT]),
            more=_more(more),
        )


def _place(number: int, doubt: Doubt, template: str, page_of: Mapping[int, int], page: int) -> tuple[str, str]:
    """A link to the cell, or "" where it is not shown; and what it is called."""
    row = doubt.row or 0
    values = {"row": row + 1, "column": heading(template, doubt.column) if doubt.column in COLUMNS else ""}
    # Translators: where in a plan's table something is; nb: Rad 12, Tiltak
    name = str(_("Row %(row)d, %(column)s") if values["column"] else _("Row %(row)d")) % values
    there = page_of.get(row)
    query = "" if there == page else f"?side={there}"
    return (f"{query}#{doubt_id(number)}" if there else "", name)


def _more(number: int) -> str:
    # Translators: after a list that is cut; nb: og %(n)d til
    return ngettext("and %(n)d more", "and %(n)d more", number) % {"n": number} if number > 0 else ""


def unchanged_told(rows: Sequence[Row], kinds: Sequence[str]) -> Folded | None:
    same = [(index, rows[index]) for index, kind in enumerate(kinds) if kind == "unchanged"]
    if not same:
        return None
    return Folded(
        words=ngettext("%(n)d row is unchanged", "%(n)d rows are unchanged", len(same)) % {"n": len(same)},
        rows=tuple(_named(row) for _index, row in same[:LISTED]),
        more=_more(len(same) - LISTED),
    )


def not_in_file_told(plan: PlanDocument, matches: Iterable[Match]) -> Folded | None:
    met = {match.id for match in matches}
    rest = [row for _area, row, _measure in plan.rows() if row.id not in met]
    if not rest:
        return None
    words = ngettext(
        "%(n)d row of the plan is not in the file. It stays as it is.",
        "%(n)d rows of the plan are not in the file. They stay as they are.",
        len(rest),
    )
    return Folded(
        words=words % {"n": len(rest)}, rows=tuple(map(_named, rest[:LISTED])), more=_more(len(rest) - LISTED)
    )


def _named(row: Row) -> str:
    words = (row.words(name) for name in ("measure", "target_group", "instruments", "aim", "timeframe", "note"))
    return one_line(next((text for text in words if text), "–"), 120)


def left_out_told(reading: Reading, plan: PlanDocument | None) -> Iterable[LeftOutTold]:
    for one in reading.left_out:
        yield LeftOutTold(text=one.text, reason=left_out_words(one))
    purpose = reading.document.purpose
    if plan and purpose and not same_words(purpose, plan.purpose):
        yield LeftOutTold(text=purpose, reason=_("The text before the table: the plan keeps the purpose it has."))


def sections_shown(document: PlanDocument, plan: PlanDocument | None, left: frozenset[int]) -> Iterable[SectionShown]:
    """Those that are not in the plan already."""
    there = plan.sections if plan else ()
    places = {"before": _("Before the table"), "after": _("After the table")}
    for index, section in enumerate(document.sections):
        if any(same_words(one.heading, section.heading) and same_words(one.text, section.text) for one in there):
            continue
        yield SectionShown(
            index=index,
            heading=section.heading,
            html=prose(section.text),
            place=places[section.place],
            is_taken=index not in left,
        )
