import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth import get_user
from django.urls import reverse
from django.utils import translation

from accounts import actions
from accounts.adapter import AccountAdapter
from accounts.models import AuditRecord
from accounts.tokens import ResetTokens
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

NEW = "fjorden ligger blank i dag"


def ask(client, email, **more):
    return client.post(reverse("account_reset_password"), {"email": email}, **more)


def link_in(letter):
    return re.findall(r"http://127\.0\.0\.1:8000(/\S+)", letter.body)[0]


def test_reset_by_letter_sets_the_password_once(client, mailoutbox):
    user = make_user(email="kari@example.org")
    ask(client, "KARI@example.org", HTTP_HOST="localhost")
    assert mailoutbox[0].to == ["kari@example.org"]
    link = link_in(mailoutbox[0])
    page = client.get(link, follow=True)
    url = page.redirect_chain[-1][0]
    response = client.post(url, {"password1": NEW, "password2": NEW})
    assert response.url == reverse("account_reset_password_from_key_done")
    assert client.get(response.url).status_code == 200
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert AuditRecord.objects.filter(by=user, verb="person.password_set").exists()
    assert len(mailoutbox) == 2  # told that it was changed
    client.session.flush()
    again = client.get(link)
    assert again.context["token_fail"]


def test_reset_answers_alike_and_writes_one_letter_for_known_unknown_invited_and_closed(client, mailoutbox):
    admin = make_user(is_staff=True)
    make_user(email="kari@example.org")
    actions.invite(email="invitert@example.org", name="Ola Dal", language="nb", purpose="", by=None)
    actions.close_account(user=make_user(email="stengt@example.org"), by=admin)
    mailoutbox.clear()
    answers, pages = set(), set()
    for email in ["kari@example.org", "ukjent@example.org", "invitert@example.org", "stengt@example.org"]:
        response = ask(client, email)
        answers.add((response.status_code, response.url, tuple(sorted(response.headers.items()))))
        page = client.get(response.url).content.decode()
        pages.add(re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', "", page))
    assert len(answers) == len(pages) == 1
    assert [letter.to for letter in mailoutbox] == [
        ["kari@example.org"],
        ["ukjent@example.org"],
        ["invitert@example.org"],
        ["stengt@example.org"],
    ]
    assert ["/glemt-passord/" in letter.body for letter in mailoutbox] == [True, False, False, False]


def test_reset_link_is_at_our_address_whatever_host_is_named(client, mailoutbox, settings):
    settings.SITE_ADDRESS = "https://plan.example"
    make_user(email="kari@example.org")
    ask(client, "kari@example.org", HTTP_HOST="localhost:666")
    assert "https://plan.example/konto/glemt-passord/" in mailoutbox[0].body
    assert "localhost" not in mailoutbox[0].body


def test_reset_letter_has_the_receivers_language(client, mailoutbox, monkeypatch):
    seen = []
    render = AccountAdapter.render_mail

    def noting(*arguments):
        seen.append(translation.get_language())
        return render(*arguments)

    monkeypatch.setattr(AccountAdapter, "render_mail", noting)
    make_user(email="kari@example.org", language="nn")
    ask(client, "kari@example.org")
    ask(client, "ukjent@example.org")
    assert seen == ["nn", "nb"]


def test_reset_of_one_address_is_limited(client, mailoutbox):
    statuses = [ask(client, "kari@example.org").status_code for _ in range(6)]
    assert statuses == [302] * 5 + [429]
    assert len(mailoutbox) == 5


@pytest.mark.parametrize("email", ["kari@example.org\nBcc: ond@example.org", "kari@example.org\r\nX: y", "a\x00@b.no"])
def test_reset_takes_no_second_line_in_an_address(client, mailoutbox, email):
    make_user(email="kari@example.org")
    assert ask(client, email).status_code == 200
    assert not mailoutbox


def test_mail_server_that_is_down_answers_alike(client, settings):
    settings.MAILERS = {"default": {"BACKEND": "tests.accounts.mail_servers.Down"}}
    make_user(email="kari@example.org")
    assert {ask(client, email).status_code for email in ["kari@example.org", "ukjent@example.org"]} == {302}


def test_reset_link_dies_with_password_address_and_access():
    tokens = ResetTokens()
    admin = make_user(is_staff=True)

    def token_after(change):
        user = make_user()
        token = tokens.make_token(user)
        assert tokens.check_token(user, token)
        change(user)
        user.refresh_from_db()
        return tokens.check_token(user, token)

    def new_password(user):
        user.set_password(NEW)
        user.save()

    def new_address(user):
        user.email = "ny@example.org"
        user.save()

    def closed_and_opened(user):
        actions.close_account(user=user, by=admin)
        actions.open_account(user=user, by=admin)

    assert not token_after(new_password)
    assert not token_after(new_address)
    assert not token_after(lambda user: actions.close_account(user=user, by=admin))
    assert not token_after(closed_and_opened)
    assert token_after(lambda user: None)


def test_reset_link_lasts_for_a_day(monkeypatch):
    user, tokens = make_user(), ResetTokens()
    token = tokens.make_token(user)
    for hours, alive in [(23, True), (25, False)]:
        monkeypatch.setattr(ResetTokens, "_now", lambda self, hours=hours: datetime.now() + timedelta(hours=hours))
        assert tokens.check_token(user, token) is alive


def test_change_needs_the_old_password_and_ends_other_sessions(client, mailoutbox):
    user = make_user()
    other = type(client)()
    client.force_login(user)
    other.force_login(user)
    url = reverse("account_change_password")
    assert client.get(url).status_code == 200
    wrong = client.post(url, {"oldpassword": "feil passord her", "password1": NEW, "password2": NEW})
    assert wrong.status_code == 200 and wrong.context["form"].errors
    right = client.post(url, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert right.url == reverse("accounts:profile")
    assert get_user(client).is_authenticated
    assert not get_user(other).is_authenticated
    assert mailoutbox[-1].to == [user.email]
    assert AuditRecord.objects.get(verb="person.password_set").by == user


@pytest.mark.parametrize("weak", ["kort", "123456789012345", "password1234"])
def test_weak_passwords_are_refused(client, weak):
    client.force_login(make_user())
    fields = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    response = client.post(reverse("account_change_password"), fields)
    assert response.status_code == 200
    assert "password1" in response.context["form"].errors
