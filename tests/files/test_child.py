import json
import signal
import threading

import pytest

from files import child, limits
from files.refused import Refused
from tests.files import hostile

pytestmark = pytest.mark.usefixtures("nothing_left")


def run(function, name="plan.docx", data=b""):
    return child.run(f"{hostile.__name__}:{function.__name__}", name, data)


def refusal(function, name="plan.docx", data=b"") -> str:
    with pytest.raises(Refused) as refused:
        run(function, name, data)
    return refused.value.code


def test_run_gives_what_the_function_makes_of_name_and_bytes():
    assert (
        run(hostile.echo, "blåbær\n.docx", b"\0\n\xff" * 100_000) == "blåbær\n.docx|".encode() + b"\0\n\xff" * 100_000
    )


def test_run_takes_a_name_that_is_no_text():
    assert run(hostile.echo, "\ud800", b"") == b"\xed\xa0\x80|"


def test_run_gives_an_empty_answer():
    assert run(hostile.answer, data=b"0") == b""


def test_answer_at_the_limit_comes_and_one_byte_more_is_refused():
    assert len(run(hostile.answer, data=str(limits.ANSWER).encode())) == limits.ANSWER
    assert refusal(hostile.answer, data=str(limits.ANSWER + 1).encode()) == "too_heavy"


def test_an_answer_written_past_the_worker_is_refused():
    assert refusal(hostile.lie, data=b"R\xff") == "too_heavy"


def test_what_hangs_is_refused_when_its_time_is_over(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 1)
    assert refusal(hostile.hang) == "too_slow"


@pytest.mark.parametrize(
    ("data", "ended_by"), [(b"", signal.SIGXCPU), (b"deaf", signal.SIGKILL)], ids=["polite", "deaf to the signal"]
)
def test_what_works_on_and_on_is_ended_by_its_processor_time(monkeypatch, data, ended_by):
    monkeypatch.setattr(limits, "PROCESSOR_SECONDS", 1)
    with pytest.raises(Refused) as refused:
        run(hostile.work, data=data)
    assert refused.value.detail == f"status {-ended_by}"


def test_memory_below_the_limit_is_given_and_above_it_refused():
    assert run(hostile.eat, data=b"800000000") == b"800000000"
    assert refusal(hostile.eat, data=str(limits.MEMORY).encode()) == "too_heavy"


@pytest.mark.parametrize("code", ["no_table", "encrypted"])
def test_the_code_of_an_error_is_the_refusals(code):
    assert refusal(hostile.raise_code, data=code.encode()) == code


@pytest.mark.parametrize("code", ["", "Words of the file", "x" * 31, "a\nb"])
def test_an_error_with_no_proper_code_is_damaged(code):
    assert refusal(hostile.raise_code, data=code.encode()) == "damaged"


def test_a_call_without_end_is_damaged():
    assert refusal(hostile.nest) == "damaged"


def test_words_of_the_file_come_into_no_log_and_no_message(caplog, capfd):
    with pytest.raises(Refused) as refused:
        run(hostile.raise_code, "hemmelig.docx", b"hemmelig kode")
    run(hostile.shout, "hemmelig.docx")
    captured = capfd.readouterr()
    assert "words" not in f"{refused.value}{caplog.text}{captured.out}{captured.err}"
    assert "hemmelig" not in f"{refused.value}{caplog.text}{captured.out}{captured.err}"
    assert "damaged (ValueError)" in caplog.text


def test_what_a_parser_prints_is_not_in_the_answer():
    assert run(hostile.shout) == b"answer"


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (f"signal {signal.SIGKILL:d}", "too_heavy"),  # so the system ends what takes too much memory
        (f"signal {signal.SIGSEGV:d}", "damaged"),
        (f"signal {signal.SIGXCPU:d}", "too_slow"),
        (f"signal {signal.SIGALRM:d}", "too_slow"),
        ("status 0", "damaged"),
        ("status 3", "damaged"),
    ],
)
def test_a_process_that_ends_without_an_answer_is_refused(how, code):
    assert refusal(hostile.end, data=how.encode()) == code


def test_a_process_left_behind_is_ended_with_the_answer():
    assert run(hostile.fork, data=b"answer") == b""


def test_a_process_left_behind_without_an_answer_is_ended(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 1)
    assert refusal(hostile.fork) in {"too_slow", "damaged"}


def test_nothing_can_be_written(tmp_path):
    assert run(hostile.write, str(tmp_path), b"x" * 100) == b"written"
    assert (tmp_path / "left-behind.txt").stat().st_size == 0
    assert not (child.PROJECT / "left-behind.txt").exists()


def test_no_secret_is_in_the_surroundings(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://hemmelig")
    told = json.loads(run(hostile.tidy))
    assert set(told["environment"]) <= {*child.KEPT, *child._surroundings(""), "LC_CTYPE"}
    assert told["group"] == told["process"]


def test_as_many_files_as_there_are_places_are_read_at_once_and_the_next_is_told_to_come_again(
    tmp_path, places, monkeypatch
):
    places(2)
    monkeypatch.setattr(limits, "WAIT", 0.2)
    go, answers = tmp_path / "go", []
    readers = [threading.Thread(target=lambda: answers.append(run(hostile.hold, str(go)))) for _ in range(2)]
    for reader in readers:
        reader.start()
    while child._places._value:  # until both have a place
        pass
    assert refusal(hostile.echo) == "busy"
    go.touch()
    for reader in readers:
        reader.join()
    assert answers == [b"held", b"held"]
    assert run(hostile.echo) == b"plan.docx|"


def test_a_refusal_frees_the_place(places, monkeypatch):
    places(1)
    monkeypatch.setattr(limits, "WAIT", 0.1)
    for _ in range(3):
        assert refusal(hostile.end, data=b"status 1") == "damaged"
    assert run(hostile.echo) == b"plan.docx|"


def test_where_no_process_can_begin_one_is_told_to_come_again(monkeypatch):
    monkeypatch.setattr(child.sys, "executable", "/nowhere/python")
    assert refusal(hostile.echo) == "busy"
