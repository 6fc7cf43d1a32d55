"""People's words on their way in: line endings made one kind, everything else kept to the letter."""

from django.conf import settings

from plans.decode import is_text


class Unacceptable(ValueError):
    """Words that cannot be stored; `code` is "characters", "long", "status", "field" or "reading"."""

    def __init__(self, code: str, limit: int = 0) -> None:
        super().__init__(code)
        self.code, self.limit = code, limit


def accepted(text: object, limit: int = settings.MAX_TEXT) -> str:
    """The text as it is stored. NUL and lone surrogates are no characters: PostgreSQL refuses them."""
    if not isinstance(text, str) or not is_text(text):
        raise Unacceptable("characters")
    text = with_plain_ends(text)
    if len(text) > limit:
        raise Unacceptable("long", limit)
    return text


def with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
