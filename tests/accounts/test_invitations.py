import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy

from accounts import actions
from accounts.models import AuditRecord, Invitation, User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

EMAIL = "ny@example.org"
PASSWORDS = {"new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture
def post(django_capture_on_commit_callbacks, mailoutbox):
    """Runs an action as if its transaction had ended, so that its letters go."""

    def run(action, **arguments):
        with django_capture_on_commit_callbacks(execute=True):
            return action(**arguments)

    return run


def invitation_for(post, by=None, **changes):
    fields = {"email": EMAIL, "name": "Ny Dal", "language": "nb", "purpose": "redaktør", "by": by or make_user()}
    return post(actions.invite, **fields | changes)


def link_in(letter):
    return re.findall(r"http://127\.0\.0\.1:8000(/konto/invitasjon/\S+/)", letter.body)[0]


def verbs():
    return list(AuditRecord.objects.order_by("pk").values_list("verb", flat=True))


def test_invited_person_exists_without_access_and_gets_a_letter(post, mailoutbox):
    by = make_user("Kari Fjell")
    invited = invitation_for(post, by=by, email="NY@Example.org")
    assert (invited.user.email, invited.user.state) == (EMAIL, User.State.INVITED)
    assert not invited.user.has_usable_password()
    letter = mailoutbox[0]
    assert letter.to == [EMAIL]
    assert "Kari Fjell" in letter.body and "redaktør" in letter.body
    key = link_in(letter).split("/")[-2]
    assert key not in str(Invitation.objects.values())
    assert verbs() == ["invitation.sent"]


def test_accepting_gives_password_access_and_a_session(post, mailoutbox, client):
    user = invitation_for(post).user
    link = link_in(mailoutbox[0])
    page = client.get(link)
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert "Ny Dal" in page.content.decode() and "redaktør" in page.content.decode()
    assert client.post(link, PASSWORDS).url == reverse("home:tasks")
    user.refresh_from_db()
    assert get_user(client) == user
    assert user.check_password(PASSWORD)
    assert AuditRecord.objects.get(verb="invitation.accepted").by == user


@pytest.mark.parametrize(
    "passwords",
    [
        {},
        {"new_password1": "kort", "new_password2": "kort"},
        {"new_password1": PASSWORD, "new_password2": "noe annet enn det"},
        {"new_password1": PASSWORD + "\x00", "new_password2": PASSWORD + "\x00"},
    ],
)
def test_accepting_without_a_good_password_changes_nothing(post, mailoutbox, client, passwords):
    user = invitation_for(post).user
    response = client.post(link_in(mailoutbox[0]), passwords)
    user.refresh_from_db()
    assert not user.is_active
    assert response.status_code == (422 if passwords else 200)
    if passwords:
        assert response.context["form"].errors


def test_link_opens_in_the_receivers_language_unless_another_is_chosen(post, mailoutbox, client):
    invitation_for(post, language="nn")
    link = link_in(mailoutbox[0])
    page = client.get(link)
    assert page.headers["Content-Language"] == "nn"
    assert '<html lang="nn"' in page.content.decode()
    client.post(reverse("accounts:language"), {"language": "en"})
    assert '<html lang="en"' in client.get(link).content.decode()


def test_accepting_signs_somebody_else_out(post, mailoutbox, client):
    invited = invitation_for(post).user
    client.force_login(make_user("Ola Li"))
    link = link_in(mailoutbox[0])
    assert "Ola Li" in client.get(link).content.decode()
    client.post(link, PASSWORDS)
    assert get_user(client) == invited


def test_link_over_says_why(post, mailoutbox, client):
    admin = make_user(is_staff=True)
    invited = invitation_for(post, by=admin)
    link = link_in(mailoutbox[0])
    texts = set()

    def over(status):
        for response in (client.get(link), client.post(link, PASSWORDS)):
            assert response.status_code == status
            assert not get_user(client).is_authenticated
        texts.add(re.findall("<h1.*?</h1>", response.content.decode(), re.S)[0])

    Invitation.objects.update(expires_at=timezone.now())
    over(410)
    post(actions.resend, invitation=invited.invitation, by=admin)
    over(404)
    link = link_in(mailoutbox[1])
    post(actions.withdraw, invitation=invited.invitation, by=admin)
    over(410)
    invitation_for(post, by=admin)
    link = link_in(mailoutbox[2])
    actions.accept(key=link.split("/")[-2], password=PASSWORD)
    over(410)
    assert len(texts) == 4
    assert verbs() == [
        "invitation.sent",
        "invitation.resent",
        "invitation.withdrawn",
        "invitation.sent",
        "invitation.accepted",
    ]


def test_invitation_lasts_for_14_days(post):
    invitation = invitation_for(post).invitation
    assert invitation.expires_at - invitation.sent_at == timedelta(days=14)
    invitation.expires_at = timezone.now() + timedelta(seconds=30)
    assert invitation.state == Invitation.State.OPEN
    invitation.expires_at = timezone.now() - timedelta(seconds=1)
    assert invitation.state == Invitation.State.EXPIRED


def test_inviting_twice_writes_one_letter(post, mailoutbox):
    first = invitation_for(post)
    second = invitation_for(post)
    assert second == first
    assert len(mailoutbox) == 1
    assert Invitation.objects.count() == 1


def test_inviting_to_more_writes_one_letter_of_both_with_a_new_link(post, mailoutbox, client):
    invitation_for(post)
    invitation_for(post, purpose="leser et annet sted", name="Et Annet Navn")
    assert "redaktør; leser et annet sted" in mailoutbox[1].body
    assert "Ny Dal" in mailoutbox[1].body
    assert client.get(link_in(mailoutbox[0])).status_code == 404
    assert client.get(link_in(mailoutbox[1])).status_code == 200


def test_inviting_again_after_expiry_sends_again(post, mailoutbox):
    invitation_for(post)
    Invitation.objects.update(expires_at=timezone.now())
    assert invitation_for(post).invitation.state == Invitation.State.OPEN
    assert len(mailoutbox) == 2


def test_person_with_access_is_told_of_more_once(post, mailoutbox):
    user = make_user(email=EMAIL)
    for _ in range(2):
        assert invitation_for(post) == (user, None)
    assert len(mailoutbox) == 1
    assert "redaktør" in mailoutbox[0].body and "/konto/invitasjon" not in mailoutbox[0].body
    invitation_for(post, purpose="leser")
    assert len(mailoutbox) == 2
    assert not Invitation.objects.exists()


def test_closed_account_is_not_opened_by_an_invitation(post, mailoutbox):
    user = make_user(email=EMAIL)
    actions.close_account(user=user, by=make_user(is_staff=True))
    with pytest.raises(actions.AccountClosed):
        invitation_for(post)
    assert not mailoutbox


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "ny@example.org\nBcc: ond@example.org"},
        {"email": "ingen adresse"},
        {"email": ""},
        {"name": "Ny\r\nBcc: ond@example.org"},
        {"name": "http://ond.example"},
        {"name": "  "},
    ],
)
def test_inviting_what_is_no_person_is_refused(post, mailoutbox, changes):
    with pytest.raises(ValidationError):
        invitation_for(post, **changes)
    assert not mailoutbox
    assert not User.objects.filter(is_active=False).exists()


