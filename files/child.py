"""The way in for a file that others made: a fresh process reads it, within limits, and ends; so nothing that is wrong
with the file, or with a parser, reaches the one that serves pages."""

import errno
import json
import logging
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from time import monotonic

from django.conf import settings

from files import limits, worker
from files.refused import Refused

logger = logging.getLogger(__name__)

# What the process may know of our surroundings: how to find its libraries, no secret.
KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH")
PROJECT = Path(__file__).resolve().parent.parent
# How a process ends that went over its limits, or that the system ended for want of memory
ENDED_BY = {signal.SIGXCPU: "too_slow", signal.SIGALRM: "too_slow", signal.SIGKILL: "too_heavy"}


def run(function: str, name: str, data: bytes) -> bytes:
    """What `function`, "module:function" of our own code, makes of (name, data), in a process of its own.

    Raises Refused: too_slow, too_heavy, damaged, busy, disk_full, or the `code` of the error that the function raised.
    """
    begun = monotonic()
    if not _places.acquire(timeout=limits.WAIT):
        logger.warning("all places for reading are taken")
        raise Refused("busy")
    try:
        return _read(function, name, data)
    except Refused as refused:
        logger.warning("a file of %d bytes was refused: %s, after %.1f s", len(data), refused, monotonic() - begun)
        raise
    except OSError as error:  # no process, no memory, no room
        logger.exception("no process to read a file in")
        raise Refused("disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "busy") from error
    finally:
        _places.release()


def _read(function: str, name: str, data: bytes) -> bytes:
    with (
        tempfile.TemporaryDirectory(prefix="reading-", ignore_cleanup_errors=True) as folder,
        tempfile.TemporaryFile(dir=folder) as order,  # a file, since a process that hangs would let a pipe stand full
    ):
        order.write(_order(name) + b"\n" + data)
        order.seek(0)
        process = subprocess.Popen(  # noqa: S603 our own module, no word from outside
            [sys.executable, "-m", worker.__name__, function],
            stdin=order,
            stdout=subprocess.PIPE,
            cwd=folder,
            start_new_session=True,
            env={name: os.environ[name] for name in KEPT if name in os.environ} | _surroundings(folder),
        )
        try:
            return _answer(process, monotonic() + limits.SECONDS)
        finally:
            _end(process)


def _order(name: str) -> bytes:
    processor_seconds, seconds = limits.PROCESSOR_SECONDS, limits.SECONDS
    order = {"name": name, "memory": limits.MEMORY, "processor_seconds": processor_seconds, "seconds": seconds}
    return json.dumps(order).encode()


def _surroundings(folder: str) -> dict[str, str]:
    found = {"PYTHONPATH": str(PROJECT), "PYTHONSAFEPATH": "1"}  # our modules, and none that lies where it works
    return found | {"TMPDIR": folder, "HOME": folder, "PYTHONDONTWRITEBYTECODE": "1"}


def _answer(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    head = _taken(process, worker.HEAD.size, deadline)
    if len(head) < worker.HEAD.size:
        raise Refused(*_ended(process, deadline))
    kind, length = worker.HEAD.unpack(head)
    if length > limits.ANSWER:
        raise Refused("too_heavy", "answer")
    body = _taken(process, length, deadline)
    if len(body) < length:
        raise Refused(*_ended(process, deadline))
    if kind == worker.READ:
        return body
    code, _, error = body.decode().partition(" ")
    raise Refused(code, error)


def _taken(process: subprocess.Popen[bytes], length: int, deadline: float) -> bytes:
    """So many bytes of its answer, fewer when it ends before."""
    assert process.stdout  # noqa: S101 for the types: it is a pipe
    number = process.stdout.fileno()
    waiting = select.poll()
    waiting.register(number, select.POLLIN)
    answer = bytearray()
    while len(answer) < length:
        if not waiting.poll(max(0, deadline - monotonic()) * 1000):
            raise Refused("too_slow")
        piece = os.read(number, min(length - len(answer), limits.MB))
        if not piece:
            break
        answer += piece
    return bytes(answer)


def _ended(process: subprocess.Popen[bytes], deadline: float) -> tuple[str, str]:
    """The code for a process that ended without a whole answer, and how it ended."""
    try:
        status = process.wait(max(0, deadline - monotonic()))
    except subprocess.TimeoutExpired:
        return "too_slow", "no answer"
    return ENDED_BY.get(signal.Signals(-status), "damaged") if status < 0 else "damaged", f"status {status}"


def _end(process: subprocess.Popen[bytes]) -> None:
    """It, and whatever it began."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


def begin() -> None:
    """As many places as the settings say, all free."""
    global _places
    _places = threading.BoundedSemaphore(settings.READING_PLACES)


_places: threading.BoundedSemaphore
begin()
os.register_at_fork(after_in_child=begin)
