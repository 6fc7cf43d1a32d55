"""The whole form before it is sent: every answer, what is not answered, and what is recommended and still lacks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from reviews import permissions
from reviews.actions.documents import document_of
from reviews.audience import signers_of
from reviews.reading import reading_of
from reviews.sheets import Item, Part, Sheet, sheet_of
from reviews.slots import Slot, slots_of
from reviews.views.fetch import get_response
from reviews.views.page import about


@dataclass(frozen=True, slots=True)
class Lacking:
    """`target` is the id of the field that it leads to."""

    part: Part
    item: Item
    words: str
    target: str


@require_safe
def look_over(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_response(request, pk, allow=permissions.can_write)
    if not found.is_open:
        return redirect(found)
    sheet = sheet_of(found)
    read = reading_of(document_of(found, get_language()))
    answers = {question.key: question for section in read.sections for question in section.questions}
    for item in sheet.items():
        item.read = answers[item.question.key]
    slots = slots_of(found, [item.question for item in sheet.items()], may_change=False)
    context = about(request, sheet) | {
        "lacking": list(_lacking(sheet, slots)),
        "slots": slots.values(),
        "signers": sorted(signers_of(found).values_list("name", flat=True)),
    }
    return render(request, "reviews/look_over.html", context)


def _lacking(sheet: Sheet, slots: Mapping[int, Slot]) -> Iterator[Lacking]:
    """What is recommended and is not there; nothing of it hinders."""
    for part in sheet.parts:
        for item in part.items:
            key = item.question.key
            if not item.is_answered:
                # Translators: at a question that nobody has answered; nb: Ikke besvart
                yield Lacking(part, item, _("Not answered"), item.anchor)
            elif item.lacks_text:
                # Translators: a yes or no is there, but not the text that goes with it; nb: Svaret er ikke utdypet
                yield Lacking(part, item, _("The answer says no more than yes or no"), f"f-{key}-text")
            if item.has_rows and item.remark:
                yield Lacking(part, item, item.remark, f"f-{key}-rows")
            if item.question.slot and not slots[item.question.slot].attached:
                # Translators: nb: Vedlegg %(number)s mangler
                words = _("Attachment %(number)s is missing") % {"number": item.question.slot}
                yield Lacking(part, item, words, f"vedlegg-{item.question.slot}")
