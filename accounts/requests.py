from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """What a view gets that needs sign-in, for the type checker: the user is a person, never anonymous."""

    user: User


def is_fetch(request: HttpRequest) -> bool:
    """Whether one of our scripts asks: it gets the part of the page it can use, not the page."""
    return request.headers.get("X-Requested-With") == "fetch"


def page_asked_for(request: HttpRequest, things: Any, per_page: int = 50) -> Page:
    """The first page where none, or one that is not there, is asked for."""
    return Paginator(things, per_page).get_page(request.GET.get("page"))
