"""The answers of a leader and of a reference group laid side by side: what they were both asked, then the rest."""

from collections.abc import Iterator
from dataclasses import dataclass

from reviews.document import AnsweredQuestion, ResponseDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Questions that ask the same. One of them is None where the other's form is not signed yet."""

    leader: AnsweredQuestion | None
    group: AnsweredQuestion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """`leader_only` and `group_only` have no counterpart."""

    pairs: tuple[Pair, ...]
    leader_only: tuple[AnsweredQuestion, ...]
    group_only: tuple[AnsweredQuestion, ...]


def side_by_side(leader: ResponseDocument | None, group: ResponseDocument | None) -> SideBySide:
    """In the order of the leader's form. It is enough that one of two questions names the other."""
    asked = {question.key: question for question in leader.questions()} if leader else {}
    others = {question.key: question for question in group.questions()} if group else {}
    pairs = [*_pairs(asked, others)]
    if not group:
        pairs = [Pair(leader=question, group=None) for question in asked.values() if question.related]
    elif not leader:
        pairs = [Pair(leader=None, group=question) for question in others.values() if question.related]
    paired = {pair.leader.key for pair in pairs if pair.leader}, {pair.group.key for pair in pairs if pair.group}
    return SideBySide(
        pairs=tuple(pairs),
        leader_only=tuple(question for key, question in asked.items() if key not in paired[0]),
        group_only=tuple(question for key, question in others.items() if key not in paired[1]),
    )


def _pairs(asked: dict[str, AnsweredQuestion], others: dict[str, AnsweredQuestion]) -> Iterator[Pair]:
    free = dict(others)
    for question in asked.values():
        naming = (other for other in free.values() if other.related == question.key)
        counterpart = free.get(question.related) or next(naming, None)
        if counterpart:
            del free[counterpart.key]
            yield Pair(leader=question, group=counterpart)
