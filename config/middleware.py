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
        # Django has decoded the path, and left what is no UTF-8 in it percent-encoded.
        if not (_is_text(request.path_info) and _is_text(request.META.get("QUERY_STRING", ""))):
            raise BadRequest("the address is no text")
        if "\\" in request.META.get("HTTP_COOKIE", "") and any("\0" in value for value in request.COOKIES.values()):
            raise BadRequest("a cookie is no text")
        return self.get_response(request)


def _is_text(quoted: str) -> bool:
    if "%" not in quoted:
        return "\0" not in quoted
    try:
        return "\0" not in unquote_to_bytes(quoted).decode()
    except UnicodeDecodeError:
        return False
