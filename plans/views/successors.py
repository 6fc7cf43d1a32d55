"""A new plan from an earlier one: its rows looked over and chosen, then made."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from plans import permissions
from plans.actions import successors as actions
from plans.actions.documents import document_of
from plans.document import PlanDocument
from plans.forms.successors import NextPlanForm
from plans.importing import button_forms
from plans.models import Plan, PlanVersion
from plans.renewing import choosing_of, first_choice, rows_in
from plans.successor import fingerprint, left_behind, proposed
from plans.table import row_count
from plans.views.fetch import get_plan, get_version
from plans.views.posts import back_to, found
from plans.views.words import lang_attributes
from services.conflicts import ChangedMeanwhile

TOLD = 5  # words about time that are named in a message


@require_http_methods(["GET", "HEAD", "POST"])
def plan_next(request: SignedInRequest, pk: int) -> HttpResponse:
    """From the working copy, or by ?versjon= from one of the versions. Every button of the page posts here: those that
    only tick rows, or show them as they will be, give the page again."""
    plan = get_plan(request, pk, allow=permissions.can_create_from)
    version = _version(request, plan)
    document = version.plan_document if version else document_of(plan)
    form = NextPlanForm(
        request.POST if request.method == "POST" else None,
        document=document,
        proposed=proposed(document, timezone.localdate()),
    )
    if not form.is_bound:
        return _page(request, plan, version, document, form, first_choice(document))
    ticked = _ticked(request, document)
    is_valid = form.is_valid()
    if is_valid and form.cleaned_data["seen"] != fingerprint(document):
        return _page(request, plan, version, document, form, ticked, is_old=True, status=409)
    if request.POST.keys() & {"show", "tick", "untick"}:
        return _page(request, plan, version, document, form, ticked, status=200 if is_valid else 422)
    if not ticked and rows_in(document, "all"):
        form.add_error(None, _("No row is ticked. Tick those that you want."))
    if form.errors:
        return _page(request, plan, version, document, form, ticked, status=422)
    values = form.cleaned_data
    try:
        with found():
            made = actions.create(
                source=plan,
                version=version,
                rows=ticked,
                seen=values["seen"],
                renewal=form.renewal,
                by=request.user,
                key=values["key"],
            )
    except ChangedMeanwhile:
        document = document_of(plan)
        return _page(request, plan, version, document, form, ticked, is_old=True, status=409)
    _tell(request, document, ticked, form.renewal.years)
    return back_to(made)


def _version(request: SignedInRequest, plan: Plan) -> PlanVersion | None:
    asked = request.GET.get("versjon", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 7):
        raise Http404
    return get_version(request, plan.pk, int(asked))


def _ticked(request: SignedInRequest, document: PlanDocument) -> frozenset[str]:
    """As the boxes were, and then as the button says that was pressed."""
    ticked = rows_in(document, "all") & set(request.POST.getlist("take"))
    if "tick" in request.POST:
        ticked |= rows_in(document, request.POST["tick"])
    if "untick" in request.POST:
        ticked -= rows_in(document, request.POST["untick"])
    return ticked


def _tell(request: SignedInRequest, document: PlanDocument, ticked: frozenset[str], years: int) -> None:
    # Translators: nb: Planen er laget, med %(rows)s fra den forrige.
    words = _("The plan is made, with %(rows)s from the earlier one.") % {"rows": row_count(len(ticked))}
    messages.success(request, words)
    rows = [row for _area, row, _measure in document.rows()]
    stay = [rows[index].timeframe.text for index in left_behind(document, years) if rows[index].id in ticked]
    if stay:
        words = ngettext(
            "In %(n)d row the words about time were not understood. They stand as before: %(words)s.",
            "In %(n)d rows the words about time were not understood. They stand as before: %(words)s.",
            len(stay),
        )
        named = ", ".join(f"«{' '.join(text.split())[:60]}»" for text in stay[:TOLD])
        messages.info(request, words % {"n": len(stay), "words": f"{named} …" if len(stay) > TOLD else named})


def _page(
    request: SignedInRequest,
    plan: Plan,
    version: PlanVersion | None,
    document: PlanDocument,
    form: NextPlanForm,
    ticked: frozenset[str],
    *,
    is_old: bool = False,
    status: int = 200,
) -> HttpResponse:
    attributes = lang_attributes(document.language)
    show = choosing_of(document, form.renewal, ticked, sprite=static("icons.svg"), own_lang=attributes["own_lang"])
    context: dict[str, Any] = {
        "plan": plan,
        "version": version,
        "form": form,
        "show": show,
        "seen": fingerprint(document),
        "is_old": is_old,
        "sprite": static("icons.svg"),
        "count_words": json.dumps(button_forms(is_new_plan=True)),
        "caption": _("The rows of the earlier plan, as they will stand in the new one"),
        "width": len(show.columns) + 1,
        "width_beside": len(show.columns),
    }
    return render(request, "plans/next.html", context | attributes, status=status)
