"""The units and words of time in a text: the first half of the way from people's words to a Timeframe."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from plans.timewords import FILLERS, MONTHS, ORDINALS, PARTS, ROLES, SEASONS

Precision = Literal["day", "month", "season", "half_year", "year"]
PRECISIONS: tuple[Precision, ...] = ("day", "month", "season", "half_year", "year")


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of the calendar: the months first–last of a year, or one day. What the words leave out is None."""

    precision: Precision
    year: int | None = None
    first: int | None = 1
    last: int = 12
    day: int | None = None
    odd: bool = False  # the words cannot be quite right: 31 June

    @property
    def start(self) -> date:
        return date(self.year or 1, 1 if self.is_winter else self.first or 1, self.day or 1)

    @property
    def end(self) -> date:
        return self.start if self.day else month_end(self.year or 1, self.last)

    @property
    def is_winter(self) -> bool:
        return self.first == 12 and self.last == 2

    @property
    def is_year(self) -> bool:
        return self.precision == "year"


# A word or sign that says how to take what stands beside it: next, from, dash, doubt …; "" says nothing.
type Item = Unit | str
type Token = tuple[str, str]

JOINS = ("dash", "slash", "to", "and")
# After these a number of two digits is a year.
BEFORE_YEAR = ("next", "start", "from", "to", "until", "before", "after", "continuous", "ongoing")

# Every repetition is bounded, so the time taken is linear in the text.
TOKEN = re.compile(
    r"(?P<iso>(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9]))"
    r"|(?P<day>[0-9]{1,2}(?:\. ?[0-9]{1,2}\. ?|/[0-9]{1,2}[ /-])(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9]))"
    r"|(?P<month>[0-9]{1,2}[./](?:19|20)[0-9]{2}(?![0-9]))"
    r"|(?P<yearless>[0-9]{1,2}\.[0-9]{1,2}\.?(?![0-9]))"
    r"|(?P<year>(?:19|20)[0-9]{2}(?![0-9]))"
    r"|(?P<short>'[0-9]{2}(?![0-9]))"
    r"|(?P<code>[hq][1-4](?![0-9a-z]))"
    r"|(?P<number>[0-9]{1,9}\.?)"
    r"|(?P<word>(?:[tf]\.? ?o\.? ?m\.?|d\.d\.?)(?![^\W_])|[^\W\d_]{1,60})"
    r"|(?P<sign>[-/+?,&])"
)
# The digits of the year in a token that has one: first in 2024-05-31, last in all others.
YEAR = re.compile(r"^[0-9]{4}(?=-)|(?:[0-9]{4}|[0-9]{2})$")
SIGNS = {"-": "dash", "/": "slash", "+": "and", "&": "and", ",": "and", "?": "doubt"}


def items(words: str) -> list[Item]:
    """Units, with the years they share, and roles in order. `words` are casefolded, with plain dashes and spaces."""
    return _shared_years(_joined_years([item for item, _place, _count in _items(words)]))


def year_places(words: str) -> list[tuple[range, int]]:
    """The years in the words, each with the place of its digits. Years that nothing is read from are not among them."""
    tokens = list(TOKEN.finditer(words))
    places = []
    for item, index, taken in _items(words):
        if isinstance(item, Unit) and item.year:
            last = tokens[index + taken - 1]  # of a date in several words the year is the last one
            if digits := YEAR.search(last.group()):
                places.append((range(last.start() + digits.start(), last.start() + digits.end()), item.year))
    return places


def _items(words: str) -> Iterator[tuple[Item, int, int]]:
    """Each with the index of its first token and how many it takes. Two items behind and three tokens ahead are looked
    at, no more."""
    tokens = [(match.lastgroup or "", match.group()) for match in TOKEN.finditer(words)]
    before: Item = ""
    earlier: Item = ""
    index = 0
    while index < len(tokens):
        item, taken = _item(tokens[index : index + 4], before, earlier)
        if item is not None:
            yield item, index, taken
            earlier, before = before, item
        index += taken


def _item(tokens: list[Token], before: Item, earlier: Item) -> tuple[Item | None, int]:
    """What the first of the tokens begins, and how many of them it takes; None for a word that says nothing."""
    name, value = tokens[0]
    if name == "number":
        return _number(tokens, before, earlier)
    if name == "word":
        return _word(tokens)
    if name == "sign":
        return SIGNS[value], 1
    if name == "code":
        return _part("half" if value[0] == "h" else "quarter", int(value[1])), 1
    if name == "year":
        return Unit("year", int(value)), 1
    if name == "short":
        return Unit("year", year_of(value[1:])), 1
    return _numbers(name, value, before), 1


def _word(tokens: list[Token]) -> tuple[Item | None, int]:
    word = tokens[0][1].replace(".", "").replace(" ", "")
    if word in ORDINALS and len(tokens) > 1 and tokens[1][1] in PARTS:
        return _part(tokens[1][1], ORDINALS[word]), 2
    if word in MONTHS:
        return _month(tokens, MONTHS[word])
    if word in SEASONS:
        precision, first, last = SEASONS[word]
        return Unit("season" if precision == "season" else "half_year", None, first, last), 1
    return None if word in FILLERS else ROLES.get(word, ""), 1


