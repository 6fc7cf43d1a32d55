"""What can be compared: the working copies and versions of a service's plans, those that the reader may see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plans.actions.documents import document_of
from plans.document import PlanDocument
from plans.models import Plan, PlanRow, PlanVersion

WORKING_COPY = "arbeidsutgave"


class NoSuchSide(Exception):
    """Nothing that the reader may see is named so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A version of a plan, or its working copy (no version). `key` names it in an address."""

    key: str
    plan: int
    title: str  # the plan's, as far as the reader may know it
    of: Plan | PlanVersion

    @property
    def version(self) -> PlanVersion | None:
        return self.of if isinstance(self.of, PlanVersion) else None

    @property
    def words(self) -> str:
        """Version 2: Til gruppen (submitted)."""
        if self.version is None:
            # Translators: the plan as it is being written, in a list of its versions; nb: Arbeidsutgaven
            return pgettext("of a plan", "The working copy")
        return f"{self.version} ({self.version.get_state_display().lower()})"

    @property
    def short(self) -> str:
        return _("Version %(number)d") % {"number": self.version.number} if self.version else self.words

    @property
    def is_draft(self) -> bool:
        return self.version is None or self.version.is_draft

    def document(self) -> PlanDocument:
        return self.of.plan_document if isinstance(self.of, PlanVersion) else document_of(self.of)


def sides_for(user, plan: Plan) -> tuple[Side, ...]:
    """The plan's own first, the newest of each plan first. Two queries."""
    plans = Plan.objects.visible_to(user).filter(service=plan.service_id)
    versions = PlanVersion.objects.visible_to(user).filter(plan__service=plan.service_id).without_bytes()
    found = [*_working_copies(plans, plan), *_versions(versions, plan)]
    return tuple(sorted(found, key=lambda side: (side.plan != plan.pk, -side.plan)))


def _working_copies(plans: Iterable[Plan], own: Plan) -> Iterator[Side]:
    for plan in plans:
        yield Side(key=_key(plan.pk, own, WORKING_COPY), plan=plan.pk, title=plan.title, of=plan)


def _versions(versions: Iterable[PlanVersion], own: Plan) -> Iterator[Side]:
    for version in versions:
        key = _key(version.plan_id, own, str(version.number))
        yield Side(key=key, plan=version.plan_id, title=version.title, of=version)


def _key(plan: int, own: Plan, name: str) -> str:
    return name if plan == own.pk else f"{plan}-{name}"


def chosen(sides: tuple[Side, ...], old: str, new: str) -> tuple[Side, Side]:
    """The two named; where one is not, the plan's newest and what came before it. Raises NoSuchSide."""
    named = {side.key: side for side in sides}
    if (old and old not in named) or (new and new not in named):
        raise NoSuchSide
    newer = named[new] if new else sides[0]
    earlier = sides[sides.index(newer) + 1 :]
    return named[old] if old else (earlier[0] if earlier else newer), newer


def origins_between(old: Side, new: Side) -> dict[str, str]:
    """The row that each row was made from, where the two are of different plans of a service."""
    if old.plan == new.plan:
        return {}
    rows = PlanRow.with_deleted.filter(area__plan__service__plans=old.plan, origin__isnull=False)
    return {str(row): str(origin) for row, origin in rows.values_list("pk", "origin_id")}
