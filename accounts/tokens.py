from django.contrib.auth.tokens import PasswordResetTokenGenerator

from accounts.models import User


class ResetTokens(PasswordResetTokenGenerator):
    """Links to a new password: dead after one use, a change of address, or when the access ends.

    allauth's own also writes a table of addresses, by which an old address would go on signing in.
    """

    def _make_hash_value(self, user: User, timestamp: int) -> str:  # type: ignore[override]  # our own user
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}{user.access_ended_at}"
