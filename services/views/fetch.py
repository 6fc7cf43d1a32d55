from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.requests import SignedInRequest
from services.models import Service


def get_service(request: SignedInRequest, pk: int, *, allow: Callable[..., bool] | None = None) -> Service:
    """The service with trust and region: unknown is 404, known but not allowed by `allow(user, service)` is 403."""
    service = get_object_or_404(Service.objects.visible_to(request.user).with_names(), pk=pk)
    if allow and not allow(request.user, service):
        raise PermissionDenied
    return service
