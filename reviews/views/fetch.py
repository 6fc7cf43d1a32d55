from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.requests import SignedInRequest
from reviews.models import Questionnaire, Response, ReviewRound


def get_response(
    request: SignedInRequest, pk: int, *, allow: Callable[[User, Response], bool] | None = None
) -> Response:
    """The form with the names its pages say: unseen is 404, seen but not allowed by `allow(user, response)` is 403."""
    responses = Response.objects.visible_to(request.user).with_names().without_bytes()
    response = get_object_or_404(responses, pk=pk)
    if allow and not allow(request.user, response):
        raise PermissionDenied
    return response


def get_round(request: SignedInRequest, pk: int, *, allow: Callable[[User], bool] | None = None) -> ReviewRound:
    """Unseen is 404, seen but not allowed by `allow(user)` is 403."""
    found = get_object_or_404(ReviewRound.objects.visible_to(request.user), pk=pk)
    if allow and not allow(request.user):
        raise PermissionDenied
    return found


def get_questionnaire(
    request: SignedInRequest, pk: int, *, allow: Callable[[User], bool] | None = None
) -> Questionnaire:
    """Unseen is 404, seen but not allowed by `allow(user)` is 403."""
    found = get_object_or_404(Questionnaire.objects.visible_to(request.user), pk=pk)
    if allow and not allow(request.user):
        raise PermissionDenied
    return found
