"""A signed form with everything that belongs to it, as one zip for an archive.

The same form gives the same bytes. It is made while it is sent: of files that people attached, however large, no more
than a piece is in memory.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone

from files import limits, names, scans
from files.models import StoredFile
from plans.frozen import print_version
from plans.models import PlanVersion
from reviews.document import ResponseDocument, from_json
from reviews.frozen import print_signed
from reviews.models import Attachment, Response

SCHEMA = 1
MANIFEST = "manifest.json"
CASE_NUMBER = 60  # characters of it
STEM = 120  # characters of a name in the zip: with the folders it is unpacked into it has to fit into 260 in Windows


class NotPrinted(Exception):
    """The PDF of the form, or of a plan that is attached, is not there and cannot be made now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of the zip. `read` gives its bytes in pieces; `slot` 0 is the form itself."""

    path: str
    title: str
    size: int
    sha256: str
    read: Callable[[], Iterable[bytes]]
    kind: str = "form"
    slot: int = 0


def archive_of(response: Response, *, case_number: str = "") -> Iterator[bytes]:
    """The zip of a signed form, in pieces. Before the first of them: raises NotPrinted, FileNotFoundError, and Withheld
    while a file waits for the virus scanner."""
    document = from_json(bytes(response.document or b""))
    attachments = list(response.attachments.select_related("stored", "plan_version"))
    parts = [*_form(response, document), *_attached(attachments)]
    about = manifest(response, document, parts, case_number) | {"left_out": list(_left_out(attachments))}
    first = _of_bytes(MANIFEST, json.dumps(about, ensure_ascii=False, indent=2).encode(), title=MANIFEST)
    return _zipped([first, *parts], response)


def manifest(response: Response, document: ResponseDocument, parts: Iterable[Part], case_number: str) -> dict[str, Any]:
    """What an archive asks of what it takes in, and the hash of every file in the zip but this."""
    service, signature = document.service, document.signature
    return {
        "schema": SCHEMA,
        "title": f"{document.questionnaire.title}: {service.name}",
        "date": signature.at.isoformat() if signature else "",
        "sender": f"{service.name}, {service.trust}",
        "receiver": service.region,
        "version": document.number,
        "case_number": case_number,
        "reference": document.reference,
        "round": document.round.title,
        "language": document.language,
        "signed_by": signature.name if signature else "",
        "signed_as": signature.role if signature else "",
        "document_sha256": response.sha256,
        "files": [
            {
                "path": part.path,
                "title": part.title,
                "kind": part.kind,
                "attachment": part.slot or None,
                "size": part.size,
                "sha256": part.sha256,
            }
            for part in parts
        ],
    }


def _form(response: Response, document: ResponseDocument) -> Iterator[Part]:
    if response.pdf is None:
        print_signed(response)
    if response.pdf is None:
        raise NotPrinted
    title = document.questionnaire.title
    yield _of_bytes("skjema.pdf", bytes(response.pdf), title=title)
    yield _of_bytes("skjema.json", bytes(response.document or b""), title=title)


def _attached(attachments: list[Attachment]) -> Iterator[Part]:
    """Each in the folder of its slot, by its number there: so no two names are the same, also where small and capital
    letters are, and none is one that Windows keeps for itself."""
    number: dict[int, int] = {}
    for attachment in attachments:
        number[attachment.slot] = number.get(attachment.slot, 0) + 1
        start = f"vedlegg-{attachment.slot}/{number[attachment.slot]:02} "
        about = {"title": attachment.name, "kind": attachment.kind, "slot": attachment.slot}
        if attachment.stored:
            if attachment.stored.scan != StoredFile.Scan.INFECTED:
                yield _of_file(attachment.stored, start, about)
        elif attachment.plan_version:
            yield from _of_plan(attachment.plan_version, start + _stem(attachment.name), about)
        else:
            words = "\r\n".join([attachment.name, *(attachment.url or attachment.text).split("\n"), ""])
            yield _of_bytes(f"{start}{_stem(attachment.name)}.txt", words.encode(), **about)


def _left_out(attachments: list[Attachment]) -> Iterator[dict[str, Any]]:
    for attachment in attachments:
        if attachment.stored and attachment.stored.scan == StoredFile.Scan.INFECTED:
            yield {
                "title": attachment.name,
                "attachment": attachment.slot,
                "sha256": attachment.stored.sha256,
                "reason": f"deleted: the virus scanner found {attachment.stored.found}",
            }


def _of_file(stored: StoredFile, start: str, about: dict[str, Any]) -> Part:
    scans.check_served(stored)
    stored.content.open("rb").close()  # what is gone is known before anything is sent

    def read() -> Iterator[bytes]:
        with stored.content.open("rb") as file:
            yield from file.chunks(limits.PIECE)

    stem, dot, ending = stored.name.rpartition(".")
    return Part(path=f"{start}{_stem(stem)}{dot}{ending}", size=stored.size, sha256=stored.sha256, read=read, **about)


def _of_plan(version: PlanVersion, stem: str, about: dict[str, Any]) -> Iterator[Part]:
    """Its PDF, and the JSON whose hash is in what was signed."""
    if version.pdf is None:
        print_version(version)
    if version.pdf is None:
        raise NotPrinted
    yield _of_bytes(f"{stem}.pdf", bytes(version.pdf), **about)
    yield _of_bytes(f"{stem}.json", bytes(version.document), **about)


def _of_bytes(path: str, content: bytes, **about: Any) -> Part:
    return Part(path=path, size=len(content), sha256=sha256(content).hexdigest(), read=lambda: [content], **about)


def _stem(words: str) -> str:
    return names.fit(words)[:STEM].strip(". ") or "vedlegg"


class _Pieces:
    """What ZipFile writes to: a stream that is taken away while it is written."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """There is nothing behind it."""

    def taken(self) -> bytes:
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def _zipped(parts: Iterable[Part], response: Response) -> Iterator[bytes]:
    """All of them of the time at which the form was signed."""
    when = timezone.localtime(response.signed_at)
    stream = _Pieces()
    with ZipFile(stream, "w") as zipped:  # type: ignore[call-overload]  # it asks no more of one
        for part in parts:
            about = ZipInfo(part.path, (when.year, when.month, when.day, when.hour, when.minute, when.second))
            about.compress_type, about.external_attr = ZIP_DEFLATED, 0o644 << 16
            with zipped.open(about, "w") as entry:
                for piece in part.read():
                    entry.write(piece)
                    if made := stream.taken():
                        yield made
            yield stream.taken()
    yield stream.taken()
