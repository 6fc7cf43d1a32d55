"""Mail that is written out instead of sent: as one reads it, so that a link can be copied in one piece.

Django's own backends show what goes over the wire, where lines over 78 letters are cut and æ stands as =C3=A6.
"""

import email.policy

from django.core.mail import EmailMessage
from django.core.mail.backends import console, filebased

READABLE = email.policy.default.clone(utf8=True, max_line_length=998)
RULE = "-" * 79


class ConsoleBackend(console.EmailBackend):
    def write_message(self, message: EmailMessage) -> None:
        self.stream.write(f"{_readable(message)}\n{RULE}\n")


class FileBackend(filebased.EmailBackend):
    def write_message(self, message: EmailMessage) -> None:
        words = f"{_readable(message)}\n{RULE}\n"
        self.stream.write(words.encode())  # type: ignore[arg-type]  # a file of bytes, unlike its parent's console


def _readable(message: EmailMessage) -> str:
    return message.message(policy=READABLE).as_bytes().decode(errors="replace")
