"""The one plan of a service that is marked as current.

The marks are no words of anybody's, so they do not raise a plan's version. The service is locked before they are
moved, so that two people who each make a plan come one after the other. All of it is called inside a transaction.
"""

from accounts.models import User
from plans.actions.steps import save_whole
from plans.models import Plan
from services.models import Service


def make_current(plan: Plan, *, by: User | None) -> None:
    """Mark the plan, and take the mark from the one that had it."""
    unmark_current(plan.service_id, by=by)
    mark(plan, True, by=by)


def unmark_current(service_id: int, *, by: User | None) -> None:
    """Take the mark from whichever plan of the service has it; a new plan brings its own."""
    Service.objects.select_for_update().get(pk=service_id)
    for plan in Plan.objects.filter(service=service_id, is_current=True):
        mark(plan, False, by=by)


def pass_on(plan: Plan, *, by: User | None) -> None:
    """A plan that leaves (archived, deleted) hands the mark to the newest that is left."""
    Service.objects.select_for_update().get(pk=plan.service_id)
    if not plan.is_current:
        return
    mark(plan, False, by=by)
    newest = Plan.objects.filter(service=plan.service_id, archived_at=None).exclude(pk=plan.pk).order_by("-id").first()
    if newest:
        mark(newest, True, by=by)


def mark(plan: Plan, current: bool, *, by: User | None) -> None:
    plan.is_current = current
    save_whole(plan, by=by, update_fields=["is_current"])
