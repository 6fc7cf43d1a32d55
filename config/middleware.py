"""What no view should meet."""

from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


class ReadableInputMiddleware:
    """400 for a path, query or cookie that is no text: NUL, which PostgreSQL refuses, or what is not UTF-8.

    Fields of a form are left to the form, whose answer keeps the text.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.META.get("PATH_INFO", "").encode("latin-1", "replace")
        query = request.META.get("QUERY_STRING", "")
        if not (_is_text(path) and ("%" not in query or _is_text(unquote_to_bytes(query)))):
            raise BadRequest("the address is no text")
        if "\\" in request.META.get("HTTP_COOKIE", "") and any("\0" in value for value in request.COOKIES.values()):
            raise BadRequest("a cookie is no text")
        return self.get_response(request)


def _is_text(value: bytes) -> bool:
    if b"\0" in value:
        return False
    if value.isascii():
        return True
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True
