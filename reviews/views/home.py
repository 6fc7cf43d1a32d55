"""The first page of the room: a person's own forms, and the rounds one may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest, page_asked_for
from reviews import permissions
from reviews.lifecycle import OPEN
from reviews.models import Response, ReviewRound
from services.wording import days_until


@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Open forms come first, by deadline; a page of them at a time."""
    user, today = request.user, timezone.localdate()
    own = Response.objects.own_to(user).newest().with_names().without_bytes().open_first()
    page = page_asked_for(request, own)
    context = {
        "page_obj": page,
        "forms": [
            (form, days_until(form.round.due_on, today), form.state in OPEN and form.round.is_late(today))
            for form in page
        ],
        "rounds": [
            (one, days_until(one.due_on, today))
            for one in ReviewRound.objects.visible_to(user).order_by("-due_on", "-pk")[:50]
        ],
        "may_run": permissions.can_run_rounds(user),
    }
    return render(request, "reviews/home.html", context)
