import pytest
from django.contrib.auth import get_user
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import actions
from accounts.models import AuditRecord, Invitation, User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    admin = make_user("Adam Admin", is_staff=True)
    client.force_login(admin)
    return admin


@pytest.fixture
def invited():
    return actions.invite(email="ny@example.org", name="Ny Dal", language="nb", purpose="", by=None).invitation


def routes(user, invitation):
    return {
        reverse("accounts:people"): ("get",),
        reverse("accounts:person", args=[user.pk]): ("get",),
        reverse("accounts:person-edit", args=[user.pk]): ("get", "post"),
        reverse("accounts:person-invite"): ("get", "post"),
        reverse("accounts:person-close", args=[user.pk]): ("get", "post"),
        reverse("accounts:person-open", args=[user.pk]): ("post",),
        reverse("accounts:invitations"): ("get",),
        reverse("accounts:invitation-resend", args=[invitation.pk]): ("post",),
        reverse("accounts:invitation-withdraw", args=[invitation.pk]): ("get", "post"),
        reverse("accounts:audit"): ("get",),
    }


def test_pages_about_people_are_for_administrators_only(client, invited):
    person = make_user()
    before = list(User.objects.values())
    for path, methods in routes(person, invited).items():
        for method in ("get", "post"):
            assert getattr(Client(), method)(path).status_code == 302
            client.force_login(make_user())
            assert getattr(client, method)(path).status_code == (403 if method in methods else 405)
    assert list(User.objects.filter(pk__lte=person.pk).values()) == before
    assert not AuditRecord.objects.exclude(verb="invitation.sent").exists()


def test_administrator_sees_every_page(client, admin, invited):
    person = make_user()
    for path, methods in routes(person, invited).items():
        if "get" in methods:
            assert client.get(path).status_code == 200
            assert client.head(path).status_code == 200


def test_missing_person_or_invitation_is_404(client, admin):
    for name in ["person", "person-edit", "person-close", "invitation-withdraw"]:
        for pk in [99999, 10**30]:
            assert client.get(reverse(f"accounts:{name}", args=[pk])).status_code == 404


def test_list_is_searched_in_any_case_and_filtered_by_state(client, admin, invited):
    make_user("Åse Øst", email="aase@example.org")
    closed = make_user("Stein Stengt")
    actions.close_account(user=closed, by=admin)

    def names(**query):
        return [person.name for person in client.get(reverse("accounts:people"), query).context["page_obj"]]

    assert names() == ["Adam Admin", "Ny Dal", "Stein Stengt", "Åse Øst"]
    assert names(q="åse") == names(q="ØST ÅSE") == names(q="AASE@") == ["Åse Øst"]
    assert names(q="100%_") == []
    assert names(state="invited") == ["Ny Dal"]
    assert names(state="closed") == ["Stein Stengt"]
    assert names(state="active") == ["Adam Admin", "Åse Øst"]
    assert len(names(state="finnes ikke")) == 4
    assert len(names(page="xyz")) == 4


def test_list_costs_the_same_number_of_queries_whatever_its_length(client, admin):
    counts = []
    for number in (1, 3, 60):
        for _ in range(number):
            make_user()
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("accounts:people"))
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2]


def test_invitation_form_invites_and_says_where_it_is_wrong(
    client, admin, mailoutbox, django_capture_on_commit_callbacks
):
    url = reverse("accounts:person-invite")
    wrong = client.post(url, {"email": "ingen", "name": "x\x00", "language": "xx"})
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"email", "name", "language"}
    with django_capture_on_commit_callbacks(execute=True):
        right = client.post(url, {"email": "NY@example.org", "name": "Ny Dal", "language": "nn", "purpose": "alt"})
    person = User.objects.get(email="ny@example.org")
    assert right.url == reverse("accounts:person", args=[person.pk])
    assert (person.language, person.is_active) == ("nn", False)
    assert mailoutbox[0].to == ["ny@example.org"]


def test_inviting_a_closed_account_says_so(client, admin):
    actions.close_account(user=make_user(email="stengt@example.org"), by=admin)
    fields = {"email": "stengt@example.org", "name": "S", "language": "nb"}
    assert client.post(reverse("accounts:person-invite"), fields).context["form"].errors["email"]


def test_closing_ends_sessions_at_once_and_opening_does_not_revive_them(client, admin):
    person = make_user(email="kari@example.org")
    theirs = Client()
    theirs.force_login(person)
    assert theirs.get(reverse("accounts:profile")).status_code == 200
    client.post(reverse("accounts:person-close", args=[person.pk]))
    assert theirs.get(reverse("accounts:profile")).status_code == 302
    client.post(reverse("accounts:person-open", args=[person.pk]))
    assert theirs.get(reverse("accounts:profile")).status_code == 302
    theirs.post(reverse("account_login"), {"login": "kari@example.org", "password": PASSWORD})
    assert get_user(theirs) == person
    assert list(AuditRecord.objects.order_by("pk").values_list("verb", "by")) == [
        ("person.closed", admin.pk),
        ("person.opened", admin.pk),
    ]


