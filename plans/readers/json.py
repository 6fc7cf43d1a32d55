"""Our own JSON as a plan."""

from plans.document import from_json
from plans.readers.opened import Opened


def open_file(data: bytes) -> Opened:
    """Raises NotAPlan with the place of what is wrong."""
    return Opened(kind="json", document=from_json(data))
