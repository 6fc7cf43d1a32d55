"""Everything that is asked of a file before anybody looks into it."""

from files import kinds, limits, zips
from files.refused import Refused


def checked(name: str, data: bytes, allowed: frozenset[str] = kinds.UPLOADED) -> str:
    """The file's kind. Raises Refused: file_too_large, and what kinds.kind_of and zips.check raise."""
    if len(data) > limits.FILE:
        raise Refused("file_too_large")
    kind = kinds.kind_of(name, data, allowed)
    if kind in kinds.ZIPPED:
        zips.check(data)
    return kind


def weight(kind: str, data: bytes) -> int:
    """How many bytes its reader goes through, about. Only of a file that was checked."""
    if kind in kinds.ZIPPED:
        return zips.size_of_texts(data)
    return len(data) * limits.PACKED_IN_PDF if kind == "pdf" else len(data)