def test_session_of_a_closed_account_stays_dead_though_only_the_flag_is_set_back(admin):
    person = make_user()
    theirs = Client()
    theirs.force_login(person)
    actions.close_account(user=person, by=admin)
    User.objects.filter(pk=person.pk).update(is_active=True)
    assert not get_user(theirs).is_authenticated


def test_closing_withdraws_the_open_invitation_and_opening_asks_for_a_new_one(admin, invited):
    person = invited.user
    actions.close_account(user=person, by=admin)
    invited.refresh_from_db()
    person.refresh_from_db()
    assert invited.state == Invitation.State.WITHDRAWN
    assert person.state == User.State.CLOSED
    actions.open_account(user=person, by=admin)
    person.refresh_from_db()
    assert person.state == User.State.INVITED


def test_closing_and_opening_twice_is_once(admin):
    person = make_user()
    for _ in range(2):
        actions.close_account(user=person, by=admin)
    for _ in range(2):
        actions.open_account(user=person, by=admin)
    assert AuditRecord.objects.count() == 2


def test_administrator_cannot_close_the_own_account_or_give_up_the_right(client, admin):
    assert client.post(reverse("accounts:person-close", args=[admin.pk])).status_code == 403
    fields = {"name": "Adam Admin", "email": admin.email, "language": "nb"}
    client.post(reverse("accounts:person-edit", args=[admin.pk]), fields)
    admin.refresh_from_db()
    assert admin.is_active and admin.is_staff


def test_change_of_a_person_keeps_the_rest_and_is_audited(client, admin):
    person = make_user()
    url = reverse("accounts:person-edit", args=[person.pk])
    fields = {"name": "Kari Ås", "email": "KARI@example.org", "language": "nn", "is_staff": "on"}
    client.post(url, fields | {"is_active": "", "password": "x", "is_superuser": "on"})
    person.refresh_from_db()
    assert (person.name, person.email, person.language, person.is_staff) == ("Kari Ås", "kari@example.org", "nn", True)
    assert person.is_active and not person.is_superuser and person.check_password(PASSWORD)
    assert "kari ås" in person.search
    client.post(url, fields)
    assert AuditRecord.objects.filter(verb="person.changed").count() == 1


def test_address_that_another_has_is_refused_in_any_case(client, admin):
    make_user(email="opptatt@example.org")
    person = make_user()
    fields = {"name": "Kari", "email": "OPPTATT@example.org", "language": "nb"}
    response = client.post(reverse("accounts:person-edit", args=[person.pk]), fields)
    assert response.context["form"].errors["email"]


def test_changed_address_signs_in_and_the_old_does_not(client, admin):
    person = make_user(email="gammel@example.org")
    theirs = Client()
    theirs.post(reverse("account_reset_password"), {"email": "gammel@example.org"})
    fields = {"name": person.name, "email": "ny@example.org", "language": "nb"}
    client.post(reverse("accounts:person-edit", args=[person.pk]), fields)
    theirs.post(reverse("account_login"), {"login": "gammel@example.org", "password": PASSWORD})
    assert not get_user(theirs).is_authenticated
    theirs.post(reverse("account_login"), {"login": "ny@example.org", "password": PASSWORD})
    assert get_user(theirs) == person


def test_invitation_is_sent_again_and_withdrawn_from_its_page(client, admin, invited):
    assert client.post(reverse("accounts:invitation-resend", args=[invited.pk])).status_code == 302
    assert client.post(reverse("accounts:invitation-withdraw", args=[invited.pk])).status_code == 302
    invited.refresh_from_db()
    assert invited.state == Invitation.State.WITHDRAWN
    assert client.post(reverse("accounts:invitation-resend", args=[invited.pk])).status_code == 409
    assert client.post(reverse("accounts:invitation-withdraw", args=[invited.pk])).status_code == 409


def test_audit_list_is_paged_newest_first_and_holds_who_and_what(client, admin, django_assert_max_num_queries):
    for number in range(60):
        actions.close_account(user=make_user(f"Person {chr(97 + number % 26)}"), by=admin)
    with django_assert_max_num_queries(5):
        page = client.get(reverse("accounts:audit"))
    assert len(page.context["page_obj"]) == 50
    assert page.context["page_obj"][0].pk > page.context["page_obj"][1].pk
    assert "Adam Admin" in page.content.decode()
    assert len(client.get(reverse("accounts:audit"), {"page": 2}).context["page_obj"]) == 10


def test_audit_words_stand_for_kinds_that_are_no_more():
    record = AuditRecord(verb="plan.turned_around", target_kind="gone.plan", target_id="1", target_text="x")
    assert record.words == "gone.plan: turned around".capitalize()
