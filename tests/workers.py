"""The worker itself, in a process of its own, on the tests' database."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

PATIENCE = 60  # seconds


@contextmanager
def worker(*options, **environment):
    """`manage.py ox_worker --batch`, which ends when there is nothing left to do."""
    name = str(connection.settings_dict["NAME"])
    address = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "ox_worker", "--batch", "--interval", "0.1", *options],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings"} | environment,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def work(*options, **environment):
    with worker(*options, **environment) as process:
        said = process.communicate(timeout=PATIENCE)[1].decode()
        assert process.returncode == 0, said


def until(condition):
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end
        time.sleep(0.002)
    return found
