"""Numbers, dates and truth values of Excel cells, written as a Norwegian reader sees them."""

import re
from datetime import date, datetime, time, timedelta

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel, from_ISO8601

from plans.timewords import MONTHS

_MONTHS = {number: name for name, number in reversed(MONTHS.items())}  # the first name of each is the Norwegian one
# What a format sets in quotes, behind a backslash or as a currency is written as it stands …
_LITERAL = re.compile(r"\"([^\"]*)\"|\\(.)|\[\$([^\]-]*)[^\]]*\]")
# … and this never is: conditions and colours in brackets, room left for a sign, a sign that fills the cell.
_UNSEEN = re.compile(r"\[[^\]]*\]|[_*].")
_DIGITS = re.compile(r"[#0?]")


def truth(raw: str) -> str:
    return "Ja" if raw.strip() in ("1", "true") else "Nei"


def iso_date(raw: str) -> str:
    """A date that stands in the file as ISO 8601; what is none stays as it is."""
    try:
        return _moment(from_ISO8601(raw), "")
    except (ValueError, OverflowError):
        return raw


def number(raw: str, code: str, epoch: datetime) -> str:
    """A number by its format: a date, a time, a percentage, or a plain one with the words the format sets round it.

    `epoch` is day 0 of the workbook. A number too large for a date stays a number, and what is none stays as it is.
    """
    try:
        value = float(raw)
    except ValueError:
        return raw
    if is_date_format(code) or is_timedelta_format(code):
        try:
            return _moment(from_excel(value, epoch, timedelta=is_timedelta_format(code)), code)
        except (ValueError, OverflowError):
            return _plain(value)
    section = code.split(";")[0]
    bare = _UNSEEN.sub("", _LITERAL.sub("", section))
    if "%" in bare:
        return f"{_plain(value * 100)} %"
    before, after = _words_round(section)
    return f"{before}{_plain(value)}{after}"


def _plain(value: float) -> str:
    """At most 15 digits, as Excel keeps them; a comma before the decimals."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}".replace(".", ",")


def _words_round(section: str) -> tuple[str, str]:
    """What a format writes before and after the digits: ("kr ", "") or ("", " uker")."""
    texts: list[str] = ["", ""]
    seen_digits = False
    at = 0
    while at < len(section):
        literal = _LITERAL.match(section, at)
        unseen = _UNSEEN.match(section, at)
        if literal:
            texts[seen_digits] += next((part for part in literal.groups() if part), "")
        elif not unseen:
            seen_digits = seen_digits or bool(_DIGITS.match(section, at))
        at = literal.end() if literal else unseen.end() if unseen else at + 1
    before, after = (text.strip() for text in texts)
    if not seen_digits:
        return "", ""
    return (f"{before} " if before else ""), (f" {after}" if after else "")


def _moment(value: object, code: str) -> str:
    """31.12.2024, 31.12.2024 09:30, 09:30, 26:30; desember 2024 or 2024 where the format shows no more."""
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if not isinstance(value, date):
        return ""
    letters = set(_UNSEEN.sub("", _LITERAL.sub("", code.split(";")[0])).lower())
    if "y" in letters and not letters & {"d", "h"}:
        return f"{_MONTHS[value.month]} {value.year}" if "m" in letters else str(value.year)
    shows_time = isinstance(value, datetime) and value.time() != time() and (not letters or "h" in letters)
    return value.strftime("%d.%m.%Y %H:%M" if shows_time else "%d.%m.%Y")
