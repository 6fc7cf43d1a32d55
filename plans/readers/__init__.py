"""Files as plans. Each reader turns bytes into a Reading; this is the border where whatever they raise is caught."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from plans.document import NotAPlan, Reading
from plans.readers import excel, json, word

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(name: str, data: bytes) -> Reading:
    """The plan in a file. The content tells its kind; the name only helps to say what is wrong.

    Raises NotAPlan and nothing else. Its `code` is one of: empty, encrypted, old_format, unknown_kind, damaged,
    no_table, no_rows, too_large, bad_json.
    """
    try:
        return _read(name, data)
    except NotAPlan:
        raise
    except Exception as error:  # the parsers raise many kinds for broken files
        raise NotAPlan("the file cannot be read", code="damaged") from error


def _read(name: str, data: bytes) -> Reading:
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data.strip():
        raise NotAPlan("the file is empty", code="empty")
    if data.startswith(_OLE):
        code = "encrypted" if _ENCRYPTED in data else "old_format"
        raise NotAPlan("not a file of today's Office", code=code)
    if data.startswith(b"PK"):
        return _read_zip(data)
    if start.startswith(b"{") or name.casefold().endswith(".json"):
        return json.read(data)
    raise NotAPlan("not a kind of file that can hold a plan", code="unknown_kind")


def _read_zip(data: bytes) -> Reading:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except BadZipFile as error:
        raise NotAPlan("the file is damaged", code="damaged") from error
    if "word/document.xml" in names:
        return word.read(data)
    if "xl/workbook.xml" in names:
        return excel.read(data)
    raise NotAPlan("not a kind of file that can hold a plan", code="unknown_kind")
