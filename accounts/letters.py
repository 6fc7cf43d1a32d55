"""Letters: plain text, in the receiver's language, links to our own address only."""

import logging
from collections.abc import Mapping
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.models import Invitation, User
from accounts.values import one_line

logger = logging.getLogger("accounts.letters")


def absolute(path: str) -> str:
    """The path at the address the settings give, never at the host that a request names."""
    return urljoin(settings.SITE_ADDRESS, path)


def send_invitation(invitation: Invitation, key: str) -> bool:
    return _send(
        "invitation",
        invitation.user,
        {
            "by": one_line(invitation.invited_by or ""),
            "purpose": one_line(invitation.purpose, 1000),
            "expires_at": invitation.expires_at,
            "link": absolute(reverse("accounts:invitation-accept", args=[key])),
        },
    )


def send_access(user: User, purpose: str, by: User | None) -> bool:
    context = {"by": one_line(by or ""), "purpose": one_line(purpose), "link": absolute(reverse("home:tasks"))}
    return _send("access", user, context)


def letter(
    template: str, user: User, context: Mapping[str, object], headers: dict[str, str] | None = None
) -> EmailMessage:
    """In the person's language, of two templates: `template` names them ("accounts/mail/access")."""
    with translation.override(user.language):
        context = {"name": one_line(user.name), **context}
        subject = one_line(render_to_string(f"{template}_subject.txt", context))
        body = render_to_string(f"{template}.txt", context).strip() + "\n"
    return EmailMessage(subject, body, to=[user.email], headers=headers)


def _send(template: str, user: User, context: Mapping[str, object]) -> bool:
    """True when the mail server took the letter."""
    try:
        letter(f"accounts/mail/{template}", user, context).send()
    except OSError as error:  # SMTPException is one too
        logger.error("the letter %s to person %s was not sent: %s", template, user.pk, type(error).__name__)
        return False
    return True
