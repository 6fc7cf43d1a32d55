from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase

from accounts.permissions import is_administrator


def administrators_only[**P](view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request = args[0]
        if not is_administrator(request.user):  # type: ignore[attr-defined]  # the first argument of a view
            raise PermissionDenied
        return view(*args, **kwargs)

    return guarded
