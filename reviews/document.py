"""ResponseDocument: an answered form as one plain value, to and from JSON.

The page of a signed form, its print, its difference from another and the export of a round take this value, so none of
them has to know the database. Signed, its canonical JSON is what is kept and hashed.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256

from plans.decode import NotAPlan, value_of
from reviews.answers import PARTS, BadAnswer, Value, cleaned, empty

SCHEMA = 1


class NotAForm(ValueError):
    """The value or file read is no answered form. The message says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutRound:
    title: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutQuestionnaire:
    audience: str
    year: int
    edition: int = 1
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutService:
    """The service as it stood, its name in the form's language; `location` is the form's own."""

    code: str = ""
    name: str = ""
    abbreviation: str = ""
    trust: str = ""
    region: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredQuestion:
    """A question in the words of the form's language, and its answer; `labels` are those that a split begins with."""

    key: str
    number: int
    kind: str
    text: str
    help: str = ""
    follow_up: str = ""
    follow_when: str = "yes"
    guide: str = ""
    slot: int = 0
    labels: tuple[str, ...] = ()
    related: str = ""
    value: Value = field(default_factory=empty)  # all parts, also those that the choice does not show


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredSection:
    number: int
    title: str
    questions: tuple[AnsweredQuestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """`version` and `sha256` of a plan are those of its frozen version, `size` and `sha256` of a file its bytes'."""

    slot: int
    kind: str  # "file", "plan", "link", "text", "publications"
    name: str
    size: int = 0
    sha256: str = ""
    url: str = ""
    text: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    name: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseDocument:
    schema: int = SCHEMA
    reference: str
    number: int = 1  # 2 and on: the form was reopened
    language: str = "nb"  # in which its questions were shown: nb or nn
    round: AboutRound = AboutRound()
    questionnaire: AboutQuestionnaire
    service: AboutService = AboutService()
    sections: tuple[AnsweredSection, ...] = ()
    attachments: tuple[Attached, ...] = ()
    written_by: str = ""
    signature: Signature | None = None

    def questions(self) -> Iterator[AnsweredQuestion]:
        for section in self.sections:
            yield from section.questions

    def in_slot(self, slot: int) -> tuple[Attached, ...]:
        return tuple(each for each in self.attachments if each.slot == slot)


def to_json(document: ResponseDocument) -> str:
    """Canonical: the same document always gives the same text. Keys in order, no blanks, no ASCII escapes."""
    return json.dumps(asdict(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a form")


def to_bytes(document: ResponseDocument) -> bytes:
    """What is kept of a document that is signed, and what its hash is over."""
    return to_json(document).encode()


def fingerprint(document: ResponseDocument) -> str:
    """SHA-256, hexadecimal, of all but the signature: what somebody has seen who is about to sign."""
    return sha256(to_bytes(replace(document, signature=None))).hexdigest()


def from_json(text: str | bytes) -> ResponseDocument:
    """The document in a JSON text. Raises NotAForm for anything that is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAForm("not JSON") from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise NotAForm("schema is not known")
    try:
        document: ResponseDocument = value_of(ResponseDocument, data, "form")
    except (NotAPlan, RecursionError) as error:
        raise NotAForm(str(error)) from error
    for question in document.questions():
        _check(question)
    return document


def _check(question: AnsweredQuestion) -> None:
    """A value has the parts of its kind as they are stored, and nothing else."""
    if question.kind not in PARTS:
        raise NotAForm(f"the kind of {question.key} is not known")
    try:
        parts = {part: cleaned(question.kind, part, question.value.get(part)) for part in PARTS[question.kind]}
    except BadAnswer as error:
        raise NotAForm(f"the answer to {question.key}: {error}") from error
    if question.value != empty() | parts:
        raise NotAForm(f"the answer to {question.key} is not one of its kind")
