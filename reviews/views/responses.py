"""A form as its people meet it: what it is, who sees it, until when."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from reviews.views.fetch import get_response
from reviews.views.signed import signed_page


@require_safe
def response(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_response(request, pk)
    if found.is_signed:
        return signed_page(request, found)
    return render(request, "reviews/response.html", {"response": found})
