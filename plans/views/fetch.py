from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.requests import SignedInRequest
from plans import permissions
from plans.actions.steps import Locked
from plans.models import Plan, PlanVersion


def get_plan(request: SignedInRequest, pk: int, *, allow: Callable[..., bool] | None = None) -> Plan:
    """The plan with the names its pages say: unseen is 404, seen but not allowed by `allow(user, plan)` is 403.

    Raises Locked where an editor is only kept from editing by a version that waits for a decision.
    """
    plans = Plan.objects.visible_to(request.user).with_names().select_related("changed_by")
    plan = get_object_or_404(plans, pk=pk)
    if allow:
        refuse_unless(allow, request.user, plan)
    return plan


def refuse_unless(allow: Callable[..., bool], user: User, plan: Plan) -> None:
    """Raises PermissionDenied, or Locked as get_plan says."""
    if allow(user, plan):
        return
    if allow is permissions.can_edit and plan.is_locked and permissions.edits(user, plan):
        raise Locked(plan)
    raise PermissionDenied


def get_version(request: SignedInRequest, pk: int, number: int) -> PlanVersion:
    """The version with its plan and the names its pages say; unseen is 404."""
    versions = PlanVersion.objects.visible_to(request.user).select_related("plan__service__trust__region", "by")
    return get_object_or_404(versions.defer("pdf"), plan=pk, number=number)
