"""The strings of the packages we show to people, as their own catalogues list them."""

from importlib.util import find_spec
from pathlib import Path

import polib

# Package and the parts of it that are in use; an empty tuple is all of it.
LIBRARIES = {
    "django.conf": (),
    "django.contrib.auth": (),
    "django.contrib.admin": (),
    "django.contrib.contenttypes": (),
    "django.contrib.sessions": (),
    "allauth": ("account/", "core/", "templates/account/", "templates/allauth/", "utils", "decorators"),
    "django_filters": (),
    "simple_history": (),
}


def library_strings() -> set[tuple[str | None, str, str]]:
    """(context, singular, plural or "") of every string that a package in use can show."""
    return {
        (entry.msgctxt, entry.msgid, entry.msgid_plural)
        for package, parts in LIBRARIES.items()
        for path in catalogues(package)
        for entry in polib.pofile(str(path))
        if not entry.obsolete and in_use(entry, parts)
    }


def catalogues(package: str) -> list[Path]:
    """The package's English catalogue, else all it has (a string may be missing in any one of them)."""
    spec = find_spec(package)
    assert spec and spec.origin
    folder = Path(spec.origin).parent / "locale"
    english = folder / "en/LC_MESSAGES/django.po"
    return [english] if english.exists() else sorted(folder.glob("*/LC_MESSAGES/django.po"))


def in_use(entry: polib.POEntry, parts: tuple[str, ...]) -> bool:
    return not parts or any(place.removeprefix("allauth/").startswith(parts) for place, _ in entry.occurrences)
