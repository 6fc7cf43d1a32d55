from email import message_from_bytes, policy
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

from django.core.mail.backends.base import BaseEmailBackend


class Down(BaseEmailBackend):
    """A mail server that nobody answers at."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError


class Post(ThreadingTCPServer):
    """A mail server of this machine, to be used in a `with`. `letters` are those that came whole.

    `hears` is called with each verb of the conversation before it is answered, with DATA when the letter has come:
    where it gives True, there is no answer, and the line is cut.
    """

    daemon_threads = True

    def __init__(self, hears=lambda verb: False, refuses=()):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters, self.hears, self.refuses = [], hears, refuses

    def __enter__(self):
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_error):
        self.shutdown()
        self.server_close()

    @property
    def options(self):
        return {"host": "127.0.0.1", "port": self.server_address[1], "timeout": 10}

    @property
    def environment(self):
        """For a process that shall send its mail here."""
        return {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(self.server_address[1]), "EMAIL_USE_TLS": "false"}


class Conversation(StreamRequestHandler):
    def handle(self):
        self.say("220 post")
        for line in iter(self.rfile.readline, b""):
            verb, _, rest = line.decode().strip().partition(" ")
            verb = verb.upper()
            answer = "250 yes"
            if verb == "DATA":
                self.say("354 go on")
                words = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.letters.append(message_from_bytes(words, policy=policy.default))
            elif verb == "RCPT" and any(address in rest for address in self.server.refuses):
                answer = "550 nobody of that name"
            if self.server.hears(verb):
                return
            self.say("221 bye" if verb == "QUIT" else answer)

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())
