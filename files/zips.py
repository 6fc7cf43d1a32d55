"""What Word and Excel files are inside: zip archives. Nothing in one is believed before it was unpacked and counted."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from files import limits
from files.refused import Refused
from files.xmlparts import Watch

_IN_DIRECTORY = b"PK\x01\x02"  # begins each entry of the archive's list
_ENCRYPTED = 0x1 | 0x40 | 0x2000


def names_in(data: bytes) -> frozenset[str]:
    """The names of the parts. Raises Refused: damaged, too_many_parts."""
    with _opened(data) as archive:
        return frozenset(archive.namelist())


def part(data: bytes, name: str, most: int) -> bytes:
    """The beginning of a part, at most so many bytes. Raises Refused("damaged")."""
    try:
        with _opened(data) as archive, archive.open(name) as file:
            return file.read(most)
    except Exception as error:  # zipfile raises many kinds for broken archives
        raise Refused("damaged") from error


def check(data: bytes) -> None:
    """Unpack each part once, and keep nothing.

    Raises Refused: damaged, encrypted, unsafe, too_many_parts, unpacked_too_large.
    """
    with _opened(data) as archive:
        entries = archive.infolist()
        _check_names(entries)
        if entries and min(entry.header_offset for entry in entries) > 0:
            raise Refused("unsafe", "prefix")  # something else stands before the archive
        left = limits.UNPACKED
        for entry in entries:
            left -= _unpacked(archive, entry, left)


def size_of_texts(data: bytes) -> int:
    """The bytes of all its XML, as the archive declares: true of one that was checked. Raises as names_in does."""
    with _opened(data) as archive:
        return sum(entry.file_size for entry in archive.infolist() if entry.filename.lower().endswith(".xml"))


def _opened(data: bytes) -> ZipFile:
    # The list tells how long it is, and may lie; to read one of half a million entries takes seconds.
    if data.count(_IN_DIRECTORY) > limits.PARTS:
        raise Refused("too_many_parts")
    try:
        return ZipFile(BytesIO(data))
    except Exception as error:  # BadZipFile, and others for broken archives
        raise Refused("damaged") from error


def _check_names(entries: list[ZipInfo]) -> None:
    seen = set()
    for entry in entries:
        name = entry.orig_filename
        if entry.flag_bits & _ENCRYPTED:
            raise Refused("encrypted")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Refused("damaged")
        if "\\" in name or "\0" in name or name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
            raise Refused("unsafe", "name")
        if name.casefold() in seen:  # readers differ in which of two they take
            raise Refused("unsafe", "name")
        seen.add(name.casefold())


def _unpacked(archive: ZipFile, entry: ZipInfo, most: int) -> int:
    """The true size of a part, whose text was looked through."""
    declared, size, watch = entry.file_size, 0, Watch(entry.filename)
    # zipfile stops where the declared size says that the part ends: it shall go on to the true end, or beyond `most`.
    entry.file_size = most + 2 * limits.PIECE
    try:
        for piece in _pieces(archive, entry):
            size += len(piece)
            if size > most:
                raise Refused("unpacked_too_large")
            watch.look(piece)
    except Refused:
        raise
    except Exception as error:  # zlib.error, BadZipFile, EOFError …
        raise Refused("damaged") from error
    watch.end()
    if size != declared:
        raise Refused("unsafe", "size")
    return size


def _pieces(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as file:
        while piece := file.read(limits.PIECE):
            yield piece
