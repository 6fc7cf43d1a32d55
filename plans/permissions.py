"""Who may do what with a plan, as plain questions."""

from django.db.models import Exists, Q

from plans import lifecycle
from services.permissions import EDITORS, current, is_staff_of, own_services


def readable(user) -> Q:
    """Plans of the user's own services. Drafts are nobody else's, not even an administrator's."""
    return own_services(user, "service_id")


def of_staff(user, path: str = "region_id") -> Q:
    """A condition on the region at `path`: the user is staff of it, or national staff."""
    return Q(**{f"{path}__in": user.staff_roles.exclude(region=None).values("region_id")}) | Q(
        Exists(user.staff_roles.filter(kind="national"))
    )


def readable_versions(user) -> Q:
    """Versions of the user's own services, and for staff those that were ever submitted to their region."""
    own = own_services(user, "plan__service_id")
    return Q(plan__deleted_at=None) & (own | (Q(submitted_at__isnull=False) & of_staff(user)))


def can_comment_inside(user, plan) -> bool:
    """Those who work on the plan and those who advise on it: leader, editors and the reference group, today."""
    return edits(user, plan) or can_state(user, plan)


def can_comment(user, plan, version=None) -> bool:
    """Staff comment on what was submitted to them, never on the working copy."""
    if can_comment_inside(user, plan):
        return True
    return bool(version and version.submitted_at) and is_staff_of(user, version.region_id)


def can_resolve(user, comment) -> bool:
    """Who works on the plan, and who began the thread."""
    return edits(user, comment.plan) or comment.by_id == user.pk


def edits(user, plan) -> bool:
    return user.memberships.filter(current(), service_id=plan.service_id, role__in=EDITORS).exists()


def can_edit(user, plan) -> bool:
    """Not while one of its versions waits for a decision."""
    return not plan.archived_at and edits(user, plan) and not plan.is_locked


def can_submit(user, plan) -> bool:
    """The leader, also while it is locked: then the answer says why it cannot be."""
    return not plan.archived_at and can_archive(user, plan)


def can_name(user, plan) -> bool:
    return not plan.archived_at and edits(user, plan)


def can_ask_for_statements(user, plan) -> bool:
    """The leader asks the reference group."""
    return not plan.archived_at and can_archive(user, plan)


def can_state(user, plan) -> bool:
    """Whoever sits in the service's reference group today."""
    return user.group_memberships.filter(current(), service_id=plan.service_id).exists()


def can_take(user, verb: str, version) -> bool:
    """Whether the user is one of those who take the step, whatever the version's state."""
    who = lifecycle.STEPS[verb].who
    if lifecycle.LEADER in who and can_archive(user, version.plan):
        return True
    return lifecycle.STAFF in who and is_staff_of(user, version.region_id)


def steps_for(user, version) -> tuple[str, ...]:
    """The steps that the user can take now."""
    return tuple(verb for verb in lifecycle.possible(version.state) if can_take(user, verb, version))


def can_create(user, service) -> bool:
    return user.memberships.filter(current(), service=service, role__in=EDITORS).exists()


def can_create_from(user, plan) -> bool:
    """A new plan is made from an archived or a locked one too: that one is only read."""
    return edits(user, plan)


def may_create_in(user) -> Q:
    """A condition on services: those in which the user may make a plan."""
    return Q(pk__in=user.memberships.filter(current(), role__in=EDITORS).values("service_id"))


def may_create_somewhere(user) -> bool:
    return user.memberships.filter(current(), role__in=EDITORS).exists()


def can_archive(user, plan) -> bool:
    """The leader archives, and fetches back."""
    return user.memberships.filter(current(), service_id=plan.service_id, role="leader").exists()


def can_delete(user, plan) -> bool:
    """A plan of which nothing was ever submitted."""
    return can_archive(user, plan) and not plan.was_submitted
