"""Files as plans, in two steps: `open_file` turns bytes into what they hold (slow, the bytes may be hostile),
`understand` tells what that means, with a person's answers (quick, plain values).

This is the border where whatever the readers raise is caught. The libraries for Excel and PDF take longer to load than
most files to read, and each file is read in a process of its own: so they are loaded for such files only.
"""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from plans.document import COLUMNS, NotAPlan
from plans.imported import Answers, Reading
from plans.readers import html, json, text, word
from plans.readers.charsets import decoded
from plans.readers.compose import reading_of
from plans.readers.opened import Opened

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = re.compile(r"word/document[0-9]*\.xml")
_TEXTS = (".tsv", ".csv", ".txt")


def open_file(name: str, data: bytes) -> Opened:
    """What is in a file. The content tells its kind; the name only helps to say what is wrong.

    Raises NotAPlan and nothing else. Its `code` is one of: empty, encrypted, old_format, unknown_kind, damaged,
    too_large, too_heavy, bad_json, no_text, too_many_pages.
    """
    try:
        return _open(name, data)
    except NotAPlan:
        raise
    except MemoryError as error:
        raise NotAPlan("the file needs too much memory", code="too_heavy") from error
    except Exception as error:  # the parsers raise many kinds for broken files
        raise NotAPlan("the file cannot be read", code="damaged") from error


def understand(opened: Opened, answers: Answers | None = None) -> Reading:
    """The plan in what a file holds. Raises NotAPlan with the code no_table, no_rows or too_large."""
    if opened.document is not None:
        return Reading(document=opened.document, doubts=opened.doubts, left_out=opened.left_out, columns=COLUMNS)
    return reading_of(opened, answers or Answers())


def read(name: str, data: bytes) -> Reading:
    """Both steps, in this process: for files one trusts."""
    return understand(open_file(name, data))


def _open(name: str, data: bytes) -> Opened:
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data.strip():
        raise NotAPlan("the file is empty", code="empty")
    if data.startswith(_OLE):
        code = "encrypted" if _ENCRYPTED in data else "old_format"
        raise NotAPlan("not a file of today's Office", code=code)
    if data.startswith(b"PK"):
        return _open_zip(data)
    if b"%PDF-" in data[:1024]:
        from plans.readers import pdf

        return pdf.open_file(data)
    if start.startswith(b"{") or name.casefold().endswith(".json"):
        return json.open_file(data)
    if _is_page(data):
        return html.open_file(data)
    if not name or name.casefold().endswith(_TEXTS):  # what is pasted has no name
        return text.open_file(data)
    raise NotAPlan("not a kind of file that can hold a plan", code="unknown_kind")


def _is_page(data: bytes) -> bool:
    """Markup, or what Windows writes before it on the clipboard."""
    start = decoded(data[:1000]).lstrip()
    return start.startswith("<") or (start.startswith("Version:") and "StartHTML:" in start)


def _open_zip(data: bytes) -> Opened:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except BadZipFile as error:
        raise NotAPlan("the file is damaged", code="damaged") from error
    if any(map(_WORD.fullmatch, names)):
        return word.open_file(data)
    if "xl/workbook.xml" in names:
        from plans.readers import excel

        return excel.open_file(data)
    raise NotAPlan("not a kind of file that can hold a plan", code="unknown_kind")
