from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.requests import is_fetch
from plans.actions.steps import Locked


class LockedPlanMiddleware:
    """409, wherever in the editor it was tried to change a plan of which a version waits for a decision."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Locked):
            return None
        if is_fetch(request):
            return JsonResponse({"error": _("The plan is submitted and cannot be changed now.")}, status=423)
        return render(request, "plans/locked.html", {"plan": exception.plan}, status=409)
