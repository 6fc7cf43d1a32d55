"""The register of services."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from accounts.permissions import is_administrator
from accounts.requests import SignedInRequest, page_asked_for
from services import permissions
from services.filters import ServiceFilter
from services.lists import Heading, heading
from services.models import Service
from services.wording import time_left_words


@require_safe
def service_list(request: SignedInRequest) -> HttpResponse:
    everything = Service.objects.visible_to(request.user).with_names()
    sees_leaders = is_administrator(request.user) or permissions.is_authority(request.user)
    chosen = ServiceFilter(request.GET, queryset=everything, sees_leaders=sees_leaders)
    if "sort" in chosen.form.errors:
        raise BadRequest("unknown sort key")
    page = page_asked_for(request, chosen.qs)
    today = timezone.localdate()
    context = {
        "filter": chosen,
        "columns": columns(chosen),
        "page_obj": page,
        "rows": [(service, time_left_words(service, today)) for service in page],
        "total": everything.count(),
        "may_create": permissions.can_create_service(request.user),
    }
    return render(request, "services/list.html", context)


def columns(chosen: ServiceFilter) -> list[Heading]:
    now = chosen.form.cleaned_data.get("sort") or "name"
    return [
        heading(_("Service"), "name", query=chosen.data, now=now),
        heading(_("Region"), "region", query=chosen.data, now=now),
        Heading(pgettext("of a service", "Kind")),
        Heading(pgettext("of a service", "Function")),
        heading(_("Time left"), "end", query=chosen.data, now=now),
    ]
