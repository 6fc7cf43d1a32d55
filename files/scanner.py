"""The virus scanner of the machine: clamd, spoken to in its own protocol (INSTREAM) over TCP or a Unix socket."""

import socket
from collections.abc import Iterator
from contextlib import closing
from time import monotonic

from files import limits

Place = tuple[str, int] | str  # host and port, or the path of a socket

_CLEAN, _FOUND, _STREAM = " OK", " FOUND", "stream: "


class ScannerDown(Exception):
    """It does not answer, not in time, or not in a way that says what the file is."""


def found_in(data: bytes, place: Place) -> str:
    """The name of the harm that it finds, "" for none. Raises ScannerDown."""
    end = monotonic() + limits.SCAN_SECONDS
    try:
        with closing(_connected(place)) as line:
            for piece in _pieces(data):
                line.settimeout(_left(end))
                line.sendall(piece)
            answer = _answer(line, end)
    except OSError as error:
        raise ScannerDown(str(error)) from error
    if answer.endswith(_CLEAN):
        return ""
    if answer.endswith(_FOUND):
        return answer.removeprefix(_STREAM).removesuffix(_FOUND).strip() or "?"
    raise ScannerDown(f"the answer is {answer[:100]!r}")


def _connected(place: Place) -> socket.socket:
    if isinstance(place, tuple):
        return socket.create_connection(place, timeout=limits.SCAN_CONNECT_SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(limits.SCAN_CONNECT_SECONDS)
    try:
        line.connect(place)
    except OSError:
        line.close()
        raise
    return line


def _pieces(data: bytes) -> Iterator[bytes]:
    """The command, then each piece with its length before it; one without content ends them."""
    yield b"zINSTREAM\0"
    for start in range(0, len(data), limits.PIECE):
        piece = data[start : start + limits.PIECE]
        yield len(piece).to_bytes(4, "big") + piece
    yield bytes(4)


def _answer(line: socket.socket, end: float) -> str:
    """Up to its closing zero; what ends before that is no answer, however good its beginning sounds."""
    answer = b""
    while b"\0" not in answer:
        line.settimeout(_left(end))
        piece = line.recv(1000)
        if not piece or len(answer) > limits.SCAN_ANSWER:
            raise ScannerDown("no whole answer")
        answer += piece
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _left(end: float) -> float:
    left = end - monotonic()
    if left <= 0:
        raise TimeoutError("no answer in time")
    return left