def _month(tokens: list[Token], month: int) -> tuple[Item, int]:
    """A month, or the English way to write a day: "June 21, 2024"."""
    following = [token for token in tokens[1:] if token != ("sign", ",")]
    if [name for name, _ in following[:2]] == ["number", "year"] and len(following[0][1].rstrip(".")) < 3:
        day = _day(int(following[1][1]), month, int(following[0][1].rstrip(".")))
        return day, len(tokens) - len(following) + 2
    return Unit("month", None, month, month), 1


def _part(word: str, number: int) -> Item:
    """Half-years, quarters and thirds; number 0 is the last of them."""
    precision, months = PARTS[word]
    last = number * months or 12
    if last > 12:
        return ""
    return Unit("half_year" if precision == "half_year" else "month", None, last - months + 1, last)


def _number(tokens: list[Token], before: Item, earlier: Item) -> tuple[Item, int]:
    """A number is a day, the number of a part of the year, or a year of two digits: what stands round it tells."""
    digits = tokens[0][1].rstrip(".")
    number, (name, word) = int(digits), tokens[1] if len(tokens) > 1 else ("", "")
    if word in PARTS and 1 <= number <= 4:
        return _part(word, number), 2
    if 1 <= number <= 31:
        if word in MONTHS:
            return _day(None, MONTHS[word], number), 2
        if _leads_to_day(tokens[1:]):
            return Unit("day", None, None, 12, number), 1
    if len(digits) == 2 and tokens[0][1] == digits and _is_year(before, earlier, name, word):
        return Unit("year", year_of(digits)), 1
    return "", 1


def _leads_to_day(tokens: list[Token]) -> bool:
    """Does a sign and then a day follow: what "15." meets in "15.–17. mai"."""
    names, words = [name for name, _ in tokens], [word for _, word in tokens]
    if words[:1] != ["og"] and (names[:1] != ["sign"] or words[0] == "?"):
        return False
    return names[1:2] in (["day"], ["yearless"]) or (
        names[1:2] == ["number"] and words[2:] != [] and words[2] in MONTHS
    )


def _is_year(before: Item, earlier: Item, name: str, word: str) -> bool:
    """Are two digits a year here: "høst 23", "2019-21", "neste 23"; not in "innen 10 dager"."""
    if name == "word" and word not in ROLES and word not in FILLERS:
        return False
    if isinstance(before, Unit):
        return not before.year and bool(before.first)
    return before in BEFORE_YEAR or (before in JOINS and isinstance(earlier, Unit))


def _numbers(name: str, value: str, before: Item) -> Item:
    """A date written in digits only."""
    parts = [int(part) for part in re.findall(r"[0-9]+", value)]
    if name == "iso":
        return _day(parts[0], parts[1], parts[2])
    if name == "yearless":
        return _day(None, parts[1], parts[0])
    if name == "month":
        if before == "week":
            return Unit("year", parts[1])
        return Unit("month", parts[1], parts[0], parts[0]) if 1 <= parts[0] <= 12 else ""
    return _day(year_of(f"{parts[2]:02}") if parts[2] < 100 else parts[2], parts[1], parts[0])


def _day(year: int | None, month: int, day: int) -> Item:
    """A day; only its month, marked odd, if the month has no such day; nothing if there is no such month."""
    if not (1 <= month <= 12 and day >= 1):
        return ""
    if day > month_end(year or 2000, month).day:
        return Unit("month", year, month, month, odd=True)
    return Unit("day", year, month, month, day)


def year_of(digits: str) -> int:
    """The year that digits mean, two or four of them."""
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 70 else 1900)


def month_end(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _joined_years(found: list[Item]) -> list[Item]:
    """Units that name no year take the one written beside them: "mai 2024", "2024 høst"."""
    joined: list[Item] = []
    for item, following in zip(found, [*found[1:], ""], strict=False):
        last = joined[-1] if joined else ""
        if isinstance(item, Unit) and isinstance(last, Unit):
            if item.is_year and not last.year and last.first:
                joined[-1] = _in_year(last, item.year)
                continue
            if last.is_year and not item.year and not (isinstance(following, Unit) and following.is_year):
                joined[-1] = _in_year(item, last.year)
                continue
        joined.append(item)
    return joined


def _shared_years(found: list[Item]) -> list[Item]:
    """Units without a year take it from the one they are joined to: "mai–juni 2024", "høst 2023 – vår"."""
    for index in range(len(found) - 3, -1, -1):
        unit, join, other = found[index : index + 3]
        if isinstance(unit, Unit) and isinstance(other, Unit) and join in JOINS:
            found[index] = _with_year_of(other, unit, later=False)
    for index in range(len(found) - 2):
        other, join, unit = found[index : index + 3]
        if isinstance(unit, Unit) and isinstance(other, Unit) and join in JOINS:
            found[index + 2] = _with_year_of(other, unit, later=True)
    return found


def _with_year_of(other: Unit, unit: Unit, *, later: bool) -> Unit:
    """The unit in the year of the other, or in the next one if only so it is later, the last if only so earlier."""
    if unit.year or not other.year or not (unit.first or other.day):
        return unit
    unit = unit if unit.first else replace(unit, first=other.first)
    taken = _in_year(unit, other.year)
    if later:
        return _in_year(unit, other.year + 1) if taken.end < other.start else taken
    return _in_year(unit, other.year - 1) if taken.start > other.start else taken


def _in_year(unit: Unit, year: int | None) -> Unit:
    """The unit in a year; a day which that year lacks becomes its month."""
    if unit.day and year and unit.first and unit.day > month_end(year, unit.first).day:
        return Unit("month", year, unit.first, unit.first, odd=True)
    return replace(unit, year=year)
