"""What a file could make a parser do: functions for the reading process."""

import json
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path


def echo(name: str, data: bytes) -> bytes:
    return name.encode(errors="surrogatepass") + b"|" + data


def hang(name: str, data: bytes) -> bytes:
    while True:
        time.sleep(60)


def hold(name: str, data: bytes) -> bytes:
    """Answers when the file that `name` names is there."""
    while not Path(name).exists():
        time.sleep(0.01)
    return b"held"


def work(name: str, data: bytes) -> bytes:
    """For ever, deaf to the polite signal if `data` says so."""
    if data == b"deaf":
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    while True:
        pass


def eat(name: str, data: bytes) -> bytes:
    """So many bytes as `data` says."""
    return str(len(bytearray(int(data)))).encode()


def answer(name: str, data: bytes) -> bytes:
    return bytes(int(data))


def raise_code(name: str, data: bytes) -> bytes:
    error = ValueError(f"words of the file {name}: {data!r}")
    error.code = data.decode()  # type: ignore[attr-defined]
    raise error


def nest(name: str, data: bytes) -> bytes:
    return nest(name, data)


def end(name: str, data: bytes) -> bytes:
    """As `data` says: by a signal of that number, or with a status."""
    how, number = data.split()
    if how == b"status":
        os._exit(int(number))
    os.kill(os.getpid(), int(number))
    return b""


def fork(name: str, data: bytes) -> bytes:
    """Leaves a process behind that writes its number down where it can, and holds on to all that is open."""
    with suppress(OSError):  # only root may still begin one
        if not os.fork():
            time.sleep(600)
    return b"" if data == b"answer" else os._exit(0)  # type: ignore[func-returns-value]


def write(name: str, data: bytes) -> bytes:
    """Tries to write into the folder `name`, into its own and into the one where it works."""
    for folder in (name, os.environ["TMPDIR"], Path.cwd()):
        with suppress(OSError):
            (Path(folder) / "left-behind.txt").write_bytes(data)
    return b"written"


def tidy(name: str, data: bytes) -> bytes:
    return json.dumps({"environment": dict(os.environ), "group": os.getpgrp(), "process": os.getpid()}).encode()


def shout(name: str, data: bytes) -> bytes:
    print("words of the file", flush=True)  # noqa: T201
    os.write(1, b"R\0\0\0\0\0\0\0\1x")
    sys.stderr.write("words of the file")
    return b"answer"


def lie(name: str, data: bytes) -> bytes:
    """Writes past the worker: an answer of its own on every number that is open, without an end."""
    while True:
        for number in range(3, 20):
            with suppress(OSError):
                os.write(number, data * 100_000)
