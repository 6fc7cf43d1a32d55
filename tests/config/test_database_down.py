import json
import os
import subprocess
import sys

ASK = """
import json, django
django.setup()
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from django.test import Client
client = Client(raise_request_exception=False)
client.cookies["sessionid"] = "a" * 32
answers = {path: client.get(path) for path in ("/", "/live")}
print(json.dumps({p: [a.status_code, a.headers.get("Retry-After"), a.content.decode()] for p, a in answers.items()}))
"""


def test_database_that_is_down_gives_503_in_plain_words():
    away = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    run = subprocess.run([sys.executable, "-c", ASK], env=os.environ | away, stdout=subprocess.PIPE, check=True)
    answers = json.loads(run.stdout.splitlines()[-1])
    status, retry_after, words = answers["/"]
    assert (status, retry_after) == (503, "5")
    assert "503" in words and "<h1" in words
    assert answers["/live"][:2] == [503, "5"]
