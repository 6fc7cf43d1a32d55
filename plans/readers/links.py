"""Addresses that stand behind words: kept in brackets where they say more than the words do."""

import re
from urllib.parse import parse_qs, urlsplit

_KNOWN = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
# Google Docs leads every link by way of itself.
_DETOUR = re.compile(r"https?://www\.google\.com/url\?", re.IGNORECASE)


def with_address(text: str, address: str) -> str:
    """The words of a link, with its address if that is one of the web or of mail and is not in the words already."""
    address = _direct(address.strip())
    if not _KNOWN.match(address):
        return text
    known = re.sub(r"^(?:mailto:|https?://)", "", address, flags=re.IGNORECASE).rstrip("/")
    if not text.strip():
        return address
    return text if known.casefold() in text.casefold() else f"{text} ({address})"


def _direct(address: str) -> str:
    if not _DETOUR.match(address):
        return address
    try:
        return parse_qs(urlsplit(address).query, max_num_fields=20).get("q", [address])[0]
    except ValueError:
        return address
