from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """What a view gets that needs sign-in, for the type checker: the user is a person, never anonymous."""

    user: User
