"""What everybody may read without signing in: published versions, and nothing else. No view here knows a working copy.

A page or file that the reader has already is answered at the price of one query (ETag).
"""

from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from accounts.requests import page_asked_for
from plans.exports import FORMATS
from plans.filters import PublishedFilter
from plans.models import PlanVersion
from plans.views.contents import contents
from plans.views.version_files import file_of
from services.models import Service

SECONDS = 60  # for which a browser or proxy may show a page without asking again


def open_to_all[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """A view of the published version of the plan `pk`: read only, without sign-in, with an ETag."""

    @wraps(view)
    def cached(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        if response.status_code == 200:
            patch_cache_control(response, max_age=SECONDS)
        return response

    return login_not_required(require_safe(condition(etag_func=_etag)(cached)))


def _etag(request: HttpRequest, pk: int, key: str = "") -> str | None:
    """What the answer depends on. None, so no ETag, for who is signed in: the page names them."""
    if request.user.is_authenticated:
        return None
    kept = PlanVersion.objects.published().filter(plan=pk).values_list("sha256", "pdf_sha256").first()
    if kept is None:
        return None
    query = request.META.get("QUERY_STRING", "")
    named = "\0".join((*kept, key, get_language() or "", query, _edition()))
    return f'"{sha256(named.encode(errors="replace")).hexdigest()}"'


@cache
def _edition() -> str:
    """Of the program: a page changes with its template and its words, too."""
    folders = (settings.BASE_DIR / name for name in ("templates", "static", "locale", "plans"))
    return str(max(path.stat().st_mtime_ns for folder in folders for path in folder.rglob("*") if path.is_file()))


@login_not_required
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """The published plans, by service. What the list cannot be asked for is a bad request, not an empty answer."""
    published = PlanVersion.objects.published()
    found = PublishedFilter(request.GET, queryset=published)
    if not found.form.is_valid():
        raise BadRequest("no such filter")
    page = page_asked_for(request, _listed(found.qs))
    context = {
        "form": found.form,
        "page_obj": page,
        "has_plans": bool(page) or published.exists(),
        "words": found.form.cleaned_data["words"],
    }
    return render(request, "public/plans.html", context)


@login_not_required
@require_safe
def service(request: HttpRequest, pk: int) -> HttpResponse:
    """A service that has published something."""
    service = get_object_or_404(Service.objects.with_names(), pk=pk)
    versions = _listed(PlanVersion.objects.published().filter(plan__service=service))
    if not versions:
        raise Http404
    return render(request, "public/service.html", {"service": service, "versions": versions})


@open_to_all
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    version = _published(pk)
    document = version.plan_document
    shown = contents(
        document,
        request.GET,
        address=resolve_url("public:plan", pk),
        files={key: resolve_url(f"public:{key}", pk) for key in FORMATS},
    )
    return render(request, "public/plan.html", shown | {"version": version, "service": version.plan.service})


@open_to_all
def download(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    return file_of(request, _published(pk), key, back=resolve_url("public:plan", pk))


def _published(pk: int) -> PlanVersion:
    """The published version of the plan, of whatever number."""
    return get_object_or_404(PlanVersion.objects.published().select_related("plan__service"), plan=pk)


def _listed(versions: Any) -> Any:
    """With the services' names of today; of the plans only what was published, in Norwegian order of the services."""
    lean = versions.defer("document", "pdf", "search").select_related("plan__service__trust__region")
    return lean.order_by("plan__service__sort", "-published_at", "id")
