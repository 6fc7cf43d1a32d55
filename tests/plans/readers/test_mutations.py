"""A hundred and more spoilt files of each kind; `python -m tests.mutations` reads ten thousand."""

import pytest

from tests.mutation_samples import SAMPLES, samples_of
from tests.mutations import run

FILES = {"word": 200, "excel": 300, "pdf": 120, "html": 200, "json": 300, "text": 120}


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_a_spoilt_file_is_a_plan_or_not_a_plan(kind):
    tally = run(kind, samples_of(kind), files=FILES[kind], seed=3)
    assert tally.wrong == []
    assert tally.files == FILES[kind]
    assert tally.codes  # it spoils them


def test_a_file_that_raises_or_ends_the_process_is_told():
    assert run("unheard of", [b"x"], files=1, seed=1).wrong == ["0: raised KeyError: 'unheard of'"]
    assert run("text", [], files=2, seed=1).wrong == [f"{number}: ended the process: status 1" for number in (0, 1)]
