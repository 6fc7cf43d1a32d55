import pytest

from tests.factories import make_user

pytestmark = pytest.mark.django_db

BAD = ["%00", "a%00b", "%ED%A0%80", "%ff", "%C3", "%c0%80"]


@pytest.mark.parametrize("text", BAD)
def test_query_that_is_no_text_is_400(client, text):
    assert client.get("/konto/logg-inn/", QUERY_STRING=f"next={text}").status_code == 400
    client.force_login(make_user(is_staff=True))
    assert client.get("/konto/personer/", QUERY_STRING=f"q={text}").status_code == 400
    assert client.get("/konto/personer/", QUERY_STRING=f"{text}=1").status_code == 400


@pytest.mark.parametrize("text", BAD)
def test_path_that_is_no_text_is_400(client, text):
    assert client.get(f"/konto/invitasjon/{text}/").status_code == 400


@pytest.mark.parametrize("text", ["%C3%A5", "100%25", "%", "%zz", "%F0%9F%98%80", "a+b"])
def test_query_and_path_that_are_text_go_on(client, text):
    assert client.get("/konto/logg-inn/", QUERY_STRING=f"next={text}").status_code == 200
    assert client.get(f"/konto/invitasjon/{text.replace('%zz', 'zz').replace('%25', '')}x/").status_code == 404


def test_cookie_that_hides_a_nul_is_400(client):
    for name in ["sessionid", "django_language"]:
        response = client.get("/konto/logg-inn/", headers={"cookie": f'{name}="abcdefgh\\000"'})
        assert response.status_code == 400
    assert client.get("/konto/logg-inn/", headers={"cookie": 'a="b\\"c"'}).status_code == 200


def test_page_of_400_comes_in_our_own_look(client):
    response = client.get("/konto/logg-inn/", QUERY_STRING="next=%00")
    assert b"Kompetanseplan" in response.content
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
