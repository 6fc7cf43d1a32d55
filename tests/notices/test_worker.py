"""Letters sent by a real worker, in a process of its own, to a mail server of this machine."""

from collections import Counter

import pytest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notices import actions as notices
from notices import jobs
from notices.models import Letter
from tests.accounts.mail_servers import Post
from tests.factories import make_user
from tests.workers import PATIENCE, work, worker

QUICK = ("--lock-timeout", "1")

pytestmark = pytest.mark.django_db(transaction=True)


def tell(people):
    """So many people of one event: a letter to each."""
    receivers = [make_user() for _number in range(people)]
    words = {"subject": _("Saved"), "text": _("The changes are saved.")}
    notices.send(to=receivers, kind=notices.Kind.APPROVED, url="/planer/", key="a:1", by=None, **words)
    return {letter.receiver.email: letter.message_id for letter in Letter.objects.select_related("receiver")}


def nudge():
    """As the sweep does, when the pause of a letter in a dead worker's hands is over."""
    Letter.objects.waiting().update(due_at=timezone.now())
    jobs.sweep.enqueue()


def states():
    return Counter(letter.state for letter in Letter.objects.all())


def killing(process, verb, at):
    """Cuts the line, and kills the worker, when it says the verb for that time."""
    heard = []

    def hears(said):
        heard.append(said)
        if said == verb and heard.count(verb) == at:
            process.kill()
            return True

    return hears


def test_workers_killed_in_the_middle_lose_nothing_and_send_nothing_under_another_id():
    written = tell(6)
    with Post() as post:
        with worker(*QUICK, **post.environment) as first:
            post.hears = killing(first, "MAIL", 2)  # before the second letter came
            first.wait(PATIENCE)
        assert (len(post.letters), states()) == (1, {"sent": 1, "retried": 1, "waiting": 4})
        nudge()
        with worker(*QUICK, **post.environment) as second:
            post.hears = killing(second, "DATA", 2)  # it came, and the worker never heard that
            second.wait(PATIENCE)
        assert (len(post.letters), states()["sent"]) == (3, 2)
        nudge()
        post.hears = lambda said: False
        work(*QUICK, **post.environment)
    assert states() == {"sent": 6}
    assert len(post.letters) == 7
    assert {(letter["To"], letter["Message-ID"]) for letter in post.letters} == set(written.items())
