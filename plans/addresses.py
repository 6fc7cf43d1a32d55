"""Web and e-mail addresses in people's words, made links on screen and on paper."""

import re
from html import escape

# Nothing here may take time by the square: a field holds 20,000 characters of anything. So an e-mail address begins
# only where such a run of letters does, and the run is not tried again shorter.
ADDRESS = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>\"«»]+|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
ENDS = ".,;:!?…'’”*_"
BRACKETS = {")": "(", "]": "["}


def linked(words: str, attributes: str = "") -> str:
    """The words as HTML: escaped, addresses as links with the attributes (HTML, with a space before)."""
    parts, done = [], 0
    for found in ADDRESS.finditer(words):
        address = _trimmed(found[0])
        parts.append(escape(words[done : found.start()]))
        parts.append(f'<a{attributes} href="{escape(_target(address))}">{escape(address)}</a>')
        done = found.start() + len(address)
    parts.append(escape(words[done:]))
    return "".join(parts)


def _trimmed(found: str) -> str:
    """Without what ends the sentence, and without a bracket that was opened before the address."""
    unopened = {closing: found.count(closing) - found.count(opening) for closing, opening in BRACKETS.items()}
    end = len(found)
    while found[end - 1] in ENDS or unopened.get(found[end - 1], 0) > 0:
        end -= 1
        if found[end] in unopened:
            unopened[found[end]] -= 1
    return found[:end]


def _target(address: str) -> str:
    if "://" in address:
        return address
    is_mail = "@" in address and not address.lower().startswith("www.")
    return f"mailto:{address}" if is_mail else f"https://{address}"
