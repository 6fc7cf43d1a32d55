"""Four members at one form at once: what was acknowledged is stored, or its writer was told of the other's words."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from reviews.actions import answers
from reviews.actions.answers import PartChanged, save_part
from reviews.models import Answer
from tests.factories import make_group_member, make_user
from tests.reviews_factories import make_response

pytestmark = pytest.mark.django_db(transaction=True)
SAVES = 24  # of each writer and question
OWN = ("staffing", "split", "yes_no", "yes_no_na")  # each writer's own question
SHARED = "text"  # that all of them write


class Writer:
    """One of them, in a thread: saves texts of its own question and of the shared one, in turn."""

    def __init__(self, response, key, ready):
        self.response, self.key, self.ready = response, key, ready
        self.name = f"Skriver {key}"
        self.user = make_group_member(response.service, make_user(self.name))
        self.acknowledged, self.conflicts = [], 0

    def write(self, times):
        try:
            self.ready.wait()
            part = "rows" if self.key == "split" else "text"
            own, own_version, shared, shared_version = [] if part == "rows" else "", 0, "", 0
            for number in range(times):
                text = f"{self.name} {number}"
                value = [{"label": text, "percent": str(number)}] if part == "rows" else text
                saved = self._save(self.key, part, value, own, own_version)
                own, own_version = saved.value, saved.answer.version
                shared, shared_version = self._insist(text, shared, shared_version)
        finally:
            connection.close()

    def _insist(self, text, base, seen):
        """As a person who reads the other's words and then still wants their own."""
        while True:
            try:
                saved = self._save(SHARED, "text", text, base, seen)
            except PartChanged as conflict:
                assert conflict.mine == text
                base, seen = conflict.theirs, conflict.version
                self.conflicts += 1
            else:
                self.acknowledged.append((base, text))
                return saved.value, saved.answer.version

    def _save(self, key, part, value, base, seen):
        return save_part(response=self.response, key=key, part=part, value=value, base=base, seen=seen, by=self.user)


def write_at_once(times=SAVES):
    response = make_response("group")
    ready = threading.Barrier(len(OWN))
    writers = [Writer(response, key, ready) for key in OWN]
    with ThreadPoolExecutor(len(writers)) as pool:
        for work in [pool.submit(writer.write, times) for writer in writers]:
            work.result()
    return response, writers


def lost(response, writers):
    """Saves of the shared question that somebody overwrote who had not seen them. Every text is another, so where
    nothing is lost they form one chain, from nothing to what is stored."""
    following = dict(pair for writer in writers for pair in writer.acknowledged)
    text, length = "", 0
    while text in following:
        text, length = following.pop(text), length + 1
    stored = response.answers.get(question__key=SHARED).value["text"]
    assert text == stored or length < len(writers) * SAVES
    return sum(len(writer.acknowledged) for writer in writers) - length


def test_four_writers_lose_nothing():
    response, writers = write_at_once()
    assert [len(writer.acknowledged) for writer in writers] == [SAVES] * 4
    assert sum(writer.conflicts for writer in writers) > 0
    assert lost(response, writers) == 0
    versions = dict(Answer.objects.filter(response=response).values_list("question__key", "version"))
    assert versions == dict.fromkeys(OWN, SAVES) | {SHARED: 4 * SAVES}
    for writer in writers:
        answer = response.answers.get(question__key=writer.key)
        assert f"{writer.name} {SAVES - 1}" in str(answer.value)
        assert answer.changed_by == writer.user


def test_without_the_check_saves_are_lost(monkeypatch):
    """The control: the same four where the text saved last wins."""

    def write_whatever_was_seen(answer, part, value, base):
        answer.value = answer.value | {part: value}
        return True

    monkeypatch.setattr(answers, "_write", write_whatever_was_seen)
    response, writers = write_at_once()
    assert lost(response, writers) > 0


def test_two_parts_of_one_answer_never_conflict():
    response = make_response("group")
    ready = threading.Barrier(2)

    def write(user, part, values):
        try:
            ready.wait()
            base, version = "", 0
            for value in values:
                saved = save_part(
                    response=response, key="yes_no", part=part, value=value, base=base, seen=version, by=user
                )
                base, version = saved.value, saved.answer.version
        finally:
            connection.close()

    users = [make_group_member(response.service) for _ in range(2)]
    texts = [f"Utredning {number}" for number in range(SAVES)]
    with ThreadPoolExecutor(2) as pool:
        both = [
            pool.submit(write, users[0], "choice", ["yes", "no"] * (SAVES // 2)),
            pool.submit(write, users[1], "text", texts),
        ]
        for work in both:
            work.result()
    answer = response.answers.get()
    assert answer.value == {"choice": "no", "text": texts[-1], "rows": []}
    assert answer.version == 2 * SAVES
