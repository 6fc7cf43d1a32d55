"""A form as its people meet it: until it is signed the page to begin from, then the page to read."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from reviews import permissions
from reviews.views.fetch import get_response
from reviews.views.signed import signed_page
from reviews.views.start import start


@require_http_methods(["GET", "HEAD", "POST"])
def response(request: SignedInRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        return start(request, get_response(request, pk, allow=permissions.can_write))
    found = get_response(request, pk)
    return signed_page(request, found) if found.is_signed else start(request, found)
