from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from files.refused import Withheld

AGAIN = 60  # seconds: so often the files that wait are shown to the scanner


class WithheldFileMiddleware:
    """Says in words why a file is not served, wherever somebody who may have it asked for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Withheld):
            return None
        if exception.state == "infected":
            return render(request, "files/infected.html", status=410)
        response = render(request, "files/waiting.html", status=503)
        response.headers["Retry-After"] = str(AGAIN)
        return response
