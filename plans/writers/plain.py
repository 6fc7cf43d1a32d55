"""Words that every file can hold: XML knows no control characters, and half of a pair of surrogates is no letter."""

import re

_UNKNOWN = re.compile("[\x00-\x08\x0c\x0e-\x1f\ufffe\uffff]")
_HALVES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|\r|\x0b")  # the last one is what Word calls a manual line break


def plain(text: str) -> str:
    """The text without what XML cannot hold, its lines parted by \\n; "" if nothing of it can be seen."""
    text = _HALVES.sub("\ufffd", _UNKNOWN.sub("", _LINE_ENDS.sub("\n", text)))
    return text if text.strip() else ""


def one_line(text: str) -> str:
    return " ".join(plain(text).split())
