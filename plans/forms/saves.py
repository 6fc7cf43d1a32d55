"""What the editor's script sends: one field of a row or an area as JSON."""

import json
from dataclasses import dataclass

from django.core.exceptions import BadRequest

LARGEST = 2**31 - 1  # what a column of versions can hold


@dataclass(frozen=True, slots=True)
class SentField:
    """The field, its text, the text it was changed from, and the version that was seen then."""

    field: str
    text: str
    base: str
    seen: int


def read_field(body: bytes) -> SentField:
    """Anything else in the body is left alone. Raises BadRequest."""
    try:
        sent = json.loads(body)
        found = SentField(sent["field"], sent["text"], sent["base"], sent["version"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadRequest("not a field") from error
    texts = (found.field, found.text, found.base)
    if not all(isinstance(text, str) for text in texts) or type(found.seen) is not int:
        raise BadRequest("not a field")
    if not 0 <= found.seen <= LARGEST:
        raise BadRequest("no such version")
    return found
