"""Lines of text as running words: where a line only ends because it is full it runs on, else a new one begins."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from plans.readers.grid import cleaned
from plans.readers.headings import column_of
from plans.readers.pdflines import TextLine

type Doubts = tuple[tuple[str, ...], ...]  # of each its code and what it is about

_SLACK = 1.0  # points by which a word must fit to say that its line was ended on purpose
_BULLETS = "•●·∙▪■◦○‣➢➤✓\uf0b7\uf0a7\uf0d8\uf0fc\uf076\u2043"
_BULLET = re.compile(rf"(?:[{_BULLETS}]\s*|[-–—*]\s+)(?=\S)")
_INNER_BULLET = re.compile(r"o\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,2})([.)])\s*(?=[^\W\d_])")
_HYPHENS = "-\u2010\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011\u00ad][^\W\d_]+)*")
_OPEN_END = re.compile(r"/$|\d[–-]$|[(«]$")  # after these no space is needed
_CLOSING = ".,;:!?)»"
# After these a hyphen stands for the rest of a word that comes later: "inn- og utpust".
_LINKING = frozenset(("og", "eller", "samt", "and", "or", "dahje", "ja", "til"))
_ADDRESS = re.compile(r"\(?(?:https?:|www\.)", re.IGNORECASE)
_REST = re.compile(r"[^\s]*[\w/][/._=?&#%-]\w|[/._=?&#%-]")  # of an address
# Words that follow a long one more often than they are its end, and endings that are words, too
_SMALL_WORDS = (
    "alle andre at av bare ble blant blir bør de den denne der dersom det dette disse eller enn et etter "
    "for fra før gjennom ha han har hos hun hva hver hvor hvordan i ikke inn innen ja jf kan krever med "
    "mellom men mot må når og om opp over per på samt seg ser sin skal slik som så til under ut uten var "
    "ved vi via vil være også både frå ikkje ein ei eit dei då vere korleis the and of in to with by from "
    "that not is are or on at as"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_ENDINGS = frozenset(("e", "er", "en", "et", "ene", "ens", "a", "n", "t", "r", "s"))
_LONG_WORD = 10  # letters of one that would be divided
_SINGLE_WORD = 13  # letters of a word that is too long for a line


@dataclass(slots=True)
class Habits:
    """How a file is written: the words it has within its lines, how far its lines lie apart (as a part of the size),
    and whether it paints the space at which a line was broken. `broken` and `whole` count hyphens at lines' ends, and
    long words that went to the next line whole though a part of them had room: they tell whether words are divided.
    `signs`: those that divide words are not the hyphens that people type."""

    words: set[str] = field(default_factory=set)
    compounds: set[str] = field(default_factory=set)
    pitch: float = 1.2
    trailing: bool = False
    broken: int = 0
    whole: int = 0
    signs: bool = False


def habits_of(columns: Iterable[tuple[Sequence[TextLine], float]]) -> Habits:
    """From lines that stand under each other, each time with how far to the right they can go."""
    habits = Habits()
    pitches: Counter[float] = Counter()
    with_space = without = 0
    for lines, limit in columns:
        for at, line in enumerate(lines):
            _learn_words(habits, line.text, at > 0, at + 1 < len(lines))
        for upper, lower in pairwise(lines):
            if upper.page == lower.page and lower.base > upper.base:
                pitches[round((lower.base - upper.base) / max(upper.size, 1), 2)] += 1
            if _fits(upper, lower, limit):
                continue
            if _is_hyphenated(upper.text, lower.text):
                habits.broken += 1
                habits.signs = habits.signs or upper.text[-1] != "-"
            habits.whole += _has_room(upper, lower, limit)
            if limit - upper.end >= 1.5 * upper.space:
                with_space += upper.trailing
                without += not upper.trailing
    close = {pitch: number for pitch, number in pitches.items() if 0.9 <= pitch <= 2}
    habits.pitch = max(close, key=lambda pitch: close[pitch], default=1.2)
    habits.trailing = with_space > without
    return habits


def _learn_words(habits: Habits, text: str, has_before: bool, has_after: bool) -> None:
    """The words of a line, but for those at its ends that may be parts."""
    words = [word.casefold() for word in _WORD.findall(text)]
    words = words[has_before : len(words) - has_after]
    habits.words.update(words)
    habits.compounds.update(word for word in words if any(hyphen in word for hyphen in _HYPHENS))


def joined(lines: Sequence[TextLine], limit: float, habits: Habits) -> tuple[str, Doubts]:
    """The words of a cell or paragraph whose lines can go as far right as `limit`, with what is not sure of them."""
    if not lines:
        return "", ()
    left = min(line.start for line in lines)
    numbers = {number for line in lines if (number := _number(line.text))}
    text = _marked(lines[0], left, numbers)
    doubts: list[tuple[str, ...]] = []
    for upper, lower in pairwise(lines):
        if _is_counted(lower, numbers) or _begins(upper, lower, limit, left, habits):
            text += "\n" + _marked(lower, left, numbers)
            continue
        text, doubt = _run_on(text, upper, lower, limit, habits)
        doubts += [doubt] if doubt else []
    return _plain(text), tuple(doubts)


def _plain(text: str) -> str:
    return cleaned(unicodedata.normalize("NFC", text.replace("\u00ad", "-")))


def _number(text: str) -> int:
    found = _NUMBER.match(text)
    return int(found[1]) if found else 0


def _is_counted(line: TextLine, numbers: set[int]) -> bool:
    """Does a line begin with a number, and another one with the next or the one before?"""
    number = _number(line.text)
    return bool(number and {number - 1, number + 1} & numbers)


def _is_bullet(line: TextLine, left: float) -> bool:
    return bool(_BULLET.match(line.text)) or _is_inner(line, left)


def _is_inner(line: TextLine, left: float) -> bool:
    return bool(_INNER_BULLET.match(line.text)) and line.start > left + 0.6 * line.size


def _marked(line: TextLine, left: float, numbers: set[int]) -> str:
    """A line with its bullet or number as the other readers write it."""
    text = line.text
    if _is_counted(line, numbers):
        return _NUMBER.sub(r"\1\2 ", text, count=1)
    if text[0] in _BULLETS or text[0] == "*" or _is_inner(line, left):
        found = _BULLET.match(text) or _INNER_BULLET.match(text)
        if found:
            return ("– " if line.start > left + 0.6 * line.size else "- ") + text[found.end() :]
    return text


def _begins(upper: TextLine, lower: TextLine, limit: float, left: float, habits: Habits) -> bool:
    """Is a line the beginning of a paragraph, not where the one above runs on?"""
    if upper.page == lower.page:
        apart = lower.base - upper.base
        if not 0 < apart <= 1.3 * habits.pitch * max(upper.size, lower.size):
            return True
    if _is_bullet(lower, left):
        return True
    if _is_hyphenated(upper.text, lower.text):
        return False
    if _fits(upper, lower, limit):
        return True
    if _OPEN_END.search(upper.text) or upper.text[-1] in _HYPHENS:  # a line can end there without a space
        return False
    return habits.trailing and not upper.trailing and _has_space(upper, limit) and not _may_be_cut(upper, lower, limit)


def _has_space(upper: TextLine, limit: float) -> bool:
    """Would a space have stood after a line that was broken at one?"""
    return limit - upper.end > 1.3 * upper.space


def _may_be_cut(upper: TextLine, lower: TextLine, limit: float) -> bool:
    """May a line end within a word that is longer than a line? It is alone there, and there is no room for a letter."""
    is_word = upper.text[-1].isalpha() and lower.text[0].islower() and " " not in upper.text
    return is_word and not upper.trailing and limit - upper.end < 1.3 * lower.letter


def _fits(upper: TextLine, lower: TextLine, limit: float) -> bool:
    return upper.end + upper.space + lower.first <= limit - _SLACK


def _has_room(upper: TextLine, lower: TextLine, limit: float) -> bool:
    """Could a part of the next line's long first word have stood here?"""
    room = limit - upper.end - upper.space
    return len(_first_word(lower.text)) >= _LONG_WORD and room > max(0.45 * lower.first, 3 * lower.size)


