"""A service's members for a page: who has access now, who is invited, who had access before."""

from dataclasses import dataclass, field
from datetime import date

from accounts.models import Invitation, User
from services.models import Membership, Service


@dataclass(frozen=True, slots=True)
class Entry:
    membership: Membership
    invitation: Invitation | None = None

    @property
    def user(self) -> User:
        return self.membership.user


@dataclass(slots=True)
class Roster:
    now: list[Entry] = field(default_factory=list)
    invited: list[Entry] = field(default_factory=list)
    former: list[Entry] = field(default_factory=list)


ORDER = ["leader", "editor", "reader", "assessor"]


def roster_of(service: Service, today: date) -> Roster:
    memberships = list(service.memberships.select_related("user"))
    memberships.sort(key=lambda m: (ORDER.index(m.role), m.user.sort, m.pk))
    people = [m.user_id for m in memberships]
    invitations = {i.user_id: i for i in Invitation.objects.open().filter(user_id__in=people)}
    roster = Roster()
    for membership in memberships:
        if membership.to_date and membership.to_date < today:
            roster.former.append(Entry(membership))
        elif membership.user.state == User.State.INVITED:
            roster.invited.append(Entry(membership, invitations.get(membership.user_id)))
        elif membership.user.state == User.State.ACTIVE:
            roster.now.append(Entry(membership))
        else:
            roster.former.append(Entry(membership))
    return roster
