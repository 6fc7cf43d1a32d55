"""What people called a file, fit to be shown and to be the name of a download."""

import re
from unicodedata import category, normalize

from files import limits

# Neither in Windows nor in a header; and what parts a path, so that only its last part is left.
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]+')
_BLANKS = frozenset({"Cc", "Cs", "Zl", "Zp", "Zs"})  # control characters, lone halves of letters, line ends
_UNSEEN = "Cf"  # marks of direction, by which a name can seem to end otherwise than it does, and the like
_JOINERS = "\u200c\u200d"  # unseen too, but parts of words and emoji
LONGEST_ENDING = 10


def cleaned(name: str, otherwise: str = "file") -> str:
    """Its letters stay as they are; at most limits.NAME characters, of which the ending is kept."""
    last = re.split(r"[/\\]", normalize("NFC", name))[-1]
    return fit(last) or otherwise


def fit(words: str) -> str:
    """Any words as a file's name, with a blank in place of what parts a path; "" when nothing is left."""
    plain = " ".join(_NOT_IN_NAMES.sub(" ", "".join(map(_seen, words))).split()).strip(". \u200c\u200d")
    stem, dot, ending = plain.rpartition(".")
    if len(plain) <= limits.NAME:
        return plain
    if not dot or len(ending) > LONGEST_ENDING:
        return plain[: limits.NAME].rstrip(". ")
    return f"{stem[: limits.NAME - len(ending) - 1].rstrip('. ')}.{ending}"


def _seen(letter: str) -> str:
    kind = category(letter)
    if kind in _BLANKS:
        return " "
    return "" if kind == _UNSEEN and letter not in _JOINERS else letter


def ending_of(name: str) -> str:
    """ "docx" of "Plan.DOCX"; "" where there is none."""
    return name.rpartition(".")[2].casefold().strip() if "." in name else ""
