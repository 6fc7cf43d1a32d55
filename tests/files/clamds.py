"""A small clamd that speaks its protocol, of which a test says how it behaves."""

import socket
import threading
from contextlib import contextmanager, suppress

# What every virus scanner finds, harmless; in two parts, so that no scanner finds it in this file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd:
    """`mood`: well, silent (takes all and does not answer), dying (in the middle of the file), halting (in the middle
    of the answer), full (the file is larger than it takes)."""

    def __init__(self, listener: socket.socket, mood: str) -> None:
        self.listener, self.mood = listener, mood
        self.seen: list[bytes] = []
        self.end = threading.Event()
        self.threads = [threading.Thread(target=self.serve)]
        self.threads[0].start()

    def serve(self):
        while True:
            try:
                line, _address = self.listener.accept()
            except OSError:
                return
            self.threads.append(threading.Thread(target=self.answer, args=(line,)))
            self.threads[-1].start()

    def answer(self, line: socket.socket):
        with line, suppress(OSError):
            stream = line.makefile("rb")
            assert stream.read(10) == b"zINSTREAM\0"
            data = b""
            while size := int.from_bytes(stream.read(4), "big"):
                data += stream.read(size)
                if self.mood == "dying":
                    return
                if self.mood == "full":
                    line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                    return
            self.seen.append(data)
            said = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in data else b"stream: OK\0"
            if self.mood == "silent":
                self.end.wait()
            else:
                line.sendall(said[:-1] if self.mood == "halting" else said)


@contextmanager
def clamd(path=None, *, mood="well"):
    """Gives the place to be set and what it has been shown: a Unix socket at the path, or a free port."""
    listener = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
    listener.bind(str(path) if path else ("127.0.0.1", 0))
    listener.listen()
    server = Clamd(listener, mood)
    try:
        yield (str(path) if path else listener.getsockname()), server.seen
    finally:
        server.end.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for thread in server.threads:
            thread.join()
