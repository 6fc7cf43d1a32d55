"""Columns computed from other columns when a row is saved, so that both databases search and sort alike."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models


def search_text(*texts: str) -> str:
    """What a search looks in and for: casefolded, so that å finds Å on SQLite as on PostgreSQL."""
    return "\n".join(texts).casefold()


# In Norwegian æ, ø and å come after z, in that order; Sámi letters are taken as their Latin ones.
ALPHABET = str.maketrans(
    {
        "æ": "{",
        "ä": "{",
        "ø": "|",
        "ö": "|",
        "å": "}",
        "á": "a",
        "č": "c",
        "đ": "d",
        "ŋ": "n",
        "š": "s",
        "ŧ": "t",
        "ž": "z",
    }
)


def order_key(*texts: str) -> str:
    """Hexadecimal digits that sort as the texts sort in Norwegian, whatever the database's collation."""
    return " ".join(texts).casefold().translate(ALPHABET).encode("utf-8", "replace").hex()[:400]


class Derived(models.Field):
    """A column made by `function` of the named fields' values at every save."""

    function: Callable[..., Any]
    of: tuple[str, ...]

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"function": self.function, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        fields: list[Any] = [model_instance._meta.get_field(name) for name in self.of]
        value = self.function(*(field.to_python(getattr(model_instance, field.attname)) for field in fields))
        setattr(model_instance, self.attname, value)
        return value


class DerivedText(Derived, models.TextField):
    """For lists to search and sort by."""

    def __init__(self, *, function: Callable[..., str] = search_text, of: Sequence[str] = (), **kwargs: Any) -> None:
        self.function, self.of = function, tuple(of)
        super().__init__(**kwargs | {"editable": False, "default": "", "blank": True})
