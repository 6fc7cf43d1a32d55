"""Undo and redo in the editor: one step at a time, the newest first."""

import uuid
from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from plans import permissions
from plans.actions.taking_back import NoSuchStep, do_again, take_back
from plans.actions.undo import ChangedSince
from plans.forms.restores import StepForm
from plans.models import Area, Plan
from plans.own_steps import OwnStep
from plans.undoing import field_of, step_words
from plans.views.editor import editor_page
from plans.views.fetch import get_plan
from plans.views.posts import back_to, sent
from services.conflicts import ChangedMeanwhile


@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    # Translators: %(what)s is such as "moved row"; nb: Angret: %(what)s.
    return _take(request, pk, take_back, _("Undone: %(what)s."))


@require_POST
def redo(request: SignedInRequest, pk: int) -> HttpResponse:
    # Translators: %(what)s is such as "moved row"; nb: Gjort om igjen: %(what)s.
    return _take(request, pk, do_again, _("Done again: %(what)s."))


def _take(request: SignedInRequest, pk: int, act: Callable[..., OwnStep | None], words: str) -> HttpResponse:
    """The answer is the editor at the place of the step; where it is refused, the editor that says why (409)."""
    plan = get_plan(request, pk, allow=permissions.can_edit)
    key = sent(StepForm(request.POST))["step"]
    try:
        step = act(plan=plan, key=key, by=request.user)
    except NoSuchStep:
        messages.warning(request, _("That is no longer among your last changes here."))
        return editor_page(request, plan, status=409)
    except ChangedMeanwhile as conflict:
        messages.warning(request, _refusal(conflict))
        return editor_page(request, plan, status=409, refused=key)
    if step is None:  # it was sent twice
        return back_to(plan)
    messages.success(request, words % {"what": step_words(step, plan)})
    kind, place = _place(plan, step)
    query = urlencode({"sted": f"{kind}-{place}", "felt": field_of(step)})
    return back_to(plan, place, kind=kind, query=f"?{query}" if place else "")


def _refusal(conflict: ChangedMeanwhile) -> str:
    if isinstance(conflict, ChangedSince) and conflict.by:
        # Translators: nb: Det går ikke lenger: %(name)s har endret det siden.
        return _("That is no longer possible: %(name)s has changed it since.") % {"name": conflict.by.name}
    return _("That is no longer possible: it has been changed since.")


def _place(plan: Plan, step: OwnStep) -> tuple[str, uuid.UUID | None]:
    """The row that the step was about, or the area, as far as it is there now."""
    things = [thing for _kind, _history_id, thing in reversed(step.entries)]
    rows = set(plan.rows.filter(pk__in=things).values_list("pk", flat=True))
    areas = set(Area.objects.filter(plan=plan, pk__in=things).values_list("pk", flat=True))
    row = next((thing for thing in things if thing in rows), None)
    return ("rad", row) if row else ("omrade", next((thing for thing in things if thing in areas), None))
