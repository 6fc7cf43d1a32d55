"""What the pages of a form send: one part of an answer as JSON, or a whole section as an ordinary form."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import QueryDict

from reviews.answers import COLUMNS, BadAnswer, cleaned
from reviews.models import Question
from reviews.sheets import Item

LARGEST = 2**31 - 1  # what a column of versions can hold

Sent = dict[str, dict[str, tuple[object, object]]]  # key → part → (value, base)


@dataclass(frozen=True, slots=True)
class SentPart:
    """The part of an answer, the value it was changed from, and the version that was seen then."""

    question: str
    part: str
    value: object
    base: object
    seen: int


def read_part(body: bytes) -> SentPart:
    """Anything else in the body is left alone. Raises BadRequest."""
    try:
        sent = json.loads(body)
        found = SentPart(sent["question"], sent["part"], sent["value"], sent["base"], sent["version"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadRequest("not a part of an answer") from error
    if not isinstance(found.question, str) or not isinstance(found.part, str) or "\0" in found.question:
        raise BadRequest("not a part of an answer")
    if type(found.seen) is not int or not 0 <= found.seen <= LARGEST:
        raise BadRequest("no such version")
    return found


def read_page(data: QueryDict, items: Iterable[Item]) -> Sent:
    """The answers to these questions, as far as they are sent; all else in the body is left alone."""
    sent: Sent = {}
    for item in items:
        parts = {
            part: _of_page(data, item.question, part) for part in item.parts if _is_sent(data, item.question, part)
        }
        if parts:
            sent[item.question.key] = parts
    return sent


def _is_sent(data: QueryDict, question: Question, part: str) -> bool:
    name = f"{question.key}-percent" if part == "rows" else f"{question.key}-{part}"
    return name in data


def _of_page(data: QueryDict, question: Question, part: str) -> tuple[object, object]:
    base = data.get(f"base-{question.key}-{part}", "")
    if part != "rows":
        return data[f"{question.key}-{part}"], base
    columns = COLUMNS[question.kind]
    cells = [data.getlist(f"{question.key}-{column}") for column in columns]
    if len({len(column) for column in cells}) != 1:
        raise BadRequest("not a table of ours")
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True)]
    return [row for row in rows if not _is_only_named(question, row)], _rows(base)


def _is_only_named(question: Question, row: dict[str, str]) -> bool:
    """Whether nothing is written beside a label that the form itself has: then the row says nothing."""
    return not row["percent"].strip() and any(row.get("label") in names.values() for names in question.options)


def _rows(base: str) -> Any:
    try:
        return json.loads(base or "[]")
    except (ValueError, RecursionError):
        return None  # so it was never stored


def checked(sent: Sent, items: Iterable[Item]) -> tuple[Sent, dict[tuple[str, str], BadAnswer]]:
    """What can be stored, and by key and part why the rest cannot."""
    kinds = {item.question.key: item.kind for item in items}
    good: Sent = {}
    bad: dict[tuple[str, str], BadAnswer] = {}
    for key, parts in sent.items():
        for part, (value, base) in parts.items():
            try:
                cleaned(kinds[key], part, value)
            except BadAnswer as problem:
                bad[key, part] = problem
            else:
                good.setdefault(key, {})[part] = (value, base)
    return good, bad
