"""What the preview of an import says: a reading and how it lies to the plan → plain values for its page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.document import COLUMNS, PlanDocument, Row
from plans.import_notes import (
    DoubtTold,
    Folded,
    LeftOutTold,
    SectionShown,
    doubts_told,
    left_out_told,
    not_in_file_told,
    sections_shown,
    unchanged_told,
)
from plans.import_table import Body, Surroundings, bodies_of
from plans.imported import Doubt, Reading
from plans.matching import Match
from plans.prose import prose
from plans.table import CSS, Column, placed_rows, row_count
from plans.wording import heading

ROWS_PER_PAGE = 450
# Doubts that the page asks about instead of telling them.
ASKED = ("legend_missing", "column_unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """How many rows are ticked: in all, and on the pages that are not shown (a script counts those that are)."""

    new: int
    changed: int
    new_elsewhere: int = 0
    changed_elsewhere: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """The page of a preview. `shown` names the rows whose ticks the page holds, by their indexes."""

    summary: str
    doubt_count: str
    doubts: tuple[DoubtTold, ...]
    columns: tuple[Column, ...]
    bodies: tuple[Body, ...]
    has_area: bool
    is_new_plan: bool
    page: int
    pages: int
    shown: tuple[int, ...]
    shown_words: str
    kinds: tuple[str, ...]
    chosen: Chosen
    button: str
    purpose: SafeString
    unchanged: Folded | None = None
    not_in_file: Folded | None = None
    left_out: tuple[LeftOutTold, ...] = ()
    sections: tuple[SectionShown, ...] = ()


def showing_of(
    reading: Reading,
    matches: Sequence[Match] = (),
    *,
    plan: PlanDocument | None = None,
    has_name: bool = True,
    left: Iterable[int] = (),
    left_sections: Iterable[int] = (),
    template: str = "",
    page: int = 1,
    sprite: str = "",
    own_lang: str = "",
) -> Showing:
    """The preview of a reading into `plan`, or into a new one where it is None. `has_name`: it comes from a file, not
    from a pasted part of one."""
    document = reading.document
    template = template or (plan or document).template
    rows = [row for _area, row, _measure in document.rows()]
    kinds = [match.kind for match in matches] if plan else ["new"] * len(rows)
    offered = [index for index, kind in enumerate(kinds) if kind != "unchanged"]
    pages = max(1, -(-len(offered) // ROWS_PER_PAGE))
    page = min(max(page, 1), pages)
    shown = tuple(offered[(page - 1) * ROWS_PER_PAGE : page * ROWS_PER_PAGE])
    left = frozenset(left)
    columns = _columns(reading, rows, template)
    numbered = [(number, doubt) for number, doubt in enumerate(reading.doubts) if doubt.code not in ASKED]
    around = Surroundings(
        columns=columns,
        template=template,
        sprite=sprite,
        own_lang=SafeString(own_lang),
        matches=dict(enumerate(matches)) if plan else {},
        old={placed.row.id: placed for placed in placed_rows(plan)} if plan else {},
        doubts=_by_row(numbered),
        left=left,
    )
    chosen = _chosen(kinds, offered, shown, left)
    page_of = {index: at // ROWS_PER_PAGE + 1 for at, index in enumerate(offered)}
    return Showing(
        summary=_summary(document, kinds, is_new_plan=plan is None),
        doubt_count=_doubt_count(len(numbered)),
        doubts=tuple(doubts_told(numbered, template, page_of, page)),
        columns=columns,
        bodies=bodies_of(document, shown, around, with_empty=plan is None),
        has_area=any(column.key == "area" for column in columns),
        is_new_plan=plan is None,
        page=page,
        pages=pages,
        shown=shown,
        shown_words=_shown_words(shown, offered),
        kinds=tuple(kind for kind in ("new", "changed") if kind in kinds),
        chosen=chosen,
        button=button_words(chosen.new, chosen.changed, is_new_plan=plan is None),
        unchanged=unchanged_told(rows, kinds),
        not_in_file=not_in_file_told(plan, matches) if plan and has_name else None,
        left_out=tuple(left_out_told(reading, plan)),
        purpose=prose(document.purpose) if plan is None else SafeString(),
        sections=tuple(sections_shown(document, plan, frozenset(left_sections))),
    )


def button_words(new: int, changed: int, *, is_new_plan: bool) -> str:
    """What the button does that stores the rows."""
    if is_new_plan:
        return ngettext("Make the plan with %(n)d row", "Make the plan with %(n)d rows", new) % {"n": new}
    added = ngettext("Add %(n)d row", "Add %(n)d rows", new) % {"n": new}
    if not changed:
        return added
    if not new:
        return ngettext("Change %(n)d row", "Change %(n)d rows", changed) % {"n": changed}
    # Translators: on a button; nb: Legg til 14 rader og endre 3
    return _("%(added)s and change %(n)d") % {"added": added, "n": changed}


def button_forms(*, is_new_plan: bool) -> dict[str, tuple[str, str]]:
    """The same words for a script that counts the ticks: for one and for several, with the numbers left open."""
    if is_new_plan:
        make = ("Make the plan with %(n)d row", "Make the plan with %(n)d rows")
        return {"new": (ngettext(*make, 1), ngettext(*make, 2))}
    add, change = ("Add %(n)d row", "Add %(n)d rows"), ("Change %(n)d row", "Change %(n)d rows")
    both = _("%(added)s and change %(n)d")
    return {
        "new": (ngettext(*add, 1), ngettext(*add, 2)),
        "changed": (ngettext(*change, 1), ngettext(*change, 2)),
        "both": (both, both),
    }


def stored_words(new: int, changed: int, name: str) -> str:
    """What was done: 14 rows were added from plan.docx."""
    parts = []
    if new or not changed:
        parts.append(ngettext("%(n)d row was added", "%(n)d rows were added", new) % {"n": new})
    if changed:
        parts.append(ngettext("%(n)d row was changed", "%(n)d rows were changed", changed) % {"n": changed})
    # Translators: puts together “14 rows were added” and “3 rows were changed”
    done = _("%(one)s, and %(other)s") % {"one": parts[0], "other": parts[1]} if len(parts) == 2 else parts[0]
    if name:
        # Translators: %(done)s is “14 rows were added”; nb: %(done)s fra %(name)s.
        return _("%(done)s from %(name)s.") % {"done": done, "name": name}
    # Translators: %(done)s is “14 rows were added”; nb: %(done)s fra tabellen du limte inn.
    return _("%(done)s from the table you pasted.") % {"done": done}


def _columns(reading: Reading, rows: Sequence[Row], template: str) -> tuple[Column, ...]:
    """Those that the file has, and whatever has content."""
    document = reading.document
    has = set(reading.columns) | {"measure"}
    has |= {name for name in COLUMNS if name not in has and name != "area" and any(_filled(row, name) for row in rows)}
    if any(area.title for _band, area in document.leaf_areas()):
        has.add("area")
    else:
        has.discard("area")
    return tuple(
        Column(key=name, css=CSS.get(name, name), heading=str(heading(template, name)))
        for name in COLUMNS
        if name in has
    )


def _filled(row: Row, name: str) -> bool:
    return bool(row.status if name == "status" else row.words(name))


def _by_row(numbered: Iterable[tuple[int, Doubt]]) -> dict[int, list[tuple[int, Doubt]]]:
    found: dict[int, list[tuple[int, Doubt]]] = defaultdict(list)
    for number, doubt in numbered:
        if doubt.row is not None:
            found[doubt.row].append((number, doubt))
    return found


def _chosen(kinds: Sequence[str], offered: Sequence[int], shown: Iterable[int], left: frozenset[int]) -> Chosen:
    here = frozenset(shown)
    taken = [index for index in offered if index not in left]
    return Chosen(
        new=sum(kinds[index] == "new" for index in taken),
        changed=sum(kinds[index] == "changed" for index in taken),
        new_elsewhere=sum(kinds[index] == "new" for index in taken if index not in here),
        changed_elsewhere=sum(kinds[index] == "changed" for index in taken if index not in here),
    )


def _summary(document: PlanDocument, kinds: Sequence[str], *, is_new_plan: bool) -> str:
    if not is_new_plan:
        return f"{row_count(len(kinds))}: {', '.join(_kinds_told(kinds))}."
    leaves = sum(bool(area.title) for _band, area in document.leaf_areas())
    bands = sum(area.kind == "band" for area in document.areas)
    values = {
        "rows": row_count(len(kinds)),
        "areas": ngettext("%(n)d area", "%(n)d areas", leaves) % {"n": leaves},
        # Translators: headings across the whole table, above areas; nb: %(n)d hovedoverskrifter
        "bands": ngettext("%(n)d main heading", "%(n)d main headings", bands) % {"n": bands},
    }
    if bands and leaves:
        # Translators: “46 rows in 12 areas and 5 main headings.”
        return _("%(rows)s in %(areas)s and %(bands)s.") % values
    if leaves or bands:
        return _("%(rows)s in %(places)s.") % (values | {"places": values["areas" if leaves else "bands"]})
    return f"{values['rows']}."


def _kinds_told(kinds: Sequence[str]) -> Iterator[str]:
    """How many rows of each kind there are, of those that there are."""
    new, changed, unchanged = (kinds.count(kind) for kind in ("new", "changed", "unchanged"))
    if new:
        # Translators: rows of a file; nb: %(n)d ny, %(n)d nye
        yield ngettext("%(n)d new", "%(n)d new", new) % {"n": new}
    if changed:
        # Translators: rows of a file; nb: %(n)d endret
        yield ngettext("%(n)d changed", "%(n)d changed", changed) % {"n": changed}
    if unchanged:
        # Translators: rows of a file; nb: %(n)d uendret
        yield ngettext("%(n)d unchanged", "%(n)d unchanged", unchanged) % {"n": unchanged}


def _doubt_count(number: int) -> str:
    if not number:
        return ""
    # Translators: nb: %(n)d ting vi ikke var sikre på.
    return ngettext("%(n)d thing we were not sure of.", "%(n)d things we were not sure of.", number) % {"n": number}


def _shown_words(shown: Sequence[int], offered: Sequence[int]) -> str:
    if len(shown) == len(offered):
        return ""
    first = offered.index(shown[0]) + 1
    values = {"first": first, "last": first + len(shown) - 1, "total": len(offered)}
    return _("Rows %(first)d–%(last)d of %(total)d are shown here.") % values
