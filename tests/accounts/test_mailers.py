import re

import pytest

from accounts import actions
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LINK = re.compile(r"^http://\S+/konto/invitasjon/[\w-]{43}/$", re.MULTILINE)


def invite():
    actions.invite(email="ada@example.org", name="Ådne Sæther", language="nb", purpose="prøve", by=make_user())


def test_mail_on_the_console_has_its_link_in_one_piece(settings, capsys, django_capture_on_commit_callbacks):
    settings.MAILERS = {"default": {"BACKEND": "accounts.mailers.ConsoleBackend"}}
    with django_capture_on_commit_callbacks(execute=True):
        invite()
    written = capsys.readouterr().out
    assert LINK.search(written)
    assert "Ådne Sæther" in written


def test_mail_in_a_file_has_its_link_in_one_piece(settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MAILERS = {"default": {"BACKEND": "accounts.mailers.FileBackend", "OPTIONS": {"file_path": str(tmp_path)}}}
    with django_capture_on_commit_callbacks(execute=True):
        invite()
    [file] = tmp_path.iterdir()
    written = file.read_text(encoding="utf-8")
    assert LINK.search(written)
    assert "Ådne Sæther" in written
