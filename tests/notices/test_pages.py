import pytest
from django.utils import timezone
from django_ox.models import OxTask

from accounts.models import AuditRecord
from notices.models import Kind, Letter, Preference
from tests.factories import make_letter, make_notice, make_user

pytestmark = pytest.mark.django_db

URL = "/konto/varsler/"
FAILED = "/konto/varsler/ikke-sendt/"


def all_kinds(timing, **others):
    return dict.fromkeys(Kind.values, timing) | others


@pytest.fixture
def person(client):
    user = make_user(language="en")
    client.force_login(user)
    return user


@pytest.fixture
def administrator(client):
    user = make_user("Adam Administrator", is_staff=True, language="en")
    client.force_login(user)
    return user


def test_the_page_shows_ones_own_notices_the_newest_first(client, person):
    make_notice(person, subject="Plan A", url="/planer/1/", by=make_user("Ola Dal"))
    make_notice(person, subject="Plan B")
    make_notice(make_user(), subject="Plan C")
    page = client.get(URL).content.decode()
    assert page.index("Plan B") < page.index("Plan A")
    assert '<a class="ds-link" href="/planer/1/">Plan A</a>' in page and "Ola Dal." in page
    assert "Plan C" not in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "On its way by e-mail."),
        ({"day": "2027-03-10", "due_at": "2027-03-10T06:00Z"}, "Comes by e-mail 10.03.2027 at 07.00."),
        ({"sent_at": "2027-03-09T13:32Z", "attempts": 1}, "Sent by e-mail 09.03.2027 at 14.32."),
        ({"attempts": 1}, "The e-mail has not got through. It will be tried again."),
        ({"failed_at": "2027-03-09T13:32Z", "attempts": 7}, "The e-mail could not be sent."),
    ],
)
def test_the_page_says_what_became_of_the_mail(client, person, fields, words):
    make_letter(person, **fields)
    assert words in client.get(URL).content.decode()


def test_the_page_says_that_there_was_no_mail(client, person):
    make_notice(person)
    assert "Not by e-mail." in client.get(URL).content.decode()


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_page_costs_the_same_queries_however_many_notices(client, person, number, django_assert_num_queries):
    for _notice in range(number):
        make_letter(person)
    with django_assert_num_queries(5):
        client.get(URL)


def test_who_chose_nothing_gets_all_at_once(client, person):
    form = client.get(URL).context["form"]
    assert {field.name: field.initial for field in form} == all_kinds("at_once")


def test_a_choice_is_kept_for_the_own_account_only(client, person):
    other = make_user()
    response = client.post(URL, all_kinds("daily", mention="at_once", user=other.pk))
    assert response.url == URL
    client.post(URL, all_kinds("daily", mention="never"))
    assert dict(person.notice_preferences.values_list("kind", "timing")) == all_kinds("daily", mention="never")
    assert not other.notice_preferences.exists()
    assert client.get(URL).context["form"]["mention"].initial == "never"


@pytest.mark.parametrize("body", [{"mention": "now and then"}, all_kinds("daily", approved="")])
def test_a_choice_that_is_none_is_refused(client, person, body):
    response = client.post(URL, body)
    assert response.status_code == 422
    assert "<title>Error:" in response.content.decode()
    assert not Preference.objects.exists()


def test_what_is_no_longer_wanted_goes_out_of_the_letter_that_waits(client, person):
    letter = make_letter(person, notices=2, day=timezone.localdate())
    make_notice(person, kind=Kind.MENTION, letter=letter)
    client.post(URL, all_kinds("daily", approved="never"))
    assert [notice.kind for notice in letter.notices.all()] == [Kind.MENTION]
    assert person.notices.count() == 3


def test_administrators_see_who_was_not_reached_and_nothing_of_what_was_said(client, administrator):
    make_letter(make_user("Ola Dal", "ola@example.org"), failed_at=timezone.now(), attempts=7)
    make_letter(make_user("Siv Li"))
    page = client.get(FAILED).content.decode()
    assert "Ola Dal" in page and "ola@example.org" in page and "7 tries" in page
    assert "Siv Li" not in page and "godkjent" not in page


def test_a_letter_that_was_given_up_is_tried_anew_once(client, administrator):
    letter = make_letter(make_user("Ola Dal"), failed_at=timezone.now(), attempts=7)
    for _time in range(2):
        assert client.post(f"{FAILED}{letter.pk}/send/").url == FAILED
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("waiting", 0)
    assert OxTask.objects.get().task_path == "notices.jobs.deliver"
    assert AuditRecord.objects.get(verb="letter.resent").target_text == "Ola Dal"


def test_a_letter_that_was_sent_is_not_sent_anew(client, administrator):
    letter = make_letter(make_user(), sent_at=timezone.now(), attempts=1)
    client.post(f"{FAILED}{letter.pk}/send/")
    assert (Letter.objects.get().state, OxTask.objects.count()) == ("sent", 0)
