import pytest
from django.db import connection

# Without one of these, or the mark django_db, pytest-django lets no test touch the database.
OF_THE_DATABASE = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(items):
    """Marks the tests that have a database, which are those to run on each kind of it: `-m database`."""
    for item in items:
        if item.get_closest_marker("django_db") or OF_THE_DATABASE & {*item.fixturenames}:
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite in a file: in memory, all threads of a live server would share one connection and its transactions."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "tests.sqlite3")


@pytest.fixture(autouse=True)
def quick(settings):
    """Passwords that cost nothing, and static files by their plain names: no test waits for them."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
