from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from accounts.requests import is_fetch


class SignInMiddleware(LoginRequiredMiddleware):
    """Everything needs sign-in but what says otherwise. A script gets 401, since it cannot follow to a page."""

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:  # type: ignore[override]  # 401 too
        login_url = resolve_url(self.get_login_url(view_func))
        if is_fetch(request) or _prefers_json(request):
            return JsonResponse({"error": "signed_out", "login": login_url}, status=401)
        return super().handle_no_permission(request, view_func)


def _prefers_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


class LanguageMiddleware:
    """The person's own choice, else the cookie's, else bokmål; never what the browser asks for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = getattr(request.user, "language", None) or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


class NoStoreMiddleware:
    """What needs sign-in must not lie in a cache, neither a proxy's nor a shared computer's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response
