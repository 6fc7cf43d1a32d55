"""Commands that begin together and end together: the web server and the worker, on one machine.

    python deploy/together.py gunicorn config.wsgi -- python manage.py ox_worker

Where one of them ends, or this is told to end (Ctrl-C, TERM), all are told to end, and have ten seconds for what they
have in hand; a second Ctrl-C does not wait. What they have started ends with them.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from itertools import groupby

GRACE = 10  # seconds
PAUSE = 0.1


def main(arguments: list[str]) -> int:
    """The status of the one that ended first; 0 where all were told to."""
    told: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: told.append(number))
    commands = [list(words) for is_command, words in groupby(arguments, lambda word: word != "--") if is_command]
    running: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            # In a group of its own: a Ctrl-C reaches it once, from here, and what it started can be ended with it.
            running.append(subprocess.Popen(command, process_group=0))  # noqa: S603 as the Makefile says
        while not told and all(process.poll() is None for process in running):
            time.sleep(PAUSE)
        ended = [process.returncode for process in running if process.returncode is not None]
    finally:
        end(running, told)
    return (ended[0] or 1) if ended else 0


def end(running: list[subprocess.Popen[bytes]], told: list[int]) -> None:
    """Told once; killed after their grace, or where a signal more comes into `told`."""
    for process in running:
        process.terminate()
    patience, over = len(told), time.monotonic() + GRACE
    while any(process.poll() is None for process in running) and len(told) == patience and time.monotonic() < over:
        time.sleep(PAUSE)
    for process in running:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
