"""Every string that can be shown is translated to bokmål and nynorsk: ours, and those of the packages we use."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import trans_real

from tests.library_strings import library_strings

ROOT = settings.BASE_DIR
OURS = ["accounts", "config", "files", "home", "notices", "plans", "printing", "reviews", "services", "templates"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def source_strings(tmp_path_factory):
    """What makemessages finds in our code and templates, as (context, singular, plural)."""
    copy = tmp_path_factory.mktemp("source")
    for name in OURS:
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "migrations"))
    (copy / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "-l", "nb", "--no-location"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    found = polib.pofile(str(copy / "locale/nb/LC_MESSAGES/django.po"))
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in found}


def ours(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / f"locale/{language}/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_our_strings_are_all_translated(source_strings, language):
    done = {(e.msgctxt, e.msgid, e.msgid_plural) for e in ours(language).translated_entries()}
    assert source_strings - done == set()


def test_no_string_hides_in_an_f_string():
    """makemessages does not look into f-strings, so what is translated in one would be in no catalogue."""
    files = [file for name in OURS for file in (ROOT / name).rglob("*.py")]
    assert files
    for file in files:
        f_strings = [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.JoinedStr)]
        calls = [node for string in f_strings for node in ast.walk(string) if isinstance(node, ast.Call)]
        names = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
        assert not names & {"_", "gettext", "pgettext", "ngettext", "npgettext"}, file


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_our_catalogue_holds_nothing_that_is_gone(source_strings, language):
    kept = {(e.msgctxt, e.msgid, e.msgid_plural) for e in ours(language)}
    assert kept - source_strings == set()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_translations_keep_the_placeholders(language):
    files = [ROOT / "locale", ROOT / "locale/libraries"]
    for entry in (e for path in files for e in polib.pofile(str(path / language / "LC_MESSAGES/django.po"))):
        for text in [entry.msgstr] if not entry.msgid_plural else entry.msgstr_plural.values():
            wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
            assert set(PLACEHOLDER.findall(text)) <= wanted, entry.msgid
            if not entry.msgid_plural:
                assert set(PLACEHOLDER.findall(text)) == wanted, entry.msgid


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_strings_of_packages_are_all_translated(language):
    catalogue = trans_real.DjangoTranslation(language)._catalog
    missing = []
    for context, singular, plural in library_strings():
        key = f"{context}\x04{singular}" if context else singular
        try:
            text = catalogue[(key, 0) if plural else key]
        except KeyError:
            text = ""
        if not text:
            missing.append(singular)
    assert sorted(missing) == []


def test_compiled_catalogues_are_as_new_as_their_sources():
    for source in Path(ROOT / "locale").rglob("*.po"):
        compiled = polib.mofile(str(source.with_suffix(".mo")))
        translated = {(e.msgctxt, e.msgid): e.msgstr for e in polib.pofile(str(source)).translated_entries()}
        assert {(e.msgctxt, e.msgid): e.msgstr for e in compiled} == translated
