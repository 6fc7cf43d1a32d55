"""People's words as HTML for a cell or a section: paragraphs, bullets, addresses. All of it is escaped text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString

BULLET = re.compile(r"\s*[•·▪◦‣●○■□*–-]\s+(?=\S)")
ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"'«»]+", re.IGNORECASE)
TRAILING = ".,;:!?…"
LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


@lru_cache(maxsize=4096)
def prose(text: str) -> SafeString:
    """Empty for empty text; the bare line where it is one line of words; else <p> and <ul>."""
    lines = LINE_END.split(text.strip())
    if len(lines) == 1 and not BULLET.match(text) and not ADDRESS.search(text):
        return SafeString(escape(lines[0]))
    return SafeString("".join(_blocks(lines)))


def _blocks(lines: list[str]) -> Iterator[str]:
    for kind, members in groupby(lines, key=_kind):
        if kind == "bullet":
            items = "".join(f"<li>{_linked(BULLET.sub('', line, count=1))}</li>" for line in members)
            yield f"<ul>{items}</ul>"
        elif kind == "words":
            yield f"<p>{'<br>'.join(_linked(line.strip()) for line in members)}</p>"


def _kind(line: str) -> str:
    return "bullet" if BULLET.match(line) else "words" if line.strip() else "gap"


def _linked(line: str) -> str:
    """The escaped line, its web addresses as links. What ends a sentence is no part of an address."""
    parts, done = [], 0
    for found in ADDRESS.finditer(line):
        address = found.group().rstrip(TRAILING)
        if address.endswith(")") and "(" not in address:
            address = address.rstrip(")" + TRAILING)
        target = address if "://" in address else f"https://{address}"
        parts.append(escape(line[done : found.start()]))
        parts.append(f'<a class="ds-link" href="{escape(target)}">{escape(address)}</a>')
        done = found.start() + len(address)
    parts.append(escape(line[done:]))
    return "".join(parts)
