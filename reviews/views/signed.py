"""A signed form as it is read: what was signed, to the letter, by whom, and what became of it."""

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from reviews import lifecycle, permissions
from reviews.models import Attachment, Response
from reviews.reading import Reading, reading_of

BYTES = (Attachment.Kind.FILE, Attachment.Kind.PLAN)  # kinds of attachments that are more than words
TO_READERS = ("sign", "reopen")  # of what came before the signature, its writers alone know


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    words: str
    url: str


def signed_page(request: SignedInRequest, response: Response) -> HttpResponse:
    user = request.user
    steps = response.steps.select_related("by")
    seen = Response.objects.visible_to(user).without_bytes()
    context = {
        "response": response,
        "reading": with_files(reading_of(response.signed_document), response),
        "links": links_of(response),
        "steps": steps if permissions.can_write(user, response) else steps.filter(verb__in=TO_READERS),
        "previous": seen.filter(next=response).first(),
        "following": seen.filter(previous=response).first(),
        "can_reopen": response.state == lifecycle.SIGNED and permissions.can_reopen(user, response),
    }
    return render(request, "reviews/signed.html", context)


def with_files(reading: Reading, response: Response) -> Reading:
    """What was attached leads to its bytes: both are in one order, and neither changes any more."""
    urls = {
        (each.slot, place): reverse("reviews:attachment", args=[response.pk, each.slot, each.pk])
        for place, each in enumerate(response.attachments.all())
        if each.kind in BYTES
    }
    return replace(
        reading,
        attachments=tuple(
            replace(read, url=urls.get((read.slot, place), read.url)) for place, read in enumerate(reading.attachments)
        ),
    )


def links_of(response: Response) -> list[Link]:
    """Its files and other pages."""
    pages = {
        "pdf": _("PDF"),
        # Translators: in a form since it was signed last; nb: Endringer
        **({"changes": _("Changes")} if response.previous_id else {}),
        # Translators: form and plan in one file; nb: Skjema og plan som PDF
        "bundle": _("Form and plan as PDF"),
        # Translators: a form with all its attachments as one file; nb: Alt til arkivet (zip)
        "archive": _("Everything for the archive (zip)"),
        "receipt": _("Receipt"),
    }
    return [Link(words=words, url=reverse(f"reviews:{name}", args=[response.pk])) for name, words in pages.items()]
