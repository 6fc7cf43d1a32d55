"""Where the editor's script saves one field at a time. It answers in JSON, so it asks for sign-in itself: 401."""

import uuid
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import JsonResponse
from django.http.request import RawPostDataException
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from plans import permissions
from plans.actions import areas, presence, rows
from plans.actions.words import Unacceptable
from plans.forms.saves import SentField, read_field
from plans.models import Plan, PlanRow
from plans.reading import remark
from plans.undoing import offer_of_words, offers
from plans.views.fetch import get_plan
from plans.views.posts import found, said
from services.wording import clock, moment


@login_not_required
@require_POST
def row_save(request: SignedInRequest, pk: int, row_pk: uuid.UUID) -> JsonResponse:
    def save(plan: Plan, sent: SentField) -> rows.Saved:
        return rows.save_field(
            plan=plan,
            row_pk=row_pk,
            field=sent.field,
            text=sent.text,
            base=sent.base,
            seen=sent.seen,
            by=request.user,
        )

    return _answer(request, pk, save)


@login_not_required
@require_POST
def area_save(request: SignedInRequest, pk: int, area_pk: uuid.UUID) -> JsonResponse:
    def save(plan: Plan, sent: SentField) -> rows.Saved:
        return areas.save_title(plan=plan, area_pk=area_pk, text=sent.text, base=sent.base, by=request.user)

    return _answer(request, pk, save)


def _answer(request: SignedInRequest, pk: int, save: Callable[[Plan, SentField], rows.Saved]) -> JsonResponse:
    if not request.user.is_authenticated:
        return JsonResponse({"error": _("You are signed out.")}, status=401)
    plan = get_plan(request, pk, allow=permissions.can_edit)
    try:
        sent = read_field(request.body)
    except RawPostDataException as error:  # a form with files, which has been read already
        raise BadRequest("not a field") from error
    try:
        with found():
            saved = save(plan, sent)
    except Unacceptable as problem:
        return JsonResponse({"error": said(problem)}, status=400)
    except rows.CellChanged as conflict:
        return JsonResponse(_conflict(conflict), status=409)
    presence.note(plan, request.user)
    answer = {
        "version": saved.version,
        "text": saved.text,
        "others": saved.others,
        "at": clock(timezone.now()),
        "remark": remark(saved.timeframe, corrected=saved.is_corrected),
    }
    return JsonResponse(answer | _undo(request, plan, sent, saved))


def _undo(request: SignedInRequest, plan: Plan, sent: SentField, saved: rows.Saved) -> dict[str, object]:
    """What "undo" would now take back; nothing where that is as it was."""
    if saved.step is None:
        return {}
    offer = offer_of_words(plan, saved.step, sent.field) if saved.step else offers(plan, request.user).undo
    return {"undo": {"step": offer.key, "words": offer.words} if offer else None}


def _conflict(conflict: rows.CellChanged) -> dict[str, object]:
    row = conflict.stored
    corrected = isinstance(row, PlanRow) and row.timeframe_corrected
    return {
        "field": conflict.field,
        "mine": conflict.text,
        "theirs": conflict.theirs,
        "by": conflict.by.name if conflict.by else "",
        "at": moment(conflict.at) if conflict.at else "",
        "version": conflict.version,
        "remark": remark(row.timeframe, corrected=corrected) if isinstance(row, PlanRow) else "",
    }
