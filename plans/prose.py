"""People's words as HTML for a cell or a section: paragraphs, bullets, addresses, what changed. All escaped text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString

from plans.addresses import ADDRESS, linked
from plans.changed_words import Part

BULLET = re.compile(r"\s*[•·▪◦‣●○■□*–-]\s+(?=\S)")
LINK = ' class="ds-link"'
LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


@lru_cache(maxsize=4096)
def prose(text: str) -> SafeString:
    """Empty for empty text; the bare line where it is one line of words; else <p> and <ul>."""
    lines = LINE_END.split(text.strip())
    if len(lines) == 1 and not BULLET.match(text) and not ADDRESS.search(text):
        return SafeString(escape(lines[0]))
    return SafeString("".join(_blocks(lines)))


def marked(parts: Iterable[Part], around: Mapping[str, tuple[str, str]]) -> SafeString:
    """Changed words, in a line or several. `around`: HTML of ours before and after the words of an "ins" and a "del",
    that tells them apart without colour."""
    return SafeString("".join(_part(mark, text, around) for mark, text in parts))


def _part(mark: str, text: str, around: Mapping[str, tuple[str, str]]) -> str:
    if not mark:
        return escape(text)
    gap = text[: len(text) - len(text.lstrip())] if text.strip() else ""  # nothing of ours stands apart from its word
    before, after = around[mark]
    return f"{gap}<{mark}>{before}{escape(text.removeprefix(gap))}{after}</{mark}>"


def _blocks(lines: list[str]) -> Iterator[str]:
    for kind, members in groupby(lines, key=_kind):
        if kind == "bullet":
            items = "".join(f"<li>{linked(BULLET.sub('', line, count=1), LINK)}</li>" for line in members)
            yield f"<ul>{items}</ul>"
        elif kind == "words":
            yield f"<p>{'<br>'.join(linked(line.strip(), LINK) for line in members)}</p>"


def _kind(line: str) -> str:
    return "bullet" if BULLET.match(line) else "words" if line.strip() else "gap"
