from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.requests import SignedInRequest
from plans.models import Plan


def get_plan(request: SignedInRequest, pk: int, *, allow: Callable[..., bool] | None = None) -> Plan:
    """The plan with its service and trust: unseen is 404, seen but not allowed by `allow(user, plan)` is 403."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).with_names(), pk=pk)
    if allow and not allow(request.user, plan):
        raise PermissionDenied
    return plan
