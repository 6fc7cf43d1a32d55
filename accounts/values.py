"""Values with rules of their own: an e-mail address, a person's name."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class AddressField(models.EmailField):
    """An e-mail address, kept and looked up in lower case whatever way it is typed."""

    def to_python(self, value: Any) -> Any:
        return address(super().to_python(value))

    def get_prep_value(self, value: Any) -> Any:
        return address(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = address(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


def address(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


def validate_name(value: str) -> None:
    """A name stands in letters: it must be no address, markup or second line there."""
    # Marks of direction too: with them a name reads otherwise than it is written.
    if re.search(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069<>@:/\\\[\]{}|]", value):
        raise ValidationError(_("A name is letters, spaces, full stops, hyphens and apostrophes."), code="name")


def one_line(text: object, length: int = 300) -> str:
    """Text fit for a letter: one line, no control characters, no address that a mail program makes a link of."""
    line = " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())
    return re.sub(r"://|www\.", " ", line, flags=re.IGNORECASE)[:length]
