"""Which words of a text were changed: for pages that show an old and a new text as one."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

type Part = tuple[str, str]  # ("" kept | "del" | "ins", text)

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MOST_TOKENS = 1500  # a longer difference is shown whole: comparing takes time by the square


@dataclass(slots=True)
class Budget:
    """How much may still be compared on a page of many texts; what comes after is shown whole. 900 pairs of tokens are
    a cell of thirty words; the dearest texts take three microseconds a pair."""

    pairs: int = 2_000_000

    def takes(self, pairs: int) -> bool:
        self.pairs -= pairs
        return self.pairs >= 0


def changed_words(old: str, new: str, budget: Budget | None = None) -> tuple[Part, ...]:
    """The parts, in order: without the "ins" they make the old text, without the "del" the new one."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    head = _same(before, after)
    tail = _same(before[head:][::-1], after[head:][::-1])
    middle = before[head : len(before) - tail], after[head : len(after) - tail]
    parts = [
        ("", "".join(before[:head])),
        *_compared(*middle, budget or Budget()),
        ("", "".join(before[len(before) - tail :])),
    ]
    return tuple((mark, text) for mark, text in parts if text)


def _same(before: list[str], after: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _compared(before: list[str], after: list[str], budget: Budget) -> list[Part]:
    if len(before) + len(after) > MOST_TOKENS or not budget.takes(len(before) * len(after)):
        return [("del", "".join(before)), ("ins", "".join(after))]
    parts: list[Part] = []
    # What stands between words says nothing of what was kept, and comparing it would take a thousand times as long.
    for kind, i, j, k, m in SequenceMatcher(_is_between, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(("", "".join(before[i:j])))
        else:
            parts += [("del", "".join(before[i:j])), ("ins", "".join(after[k:m]))]
    return parts


def _is_between(token: str) -> bool:
    return not token.isalnum()
