"""Whether somebody has just shown who they are: what asks for it sends others to confirm first, and back."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings

from accounts.requests import SignedInRequest


def is_recent(request: SignedInRequest) -> bool:
    """A sign-in or a confirmation in this session within the last ACCOUNT_REAUTHENTICATION_TIMEOUT seconds. allauth's
    own question counts confirmations only, and is content where a person has neither password nor passkey."""
    records = get_authentication_records(request, request.user)
    age = time.time() - max((record["at"] for record in records), default=0)
    return 0 <= age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def ask_again_unless_recent(request: SignedInRequest) -> None:
    """Raises ReauthenticationRequired: allauth's middleware leads to the confirmation, and does then what was asked."""
    if not is_recent(request):
        raise ReauthenticationRequired
