"""The three degrees of completion: told by words, or by colours through the document's own legend."""

import re
from dataclasses import dataclass, field

from plans.document import Status

# Looked for in this order, since "ikke startet" has "startet" in it. At the beginning of the words only.
_WORDS: tuple[tuple[Status, str], ...] = (
    (
        "planned",
        "ikke startet|ikkje starta|ikke påbegynt|ikkje påbyrja|ikke igangsatt|ikkje sett i gang|ikke begynt"
        "|ikke gjennomført|ikkje gjennomført|ikke fullført|ikkje fullført|ikke ferdig|ikkje ferdig|planlagt"
        "|ligger i plan|ligg i plan|i plan|kommende|not started|not begun|planned",
    ),
    (
        "ongoing",
        "pågående|pågåande|pågår|i gang|igang|igangsatt|igangsett|under arbeid|under utføring|påbegynt|påbyrja|startet"
        "|starta|delvis|i arbeid|i prosess|ongoing|in progress|started|partly",
    ),
    (
        "done",
        "fullført|ferdig|ferdigstilt|gjennomført|avsluttet|avslutta|utført|vedlikeholdes|oppnådd|completed|complete|done"
        "|finished|closed",
    ),
)
_STATUS = tuple((status, re.compile(rf"(?:{words})(?!\w)")) for status, words in _WORDS)
_NONE = re.compile(r"(?:ikke angitt|ikkje oppgitt|ikke oppgitt|ikkje oppgjeve|not stated)?")
# What else the full names of the degrees are made of.
_FILLING = (
    "og eller vedlikeholdes blir halde held ved like avsluttet avslutta fullført ligger ligg i plan planen planlagt",
    "and maintained or closed in the completed not ikke ikkje startet starta started enda ennå endå gang",
)
_FILLERS = frozenset(word for words in _FILLING for word in words.split())
_NEAR = 48  # how far two colours, three numbers of 0–255, may lie apart and still be meant as the same
_TINT = 40  # with less between its largest and its smallest number a colour is a white, a grey or a black


def status_of(words: str) -> Status | None:
    """The status that words state; "" when they say that none is stated, None when they say something else."""
    plain = " ".join(re.sub(r"[\W_]+", " ", words).casefold().split())
    if _NONE.fullmatch(plain):
        return ""
    return next((status for status, pattern in _STATUS if pattern.match(plain)), None)


def says_more(words: str) -> bool:
    """Is there more in words that state a status than the status: a year, a reason?"""
    plain = " ".join(re.sub(r"[\W_]+", " ", words).casefold().split())
    found = next((match for _, pattern in _STATUS if (match := pattern.match(plain))), None)
    return found is not None and any(word not in _FILLERS for word in plain[found.end() :].split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """What colours mean: by the file's own legend, and by what a person said, which counts more."""

    file: dict[str, Status]
    answers: dict[str, Status] = field(default_factory=dict)

    def read(self, colour: str) -> tuple[Status, str]:
        """The status that a colour means, and the code of a doubt about it or "". Without any legend the doubt is one
        about the whole file, not about a row."""
        known = self.file | self.answers
        if colour in known:
            return known[colour], ""
        if not is_tinted(colour):
            return "", ""
        near = min(known, key=lambda other: _distance(other, colour), default="")
        if near and _distance(near, colour) <= _NEAR**2:
            return known[near], "status_near_colour"
        return "", "status_unknown_colour" if self.file else ""


def is_tinted(colour: str) -> bool:
    parts = _parts(colour) or (0, 0, 0)
    return max(parts) - min(parts) >= _TINT


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (0, 2, 4)) if colour else ()


def _distance(one: str, other: str) -> int:
    return sum((a - b) ** 2 for a, b in zip(_parts(one), _parts(other), strict=True))
