"""One answer as a plain value, {"choice": str, "text": str, "rows": [{column: str}]}: which parts each kind of question
has, what may stand in them, and what is said of it. What people type is kept to the letter; numbers are only read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from plans.decode import is_text

KINDS = ("text", "staffing", "split", "yes_no", "yes_no_na", "yes_no_comment", "frequency")
PARTS = {
    "text": ("text",),
    "staffing": ("text", "rows"),
    "split": ("rows",),
    "yes_no": ("choice", "text"),
    "yes_no_na": ("choice", "text"),
    "yes_no_comment": ("choice", "text"),
    "frequency": ("text",),
}
COLUMNS = {"staffing": ("role", "people", "percent"), "split": ("label", "percent")}
CHOICES = {"yes_no": ("yes", "no"), "yes_no_na": ("yes", "no", "na"), "yes_no_comment": ("yes", "no")}

TEXT = 20_000  # characters, as in every field
CELL = 500
ROWS = 40
WHOLE = Decimal(100)

Value = dict[str, Any]

_NUMBER = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,4})?")


class BadAnswer(ValueError):
    """`code` is "part", "choice", "characters", "long", "rows" or "many"; `limit` belongs to the last three but one."""

    def __init__(self, code: str, limit: int = 0) -> None:
        super().__init__(code)
        self.code, self.limit = code, limit


def empty() -> Value:
    return {"choice": "", "text": "", "rows": []}


def cleaned(kind: str, part: str, value: object) -> Any:
    """The part as it is stored. Raises BadAnswer."""
    if part not in PARTS[kind]:
        raise BadAnswer("part")
    if part == "rows":
        return _rows(COLUMNS[kind], value)
    text = _text(value, TEXT)
    if part == "choice" and text not in ("", *CHOICES[kind]):
        raise BadAnswer("choice")
    return text


def _text(value: object, limit: int) -> str:
    if not isinstance(value, str) or not is_text(value):
        raise BadAnswer("characters")
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > limit:
        raise BadAnswer("long", limit)
    return text


def _rows(columns: Sequence[str], value: object) -> list[dict[str, str]]:
    """Rows without a word in them are left out."""
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        raise BadAnswer("rows")
    rows = [{column: _text(row.get(column, ""), CELL).strip() for column in columns} for row in value]
    rows = [row for row in rows if any(row.values())]
    if len(rows) > ROWS:
        raise BadAnswer("many", ROWS)
    return rows


def number(text: str) -> Decimal | None:
    """What "12,5 %" says; None where it is no number."""
    text = text.strip().removesuffix("%").strip()
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None


def total(rows: Sequence[Mapping[str, str]], column: str) -> Decimal | None:
    """The sum of what can be read as numbers; None where nothing can."""
    read = [found for row in rows if (found := number(row.get(column, ""))) is not None]
    return sum(read, Decimal(0)) if read else None


def unread(kind: str, rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[int, str]]:
    """Rows (from 1) and columns where something stands that should be a number and is none."""
    for position, row in enumerate(rows, start=1):
        for column in ("people", "percent"):
            if column in COLUMNS[kind] and row.get(column, "").strip() and number(row[column]) is None:
                yield position, column


def is_answered(kind: str, value: Mapping[str, Any]) -> bool:
    """Whether the question itself is answered; what is recommended beside it may still be missing."""
    if kind in CHOICES:
        return bool(value.get("choice"))
    if kind == "split":
        return any(row.get("percent", "").strip() for row in value.get("rows", ()))
    return bool(value.get("text", "").strip()) or (kind == "staffing" and bool(value.get("rows")))


def has_words(value: Mapping[str, Any]) -> bool:
    """Whether anything stands in it at all."""
    return bool(value.get("choice") or value.get("text", "").strip() or value.get("rows"))


def shows_text(kind: str, follow_when: str, choice: str) -> bool:
    """Whether the text beside a choice is asked for. It is kept where it is not."""
    return kind not in CHOICES or follow_when == "always" or choice == "yes"


def lacks_text(kind: str, follow_when: str, value: Mapping[str, Any]) -> bool:
    """Whether the choice calls for words that are not there. A comment is nobody's duty."""
    is_asked = kind in ("yes_no", "yes_no_na") and shows_text(kind, follow_when, value.get("choice", ""))
    return is_asked and bool(value.get("choice")) and not value.get("text", "").strip()


WORDS = {
    "en": 1, "ein": 1, "én": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8,
    "ni": 9, "ti": 10, "elleve": 11, "tolv": 12,
}  # fmt: skip
REGULAR = (
    (r"annen\s*hver\s+måned|annan\s*kvar\s+månad|every\s+other\s+month", 6),
    (r"annethvert\s+kvartal|annakvart\s+kvartal", 2),
    (r"månedlig|månadleg|(?:hver|kvar)\s+(?:måned|månad)|monthly", 12),
    (r"kvartalsvis|(?:hvert|kvart)\s+kvartal|quarterly", 4),
    (r"halvårlig|halvårleg|(?:hvert|kvart)\s+halvår", 2),
    (r"ukentlig|kvar\s+veke|hver\s+uke|weekly", 52),
    (r"\bårlig\b|\bårleg\b|(?:hvert|kvart)\s+år\b|yearly|annual", 1),
)  # fmt: skip
_COUNT = r"([0-9]{1,2}|" + "|".join(WORDS) + r")"
_RANGE = re.compile(rf"\b{_COUNT}\s*(?:-|–|—|til|/|to)\s*{_COUNT}\b(?!\s*(?:måned|månad|uke|veke))")
_TIMES = re.compile(rf"\b{_COUNT}\s*(?:ganger?|gonger?|møter?|times?|x|pr\.?|per|i året|i løpet)")


def frequency_of(text: str) -> tuple[int, int] | None:
    """Times a year, from and to, as the words say: (1, 3) of "ved behov, 1–3 ganger i året". None where they do not."""
    words = text.casefold()
    if found := _RANGE.search(words):
        low, high = sorted((_count(found[1]), _count(found[2])))
        return (low, high) if low > 0 and high <= 60 else None
    if (found := _TIMES.search(words)) and 0 < _count(found[1]) <= 60:
        return _count(found[1]), _count(found[1])
    for pattern, times in REGULAR:
        if re.search(pattern, words):
            return times, times
    return None


def _count(word: str) -> int:
    return int(word) if word.isdigit() else WORDS[word]
