"""Our own JSON as a plan."""

from plans.document import Reading, from_json


def read(data: bytes) -> Reading:
    """Raises NotAPlan with the place of what is wrong."""
    return Reading(document=from_json(data))
