"""A date computed from other columns; the computed texts come from the room below."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models

from accounts.text_fields import DerivedText, order_key, search_text

__all__ = ["DerivedDate", "DerivedText", "order_key", "search_text"]


class DerivedDate(models.DateField):
    """A date made by `function` of the named fields' values at every save, so that lists can sort and filter by it."""

    def __init__(self, *, function: Callable[..., Any] | None = None, of: Sequence[str] = (), **kwargs: Any) -> None:
        self.function, self.of = function, tuple(of)
        super().__init__(**kwargs | {"editable": False, "null": True, "blank": True})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"function": self.function, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        fields: list[Any] = [model_instance._meta.get_field(name) for name in self.of]
        values = [field.to_python(getattr(model_instance, field.attname)) for field in fields]
        value = self.function(*values) if self.function else None
        setattr(model_instance, self.attname, value)
        return value
