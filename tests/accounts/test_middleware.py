import pytest
from django.urls import reverse

from tests.factories import make_user

pytestmark = pytest.mark.django_db

SIGN_IN = "/konto/logg-inn/"


def test_page_that_needs_sign_in_leads_to_it_and_back(client):
    response = client.get("/konto/?a=1")
    assert response.url == f"{SIGN_IN}?next=/konto/%3Fa%3D1"


@pytest.mark.parametrize(
    "headers",
    [{"X-Requested-With": "fetch"}, {"Accept": "application/json"}, {"Accept": "application/json, text/plain;q=0.5"}],
)
def test_fetch_without_sign_in_gets_401_and_no_page(client, headers):
    response = client.post("/konto/", headers=headers)
    assert response.status_code == 401
    assert response.json() == {"error": "signed_out", "login": SIGN_IN}


def test_browsers_accept_gets_the_page(client):
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert client.get("/konto/", headers={"Accept": accept}).status_code == 302
    assert client.get("/konto/", headers={"Accept": "*/*"}).status_code == 302


@pytest.mark.parametrize(
    "path", [SIGN_IN, "/konto/glemt-passord/", "/konto/glemt-passord/sendt/", "/konto/ny/", "/live"]
)
def test_public_pages_need_no_sign_in(client, path):
    assert client.get(path).status_code == 200


def test_browser_that_asks_for_english_gets_bokmal(client):
    response = client.get(SIGN_IN, headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert response.headers["Content-Language"] == "nb"
    assert b'<html lang="nb"' in response.content


def test_choice_without_sign_in_is_kept_in_a_cookie(client):
    response = client.post(reverse("accounts:language"), {"language": "nn", "next": SIGN_IN})
    assert response.url == SIGN_IN
    assert response.cookies["django_language"]["max-age"] == 365 * 24 * 60 * 60
    assert client.get(SIGN_IN).headers["Content-Language"] == "nn"


def test_choice_of_the_person_is_kept_on_the_person_and_beats_the_cookie(client):
    user = make_user()
    client.force_login(user)
    client.post(reverse("accounts:language"), {"language": "en"})
    user.refresh_from_db()
    assert user.language == "en"
    client.cookies["django_language"] = "nn"
    assert client.get("/konto/").headers["Content-Language"] == "en"


@pytest.mark.parametrize("language", ["", "de", "nb\x00", "../nb"])
def test_language_that_is_not_offered_is_400(client, language):
    assert client.post(reverse("accounts:language"), {"language": language}).status_code == 400
    assert "django_language" not in client.cookies


@pytest.mark.parametrize(
    "next_url",
    ["https://ond.example/", "//ond.example", "javascript:alert(1)", "/a\nb", "", "\\\\ond.example", "/\x00"],
)
def test_language_goes_on_to_pages_of_ours_only(client, next_url):
    response = client.post(reverse("accounts:language"), {"language": "nn", "next": next_url})
    assert response.url == "/"


def test_language_needs_a_post(client):
    assert client.get(reverse("accounts:language")).status_code == 405


def test_unknown_language_in_the_cookie_is_ignored(client):
    client.cookies["django_language"] = "xx"
    assert client.get(SIGN_IN).headers["Content-Language"] == "nb"


def test_pages_behind_sign_in_lie_in_no_cache(client):
    client.force_login(make_user())
    control = client.get("/konto/").headers["Cache-Control"]
    assert "no-store" in control and "private" in control
    missing = client.get("/finnes-ikke/")
    assert missing.status_code == 404
    assert "no-store" in missing.headers["Cache-Control"]
