"""What the reference group has said, and whether it still counts for what is shown."""

from dataclasses import dataclass, replace
from datetime import datetime

from plans.document import PlanDocument, ServiceFacts
from plans.models import Plan, Statement, StatementRequest
from services.models import ReferenceGroupMember
from services.permissions import current
from services.wording import represents_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A member of the group and the statement; `opinion` is empty where none was made."""

    name: str
    represents: str
    opinion: str = ""
    opinion_words: str = ""
    text: str = ""
    at: datetime | None = None
    is_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    asked: StatementRequest
    voices: tuple[Voice, ...]
    has_changed: bool  # the plan, since the version that the group was asked about

    @property
    def answered(self) -> int:
        return sum(bool(voice.opinion) for voice in self.voices)


def heard_on(plan: Plan, document: PlanDocument, *, number: int | None = None) -> Heard | None:
    """The statements on the newest version, up to that number, which the group was asked about. None: on none.

    `document` is what is shown: statements on another version count for it only where its words are the same.
    """
    requests = StatementRequest.objects.filter(version__plan=plan).select_related("version", "by")
    if number is not None:
        requests = requests.filter(version__number__lte=number)
    asked = requests.order_by("-version__number").first()
    if asked is None:
        return None
    return Heard(
        asked=asked,
        voices=voices_on(asked),
        has_changed=asked.version.number != number and words_of(asked.version.plan_document) != words_of(document),
    )


def words_of(document: PlanDocument) -> PlanDocument:
    """The plan without what is no word of it: its number, when it was changed, and who leads the service now."""
    return replace(document, version=None, changed_at=None, service=ServiceFacts())


def voices_on(asked: StatementRequest) -> tuple[Voice, ...]:
    """Those who made a statement, then those in the group today who have not."""
    made = list(asked.statements.all())
    silent = ReferenceGroupMember.objects.filter(current(), service=asked.version.plan.service_id)
    silent = silent.exclude(pk__in=[statement.member_id for statement in made if statement.member_id])
    return (
        *(_voice(statement) for statement in made),
        *(_silent(member) for member in silent.select_related("region")),
    )


def _voice(statement: Statement) -> Voice:
    return Voice(
        name=statement.name,
        represents=statement.represents,
        opinion=statement.opinion,
        opinion_words=statement.get_opinion_display(),
        text=statement.text,
        at=statement.changed_at,
        is_changed=statement.version > 1,
    )


def _silent(member: ReferenceGroupMember) -> Voice:
    speaks_for = represents_words(member)
    return Voice(name=member.name, represents="" if speaks_for == member.name else speaks_for)
