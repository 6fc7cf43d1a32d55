"""What we want otherwise of allauth. Sign-in, passwords and their limits are its own."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac

from accounts.audit import record
from accounts.letters import absolute
from accounts.models import User
from accounts.values import address

logger = logging.getLogger("accounts.sign_in")


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come by invitation only."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            logger.warning("sign-in refused, too many attempts: address %s", _fingerprint(credentials))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        logger.warning("sign-in failed: address %s", _fingerprint(credentials))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """allauth counts per host too, and a request names its host and port as it likes."""
        return address(credentials.get("email", ""))

    def set_password(self, user: User, password: str) -> None:  # type: ignore[override]  # our own user
        with transaction.atomic():
            super().set_password(user, password)
            record(user, "person.password_set", user)

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return absolute(path.replace("UID-KEY", key))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the receiver's language. A mail server that is down is logged, and looks alike for every address."""
        user = context.get("user")
        with translation.override(user.language if user else translation.get_language()):
            context = context | {"link": absolute(reverse("account_reset_password"))}
            try:
                super().send_mail(template_prefix, email, context)
            except OSError as error:  # SMTPException is one too
                logger.error("the letter %s was not sent: %s", template_prefix, type(error).__name__)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:  # type: ignore[override]  # our own user
        super().send_notification_mail(template_prefix, user, (context or {}) | {"user": user}, email)


def _fingerprint(credentials: dict[str, Any]) -> str:
    """Tells attempts on one address from those on another without naming it."""
    email = address(credentials.get("email", ""))
    return salted_hmac("accounts.sign_in", email, algorithm="sha256").hexdigest()[:12]
