"""Rows that were taken over from an earlier plan: which of them stand as they came, and which were changed since."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from plans.document import TEXT_COLUMNS, PlanDocument, Row
from plans.models import Plan, PlanRow
from plans.wording import Words

UNCHANGED, CHANGED, NEW = "unchanged", "changed", "new"
# Translators: how a row stands to the plan that this one was made from; nb: Uendret, Endret, Ny
SINCE: dict[str, Words] = {
    UNCHANGED: pgettext_lazy("rows since the earlier plan", "Unchanged"),
    CHANGED: pgettext_lazy("rows since the earlier plan", "Changed"),
    NEW: pgettext_lazy("rows since the earlier plan", "New"),
}

type Said = tuple[str, ...]  # a row's words and its status

_STORED = (*TEXT_COLUMNS, "timeframe_text", "status")


def since_earlier(plan: Plan, document: PlanDocument) -> dict[str, str]:
    """How each row of the document stands to the earlier plan, by its id; {} where none comes from one. One query."""
    now = {row.id: _said(row) for _area, row, _measure in document.rows()}
    return _since(now, PlanRow.with_deleted.filter(area__plan=plan).exclude(origin=None).values("pk"))


def since_earlier_of_rows(rows: Sequence[PlanRow]) -> dict[str, str]:
    """The same for rows as they are stored. One query where any of them comes from an earlier plan, else none."""
    taken = [row.pk for row in rows if row.origin_id]
    now = {str(row.pk): tuple(getattr(row, name) for name in _STORED) for row in rows}
    return _since(now, taken) if taken else {}


def _said(row: Row) -> Said:
    return (*(row.words(name) for name in (*TEXT_COLUMNS, "timeframe")), row.status)


def _since(now: Mapping[str, Said], taken: object) -> dict[str, str]:
    """Years that were moved with the plan are no change: a row is compared with what it was when it came."""
    came = PlanRow.history.filter(history_type="+", id__in=taken).values_list("id", *_STORED)
    then = {str(key): tuple(said) for key, *said in came}
    if not then:
        return {}
    return {key: NEW if key not in then else UNCHANGED if then[key] == said else CHANGED for key, said in now.items()}


def unchanged_marks(plan: Plan, since: Mapping[str, str], *, linked: bool = True) -> Callable[[str], SafeString]:
    """Makes what stands at a row that is unchanged: a word that leads to the row in the other plans, or, for readers
    who do not see those, only the word. Made once but for the id: it is drawn with hundreds of rows."""
    # Translators: heard after “Unchanged”; nb: siden forrige plan
    rest = pgettext("after: Unchanged", "since the earlier plan")
    words = format_html('{}<span class="ds-sr-only"> {}</span>', SINCE[UNCHANGED], rest)
    no_row = str(UUID(int=0))
    before, _no_row, after = reverse("plans:row-years", args=[plan.pk, no_row]).partition(no_row)
    lang = get_language() or "nb"
    start = format_html('<a class="carried" lang="{}" href="{}', lang, before)
    # Translators: nb: Følg tiltaket gjennom årene
    end = format_html('{}" title="{}">{}</a>', after, _("Follow the measure through the years"), words)
    bare = format_html('<span class="carried" lang="{}">{}</span>', lang, words)

    def mark(row: str) -> SafeString:
        if since.get(row) != UNCHANGED:
            return SafeString()
        return SafeString(f"{start}{escape(row)}{end}") if linked else bare

    return mark
