"""What a plan's page shows of its document: of the working copy, of a version, and for the public. One way for all."""

from collections.abc import Callable, Iterable, Mapping

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plans.document import STATUSES, PlanDocument, Section
from plans.exports import FORMATS
from plans.finding import Found
from plans.models import Plan
from plans.origins import UNCHANGED
from plans.prose import prose
from plans.standing import Marked
from plans.table import row_count, table_of
from plans.views.marks import with_remarks
from plans.views.selection import Selection, selection_of
from plans.views.words import table_words
from plans.wording import STATUS_FULL, STATUS_SHORT, period_in_full


def contents(
    document: PlanDocument,
    asked: QueryDict,
    *,
    address: str,
    files: Mapping[str, str],
    plan: Plan | None = None,
    versions: Mapping[str, int] | None = None,
    talk: Callable[[str], SafeString] | None = None,
    marks: Iterable[Marked] = (),
    since: Mapping[str, str] | None = None,
) -> dict[str, object]:
    """The context of templates/plans/_contents.html: the rows that `asked` looks for, everything else whole.

    `address` is the page's own, `files` are addresses by the keys of exports.FORMATS. `plan`, with the `versions` of
    its rows by their ids, where the reader may change a row's status on the page. `marks` show at their rows. `talk`:
    as for table_of. `since`: as for selection_of.
    """
    selection = selection_of(document, asked, since)
    found, total = selection.found, selection.total
    words = table_words(document, plan=plan)
    ends = with_remarks(marks, talk, own_lang=words["own_lang"])
    table = table_of(document, found.rows if selection.is_filtered else None, versions=versions, talk=ends)
    return {
        "document": document,
        "address": address,
        "table": table,
        "total": total,
        "total_words": row_count(total),
        "find": selection.form,
        "is_filtered": selection.is_filtered,
        "downloads": _downloads(files, selection),
        "chips": _chips(selection, asked),
        "found_total": found.total,
        "counts": _counts(found, selection.form.wanted.status),
        "before": _sections(document, "before"),
        "after": _sections(document, "after"),
        "purpose": prose(document.purpose),
        "legend": [(status or "unset", STATUS_FULL[status]) for status in STATUSES],
        "has_unchanged": UNCHANGED in (since or {}).values(),
        "period": period_in_full(document.period_start, document.period_end),
        "caption": _("The plan's measures, grouped by area"),
    } | words


def _sections(document: PlanDocument, place: str) -> list[tuple[Section, SafeString]]:
    return [(section, prose(section.text)) for section in document.sections if section.place == place]


def _counts(found: Found, current: str) -> list[dict[str, object]]:
    """A link for each status that some row has, or that is asked for."""
    return [
        {"key": key, "word": STATUS_SHORT["" if key == "unset" else key], "count": count, "is_current": key == current}
        for key, count in found.counts.items()
        if count or key == current
    ]


def _chips(selection: Selection, asked: QueryDict) -> list[tuple[str, str]]:
    """What is looked for, as (its words, the query string without it). The status has its own links."""
    chips = []
    for name, words in selection.chosen:
        if name != "status":
            rest = asked.copy()
            del rest[name]
            chips.append((words, f"?{rest.urlencode()}"))
    return chips


def _downloads(files: Mapping[str, str], selection: Selection) -> list[dict[str, object]]:
    """The kinds of files the plan, or what is shown of it, can be had as."""
    query = f"?{selection.query}" if selection.query and selection.found.rows else ""
    return [{"url": url + query, "name": FORMATS[key].name, "use": FORMATS[key].use} for key, url in files.items()]
