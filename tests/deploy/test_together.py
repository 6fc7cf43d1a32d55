"""Commands that begin and end together, as real processes."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

PATIENCE = 20  # seconds
# Says that it runs, and what it started; ends when told to.
# One write, so that two of them never write into each other's line.
SERVER = "import os, subprocess, time; pid = subprocess.Popen(['sleep', '600']).pid; os.write(1, b'%d\\n' % pid)\n"
SERVER += "time.sleep(600)"
# Says so when it is told to end, and then takes no notice.
DEAF = "import signal, time; signal.signal(15, lambda *_: print('told', flush=True)); print('up', flush=True)\n"
DEAF += "while True: time.sleep(600)"


@contextmanager
def together(*programs):
    """The process, its standard output open."""
    words = [word for program in programs for word in ("--", sys.executable, "-c", program)]
    process = subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "deploy/together.py", *words[1:]], stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)


def lives(pid):
    """A process that has ended and waits to be asked how does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def children_of(pid):
    return [int(number) for number in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def until(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_all_end_when_told_to_and_nothing_is_left(number):
    with together(SERVER, SERVER) as process:
        begun = [int(process.stdout.readline()) for _server in range(2)] + children_of(process.pid)
        assert all(map(lives, begun))
        process.send_signal(number)
        assert process.wait(PATIENCE) == 0
        until(lambda: not any(map(lives, begun)))


@pytest.mark.parametrize("which", [0, 1])
def test_where_one_is_killed_the_other_ends_and_nothing_is_left(which):
    with together(SERVER, SERVER) as process:
        begun = [int(process.stdout.readline()) for _server in range(2)] + children_of(process.pid)
        os.kill(children_of(process.pid)[which], signal.SIGKILL)
        assert process.wait(PATIENCE) != 0
        until(lambda: not any(map(lives, begun)))


@pytest.mark.parametrize(("program", "status"), [("raise SystemExit(3)", 3), ("pass", 1)])
def test_one_that_ends_by_itself_ends_all_and_is_no_success(program, status):
    with together(SERVER, program) as process:
        assert process.wait(PATIENCE) == status


def test_who_does_not_end_is_told_once_and_a_second_time_does_not_wait():
    with together(DEAF) as process:
        assert process.stdout.readline() == "up\n"
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "told\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
        assert process.stdout.read() == ""


def test_a_command_that_there_is_none_of_leaves_nothing_running():
    words = [sys.executable, "-c", SERVER, "--", "no-such-command"]
    done = subprocess.run(
        [sys.executable, settings.BASE_DIR / "deploy/together.py", *words],
        capture_output=True,  # whatever lives on holds it open
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode != 0
    assert b"no-such-command" in done.stderr
