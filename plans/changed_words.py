"""Which words of a text were changed: for pages that show an old and a new text as one."""

import re
from difflib import SequenceMatcher
from itertools import takewhile

type Part = tuple[str, str]  # ("" kept | "del" | "ins", text)

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MOST_TOKENS = 1500  # a longer difference is shown whole: comparing takes time by the square


def changed_words(old: str, new: str) -> tuple[Part, ...]:
    """The parts, in order: without the "ins" they make the old text, without the "del" the new one."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    head = _same(before, after)
    tail = _same(before[head:][::-1], after[head:][::-1])
    middle = before[head : len(before) - tail], after[head : len(after) - tail]
    parts = [("", "".join(before[:head])), *_compared(*middle), ("", "".join(before[len(before) - tail :]))]
    return tuple((mark, text) for mark, text in parts if text)


def _same(before: list[str], after: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _compared(before: list[str], after: list[str]) -> list[Part]:
    if len(before) + len(after) > MOST_TOKENS:
        return [("del", "".join(before)), ("ins", "".join(after))]
    parts: list[Part] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(("", "".join(before[i:j])))
        else:
            parts += [("del", "".join(before[i:j])), ("ins", "".join(after[k:m]))]
    return parts
