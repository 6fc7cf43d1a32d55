"""Two versions of a plan beside each other, or a version and the working copy: what was changed between them."""

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render, resolve_url
from django.templatetags.static import static
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from files.downloads import attachment
from plans.compared import Compared, compared
from plans.compared_page import bodies_of
from plans.compared_paper import comparison_html
from plans.compared_rows import BY_ADDRESS, CHANGES, KINDS, WHOLE
from plans.difference import Difference, difference
from plans.document import PlanDocument
from plans.exports import CONTENT_TYPES
from plans.models import Plan
from plans.pdf import printed
from plans.sides import NoSuchSide, Side, chosen, origins_between, sides_for
from plans.table import CSS
from plans.views.words import lang_attributes
from printing.render import CouldNotPrint
from services.permissions import belongs_to

# What a printed comparison says of what it shows, where that is not just all that changed.
SHOWN_WORDS = {
    # Translators: nb: Hele planen
    WHOLE: gettext_lazy("The whole plan"),
    "nye": gettext_lazy("Only new rows"),
    "fjernet": gettext_lazy("Only removed rows"),
    "endret": gettext_lazy("Only changed rows"),
    "flyttet": gettext_lazy("Only moved rows"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks for, with both documents and their difference. `shown` is its part that is to be shown."""

    plan: Plan
    sides: tuple[Side, ...]
    old: Side
    new: Side
    documents: tuple[PlanDocument, PlanDocument]
    found: Difference
    show: str  # as in the address
    shown: Compared

    def words(self, side: Side) -> str:
        """The side, with the title of its plan where the two are of different ones."""
        return f"{side.title}: {side.words}" if self.old.plan != self.new.plan else side.words


def asked_for(request: SignedInRequest, pk: int) -> Asked:
    """?fra= and ?til= name a version by its number or the working copy, ?vis= what to show. Unseen is 404."""
    plan = get_object_or_404(Plan.objects.with_names(), pk=pk)
    sides = sides_for(request.user, plan)
    if not sides or sides[0].plan != plan.pk:
        raise Http404
    try:
        old, new = chosen(sides, request.GET.get("fra", ""), request.GET.get("til", ""))
    except NoSuchSide as error:
        raise Http404 from error
    show = request.GET.get("vis") or CHANGES
    if show not in (CHANGES, WHOLE, *BY_ADDRESS):
        raise BadRequest("no such part of a comparison")
    before, after = old.document(), new.document()
    found = difference(before, after, origins_between(old, new))
    return Asked(
        plan=plan,
        sides=sides,
        old=old,
        new=new,
        documents=(before, after),
        found=found,
        show=show,
        shown=compared(before, found, after, show=BY_ADDRESS.get(show, show)),
    )


@require_safe
def compare(request: SignedInRequest, pk: int) -> HttpResponse:
    asked = asked_for(request, pk)
    document = asked.documents[1]
    lang = lang_attributes(document.language)
    sprite = static("icons.svg")
    context = {
        "plan": asked.plan,
        "old": asked.old,
        "new": asked.new,
        "title": document.title,
        "groups": _groups(asked.sides),
        "is_of_two_plans": asked.old.plan != asked.new.plan,
        "is_alone": len(asked.sides) == 1,
        "is_empty": asked.found.is_empty and not asked.shown.facts,
        "shows_all": asked.show == WHOLE,
        "shows_changes": asked.show == CHANGES,
        "shown": asked.shown,
        "query": _query(asked).urlencode(),
        "counts": _counts(asked),
        "sums": _sums(asked.shown),
        "bodies": bodies_of(asked.shown, sprite=sprite, own_lang=lang["own_lang"]),
        "belongs": belongs_to(request.user, asked.plan.service_id),
    }
    return render(request, "plans/compare.html", context | lang | _columns(asked.shown))


def _columns(shown: Compared) -> dict[str, object]:
    headings = dict(shown.columns)
    return {
        "has_area": "area" in headings,
        "area_heading": headings.get("area", ""),
        "columns": [(CSS.get(key, key), words) for key, words in shown.columns if key != "area"],
        "width": len(headings) + 1,
        "width_beside": len(headings),
    }


@require_safe
def compare_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the page shows, on paper, in the language of the page."""
    asked = asked_for(request, pk)
    new = asked.documents[1]
    html = comparison_html(
        asked.shown,
        sides=(asked.words(asked.old), asked.words(asked.new)),
        is_draft=asked.new.is_draft or asked.old.version is None,
        chosen=str(SHOWN_WORDS.get(asked.show, "")),
        language=get_language() or settings.LANGUAGE_CODE,
    )
    try:
        content = printed(html)
    except CouldNotPrint:
        back = f"{resolve_url('plans:compare', pk)}?{_query(asked).urlencode()}"
        context = {"plan": asked.plan, "title": new.title, "back": back}
        return render(request, "plans/not_printed.html", context, status=503)
    # Translators: of two versions of a plan, in the name of a file; nb: endringer %(old)s – %(new)s
    changes = _("changes %(old)s – %(new)s") % {"old": asked.old.short.lower(), "new": asked.new.short.lower()}
    title = Truncator(new.title).chars(100, truncate="")
    name = f"{new.service.code} {title} {changes}.pdf"
    return attachment(content, name=name, content_type=CONTENT_TYPES["pdf"])


def _groups(sides: tuple[Side, ...]) -> list[tuple[str, list[Side]]]:
    """The choices under the titles of their plans; with one plan only there is nothing to tell apart."""
    groups = [list(members) for _plan, members in groupby(sides, key=lambda side: side.plan)]
    return [(group[0].title if len(groups) > 1 else "", group) for group in groups]


def _query(asked: Asked, show: str = "") -> QueryDict:
    query = QueryDict(mutable=True)
    query.update({"fra": asked.old.key, "til": asked.new.key})
    if show or asked.show != CHANGES:
        query["vis"] = show or asked.show
    return query


def _sums(shown: Compared) -> list[tuple[str, str]]:
    """How much was changed, each as (where on the page, words)."""
    rows, areas = shown.counts["all"], shown.area_count
    sections = sum(not each.is_same for each in shown.sections)
    facts = len(shown.facts) + len(shown.parts)
    numbers = [
        # Translators: with changes, between two versions of a plan; nb: %(n)d rader
        ("rows", rows, ngettext("%(n)d row", "%(n)d rows", rows)),
        # Translators: nb: %(n)d områder
        ("rows", areas, ngettext("%(n)d area", "%(n)d areas", areas)),
        # Translators: sections of text of a plan; nb: %(n)d avsnitt
        ("sections", sections, ngettext("%(n)d section", "%(n)d sections", sections)),
        # Translators: facts of a plan such as its title and period; nb: %(n)d opplysninger om planen
        ("facts", facts, ngettext("%(n)d fact of the plan", "%(n)d facts of the plan", facts)),
    ]
    return [(place, words % {"n": number}) for place, number, words in numbers if number]


def _counts(asked: Asked) -> list[dict[str, object]]:
    """A link for all rows with changes, and for those of each kind that there are."""
    counts: list[dict[str, object]] = []
    for show, key in BY_ADDRESS.items():
        if (count := asked.shown.counts[key]) or show == asked.show:
            url = f"?{_query(asked, show).urlencode()}"
            counts.append({"word": KINDS[key], "count": count, "url": url, "is_current": show == asked.show})
    return counts
