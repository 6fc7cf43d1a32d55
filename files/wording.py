"""Why a file is not taken, in words. Rooms above add what they find in the content, and fall back on these."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By the code of Refused, or of what the reading process raised. %(detail)s: what kind of file it is.
REFUSALS: dict[str, str | Promise] = {
    "empty": _("The file is empty."),
    "encrypted": _("The file is protected by a password. Save it without one."),
    "old_format": _("The file is in an old format (.doc or .xls). Save it as .docx or .xlsx."),
    "macros": _("The file holds macros. Save it as .docx or .xlsx, which cannot hold any."),
    "unknown_kind": _(
        "This kind of file cannot be read. Use Word (.docx), Excel (.xlsx), PDF, a web page (.html) or JSON."
    ),
    "other_kind": _(
        "The name of the file does not fit what it is: %(detail)s. Give it the right ending, or save it anew."
    ),
    "damaged": _("The file is damaged and cannot be read."),
    "unsafe": _(
        "The file is not opened: it has parts that files from Word and Excel never have. Save it anew in Word or Excel."
    ),
    "file_too_large": _("The file is larger than 25 MB. Pictures are not needed: take them out, or split the file."),
    "unpacked_too_large": _("The file is too large inside. Take out what is not needed, such as pictures."),
    "too_many_parts": _("The file has too many parts. Copy the table into a new document and save that."),
    "too_slow": _("The file takes too long to read. Copy the table into a new document and save that."),
    "too_heavy": _("The file takes too much memory to read. Copy the table into a new document and save that."),
    "busy": _("Many files are being read just now. Try again in a minute."),
    "infected": _("The virus scanner found something harmful in the file. It was not opened, and it is deleted here."),
    "disk_full": _("There is no room for the file on the server just now. Nothing was stored. Try again later."),
}
KINDS: dict[str, str | Promise] = {
    "word": _("a Word document (.docx)"),
    "excel": _("an Excel workbook (.xlsx)"),
    "pdf": _("a PDF (.pdf)"),
    "html": _("a web page (.html)"),
    "json": _("JSON (.json)"),
    "text": _("plain text (.txt)"),
}


def refusal_words(code: str, detail: str = "") -> str:
    """Of an unknown code: that the file is damaged."""
    words = str(REFUSALS.get(code, REFUSALS["damaged"]))
    return words % {"detail": KINDS.get(detail, detail)} if code == "other_kind" else words


def size_words(size: int) -> str:
    """As people say it: 108 kB, 1,2 MB."""
    if size >= 1_000_000:
        return f"{number_format(Decimal(size) / 1_000_000, 1, use_l10n=True)} MB"
    return f"{max(1, round(size / 1000))} kB"
