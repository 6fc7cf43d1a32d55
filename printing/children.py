"""The parent's side of a printing process: begin it, ask it, end it. Messages are those of printing/worker.py."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from time import monotonic

from printing import worker

# What the child may know of our surroundings: how to find libraries and fonts, no secret.
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CACHE_HOME")
PROJECT = Path(__file__).resolve().parent.parent


class ChildFailed(Exception):
    """No PDF came out; the message names the kind of failure, never words of the document."""


class Child:
    """One printing process. `ask` is for one thread at a time."""

    def __init__(self, assets: Mapping[str, Path]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="printing-", ignore_cleanup_errors=True)
        self._connection, other = Pipe()
        with other:
            self._process = subprocess.Popen(  # noqa: S603 our own module, no word from outside
                [sys.executable, "-m", worker.__name__, str(other.fileno())],
                pass_fds=[other.fileno()],
                stdin=subprocess.DEVNULL,
                cwd=PROJECT,
                start_new_session=True,  # Ctrl+C in a terminal is for the parent, whose end the child sees by itself
                env={name: os.environ[name] for name in KEPT if name in os.environ} | {"TMPDIR": self._folder.name},
            )
        self._assets: bytes | None = json.dumps({name: str(path) for name, path in assets.items()}).encode()

    def is_alive(self) -> bool:
        if self._process.poll() is None:
            return True
        self.end()
        return False

    def ask(self, order: bytes, deadline: float) -> tuple[bytes, bool]:
        """The PDF, and whether the child can be asked again. Raises ChildFailed, or EOFError when it is gone."""
        try:
            if self._assets is not None:
                self._connection.send_bytes(self._assets)
                self._assets = None
                self._receive(deadline)
            self._connection.send_bytes(order)
            answer = self._receive(deadline)
        except OSError as error:
            raise EOFError from error
        kind, body = answer[:1], answer[1:]
        if kind == worker.FAILED:
            raise ChildFailed(body.decode())
        return body, kind == worker.PRINTED

    def _receive(self, deadline: float) -> bytes:
        connection: Connection = self._connection
        if not connection.poll(max(0, deadline - monotonic())):
            raise ChildFailed("it took too long")
        return connection.recv_bytes()

    def end(self) -> None:
        self._connection.close()
        self._process.kill()
        self._process.wait()
        self._folder.cleanup()
