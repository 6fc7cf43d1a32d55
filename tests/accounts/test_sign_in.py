import logging
import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from accounts import actions
from accounts.models import AuditRecord
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

LOGIN = "/konto/logg-inn/"


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password}, **more)


def test_sign_in_in_any_case_leads_to_the_tasks(client):
    user = make_user(email="kari@example.org")
    response = sign_in(client, " KARI@Example.org ")
    assert response.status_code == 302
    assert response.url == reverse("home:tasks")
    assert get_user(client) == user
    assert not EmailAddress.objects.exists()


def test_sign_in_goes_on_to_a_page_of_ours_only(client):
    make_user(email="kari@example.org")
    assert sign_in(client, "kari@example.org", QUERY_STRING="next=/planer/").url == "/planer/"
    client.logout()
    assert "ond" not in sign_in(client, "kari@example.org", QUERY_STRING="next=https://ond.example/").url


def test_session_ends_with_the_browser(client):
    make_user(email="kari@example.org")
    cookie = sign_in(client, "kari@example.org").cookies["sessionid"]
    assert not cookie["max-age"]
    assert cookie["httponly"]


def test_sign_in_answers_alike_for_known_unknown_and_invited_addresses(client):
    make_user(email="kari@example.org")
    actions.invite(email="invitert@example.org", name="Ola Dal", language="nb", purpose="", by=None)
    answers = set()
    for email in ["kari@example.org", "ukjent@example.org", "invitert@example.org"]:
        response = sign_in(client, email, "feil passord her")
        assert response.status_code == 200
        answers.add(re.sub(r'value="[^"]*"', "", response.content.decode()).replace(email, ""))
    assert len(answers) == 1


def test_unknown_address_costs_a_hash_of_the_password_as_a_known_one_does(client, monkeypatch):
    hashed = []
    encode = MD5PasswordHasher.encode

    def counting(*arguments):
        hashed.append(1)
        return encode(*arguments)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    make_user(email="kari@example.org")
    costs = []
    for email in ["kari@example.org", "ukjent@example.org"]:
        hashed.clear()
        sign_in(client, email, "feil passord her")
        costs.append(len(hashed))
    assert costs[0] == costs[1] == 1


def test_closed_account_is_told_so_only_with_the_right_password(client):
    user = make_user(email="kari@example.org")
    actions.close_account(user=user, by=make_user(is_staff=True))
    assert sign_in(client, "kari@example.org", "feil passord her").status_code == 200
    assert sign_in(client, "kari@example.org").url == reverse("account_inactive")
    assert not get_user(client).is_authenticated
    assert client.get(reverse("account_inactive")).status_code == 200


def test_failed_attempts_on_one_address_are_limited_whatever_host_the_request_names(client, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    make_user(email="kari@example.org")
    for number in range(5):
        sign_in(client, "kari@example.org", "feil passord her", HTTP_HOST=f"testserver:{8000 + number}")
    response = sign_in(client, "KARI@example.org", PASSWORD, HTTP_HOST="testserver:9000", REMOTE_ADDR="10.0.0.9")
    assert response.status_code == 200
    assert not get_user(client).is_authenticated


def test_attempts_from_one_address_of_the_net_are_limited(client):
    statuses = [sign_in(client, f"person{number}@example.org").status_code for number in range(61)]
    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_counts_of_the_limits_are_not_thrown_out_by_many_addresses(client):
    for _ in range(5):
        sign_in(client, "kari@example.org", "feil passord her")
    cache.set_many({f"other-{number}": number for number in range(400)})
    make_user(email="kari@example.org")
    assert not (sign_in(client, "kari@example.org"), get_user(client))[1].is_authenticated


def test_forwarded_address_is_not_believed_without_a_proxy(client):
    for number in range(61):
        response = sign_in(client, f"person{number}@example.org", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
    assert response.status_code == 429


def test_failed_sign_in_is_one_log_line_without_the_address(client, caplog):
    with caplog.at_level(logging.WARNING, "accounts.sign_in"):
        sign_in(client, "kari@example.org", "feil\nlinje")
        sign_in(client, "KARI@example.org", "feil passord")
    lines = [entry.getMessage() for entry in caplog.records if entry.name == "accounts.sign_in"]
    assert len(lines) == 2
    assert lines[0] == lines[1]
    assert "kari" not in lines[0] and "\n" not in lines[0] and "linje" not in lines[0]


def test_sign_out_needs_a_post(client):
    client.force_login(make_user())
    assert client.get(reverse("account_logout")).status_code == 200
    assert get_user(client).is_authenticated
    assert client.post(reverse("account_logout")).status_code == 302
    assert not get_user(client).is_authenticated


def test_nobody_signs_up(client):
    page = client.get(reverse("account_signup"))
    client.post(reverse("account_signup"), {"email": "ny@example.org", "password1": PASSWORD, "password2": PASSWORD})
    assert page.status_code == 200
    assert b"<form" not in re.sub(rb'<form class="languages".*?</form>', b"", page.content, flags=re.S)
    assert not get_user(client).is_authenticated


@pytest.mark.parametrize("name", ["account_email", "account_set_password", "account_confirm_login_code"])
def test_pages_of_allauth_that_we_do_not_want_are_not_there(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_admin_signs_in_by_our_page(client):
    response = client.get("/admin/login/?next=/admin/")
    assert response.status_code == 302
    assert response.url.startswith(LOGIN)
    response = client.post("/admin/login/", {"username": "kari@example.org", "password": PASSWORD})
    assert response.status_code == 302


def test_admin_is_for_administrators_and_knows_no_groups_or_passwords(client):
    client.force_login(make_user())
    assert client.get("/admin/", follow=True).status_code == 403
    client.force_login(make_user(is_staff=True))
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/accounts/user/").status_code == 200
    assert client.get("/admin/auth/group/").status_code == 404
    assert client.get("/admin/account/emailaddress/").status_code == 404
    assert client.get("/admin/password_change/").url == reverse("account_change_password")
    assert client.get("/admin/accounts/user/add/").status_code == 403


def test_admin_change_of_a_person_is_audited_and_keeps_what_has_its_own_page(client):
    admin, user = make_user(is_staff=True), make_user(email="kari@example.org")
    client.force_login(admin)
    fields = {"name": "Kari Li", "language": "nn", "is_staff": "on", "email": "x@example.org", "is_active": ""}
    assert client.post(f"/admin/accounts/user/{user.pk}/change/", fields).status_code == 302
    user.refresh_from_db()
    assert (user.name, user.language) == ("Kari Li", "nn")
    assert (user.email, user.is_staff, user.is_active) == ("kari@example.org", False, True)
    assert AuditRecord.objects.filter(by=admin, verb="person.changed", target_id=str(user.pk)).count() == 1


def test_reauthentication_asks_for_the_password_of_the_person_signed_in(client):
    client.force_login(make_user())
    url = reverse("account_reauthenticate")
    assert client.get(url).status_code == 200
    assert client.post(url, {"password": "feil passord her"}).status_code == 200
    assert client.post(f"{url}?next=/planer/", {"password": PASSWORD}).url == "/planer/"


def test_fields_of_sign_in_with_nul_give_an_error_in_the_form(client):
    response = sign_in(client, "kari\x00@example.org")
    assert response.status_code == 200
    assert response.context["form"].errors
    assert sign_in(client, "kari@example.org", "pass\x00ord").context["form"].errors
