import pytest

from files import actions
from files.downloads import attachment, stored_attachment
from files.kinds import PASTED
from tests.files import bombs


def test_attachment_is_kept_and_never_shown():
    response = attachment(b"bytes", name="Plan på Ås.pdf", content_type="application/pdf")
    assert response.content == b"bytes"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == "attachment; filename*=utf-8''Plan%20p%C3%A5%20%C3%85s.pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ['a"; filename="b.exe', "a\r\nSet-Cookie: x=1", "\ud800.pdf", "", "../..", "plan\u202efdp.exe"]
)
def test_attachment_by_whatever_name_has_one_plain_header(name):
    header = attachment(b"", name=name, content_type="text/csv").headers["Content-Disposition"]
    assert header.startswith("attachment; filename")
    assert header.count('"') in (0, 2)
    assert not set(header) & set("\r\n\u202e/\\")


@pytest.mark.django_db
def test_what_was_uploaded_comes_back_as_it_was(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    data = bombs.plain_word()
    response = stored_attachment(actions.keep("Plan.docx", data))
    assert response.content == data
    assert "wordprocessingml" in response.headers["Content-Type"]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "data"), [("side.html", b"<p>hei"), ("", b"a\tb")])
def test_a_page_or_text_of_somebodys_own_is_but_bytes(settings, tmp_path, name, data):
    settings.MEDIA_ROOT = tmp_path
    response = stored_attachment(actions.keep(name, data, PASTED | {"html"}))
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
