"""Files on their way out: always to be kept, never to be shown within the site."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from files import names, scans
from files.models import StoredFile

# A page or a script of somebody's own is no page of ours, whatever a browser would make of it.
CONTENT_TYPES = {
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "excel": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "json": "application/json",
}
UNKNOWN = "application/octet-stream"


def attachment(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """`content` as a download called `name`, which is made fit for that."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, names.fit(name) or "file")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def stored_attachment(stored: StoredFile) -> HttpResponse:
    """The file as it was uploaded; who may have it the caller has asked. Raises FileNotFoundError when it is gone, and
    Withheld, of which the middleware makes a page, when the virus scanner has not let it pass."""
    scans.check_served(stored)
    with stored.content.open("rb") as file:
        return attachment(file.read(), name=stored.name, content_type=CONTENT_TYPES.get(stored.kind, UNKNOWN))
