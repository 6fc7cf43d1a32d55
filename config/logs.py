import logging


class OneLine(logging.Formatter):
    """A message stays on its line, so that nobody can forge a line of the log; a traceback follows below it."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in super().formatMessage(record))
