"""The register of services."""

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from services import permissions
from services.filters import ServiceFilter, without
from services.models import Service
from services.wording import time_left_words

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; `direction` as aria-sort says it, empty where one cannot sort by it."""

    label: str
    direction: str = ""
    address: str = ""


@require_safe
def service_list(request: SignedInRequest) -> HttpResponse:
    everything = Service.objects.visible_to(request.user).with_names()
    sees_leaders = permissions.is_administrator(request.user) or permissions.is_authority(request.user)
    chosen = ServiceFilter(request.GET, queryset=everything, sees_leaders=sees_leaders)
    if "sort" in chosen.form.errors:
        raise BadRequest("unknown sort key")
    page = Paginator(chosen.qs, PER_PAGE).get_page(request.GET.get("page"))
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


def columns(chosen: ServiceFilter) -> list[Column]:
    sort = chosen.form.cleaned_data.get("sort") or "name"

    def column(label: str, key: str) -> Column:
        direction = {key: "ascending", f"-{key}": "descending"}.get(sort, "none")
        return Column(label, direction, without(chosen.data, sort=f"-{key}" if sort == key else key))

    return [
        column(_("Service"), "name"),
        column(_("Region"), "region"),
        Column(pgettext("of a service", "Kind")),
        Column(pgettext("of a service", "Function")),
        column(_("Time left"), "end"),
    ]
