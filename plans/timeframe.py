"""People's words about time, and what the program reads out of them.

The words are kept to the letter; what is read lies beside them and never replaces them. A span that the words name has
both dates; where they name only a beginning or only an end, the other date is None. Seasons: vår 1.3.–31.5., sommer
1.6.–31.8., høst 1.9.–30.11. Winter stays in the year it is named by, so that no year is claimed that nobody wrote:
vinter 2024 is 1.1.–29.2.2024, and only vinter 2023/24 begins in December.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from plans.timeparts import JOINS, PRECISIONS, Item, Precision, Unit, items, month_end

Kind = Literal["none", "year", "range", "start", "next", "continuous", "ongoing", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeframe:
    """The words and their reading. `start` and `end` are inclusive dates."""

    text: str = ""
    kind: Kind = "none"
    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Joined units; `length` counts the items they take, `turned` says that the words named the end first."""

    start: date
    end: date
    precision: Precision
    length: int = 1
    turned: bool = False


# Dashes and apostrophes are one each; soft hyphens and zero-width spaces are none.
SAME = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣－", "-") | dict.fromkeys("’ʼ`´", "'") | dict.fromkeys("\u00ad\u200b"))
# So many words beside a date and it may belong to something else.
MANY_WORDS = 6


def read(text: str) -> Timeframe:
    """What the words say about time. Never raises; the time taken is linear in the length."""
    words = plain(text)
    if not any(character.isalnum() or character == "?" for character in words):
        return Timeframe(text=text)
    found = items(words)
    uncertain = "doubt" in found or any(isinstance(item, Unit) and item.odd for item in found)
    if "refused" in found:  # the year of a refusal is not the measure's
        return Timeframe(text=text, kind="note", uncertain=uncertain)
    for index, item in enumerate(found):
        if isinstance(item, Unit) and item.year:
            dated = _dated(found[:index], _span(item, found[index + 1 :]), found[index:])
            return replace(dated, text=text, uncertain=uncertain or dated.uncertain)
    kinds: tuple[Kind, ...] = ("continuous", "ongoing", "next", "start")
    return Timeframe(text=text, kind=next((kind for kind in kinds if kind in found), "note"), uncertain=uncertain)


def plain(text: str) -> str:
    """The text as it is looked at: its digits are the same and in the same order, all else may be fewer or other."""
    return " ".join(unicodedata.normalize("NFC", text).translate(SAME).casefold().split())


def _dated(before: list[Item], span: Span, rest: list[Item]) -> Timeframe:
    """The reading of the first dated span, which `rest` begins with; the caller adds the words."""
    after = rest[span.length :]
    kind = _kind(before, after)
    start, end = _ends(before, span, after, kind)
    if kind is None:
        kind = "year" if span.length == 1 and span.precision == "year" and start and end else "range"
    more = any((isinstance(item, Unit) and item.year) or item == "next" for item in after)
    uncertain = span.turned or more or (*before, *after).count("") > MANY_WORDS
    return Timeframe(kind=kind, start=start, end=end, precision=span.precision, uncertain=uncertain)


def _kind(before: list[Item], after: list[Item]) -> Kind | None:
    """The kind that a word before the dates gives; "continuous" and "ongoing" count behind them too."""
    lasting: tuple[Kind, ...] = ("continuous", "ongoing")
    leading: tuple[Kind, ...] = ("next", "start")
    if after[:1] == ["start"]:
        return "start"
    return next((k for k in lasting if k in before or k in after), next((k for k in leading if k in before), None))


def _ends(before: list[Item], span: Span, after: list[Item], kind: Kind | None) -> tuple[date | None, date | None]:
    """Start and end: a single date after "from" has no end, one after "until" no start, and so on."""
    role = before[-1] if before else ""
    if span.length > 1:
        return span.start, span.end
    if role in ("until", "to") or before == ["dash"]:
        return None, span.end
    if role == "before":
        return None, span.start - timedelta(days=1)
    if role == "after":
        return span.end + timedelta(days=1), None
    if role == "from" or kind in ("continuous", "ongoing", "start") or _is_open(after):
        return span.start, None
    return span.start, span.end


def _is_open(after: Sequence[Item]) -> bool:
    """Does a dash follow that leads to no date: "2025 –", "2019 – d.d.", "2019 – ?"."""
    return after[:1] in (["dash"], ["to"]) and (len(after) == 1 or after[1] in ("now", "doubt"))


def _span(first: Unit, after: Sequence[Item]) -> Span:
    """The unit with what is joined to it: one more by a dash, any number that follow each other without a gap."""
    span = Span(first.start, first.end, first.precision)
    for join, second in zip(after[::2], after[1::2], strict=False):
        if join not in JOINS or not isinstance(second, Unit) or not second.year:
            break
        adjoins = second.start == span.end + timedelta(days=1)
        if not adjoins and (join == "and" or span.length > 1):
            break
        span = _joined(first, span, second)
    return span


def _joined(first: Unit, span: Span, second: Unit) -> Span:
    length = span.length + 2
    if first.is_winter and second.is_year and length == 3 and first.year and second.year == first.year + 1:
        return Span(date(first.year, 12, 1), month_end(second.year, 2), "season", length)
    precision = max(span.precision, second.precision, key=PRECISIONS.index)
    turned = second.end < span.start
    return Span(min(span.start, second.start), max(span.end, second.end), precision, length, turned)