def test_letter_takes_no_lines_headers_markup_or_links_from_people(post, mailoutbox):
    by = make_user("Kari")
    User.objects.filter(pk=by.pk).update(name="Kari\r\nBcc: ond@example.org\r\n\r\nhttps://ond.example")
    by.refresh_from_db()
    invitation_for(post, by=by, purpose="<b>x</b>\r\nSubject: Ond\nhttps://ond.example/{{ link }}")
    letter = mailoutbox[0]
    message = letter.message()
    assert "Bcc" not in message and message["To"] == EMAIL
    assert "\n" not in letter.subject
    assert message.get_content_type() == "text/plain"
    assert not re.search(r"^(Bcc|Subject):", letter.body, re.M)
    assert re.findall(r"\w+://[\w.]+", letter.body) == ["http://127.0.0.1"]
    assert "<b>x</b>" in letter.body  # plain text says it as it stands


def test_letter_is_in_the_receivers_language(post, mailoutbox):
    with translation.override("en"):
        invitation_for(post, language="nn", purpose=gettext_lazy("Yes"))
    assert Invitation.objects.get().purpose == "Ja"
    assert "Yes" not in mailoutbox[0].body


def test_purpose_may_be_lazy(post):
    assert invitation_for(post, purpose=lazystr("leser")).invitation.purpose == "leser"


