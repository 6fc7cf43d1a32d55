from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.requests import SignedInRequest
from plans.models import Plan


def get_plan(request: SignedInRequest, pk: int, *, allow: Callable[..., bool] | None = None) -> Plan:
    """The plan with the names its pages say: unseen is 404, seen but not allowed by `allow(user, plan)` is 403."""
    plans = Plan.objects.visible_to(request.user).with_names().select_related("changed_by")
    plan = get_object_or_404(plans, pk=pk)
    if allow and not allow(request.user, plan):
        raise PermissionDenied
    return plan
