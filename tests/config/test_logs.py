import logging

from config.logs import OneLine


def test_what_people_send_cannot_forge_a_line():
    record = logging.LogRecord(
        "a", logging.WARNING, "", 0, "Not Found: %s", ("/x\n2026 forged\u2028line\x1b[31m",), None
    )
    line = OneLine("%(levelname)s %(message)s").format(record)
    assert line == "WARNING Not Found: /x\\u000a2026 forged\\u2028line\\u001b[31m"


def test_django_logs_what_is_as_severe_as_the_rest():
    assert logging.getLogger("django.tasks").getEffectiveLevel() == logging.getLogger().level == logging.WARNING