def _is_hyphenated(upper: str, lower: str) -> bool:
    return len(upper) > 1 and upper[-1] in _HYPHENS and upper[-2].isalpha() and lower[:1].islower()


def _run_on(
    text: str, upper: TextLine, lower: TextLine, limit: float, habits: Habits
) -> tuple[str, tuple[str, ...] | None]:
    """The text with a line that runs on, and a doubt about how."""
    before, after = _last_word(text), _first_word(lower.text)
    if text[-1] in _HYPHENS and text[-2:-1].isalpha() and lower.text[0].isalpha():
        return _without_hyphen(text, lower.text, before, after, habits)
    if not upper.trailing and (_OPEN_END.search(text) or lower.text[0] in _CLOSING):
        return text + lower.text, None
    if not upper.trailing and _is_address(text, upper.text, lower.text):
        return text + lower.text, None
    if before and after and _may_be_cut(upper, lower, limit):
        sure = habits.trailing and _has_space(upper, limit)
        return _without_break(text, lower.text, before, after, habits, sure)
    return f"{text} {lower.text}", None


def _is_address(text: str, upper: str, lower: str) -> bool:
    """Does an address that alone fills a line go on in the next one?"""
    is_alone = " " not in upper and bool(_ADDRESS.match(text.split()[-1]))
    return is_alone and upper[-1] not in ".,;)" and bool(_REST.match(lower))


