"""A leader's and a reference group's signed answers beside each other, for those who may read both."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from reviews.document import AnsweredQuestion, ResponseDocument
from reviews.lifecycle import REOPENED, SIGNED
from reviews.models import Response
from reviews.pairs import side_by_side as laid_beside
from reviews.permissions import GROUP, LEADER, seen_in_round
from reviews.reading import Read, ReadAttachment, read, reading_of
from reviews.views.fetch import get_round
from services.models import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A form as far as the reader may know it: `signed` to be read, else only that it is there. `earlier` are those
    that were signed before it, the newest first."""

    newest: Response
    signed: Response | None
    earlier: list[Response]

    @property
    def document(self) -> ResponseDocument | None:
        return self.signed.signed_document if self.signed else None

    @property
    def attachments(self) -> tuple[ReadAttachment, ...]:
        return reading_of(self.document).attachments if self.document else ()


@require_safe
def side_by_side(request: SignedInRequest, pk: int, service_pk: int) -> HttpResponse:
    """Of a form that is not signed it says only that, to its own writers too: theirs is on its own pages."""
    asked, user = get_round(request, pk), request.user
    seen = asked.services.filter(seen_in_round(user))
    service: Service = get_object_or_404(seen.with_names(), pk=service_pk)
    forms = Response.objects.filter(round=asked, service=service).with_names().order_by("-number")
    readable = {form.pk: form for form in forms.visible_to(user).filter(state__in=(SIGNED, REOPENED)).defer("pdf")}
    sides = {audience: _side(audience, forms.without_bytes(), readable) for audience in (LEADER, GROUP)}
    laid = laid_beside(sides[LEADER].document, sides[GROUP].document)
    context = {
        "round": asked,
        "service": service,
        "sides": list(sides.values()),
        "leader": sides[LEADER],
        "group": sides[GROUP],
        "pairs": [(pair.leader and read(pair.leader), pair.group and read(pair.group)) for pair in laid.pairs],
        "leader_only": _read(laid.leader_only),
        "group_only": _read(laid.group_only),
    }
    return render(request, "reviews/side_by_side.html", context)


def _side(audience: str, forms: Iterable[Response], readable: dict[int, Response]) -> Side:
    editions = [form for form in forms if form.audience == audience]
    if not editions:
        raise Http404  # of a round that is not opened
    newest, *earlier = editions
    signed = readable.get(newest.pk) if newest.state == SIGNED else None
    return Side(newest=newest, signed=signed, earlier=[form for form in earlier if form.pk in readable])


def _read(questions: Iterable[AnsweredQuestion]) -> list[Read]:
    return [read(question) for question in questions]
