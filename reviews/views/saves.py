"""Where a form's script saves one part of an answer. It answers in JSON, so it asks for sign-in itself: 401."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import Http404, JsonResponse
from django.http.request import RawPostDataException
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from reviews import permissions
from reviews.actions.answers import NotADraft, PartChanged, save_part
from reviews.actions.details import DetailChanged, save_detail
from reviews.answers import BadAnswer
from reviews.models import Question, Response
from reviews.remarks import refusal, remark
from reviews.sent import SentPart, read_part
from reviews.sheets import sheet_of
from reviews.views.fetch import get_response
from services.wording import clock, moment

FORM = "@form"  # in place of a question's key: the fields of the form itself


@login_not_required
@require_POST
def answer_save(request: SignedInRequest, pk: int) -> JsonResponse:
    if not request.user.is_authenticated:
        return JsonResponse({"error": _("You are signed out.")}, status=401)
    response = get_response(request, pk, allow=permissions.can_write)
    try:
        sent = read_part(request.body)
    except RawPostDataException as error:  # a form with files, which has been read already
        raise BadRequest("not a part of an answer") from error
    save = _save_detail if sent.question == FORM else _save_answer
    try:
        return JsonResponse(save(response, sent, request))
    except Question.DoesNotExist as error:
        raise Http404 from error
    except BadAnswer as problem:
        return JsonResponse({"error": refusal(problem)}, status=400)
    except NotADraft:
        return JsonResponse({"error": _("The form is no longer in progress, so it cannot be changed.")}, status=423)
    except PartChanged as conflict:
        # Whoever last wrote in the question: where that is oneself, in another part, somebody else wrote this one.
        by = conflict.by.name if conflict.by and conflict.by != request.user else ""
        said = {"by": by, "at": moment(conflict.at) if conflict.at else ""}
        return JsonResponse(_both(conflict) | said, status=409)
    except DetailChanged as conflict:
        return JsonResponse(_both(conflict) | {"by": "", "at": ""}, status=409)


def _both(conflict: PartChanged | DetailChanged) -> dict[str, Any]:
    return {"mine": conflict.mine, "theirs": conflict.theirs, "version": conflict.version}


def _save_answer(response: Response, sent: SentPart, request: SignedInRequest) -> dict[str, Any]:
    saved = save_part(
        response=response,
        key=sent.question,
        part=sent.part,
        value=sent.value,
        base=sent.base,
        seen=sent.seen,
        by=request.user,
    )
    question = saved.answer.question
    [part] = sheet_of(response, part=question.section.number).parts
    symbol, words = part.state
    return {
        "version": saved.answer.version,
        "value": saved.value,
        "others": saved.others,
        "at": clock(saved.at),
        "remark": remark(question.kind, saved.answer.value),
        "section": {"number": part.number, "symbol": symbol, "words": words},
    }


def _save_detail(response: Response, sent: SentPart, request: SignedInRequest) -> dict[str, Any]:
    kept = save_detail(
        response=response, field=sent.part, value=sent.value, base=sent.base, seen=sent.seen, by=request.user
    )
    return {
        "version": kept.version,
        "value": kept.value,
        "others": kept.others,
        "at": clock(timezone.now()),
        "remark": "",
    }
