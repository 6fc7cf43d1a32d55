"""Colours of written files: green, yellow and red as people have them, light enough for black words on them."""

from plans.document import Status

STATUSES: dict[Status, str] = {"done": "B6DFA5", "ongoing": "FFE48A", "planned": "F6B7B0", "": ""}
HEADING = "DCE6F4"  # behind the headings of the columns
BAND = "E9EDF2"
LINE = "8A93A1"
INK = "112040"  # of titles
PALE_INK = "4E5663"  # of what is only said again