def _last_word(text: str) -> str:
    found = re.search(r"([^\W\d_]+)\W?$", text)
    return found[1] if found else ""


def _first_word(text: str) -> str:
    found = re.match(r"[^\W\d_]+", text)
    return found[0] if found else ""


def _without_hyphen(
    text: str, lower: str, before: str, after: str, habits: Habits
) -> tuple[str, tuple[str, ...] | None]:
    """Is the hyphen at a line's end one of the word, or was it put there to break it?"""
    is_address = bool(_ADDRESS.match(text.split()[-1]))
    if after.casefold() in _LINKING and not is_address:
        return f"{text} {lower}", None
    word, compound = f"{before}{after}", f"{before}-{after}"
    begun = (text.split()[-1] + after[:3]).casefold()
    is_own = lower[0].isupper() or len(before) < 2 or before[-1].isupper() or (habits.signs and text[-1] == "-")
    is_own = is_own or any(known.startswith(begun) for known in habits.compounds)
    if is_own or is_address:
        return text + lower, None
    is_known = word.casefold() in habits.words
    if habits.whole > habits.broken and not is_known and text[-1] == "-":  # nothing else is divided
        habits.compounds.add(compound.casefold())
        return text + lower, None if habits.whole >= 3 * habits.broken else ("hyphen_kept", compound)
    sure = text[-1] != "-" or (is_known and habits.broken > habits.whole)
    habits.words.add(word.casefold())  # asked once
    return text[:-1] + lower, None if sure else ("hyphen_removed", word)


def _without_break(
    text: str, lower: str, before: str, after: str, habits: Habits, sure: bool
) -> tuple[str, tuple[str, ...] | None]:
    """Does a word that alone fills a line go on in the next one? It is `sure` where even a space would have stood."""
    word = before + after
    if sure or word.casefold() in habits.words or column_of(word):
        return text + lower, None
    is_word = after.casefold() in _SMALL or after.casefold() in habits.words - _ENDINGS
    if is_word or len(word) < _SINGLE_WORD:
        return f"{text} {lower}", None
    habits.words.add(word.casefold())  # asked once
    return text + lower, ("word_joined", word)
