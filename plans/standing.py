"""Where a plan stands: the newest version that was handed in, what became of it, and what is marked to be mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from plans import lifecycle, permissions
from plans.actions.documents import document_of
from plans.document import PlanDocument
from plans.models import Plan, PlanVersion, VersionStep
from plans.table import Placed, one_line, placed_rows
from plans.version_words import STEPS, Words, sentence

# A version that was withdrawn before anybody decided says nothing of where the plan stands.
COUNTS = Q(submitted_at__isnull=False) & ~Q(state=lifecycle.WITHDRAWN, published_at=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A row that was marked, with what has become of it in the working copy: "" (as it was), "changed" or "gone"."""

    row: str
    name: str
    remark: str
    fate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`step` is what led to the version's state; `published` the public version, where that is an earlier one."""

    version: PlanVersion
    sentence: str
    step: VersionStep | None
    marks: tuple[Marked, ...]
    published: PlanVersion | None = None

    @property
    def is_waiting(self) -> bool:
        return self.version.state == lifecycle.SUBMITTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A step that somebody can take now: its button, and the page that asks. `leads_on`: towards what is public."""

    button: Words
    url: str
    leads_on: bool


def offers_for(user: User, version: PlanVersion) -> list[Offer]:
    """What leads on comes first."""
    place = [version.plan_id, version.number]
    offers = [
        Offer(
            button=STEPS[verb].button,
            url=reverse(f"plans:version-{verb}", args=place),
            leads_on=lifecycle.STEPS[verb].end in (lifecycle.APPROVED, lifecycle.PUBLISHED),
        )
        for verb in permissions.steps_for(user, version)
    ]
    return sorted(offers, key=lambda offer: not offer.leads_on)


def newest_of(plans: Iterable[Plan]) -> dict[int, PlanVersion]:
    """By plan: the newest version that counts, without its bytes. One query."""
    newest: dict[int, PlanVersion] = {}
    for version in PlanVersion.objects.without_bytes().filter(COUNTS, plan__in=[plan.pk for plan in plans]):
        newest.setdefault(version.plan_id, version)
    return newest


def standing_of(plan: Plan, document: PlanDocument) -> Standing | None:
    """Of the working copy, as `document` has it; None where nothing was handed in. The same few queries always."""
    newest = plan.versions.filter(COUNTS).defer("pdf").first()
    if newest is None:
        return None
    published = None
    if newest.state != lifecycle.PUBLISHED:
        published = plan.versions.without_bytes().filter(state=lifecycle.PUBLISHED).first()
    return standing_of_version(newest, document, published=published)


def marks_of(plan: Plan) -> tuple[Marked, ...]:
    """The rows of the working copy that wait to be mended. One query where there are none."""
    newest = plan.versions.without_bytes().filter(COUNTS).first()
    if newest is None or newest.state != lifecycle.RETURNED:
        return ()
    return standing_of_version(newest, document_of(plan)).marks


def standing_of_version(
    version: PlanVersion, document: PlanDocument | None = None, *, published: PlanVersion | None = None
) -> Standing:
    """Of one version; `document` is the working copy for those who see it, to tell which marked rows were mended."""
    step = version.steps.select_related("by").prefetch_related("marks").last()
    remarks = {str(mark.row): mark.remark for mark in step.marks.all()} if step else {}
    return Standing(
        version=version,
        sentence=sentence(version.state, version),
        step=step,
        marks=marked(version.plan_document, remarks, document) if remarks else (),
        published=published,
    )


def marked(frozen: PlanDocument, remarks: Mapping[str, str], document: PlanDocument | None) -> tuple[Marked, ...]:
    """The marked rows in the order in which they stand in the version."""
    now = {placed.row.id: (placed.row, placed.measure) for placed in placed_rows(document)} if document else {}
    found = []
    for number, placed in enumerate(placed_rows(frozen), start=1):
        row = placed.row
        if row.id not in remarks:
            continue
        fate = ""
        if document:
            fate = "gone" if row.id not in now else "changed" if now[row.id] != (row, placed.measure) else ""
        found.append(Marked(row=row.id, name=label_of_row(number, placed), remark=remarks[row.id], fate=fate))
    return tuple(found)


def label_of_row(number: int, placed: Placed) -> str:
    """ "Row 12: Make courses" """
    row = placed.row
    words = one_line(placed.measure or row.aim or row.target_group or row.instruments, 60)
    if not words:
        return _("Row %(number)d") % {"number": number}
    # Translators: nb: Rad 12: Lage kurs
    return _("Row %(number)d: %(words)s") % {"number": number, "words": words}
