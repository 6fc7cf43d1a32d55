"""One section of a form on a page of its own. Its script saves part by part; without script the page saves as a whole,
and what could not be stored stands in its field."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.requests import SignedInRequest
from reviews import permissions
from reviews.actions.answers import NotADraft, PartChanged, save_parts
from reviews.answers import BadAnswer
from reviews.models import Response
from reviews.remarks import refusal
from reviews.sent import Sent, checked, read_page
from reviews.sheets import Item, Part, Sheet, heading_of, sheet_of, taken, with_earlier
from reviews.slots import slots_of
from reviews.views.fetch import get_response
from reviews.views.page import about, show_locked
from services.conflicts import Difference


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    found = get_response(request, pk, allow=permissions.can_write)
    sheet = sheet_of(found)
    part = next((part for part in sheet.parts if part.number == number), None)
    if part is None:
        raise Http404
    if request.method == "POST":
        return _save(request, sheet, part)
    if not found.is_draft:
        return redirect(found)
    for item in part.items:
        item.blank = int(item.question.key == request.GET.get("rad"))
    return _page(request, sheet, part)


def _save(request: SignedInRequest, sheet: Sheet, part: Part) -> HttpResponse:
    response = sheet.response
    sent = read_page(request.POST, part.items)
    good, bad = checked(sent, part.items)
    try:
        conflicts = save_parts(response=response, sent=good, by=request.user)
    except NotADraft as late:
        return show_locked(request, late.response, list(_unsaved(part, sent)))
    if bad or conflicts:
        return _again(request, response, part.number, sent, bad, conflicts)
    taking = next((item for item in part.items if item.question.key == request.POST.get("take")), None)
    if taking:
        _take(request, response, part, taking.question.key)
    return _onward(request, sheet, part)


def _take(request: SignedInRequest, response: Response, part: Part, key: str) -> None:
    """The answer of an earlier round comes into this one, beside what stands there. What someone else wrote at the
    same moment stays."""
    [now] = [
        item for each in sheet_of(response, part=part.number).parts for item in each.items if item.question.key == key
    ]
    with_earlier(response, [now])
    if now.earlier:
        wanted = taken(now.value, now.earlier)
        sent: Sent = {key: {name: (wanted[name], now.base[name]) for name in now.parts}}
        save_parts(response=response, sent=sent, by=request.user)


def _onward(request: SignedInRequest, sheet: Sheet, part: Part) -> HttpResponse:
    """To where the button that was pressed leads; back to the question that was added to."""
    response, here = sheet.response, resolve_url("reviews:section", sheet.response.pk, part.number)
    for item in part.items:
        key = item.question.key
        if request.POST.get("add") == key:
            return redirect(f"{here}?rad={key}#q-{key}")
        if request.POST.get("take") == key:
            return redirect(f"{here}#q-{key}")
    ways = {"next": _neighbour(sheet, part, 1), "previous": _neighbour(sheet, part, -1), "close": resolve_url(response)}
    for item in part.items:
        if number := item.question.slot:
            ways[f"vedlegg-{number}"] = reverse("reviews:attachments", args=[response.pk, number])
    if way := ways.get(request.POST.get("to", "")):
        return redirect(way)
    messages.success(request, _("Saved"))
    return redirect(here)


def _neighbour(sheet: Sheet, part: Part, step: int) -> str:
    """The address of the section before or after; at the ends the start page and the one to look over."""
    place = sheet.parts.index(part) + step
    if place < 0:
        return resolve_url(sheet.response)
    if place == len(sheet.parts):
        return reverse("reviews:look-over", args=[sheet.response.pk])
    return reverse("reviews:section", args=[sheet.response.pk, sheet.parts[place].number])


def _again(
    request: SignedInRequest,
    response: Response,
    number: int,
    sent: Sent,
    bad: Mapping[tuple[str, str], BadAnswer],
    conflicts: list[PartChanged],
) -> HttpResponse:
    """The page with what could not be stored in its fields. Sent again, a text in conflict is stored over the other,
    which has been seen now."""
    sheet = sheet_of(response)
    [part] = [part for part in sheet.parts if part.number == number]
    items = {item.question.key: item for item in part.items}
    differences = []
    for conflict in conflicts:
        key, name = conflict.stored.question.key, conflict.part
        _show_sent(items[key], name, conflict.mine)
        differences.append(_difference(items[key], conflict, request.user))
    for (key, name), problem in bad.items():
        value, base = sent[key][name]
        _show_sent(items[key], name, value)
        items[key].base = items[key].base | {name: base}
        items[key].errors[name] = refusal(problem)
    status = 422 if bad else 409
    return _page(request, sheet, part, status=status, differences=differences, has_errors=bool(bad))


def _show_sent(item: Item, name: str, value: object) -> None:
    item.value = item.value | {name: value}


def _difference(item: Item, conflict: PartChanged, user: User) -> Difference:
    label = f"{item.question.number}. {item.question.text}"
    if conflict.by and conflict.by != user:
        # Translators: whose text it is that stands against one's own; nb: %(question)s (endret av %(name)s)
        label = _("%(question)s (changed by %(name)s)") % {"question": label, "name": conflict.by.name}
    return Difference(
        label, in_words(item, conflict.part, conflict.mine), in_words(item, conflict.part, conflict.theirs)
    )


def in_words(item: Item, part: str, value: Any) -> str:
    if part == "choice":
        return dict(item.choices).get(value, "")
    if part == "rows":
        return "\n".join(", ".join(_cell(*each) for each in row.items() if each[1]) for row in value)
    return value


def _cell(column: str, text: str) -> str:
    return text if column in ("label", "role") else f"{heading_of(column).lower()} {text}"


def _unsaved(part: Part, sent: Sent) -> Iterator[tuple[str, str]]:
    """What was written and is not stored: question and words."""
    for item in part.items:
        for name, (value, _base) in sent.get(item.question.key, {}).items():
            if value and value != item.value[name]:
                yield str(item.question), in_words(item, name, value)


def _page(request: SignedInRequest, sheet: Sheet, part: Part, *, status: int = 200, **more: Any) -> HttpResponse:
    earlier = with_earlier(sheet.response, part.items)
    slots = slots_of(sheet.response, [item.question for item in part.items], may_change=True)
    for item in part.items:
        item.slot = slots.get(item.question.slot)
    place = sheet.parts.index(part)
    context = about(request, sheet) | {
        "part": part,
        "earlier": earlier,
        "slots": slots.values(),
        "before": sheet.parts[place - 1] if place else None,
        "after": sheet.parts[place + 1] if place + 1 < len(sheet.parts) else None,
        "next_url": _neighbour(sheet, part, 1),
        "previous_url": _neighbour(sheet, part, -1),
    }
    return render(request, "reviews/section.html", context | more, status=status)
