"""What the pages of a form that is written have in common: where one is in it, and what its script is told."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.requests import SignedInRequest
from reviews import permissions
from reviews.models import Response
from reviews.sheets import Sheet
from services.wording import clock, days_until


def about(request: SignedInRequest, sheet: Sheet) -> dict[str, Any]:
    """`near` is how near the deadline is; `saved_at` the time of the last save, where it was today."""
    response, today, saved = sheet.response, timezone.localdate(), sheet.saved_at
    return {
        "response": response,
        "sheet": sheet,
        "near": days_until(response.round.due_on, today),
        "is_late": response.is_open and response.round.is_late(today),
        "may_sign": permissions.can_sign(request.user, response),
        "saved_at": clock(saved) if saved and timezone.localdate(saved) == today else "",
    }


def show_locked(request: SignedInRequest, response: Response, unsaved: list[tuple[str, str]]) -> HttpResponse:
    """The form was sent to be signed meanwhile. What was not stored, by what it belongs to, is shown, to be copied."""
    return render(request, "reviews/locked.html", {"response": response, "unsaved": unsaved}, status=409)
