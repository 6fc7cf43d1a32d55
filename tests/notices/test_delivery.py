import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone, translation

from notices import delivery
from notices.models import Letter, Notice
from tests.accounts.mail_servers import Post
from tests.factories import make_letter, make_notice, make_user

pytestmark = pytest.mark.django_db


def smtp(settings, post):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": post.options}}


def down(settings):
    settings.MAILERS = {"default": {"BACKEND": "tests.accounts.mail_servers.Down"}}


def make_due():
    Letter.objects.waiting().update(due_at=timezone.now())


def test_a_letter_says_what_happened_who_did_it_and_where(mailoutbox, settings):
    settings.SITE_ADDRESS = "https://kompetanseplan.example"
    one = make_user("Ola Dal", "ola@example.org", language="nb")
    letter = make_letter(one, notices=0, message_id="<fast@kompetanseplan.example>")
    make_notice(one, letter=letter, by=make_user("Kari Fjell"), url="/planer/1/versjoner/2/")
    delivery.deliver()
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["ola@example.org"], "Planen er godkjent")
    assert "Kari Fjell" in mail.body and "Nå kan den publiseres." in mail.body
    assert "\nhttps://kompetanseplan.example/planer/1/versjoner/2/\n" in mail.body
    assert "\nhttps://kompetanseplan.example/konto/varsler/\n" in mail.body
    assert mail.body.startswith("Hei, Ola Dal\n")
    assert mail.message()["Message-ID"] == "<fast@kompetanseplan.example>"
    assert mail.message()["Auto-Submitted"] == "auto-generated"
    assert mail.message().get_content_type() == "text/plain"
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("sent", 1)


def test_a_letter_of_several_holds_them_in_the_order_of_time(mailoutbox):
    one = make_user(language="en")
    letter = make_letter(one, notices=0)
    for number in range(3):
        make_notice(one, letter=letter, subject=f"Plan {number}")
    delivery.deliver()
    [mail] = mailoutbox
    with translation.override("en"):
        assert mail.subject == "3 notices from Kompetanseplan"
    assert mail.body.index("Plan 0") < mail.body.index("Plan 1") < mail.body.index("Plan 2")


def test_a_name_in_several_lines_forges_no_header(mailoutbox):
    one = make_user("Ola\r\nBcc: all@example.org")
    make_notice(one, letter=make_letter(one, notices=0), subject="A\r\nBcc: all@example.org")
    delivery.deliver()
    message = mailoutbox[0].message()
    assert message["Bcc"] is None and "\nBcc" not in message.as_string()


def test_what_is_sent_is_not_sent_again(mailoutbox):
    make_letter(make_user())
    delivery.deliver()
    make_due()
    delivery.deliver()
    assert len(mailoutbox) == 1


def test_what_is_not_due_waits(mailoutbox):
    make_letter(make_user(), due_at=timezone.now() + timedelta(minutes=1))
    delivery.deliver()
    assert mailoutbox == []


def test_a_letter_that_another_worker_has_is_left_alone(mailoutbox):
    letter = make_letter(make_user())
    assert delivery._claimed(letter.pk)
    assert delivery._claimed(letter.pk) is None
    delivery.deliver()
    assert mailoutbox == []


def test_nobody_without_access_gets_a_letter(mailoutbox):
    one = make_user(is_active=False)
    make_letter(one)
    delivery.deliver()
    assert mailoutbox == []
    assert (Letter.objects.count(), one.notices.count()) == (0, 1)


def test_a_letter_without_notices_is_not_sent(mailoutbox):
    make_letter(make_user(), notices=0)
    delivery.deliver()
    assert (mailoutbox, Letter.objects.count()) == ([], 0)


def test_mail_that_is_refused_is_tried_with_growing_pauses_and_then_given_up(settings, caplog):
    letter = make_letter(make_user("Ola Dal", "ola@example.org"))
    pauses = []
    with Post(refuses=["ola@example.org"]) as post, caplog.at_level(logging.DEBUG):
        smtp(settings, post)
        for _try in range(delivery.ATTEMPTS):
            assert letter.state in ("waiting", "retried")
            make_due()
            before = timezone.now()
            delivery.deliver()
            letter.refresh_from_db()
            pauses.append(letter.due_at - before)
        make_due()
        delivery.deliver()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, post.letters) == ("failed", delivery.ATTEMPTS, [])
    assert timedelta(minutes=5) <= pauses[0] < pauses[1] < pauses[2] < pauses[3] < pauses[4] < pauses[5]
    assert timedelta(days=3) < sum(pauses[:-1], timedelta()) < timedelta(days=4)  # more than a weekend
    assert caplog.text.count("SMTPRecipientsRefused") == delivery.ATTEMPTS
    assert "ola" not in caplog.text.lower() and "godkjent" not in caplog.text


def test_a_letter_that_is_refused_does_not_keep_the_others(settings):
    one, other = make_letter(make_user("Ola Dal", "ola@example.org")), make_letter(make_user())
    with Post(refuses=["ola@example.org"]) as post:
        smtp(settings, post)
        delivery.deliver()
    assert [letter["Message-ID"] for letter in post.letters] == [other.message_id]
    one.refresh_from_db()
    assert one.state == "retried"


def test_a_letter_that_cannot_be_written_does_not_keep_the_others(mailoutbox, caplog):
    one = make_letter(make_user(), message_id="<a\nb@example.org>")
    other = make_letter(make_user())
    delivery.deliver()
    assert [mail.message()["Message-ID"] for mail in mailoutbox] == [other.message_id]
    one.refresh_from_db()
    assert one.state == "retried"
    assert len(caplog.records) == 1


def test_a_mail_server_that_is_down_costs_one_letter_a_try_and_the_others_none(settings, mailoutbox):
    letters = [make_letter(make_user()) for _number in range(3)]
    down(settings)
    delivery.deliver()
    assert sorted(Letter.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    delivery.deliver()
    make_due()
    delivery.deliver()
    assert sorted(mail.message()["Message-ID"] for mail in mailoutbox) == sorted(one.message_id for one in letters)


def test_a_letter_whose_last_try_nobody_saw_the_end_of_is_given_up(mailoutbox):
    letter = make_letter(make_user(), attempts=delivery.ATTEMPTS)
    delivery.deliver()
    letter.refresh_from_db()
    assert (letter.state, mailoutbox) == ("failed", [])


def test_what_was_told_long_ago_goes():
    one = make_user()
    old, new = make_letter(one, sent_at=timezone.now()), make_letter(one, sent_at=timezone.now())
    make_notice(one)
    long_ago = timezone.now() - delivery.KEPT
    Notice.objects.filter(letter=old).update(created_at=long_ago)
    Letter.objects.filter(pk=old.pk).update(created_at=long_ago)
    delivery.forget()
    assert (Letter.objects.get(), one.notices.count()) == (new, 2)


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_each_letter_once(settings):
    letters = [make_letter(make_user()) for _number in range(8)]

    def send(_number):
        try:
            delivery.deliver()
        finally:
            connection.close()

    with Post() as post, ThreadPoolExecutor(3) as pool:
        smtp(settings, post)
        list(pool.map(send, range(3)))
    assert sorted(mail["Message-ID"] for mail in post.letters) == sorted(letter.message_id for letter in letters)