def test_letter_that_could_not_be_sent_is_marked(post, settings):
    settings.MAILERS = {"default": {"BACKEND": "tests.accounts.mail_servers.Down"}}
    invitation = invitation_for(post).invitation
    invitation.refresh_from_db()
    assert invitation.mail_failed


def test_no_letter_goes_when_the_transaction_is_undone(django_capture_on_commit_callbacks, mailoutbox):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError), transaction.atomic():
        actions.invite(email=EMAIL, name="Ny Dal", language="nb", purpose="", by=None)
        raise RuntimeError
    assert not mailoutbox
    assert not User.objects.exists()


def test_withdrawn_or_accepted_is_not_sent_again_or_withdrawn(post):
    admin = make_user(is_staff=True)
    invitation = invitation_for(post).invitation
    post(actions.withdraw, invitation=invitation, by=admin)
    for action in (actions.withdraw, actions.resend):
        with pytest.raises(actions.InvitationNotOpen):
            post(action, invitation=invitation, by=admin)


def test_database_holds_one_open_invitation_a_person(post):
    invitation = invitation_for(post).invitation
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(user=invitation.user, key_hash="x", sent_at=timezone.now(), expires_at=timezone.now())


def test_address_changed_by_an_administrator_moves_the_open_invitation(post, mailoutbox, client):
    client.force_login(make_user(is_staff=True))
    user = invitation_for(post).user
    url = reverse("accounts:person-edit", args=[user.pk])
    fields = {"name": user.name, "email": "Annen@example.org", "language": "nb"}
    post(client.post, path=url, data=fields)
    assert mailoutbox[1].to == ["annen@example.org"]
    assert Client().get(link_in(mailoutbox[0])).status_code == 404
    assert Client().get(link_in(mailoutbox[1])).status_code == 200


def at_once(work, times=5):
    def run(number):
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


@pytest.mark.django_db(transaction=True)
def test_five_posts_at_once_invite_once(mailoutbox):
    admin = make_user(is_staff=True)
    fields = {"email": EMAIL, "name": "Ny Dal", "language": "nb", "purpose": "redaktør"}

    def invite(number):
        client = Client()
        client.force_login(admin)
        return client.post(reverse("accounts:person-invite"), fields).status_code

    assert at_once(invite) == [302] * 5
    assert len(mailoutbox) == Invitation.objects.count() == User.objects.filter(email=EMAIL).count() == 1
    assert AuditRecord.objects.filter(verb="invitation.sent").count() == 1


@pytest.mark.django_db(transaction=True)
def test_five_posts_at_once_accept_once(mailoutbox):
    actions.invite(email=EMAIL, name="Ny Dal", language="nb", purpose="", by=None)
    link = link_in(mailoutbox[0])
    answers = at_once(lambda number: Client().post(link, dict.fromkeys(PASSWORDS, f"{PASSWORD} {number}")).status_code)
    assert sorted(answers) == [302, 410, 410, 410, 410]
    assert User.objects.get(email=EMAIL).check_password(f"{PASSWORD} {answers.index(302)}")
    assert AuditRecord.objects.filter(verb="invitation.accepted").count() == 1
