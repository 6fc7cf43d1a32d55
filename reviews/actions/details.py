"""The fields of the form itself, where the service is and who wrote, saved one by one as answers are."""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from reviews.actions.answers import drafted
from reviews.answers import BadAnswer
from reviews.models import Response
from services.conflicts import ChangedMeanwhile

FIELDS = ("location", "written_by")
LONGEST = 250


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands after a save. `others` are the other fields, where they changed since the version seen."""

    version: int
    value: str
    others: dict[str, str]


class DetailChanged(ChangedMeanwhile):
    """That very field was changed by someone else: `theirs` is stored, `mine` is what was sent and is not."""

    def __init__(self, stored: Response, name: str, mine: str) -> None:
        super().__init__(stored=stored, mine=mine)
        self.field, self.theirs, self.version = name, getattr(stored, name), stored.version


@transaction.atomic
def save_detail(*, response: Response, field: str, value: object, base: object, seen: int, by: User) -> Kept:
    """`base` is the text the sender began from, `seen` the version then. Raises BadAnswer, DetailChanged, NotADraft,
    PermissionDenied."""
    stored = drafted(response, by)
    if field not in FIELDS:
        raise BadAnswer("part")
    others = {name: getattr(stored, name) for name in FIELDS if name != field} if stored.version != seen else {}
    if _write(stored, field, line(value), base):
        _store(stored)
    return Kept(version=stored.version, value=getattr(stored, field), others=others)


@transaction.atomic
def save_details(*, response: Response, sent: dict[str, tuple[str, str]], by: User) -> list[DetailChanged]:
    """(value, base) by field, as a page without script sends them: those in conflict are handed back, the others are
    stored. Raises BadAnswer, NotADraft, PermissionDenied."""
    stored, written, conflicts = drafted(response, by), False, []
    for field in FIELDS:
        if field not in sent:
            continue
        value, base = sent[field]
        try:
            written = _write(stored, field, line(value), base) or written
        except DetailChanged as conflict:
            conflicts.append(conflict)
    if written:
        _store(stored)
    return conflicts


def line(value: object) -> str:
    """One line of text as it is stored. Raises BadAnswer."""
    if not isinstance(value, str) or any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in value):
        raise BadAnswer("characters")
    text = " ".join(value.split())
    if len(text) > LONGEST:
        raise BadAnswer("long", LONGEST)
    return text


def _write(stored: Response, field: str, wanted: str, base: object) -> bool:
    now = getattr(stored, field)
    if now == wanted:
        return False
    if not isinstance(base, str) or " ".join(base.split()) != " ".join(now.split()):
        raise DetailChanged(stored, field, wanted)
    setattr(stored, field, wanted)
    return True


def _store(stored: Response) -> None:
    stored.version += 1
    stored.save(update_fields=[*FIELDS, "version"])
