import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "DEBUG": "false",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "SITE_ADDRESS": "https://kompetanseplan.example",
    "EMAIL_HOST": "mail.kompetanseplan.example",
    "ALLOWED_HOSTS": "kompetanseplan.example",
}

# What a machine that runs tests may have, and one in production has not: the browser tests set the second.
ELSEWHERE = {*PRODUCTION, "DJANGO_ALLOW_ASYNC_UNSAFE"}


def check(tmp_path, **changes):
    environment = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    environment |= PRODUCTION | {"VAR_DIR": str(tmp_path)} | changes
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.database  # its settings are those of the database, though it has none
def test_production_settings_pass_the_deployment_check(tmp_path):
    result = check(tmp_path)
    assert result.returncode == 0, result.stderr


def test_deployment_check_fails_on_a_short_key_and_plain_http(tmp_path):
    result = check(tmp_path, SECRET_KEY="kort", SITE_ADDRESS="http://kompetanseplan.example")
    assert result.returncode == 1
    assert "W009" in result.stderr and "W012" in result.stderr


def test_production_does_not_start_without_a_key(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=environment | {"DEBUG": "false", "VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert "SECRET_KEY must be set" in result.stderr
