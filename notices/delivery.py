"""Letters on their way out. A letter is first claimed, then sent, then marked as sent: each for itself, since a mail
server is slow and must hold no lock. Who dies between them leaves a letter that is due again after its pause."""

import logging
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from uuid import UUID

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from accounts.letters import absolute, letter
from accounts.values import one_line
from notices.models import Letter, Notice

logger = logging.getLogger("notices.delivery")

# After each try; after the last there is none.
PAUSES = [timedelta(minutes=5), timedelta(minutes=30), *(timedelta(hours=hours) for hours in (2, 8, 24, 48))]
ATTEMPTS = len(PAUSES) + 1
KEPT = timedelta(weeks=8)
ITS_OWN_FAULT = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)


def deliver() -> None:
    """Send what is due. A mail server that does not answer ends the round: the other letters wait untried."""
    due = Letter.objects.waiting().filter(due_at__lte=timezone.now()).order_by("due_at", "pk")
    for pk in due.values_list("pk", flat=True):
        if not _deliver(pk):
            break


def _deliver(pk: UUID) -> bool:
    """False where no other letter would fare better now."""
    claimed = _claimed(pk)
    if claimed is None:
        return True
    if claimed.attempts > ATTEMPTS:  # a worker died in the last of them
        _give_up(claimed)
        return True
    notices = list(claimed.notices.select_related("by").order_by("created_at", "id"))
    if not notices or not claimed.receiver.is_active:
        claimed.delete()
        return True
    try:
        _message(claimed, notices).send()
    except Exception as error:  # also what nobody foresaw: one letter must not keep the others
        _not_sent(claimed, error)
        return not isinstance(error, OSError) or isinstance(error, ITS_OWN_FAULT)
    Letter.objects.filter(pk=pk).update(sent_at=timezone.now(), failed_at=None)
    return True


def _claimed(pk: UUID) -> Letter | None:
    """The letter, due again after its pause whatever now happens; None where another worker has it."""
    now = timezone.now()
    found = Letter.objects.select_related("receiver").filter(pk=pk).first()
    if found is None:
        return None
    pause = PAUSES[min(found.attempts, len(PAUSES) - 1)]
    same = Letter.objects.waiting().filter(pk=pk, attempts=found.attempts, due_at__lte=now)
    found.attempts += 1
    return found if same.update(attempts=found.attempts, due_at=now + pause) else None


def _not_sent(tried: Letter, error: Exception) -> None:
    logger.error("the letter %s was not sent, try %s: %s", tried.pk, tried.attempts, type(error).__name__)
    if tried.attempts >= ATTEMPTS:
        _give_up(tried)


def _give_up(tried: Letter) -> None:
    Letter.objects.waiting().filter(pk=tried.pk).update(failed_at=timezone.now())


def _message(claimed: Letter, notices: list[Notice]) -> EmailMessage:
    told = [
        {"subject": n.subject, "text": n.text, "by": one_line(n.by or ""), "link": absolute(n.url)} for n in notices
    ]
    context = {"notices": told, "choices": absolute(reverse("notices:notices"))}
    # The second says that no person wrote it, so that no machine answers.
    headers = {"Message-ID": claimed.message_id, "Auto-Submitted": "auto-generated"}
    return letter("notices/mail/letter", claimed.receiver, context, headers)


def forget() -> None:
    """What was told long ago goes, sent or not."""
    before = timezone.now() - KEPT
    Notice.objects.filter(created_at__lt=before).delete()
    Letter.objects.filter(created_at__lt=before, notices=None).delete()
