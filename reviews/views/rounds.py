"""Rounds: who is asked what, and how far they have come."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest, page_asked_for
from files.downloads import attachment
from reviews import permissions
from reviews.actions import rounds as actions
from reviews.audience import asked
from reviews.exports import content_type, export
from reviews.filters import ORDERS, RoundFilter
from reviews.forms.rounds import RoundForm
from reviews.models import Response, ReviewRound
from reviews.views.fetch import get_round
from services.conflicts import ChangedMeanwhile, differences_of, over_what_is_stored
from services.lists import Heading, heading
from services.models import Service
from services.wording import days_until


@require_safe
def round_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Each service the user may know of, with where its two forms stand."""
    found = get_round(request, pk)
    everything = services_of(request, found)
    chosen = chosen_of(request, found, everything)
    page = page_asked_for(request, chosen.qs)
    now = chosen.form.cleaned_data.get("sort") or "name"
    today = timezone.localdate()
    context = {
        "round": found,
        "filter": chosen,
        "columns": [
            heading(_("Service"), "name", query=chosen.data, now=now),
            heading(_("Region"), "region", query=chosen.data, now=now),
            Heading(_("The leader's form")),
            Heading(_("The reference group's form")),
        ],
        "page_obj": page,
        "rows": _rows(request, found, list(page)),
        "total": everything.count(),
        "signed": found.responses.signed().filter(service__in=everything.values("pk")).count(),
        "is_late": found.is_late(today),
        "due": days_until(found.due_on, today),
        "exports": _exports(found, chosen),
        "may_run": permissions.can_run_rounds(request.user),
    }
    return render(request, "reviews/round.html", context)


def _exports(found: ReviewRound, chosen: RoundFilter) -> list[tuple[str, str]]:
    """Kinds of files of the answers, each with its address for what is shown now."""
    query = chosen.data.copy()
    query.pop("page", None)
    kinds = (("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))
    return [(name, f"{reverse(f'reviews:round-{key}', args=[found.pk])}?{query.urlencode()}") for key, name in kinds]


def services_of(request: SignedInRequest, found: ReviewRound) -> QuerySet[Service]:
    seen = Service.objects.filter(permissions.seen_in_round(request.user))
    return found.services.filter(pk__in=seen.values("pk")).with_names()


def chosen_of(request: SignedInRequest, found: ReviewRound, everything: QuerySet[Service]) -> RoundFilter:
    chosen = RoundFilter(request.GET, queryset=everything, round=found)
    if "sort" in chosen.form.errors:
        raise BadRequest("unknown sort key")
    return chosen


def _rows(
    request: SignedInRequest, found: ReviewRound, services: list[Service]
) -> list[tuple[Service, list[tuple[Response | None, bool]]]]:
    """Each service's newest forms, the leader's first, and whether the user may read them."""
    newest = found.responses.newest().without_bytes().filter(service__in=services)
    responses = {(each.service_id, each.audience): each for each in newest}
    read = set(Response.objects.visible_to(request.user).filter(round=found).values_list("pk", flat=True))
    rows = []
    for service in services:
        forms = [responses.get((service.pk, audience)) for audience in permissions.AUDIENCES]
        rows.append((service, [(each, each is not None and each.pk in read) for each in forms]))
    return rows


@require_safe
def round_answers(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """The signed answers of the services that the page shows with the same filters, as far as one may read them."""
    found = get_round(request, pk)
    chosen = chosen_of(request, found, services_of(request, found))
    order = ORDERS[chosen.form.cleaned_data.get("sort") or "name"]
    signed = (
        Response.objects.visible_to(request.user)
        .signed()
        .filter(round=found, service__in=chosen.qs.order_by().values("pk"))
        .order_by(*(f"-service__{by[1:]}" if by.startswith("-") else f"service__{by}" for by in order), "-audience")
    )
    documents = (bytes(each) for each in signed.values_list("document", flat=True) if each)
    content = export(documents, key, title=found.title)
    return attachment(content, name=f"{found.title}.{key}", content_type=content_type(key))


@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: SignedInRequest) -> HttpResponse:
    if not permissions.can_run_rounds(request.user):
        raise PermissionDenied
    form = RoundForm(request.POST if request.method == "POST" else None, initial={"year": timezone.localdate().year})
    if form.is_bound and form.is_valid():
        made = actions.create(form=form, key=form.cleaned_data["creation_key"], by=request.user)
        messages.success(request, _("Saved"))
        return redirect(made)
    return _form_page(request, form, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def round_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_round(request, pk, allow=permissions.can_run_rounds)
    form = RoundForm(request.POST if request.method == "POST" else None, instance=found)
    if not (form.is_bound and form.is_valid()):
        return _form_page(request, form, status=422 if form.is_bound else 200)
    try:
        changed = actions.change(form=form, seen=form.cleaned_data["version"], by=request.user)
    except ChangedMeanwhile as conflict:
        differences = differences_of(form, conflict.stored)
        over_what_is_stored(form, conflict.stored)
        return _form_page(request, form, status=409, differences=differences)
    messages.success(request, _("Saved"))
    return redirect(changed)


def _form_page(request: SignedInRequest, form: RoundForm, *, status: int, **more: Any) -> HttpResponse:
    stored = form.instance if form.instance.pk else None
    # Translators: a review round; nb: Ny runde
    title = _("Edit the round") if stored else _("New round")
    cancel = stored.get_absolute_url() if stored else reverse("reviews:home")
    context = {"form": form, "round": stored, "heading": title, "cancel": cancel}
    return render(request, "reviews/round_form.html", context | more, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def round_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Asks first, and shows who will be told."""
    found = get_round(request, pk, allow=permissions.can_run_rounds)
    if request.method != "POST" or found.is_open:
        return _opening_page(request, found, status=409 if found.is_open else 200)
    seen = request.POST.get("version", "")
    try:
        opened = actions.open_round(round=found, by=request.user, seen=int(seen) if seen.isdecimal() else 0)
    except (actions.AlreadyOpened, actions.NobodyAsked, ChangedMeanwhile):
        return _opening_page(request, get_round(request, pk), status=409, is_changed=True)
    messages.success(request, _("The round is open. Those who are to answer are told."))
    return redirect(opened)


def _opening_page(
    request: SignedInRequest, found: ReviewRound, *, status: int, is_changed: bool = False
) -> HttpResponse:
    people = asked(found.services.with_names())
    context = {
        "round": found,
        "asked": people,
        "told": len({user.pk for each in people for user in (*each.leader, *each.group)}),
        "is_changed": is_changed,
    }
    return render(request, "reviews/round_open.html", context, status=status)
