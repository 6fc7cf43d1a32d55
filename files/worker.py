"""The reading process: `python -m files.worker module:function`. It reads one file, answers and ends.

On standard input: a line of JSON, {name, memory, processor_seconds, seconds}, and the file's bytes. The function takes
(name, data) and gives bytes.
The answer on standard output: one byte, READ or REFUSED, eight bytes with the length of the rest, the rest; of a
refusal that is a code and the kind of error, with a blank between. It never holds words of the file.
"""

import contextlib
import importlib
import json
import logging
import os
import re
import resource
import signal
import struct
import sys
from pathlib import Path
from typing import BinaryIO

from files import limits

READ, REFUSED = b"R", b"F"
HEAD = struct.Struct(">cQ")
GRACE = 5  # seconds beyond the parent's patience, for a process whose parent was killed
CODE = re.compile(r"[a-z_]{1,30}")


def main(function: str) -> None:
    answers = _only_way_out()
    order = json.loads(sys.stdin.buffer.readline())
    _limit(order["memory"], order["processor_seconds"], order["seconds"])
    kind, body = _answer(function, order["name"], sys.stdin.buffer.read(), order["memory"])
    answers.write(HEAD.pack(kind, len(body)) + body)
    answers.flush()
    os._exit(0)  # nothing of what the reader left behind runs any more


def _only_way_out() -> BinaryIO:
    """Standard output for the answer alone: what a parser prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    logging.disable(logging.CRITICAL)  # their warnings quote the file
    return answers


def _limit(memory: int, processor_seconds: int, seconds: int) -> None:
    for what, most in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),  # it has nothing to write
        (resource.RLIMIT_NPROC, 0),  # nor to begin; killed with its group where this does not hold, as for root
    ):
        with contextlib.suppress(ValueError, OSError):  # what a system does not know, or has set lower
            resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds + 1))
    signal.alarm(seconds + GRACE)
    os.nice(5)  # pages come first


def _answer(function: str, name: str, data: bytes, memory: int) -> tuple[bytes, bytes]:
    try:
        module, _, attribute = function.partition(":")
        body = getattr(importlib.import_module(module), attribute)(name, data)
    except Exception as error:  # the border where the many errors of the parsers end
        return REFUSED, f"{_code(error, memory)} {type(error).__name__}".encode(errors="replace")
    return (READ, body) if len(body) <= limits.ANSWER else (REFUSED, b"too_heavy answer")


def _code(error: Exception, memory: int) -> str:
    code = getattr(error, "code", None)
    known = code if isinstance(code, str) and CODE.fullmatch(code) else "damaged"
    # Parsers that get no more memory seldom say so: they take what they have for a broken file.
    is_memory = isinstance(error, MemoryError) or (known == "damaged" and _largest() > memory // 2)
    return "too_heavy" if is_memory else known


def _largest() -> int:
    """The most memory this process has asked for, in bytes; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:  # not Linux
        return 0
    return int(status.partition("VmPeak:")[2].split()[0]) * 1024


if __name__ == "__main__":
    main(sys.argv[1])
