"""The printing process: `python -m printing.worker FD`. It answers orders until its parent hangs up.

First message: the assets as JSON; answer READY. Then orders {html, stylesheets, attachments, seconds}; answers begin
with one byte: PRINTED or LAST (the PDF follows; after LAST the process ends, to give its memory back) or FAILED (the
kind follows).
"""

import contextlib
import json
import logging
import resource
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from printing.press import Press

READY, PRINTED, LAST, FAILED = b"R", b"P", b"L", b"F"

MEMORY = 1024**3  # bytes of data a document may need
KEEP_BELOW = 300 * 1024  # kB: a process that once was larger is not kept
IDLE_SECONDS = 600
GRACE = 5  # seconds of processor time beyond the parent's patience


def main(connection: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from printing.press import Press  # after the limits, and not in the parent, which never needs WeasyPrint

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # its warnings quote people's words
    assets = json.loads(connection.recv_bytes())
    press = Press({name: Path(path) for name, path in assets.items()})
    connection.send_bytes(READY)
    while connection.poll(IDLE_SECONDS):
        answer = serve(press, connection.recv_bytes())
        connection.send_bytes(answer)
        if answer[:1] != PRINTED:
            return


def serve(press: "Press", message: bytes) -> bytes:
    try:
        order = json.loads(message)
        limit_time(order["seconds"])
        sheets = [Path(path) for path in order["stylesheets"]]
        pdf = press.pdf(order["html"], stylesheets=sheets, attachments=order["attachments"])
    except Exception as error:  # the one border where WeasyPrint's and Pango's many errors end
        return FAILED + type(error).__name__.encode()
    return (LAST if largest() > KEEP_BELOW else PRINTED) + pdf


def largest() -> int:
    """The most memory this process has had, in kB. Its ru_maxrss tells of the parent too, from before the exec."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:  # not Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(status.partition("VmHWM:")[2].split()[0])


def limit_time(seconds: float) -> None:
    """A process whose parent was killed must not go on for ever."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = usage.ru_utime + usage.ru_stime
    resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + GRACE, resource.RLIM_INFINITY))


if __name__ == "__main__":
    with contextlib.suppress(EOFError, OSError):  # the parent hung up
        main(Connection(int(sys.argv[1])))
