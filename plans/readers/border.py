"""What the reading process calls: bytes in, bytes out."""

from plans.readers import open_file
from plans.readers.opened import to_json


def opened(name: str, data: bytes) -> bytes:
    """What the file holds, as `readers.opened` writes it. Raises NotAPlan."""
    return to_json(open_file(name, data)).encode(errors="replace")
