from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db import models

from accounts.derived import Derived


class DerivedDate(Derived, models.DateField):
    """For lists to sort and filter by."""

    def __init__(self, *, function: Callable[..., date | None], of: Sequence[str] = (), **kwargs: Any) -> None:
        self.function, self.of = function, tuple(of)
        super().__init__(**kwargs | {"editable": False, "null": True, "blank": True})
