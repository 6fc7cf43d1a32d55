import pytest


@pytest.fixture(autouse=True)
def quick(settings):
    """Passwords that cost nothing, and static files by their plain names: no test waits for them."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
