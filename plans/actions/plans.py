"""What is done to a plan as a whole."""

from django.utils import timezone

from accounts.models import User
from plans.models import Plan


def touch(plan: Plan, by: User | None) -> None:
    """Note on the plan that something in it was changed. Call it last in the transaction of that change.

    The only update() here on a model with history: it writes the two columns that the history leaves out, and they
    must neither make an entry nor raise the version, or two people's cells would collide in the plan's settings.
    Last, because on PostgreSQL it locks the plan's row until the transaction ends.
    """
    plan.changed_at, plan.changed_by = timezone.now(), by
    Plan.with_deleted.filter(pk=plan.pk).update(changed_at=plan.changed_at, changed_by=by)
