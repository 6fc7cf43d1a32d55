"""Plain data, as JSON holds them, as values of annotated dataclasses."""

import re
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeAliasType, Union, get_args, get_origin, get_type_hints

_hints = cache(get_type_hints)  # a table has tens of thousands of cells
UNFIT = re.compile(r"[\x00\ud800-\udfff]")


class NotAPlan(ValueError):
    """The value or file read is no plan. The message says where; `code` says what, wording.py has its words."""

    def __init__(self, message: str, *, code: str = "bad_json") -> None:
        super().__init__(message)
        self.code = code


def is_text(words: str) -> bool:
    """Without what neither database nor UTF-8 can hold."""
    return not UNFIT.search(words)


def value_of(kind: Any, data: Any, place: str) -> Any:
    """`data` as a value of the annotated type `kind`; unknown keys are left out, missing ones take their default.

    Raises NotAPlan, which names the place.
    """
    if isinstance(kind, TypeAliasType):
        kind = kind.__value__
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if data is None else value_of(next(a for a in args if a is not type(None)), data, place)
    if origin is tuple:
        if not isinstance(data, list):
            raise NotAPlan(f"{place} is not a list")
        return tuple(value_of(args[0], item, f"{place}[{index}]") for index, item in enumerate(data))
    if is_dataclass(kind):
        return _dataclass(kind, data, place)
    return _plain(kind, data, place)


def _dataclass(kind: Any, data: Any, place: str) -> Any:
    if not isinstance(data, dict):
        raise NotAPlan(f"{place} is not an object")
    hints = _hints(kind)
    known = {f.name: value_of(hints[f.name], data[f.name], f"{place}.{f.name}") for f in fields(kind) if f.name in data}
    try:
        return kind(**known)
    except TypeError as error:
        raise NotAPlan(f"{place} lacks a field") from error


def _plain(kind: Any, data: Any, place: str) -> Any:
    """A date, one of a few words, a text, a number, a truth value, or an object that its taker looks into."""
    if kind in (date, datetime):
        return _date(kind, data, place)
    if get_origin(kind) is Literal:
        if not isinstance(data, str) or data not in get_args(kind):
            raise NotAPlan(f"{place} is not one of {', '.join(map(repr, get_args(kind)))}")
    elif not isinstance(data, get_origin(kind) or kind) or (kind is int and isinstance(data, bool)):
        raise NotAPlan(f"{place} is not {kind.__name__}")
    elif kind is str and not is_text(data):
        raise NotAPlan(f"{place} has characters that no text can have")
    return data


def _date(kind: Any, data: Any, place: str) -> Any:
    try:
        value = kind.fromisoformat(data)
    except (TypeError, ValueError) as error:
        raise NotAPlan(f"{place} is not a date") from error
    if isinstance(value, datetime) and value.tzinfo is None:
        raise NotAPlan(f"{place} has no time zone")
    return value
