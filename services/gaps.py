"""What a reference group lacks. Plain values in, plain values out: pages and tasks say it in words (wording.py)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from services.models import ReferenceGroupMember, Region

SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Gap:
    kind: Literal["region", "users", "chair", "ending"]
    region: Region | None = None
    member: ReferenceGroupMember | None = None

    @property
    def due(self) -> date | None:
        return self.member.to_date if self.member else None


def serves(member: ReferenceGroupMember, day: date) -> bool:
    return (not member.from_date or member.from_date <= day) and (not member.to_date or member.to_date >= day)


def gaps_of(members: Iterable[ReferenceGroupMember], regions: Iterable[Region], today: date) -> list[Gap]:
    """Regions and users without a representative, no chair, and mandates that end within 90 days unreplaced."""
    everyone = list(members)
    serving = [member for member in everyone if serves(member, today)]
    represented = {member.region_id for member in serving if member.represents == "region"}
    gaps = [Gap("region", region=region) for region in regions if region.pk not in represented]
    if not any(member.represents == "users" for member in serving):
        gaps.append(Gap("users"))
    if not any(member.is_chair for member in serving):
        gaps.append(Gap("chair"))
    ending = [m for m in serving if m.to_date and m.to_date <= today + SOON and not _successor(m, everyone)]
    return gaps + [Gap("ending", member=member) for member in sorted(ending, key=lambda m: (m.to_date, m.pk))]


def _successor(member: ReferenceGroupMember, everyone: list[ReferenceGroupMember]) -> bool:
    """Someone else who speaks for the same on the day after; of those who speak for nobody in particular, none."""
    if member.represents == "other" or not member.to_date:
        return False
    day = member.to_date + timedelta(days=1)
    return any(
        (other.represents, other.region_id) == (member.represents, member.region_id) and serves(other, day)
        for other in everyone
        if other.pk != member.pk
    )
